"""Tables that libraries bring and nothing uses show no row and take none."""

from django.db import migrations

from apps.rls import ClosedTable
from apps.scope import CLOSED_TABLES


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0002_only_members"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
    ]

    operations = [ClosedTable(table) for table in CLOSED_TABLES]
