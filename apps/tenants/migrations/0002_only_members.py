"""What hangs on a user inside a tenant requires that user's membership in that tenant, by the database's own word."""

from django.db import migrations

TABLES = ("tenants_groupmember", "tenants_userattribute", "tenants_userobjectpermission", "tenants_apikey")


def _require_membership(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_of_a_member" FOREIGN KEY (tenant_id, user_id) '
        "REFERENCES tenants_membership (tenant_id, user_id) DEFERRABLE INITIALLY DEFERRED",
        reverse_sql=f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_of_a_member"',
    )


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]

    operations = [_require_membership(table) for table in TABLES]
