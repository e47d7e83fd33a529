from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("semantic", "0003_risk_thresholds")]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="row_predicate_meaning",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="as it was understood"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="grant",
            name="row_predicate",
            field=models.TextField(
                blank=True,
                help_text=(
                    "SQL over the table's own columns, and EXISTS (SELECT …) or IN (SELECT …) over tables that you "
                    "see; :name stands for a user's attribute. Also :user_id, :login, :today, :hour (0-23) and "
                    ":weekday (1 is Monday), by the data source's clocks. Empty: all rows."
                ),
                verbose_name="row predicate",
            ),
        ),
    ]
