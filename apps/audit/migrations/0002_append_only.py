"""
The application may add events and read them, nothing else; a private text may be erased once its erasure is on record.

Two walls: grants, which the application's role cannot change, and triggers, which stop the owner's slips as well. The
triggers are our own and not django-pgtrigger's, because those can be switched off by any session.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

TRIGGERS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_text_no_delete BEFORE DELETE ON audit_audittext
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_text_no_truncate BEFORE TRUNCATE ON audit_audittext
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id <> OLD.id OR NEW.tenant_id <> OLD.tenant_id OR NEW.event_id <> OLD.event_id
       OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'a private text can only be erased' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM 1 FROM audit_auditevent
        WHERE tenant_id = OLD.tenant_id AND action = 'audit.text_erased' AND target_id = OLD.event_id::text;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'an erasure is recorded first' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_text_erase_only BEFORE UPDATE ON audit_audittext
    FOR EACH ROW EXECUTE FUNCTION audit_erase_only();
"""

NO_TRIGGERS = """
DROP TRIGGER audit_event_append_only ON audit_auditevent;
DROP TRIGGER audit_event_no_truncate ON audit_auditevent;
DROP TRIGGER audit_text_no_delete ON audit_audittext;
DROP TRIGGER audit_text_no_truncate ON audit_audittext;
DROP TRIGGER audit_text_erase_only ON audit_audittext;
DROP FUNCTION audit_erase_only();
DROP FUNCTION audit_refuse();
"""


def revoke(apps: Any, schema_editor: Any) -> None:
    """Leave the application's role SELECT and INSERT, and UPDATE of the columns that an erasure empties."""
    role = schema_editor.quote_name(settings.DATABASES["default"]["USER"])
    if settings.DATABASES["default"]["USER"] == schema_editor.connection.settings_dict["USER"]:
        return
    schema_editor.execute(f"REVOKE ALL ON audit_auditevent, audit_audittext FROM {role}")
    schema_editor.execute(f"GRANT SELECT, INSERT ON audit_auditevent, audit_audittext TO {role}")
    schema_editor.execute(f"GRANT UPDATE (salt, body, erased_at) ON audit_audittext TO {role}")


def grant(apps: Any, schema_editor: Any) -> None:
    """Give back what tables have by default."""
    role = schema_editor.quote_name(settings.DATABASES["default"]["USER"])
    schema_editor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON audit_auditevent, audit_audittext TO {role}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(TRIGGERS, NO_TRIGGERS), migrations.RunPython(revoke, grant)]
