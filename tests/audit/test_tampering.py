"""
What the database's owner does behind the product's back, on a committed chain; and many writers at once.

The owner can take triggers and row level security off its own tables, so this is the strongest hand but a superuser's,
who could do nothing else to these rows.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections

from apps.audit import selectors, services
from apps.audit.actions import Action
from apps.audit.models import AuditEvent
from apps.scope import tenant_scope
from apps.tenants.services import create_tenant

FORGED = """
    INSERT INTO audit_auditevent (id, tenant_id, sequence, at, action, actor_name, target_type, target_id, target_name,
                                  request_id, trace_id, data, text_digest, previous_hash, key_id, hash)
    SELECT gen_random_uuid(), tenant_id, 7, at, action, '', '', '', '', '', '', '{}', '', hash, key_id, hash
    FROM audit_auditevent WHERE tenant_id = %s AND sequence = 6
"""

pytestmark = pytest.mark.usefixtures("committed_database")


@pytest.fixture
def chained(committed_database, request):
    """A tenant with six events, the second with a private text."""
    made = create_tenant(slug=f"t{abs(hash(request.node.name)) % 10**8}", name="T")
    with tenant_scope(made.id):
        services.record(Action.ROW_ADDED, actor=None, text={"note": "?"})
        for _ in range(4):
            services.record(Action.ROW_CHANGED, actor=None)
    return made


@contextmanager
def the_owner() -> Iterator[psycopg.Connection]:
    values = connections["owner"].settings_dict
    tables = ("audit_auditevent", "audit_audittext")
    with psycopg.connect(
        host=values["HOST"],
        port=values["PORT"],
        dbname=values["NAME"],
        user=values["USER"],
        password=values["PASSWORD"],
    ) as owner:
        for table in tables:
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield owner
        for table in tables:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def verified(tenant, **options: str) -> str:
    """What the command says; one line."""
    out = StringIO()
    call_command("verify_audit", tenant=tenant.slug, stdout=out, stderr=out, **options)
    return out.getvalue().strip()


def fault_of(tenant, **options: str) -> str:
    """The line with which the command fails."""
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_audit", tenant=tenant.slug, stdout=out, stderr=out, **options)
    return out.getvalue().strip().removeprefix(f"{tenant.slug}: ")


def head_of(tenant) -> str:
    with tenant_scope(tenant.id):
        return AuditEvent.objects.order_by("-sequence").values_list("hash", flat=True)[0]


def test_an_untouched_chain_is_sound(chained):
    assert verified(chained) == f"{chained.slug}: sound, 6 events, head {head_of(chained)}"


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit_auditevent SET actor_name = 'eve' WHERE tenant_id = %s AND sequence = 3", "event 3: altered"),
        ("UPDATE audit_auditevent SET data = '{ }' WHERE tenant_id = %s AND sequence = 3", "event 3: altered"),
        ("UPDATE audit_auditevent SET at = at + '1 s' WHERE tenant_id = %s AND sequence = 3", "event 3: altered"),
        ("DELETE FROM audit_auditevent WHERE tenant_id = %s AND sequence = 3", "event 4: missing"),
        ("DELETE FROM audit_auditevent WHERE tenant_id = %s AND sequence = 1", "event 2: missing"),
        (FORGED, "event 7: altered"),
        ("UPDATE audit_audittext SET body = '{}' WHERE tenant_id = %s", "event 2: text_altered"),
        ("UPDATE audit_audittext SET body = NULL WHERE tenant_id = %s", "event 2: text_removed"),
        ("DELETE FROM audit_audittext WHERE tenant_id = %s", "event 2: text_removed"),
    ],
)
def test_what_the_owner_changes_is_found(chained, tampering, found):
    with the_owner() as owner:
        owner.execute(tampering, [chained.id])

    assert fault_of(chained) == found


def test_reordered_events_are_found(chained):
    with the_owner() as owner:
        owner.execute(
            "UPDATE audit_auditevent e SET sequence = 7 - o.sequence + 1000 FROM audit_auditevent o"
            " WHERE o.id = e.id AND e.tenant_id = %s AND e.sequence IN (3, 4)",
            [chained.id],
        )
        owner.execute(
            "UPDATE audit_auditevent SET sequence = sequence - 1000 WHERE tenant_id = %s AND sequence > 1000",
            [chained.id],
        )

    assert fault_of(chained) == "event 3: unlinked"


def test_a_cut_tail_is_found_with_an_anchor(chained):
    anchor = head_of(chained)
    with the_owner() as owner:
        owner.execute("DELETE FROM audit_auditevent WHERE tenant_id = %s AND sequence > 4", [chained.id])

    assert "sound, 4 events" in verified(chained)
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", tenant=chained.slug, anchor=anchor, stdout=StringIO(), stderr=StringIO())


def test_a_chain_that_is_cut_away_entirely_is_found_with_an_anchor(chained):
    anchor = head_of(chained)
    with the_owner() as owner:
        owner.execute("DELETE FROM audit_auditevent WHERE tenant_id = %s", [chained.id])

    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", tenant=chained.slug, anchor=anchor, stdout=StringIO(), stderr=StringIO())


def test_an_unknown_tenant_is_an_error(committed_database):
    with pytest.raises(CommandError, match="No tenant"):
        call_command("verify_audit", tenant="nobody")


@pytest.mark.parametrize("statement", ["UPDATE audit_auditevent SET action = 'x'", "TRUNCATE audit_auditevent"])
def test_the_trigger_stops_the_owner_too(chained, statement):
    with (
        tenant_scope(chained.id),
        connections["owner"].cursor() as cursor,
        pytest.raises(DatabaseError, match="append-only"),
    ):
        cursor.execute(statement)


def test_the_head_is_logged_every_hundred_events(chained, caplog):
    with tenant_scope(chained.id):
        for _ in range(94):
            services.record(Action.ROW_CHANGED, actor=None)

    logged = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    heads = [(entry["sequence"], entry["hash"]) for entry in logged if entry["event"] == "audit.head"]
    assert heads == [(100, head_of(chained))]


def test_many_writers_leave_no_gap_and_no_fork(chained):
    def write(_: int) -> None:
        with tenant_scope(chained.id):
            for _ in range(20):
                services.record(Action.ROW_CHANGED, actor=None)
        connection.close()

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(8)))

    with tenant_scope(chained.id):
        verdict = selectors.verify()
    assert (verdict.fault, verdict.sequence) == (None, 6 + 8 * 20)
