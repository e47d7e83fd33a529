import uuid

from django.db import migrations, models

import apps.scope
from apps.rls import RowLevelSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("queries", "0002_confirmation"),
    ]

    operations = [
        migrations.CreateModel(
            name="NarrowedUse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(db_index=True, default=apps.scope.current_tenant_id, editable=False)),
                ("user_id", models.UUIDField(verbose_name="user")),
                ("data_source_id", models.UUIDField(verbose_name="data source")),
                (
                    "kind",
                    models.CharField(
                        choices=[("lookup", "looked up"), ("total", "totalled"), ("report", "reported")],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=64, verbose_name="subject")),
                ("value", models.CharField(blank=True, max_length=64, verbose_name="value")),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
            ],
            options={
                "verbose_name": "use of a narrowed column",
                "verbose_name_plural": "uses of narrowed columns",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant_id", "user_id", "data_source_id", "kind", "subject", "value"),
                        name="narrowed_use_once",
                    )
                ],
            },
        ),
        RowLevelSecurity("queries_narroweduse"),
    ]
