from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0003_close_unused")]

    operations = [
        migrations.AlterField(
            model_name="userattribute",
            name="kind",
            field=models.CharField(
                choices=[
                    ("text", "Text"),
                    ("integer", "Whole number"),
                    ("decimal", "Decimal number"),
                    ("boolean", "Yes or no"),
                    ("date", "Date"),
                    ("text_list", "List of texts"),
                    ("int_list", "List of whole numbers"),
                ],
                default="text",
                max_length=10,
                verbose_name="kind",
            ),
        ),
    ]
