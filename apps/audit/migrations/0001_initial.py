import uuid

from django.db import migrations, models

import apps.scope
from apps.rls import RowLevelSecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="QueryRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(db_index=True, default=apps.scope.current_tenant_id, editable=False)),
                ("request_id", models.CharField(max_length=128)),
                ("trace_id", models.CharField(max_length=128)),
                ("user_id", models.UUIDField(null=True)),
                ("user_name", models.CharField(max_length=200)),
                ("session_id", models.TextField()),
                ("question", models.TextField(null=True)),
                ("question_sha256", models.TextField(null=True)),
                ("context_summary", models.JSONField(null=True)),
                ("model", models.TextField(null=True)),
                ("prompt_sha256", models.TextField(null=True)),
                ("sql", models.TextField(null=True)),
                ("sql_sha256", models.TextField(null=True)),
                ("confidence", models.FloatField(null=True)),
                ("lane", models.TextField(null=True)),
                ("references", models.JSONField(db_column="reference_list", null=True)),
                ("lineage", models.JSONField(null=True)),
                ("policy_fingerprint", models.TextField(null=True)),
                ("executed", models.BooleanField()),
                ("duration_ms", models.FloatField(null=True)),
                ("rows", models.BigIntegerField(db_column="row_count", null=True)),
                ("bytes", models.BigIntegerField(db_column="byte_count", null=True)),
                ("risk", models.TextField(null=True)),
                ("status", models.TextField()),
                ("error_code", models.TextField(null=True)),
                ("error_message", models.TextField(null=True)),
                ("feedback_score", models.IntegerField(null=True)),
                ("feedback_text", models.TextField(null=True)),
                ("ip", models.TextField(null=True)),
                ("user_agent", models.TextField(null=True)),
                ("risk_score", models.FloatField(null=True)),
                ("requested_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "question on record",
                "verbose_name_plural": "questions on record",
                "db_table": "audit_query_record",
                "ordering": ("-requested_at",),
                "abstract": False,
                "managed": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(db_index=True, default=apps.scope.current_tenant_id, editable=False)),
                ("sequence", models.PositiveBigIntegerField(verbose_name="number")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("action", models.CharField(max_length=64, verbose_name="action")),
                ("actor_id", models.UUIDField(null=True, verbose_name="actor's id")),
                ("actor_name", models.CharField(blank=True, max_length=200, verbose_name="actor")),
                ("target_type", models.CharField(blank=True, max_length=100, verbose_name="kind of target")),
                ("target_id", models.CharField(blank=True, max_length=64, verbose_name="target's id")),
                ("target_name", models.CharField(blank=True, max_length=200, verbose_name="target")),
                ("run_id", models.UUIDField(null=True, verbose_name="run")),
                ("request_id", models.CharField(blank=True, max_length=128, verbose_name="request")),
                ("trace_id", models.CharField(blank=True, max_length=128, verbose_name="trace")),
                ("data", models.TextField(default="{}", verbose_name="data")),
                ("text_digest", models.CharField(blank=True, max_length=64, verbose_name="digest of the private text")),
                ("previous_hash", models.CharField(max_length=64, verbose_name="previous hash")),
                ("key_id", models.CharField(max_length=16, verbose_name="key")),
                ("hash", models.CharField(max_length=64, verbose_name="hash")),
            ],
            options={
                "verbose_name": "audit event",
                "verbose_name_plural": "audit events",
                "ordering": ("-sequence",),
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("run_id", None), _negated=True),
                        fields=["tenant_id", "run_id"],
                        name="audit_event_run",
                    ),
                    models.Index(fields=["tenant_id", "hash"], name="audit_event_hash"),
                    models.Index(fields=["tenant_id", "action", "sequence"], name="audit_event_action"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant_id", "sequence"), name="one_event_of_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tenant_id", models.UUIDField(db_index=True, default=apps.scope.current_tenant_id, editable=False)),
                ("event_id", models.UUIDField(verbose_name="event")),
                ("salt", models.CharField(max_length=32, null=True)),
                ("body", models.TextField(null=True, verbose_name="text")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="erased")),
            ],
            options={
                "verbose_name": "private text",
                "verbose_name_plural": "private texts",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("tenant_id", "event_id"), name="one_text_of_an_event")],
            },
        ),
        RowLevelSecurity("audit_auditevent"),
        RowLevelSecurity("audit_audittext"),
    ]
