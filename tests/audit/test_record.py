"""Recording: in the caller's transaction, in the tenant's scope, and append-only for the application."""

import uuid

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from apps.audit import selectors, services
from apps.audit.actions import Action
from apps.audit.models import AuditEvent, AuditText, QueryRecord
from apps.audit.origin import Origin, origin_scope
from apps.errors import NotFound
from apps.scope import NoTenantInScope, tenant_scope
from tests.people import audit_actions


@pytest.fixture
def in_tenant(tenant):
    with tenant_scope(tenant.id):
        yield tenant


def test_events_are_numbered_without_gaps_and_linked(in_tenant):
    first = AuditEvent.objects.get()
    second = services.record(Action.ROW_ADDED, actor=None)
    third = services.record(Action.ROW_CHANGED, actor=None)

    assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
    assert [second.previous_hash, third.previous_hash] == [first.hash, second.hash]
    assert selectors.verify().is_sound


def test_each_tenant_has_a_chain_of_its_own(in_tenant, other_tenant):
    with tenant_scope(other_tenant.id):
        services.record(Action.ROW_ADDED, actor=None)

    assert audit_actions(in_tenant) == ["tenant.created"]
    assert audit_actions(other_tenant) == ["tenant.created", "row.added"]


def test_what_is_rolled_back_was_never_recorded(in_tenant):
    with transaction.atomic():
        services.record(Action.ROW_ADDED, actor=None)
        transaction.set_rollback(True)

    assert audit_actions(in_tenant) == ["tenant.created"]
    assert services.record(Action.ROW_ADDED, actor=None).sequence == 2


def test_nothing_is_recorded_without_a_tenant(tenant):
    with pytest.raises(NoTenantInScope):
        services.record(Action.ROW_ADDED, actor=None)


def test_an_event_keeps_snapshots_of_names(in_tenant, viewer):
    event = services.record(Action.ROW_CHANGED, actor=viewer, target=in_tenant)

    assert (event.actor_id, event.actor_name) == (viewer.id, "acme-viewer")
    assert (event.target_type, event.target_id, event.target_name) == ("tenants.tenant", str(in_tenant.id), "Acme")


def test_the_origin_of_a_request_is_on_record_and_its_address_erasable(in_tenant):
    with origin_scope(Origin(request_id="r-1", trace_id="t-1", ip="192.0.2.1", user_agent="curl")):
        event = services.record(Action.ROW_CHANGED, actor=None, text={"note": "?"})

    assert (event.request_id, event.trace_id) == ("r-1", "t-1")
    assert "192.0.2.1" not in event.data
    assert selectors.text_of(event.id) == '{"ip":"192.0.2.1","note":"?","user_agent":"curl"}'


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET action = 'x'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
        "DELETE FROM audit_audittext",
        "TRUNCATE audit_audittext",
        "UPDATE audit_audittext SET event_id = gen_random_uuid()",
        "UPDATE audit_audittext SET body = 'x'",
        "UPDATE audit_audittext SET body = NULL, salt = NULL, erased_at = now()",
        "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_event_append_only ON audit_auditevent",
    ],
)
def test_the_application_can_only_append(in_tenant, statement):
    services.record(Action.ROW_ADDED, actor=None, text={"note": "?"})

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_erased_text_is_gone_and_the_chain_still_verifies(in_tenant, administrator):
    event = services.record(Action.ROW_ADDED, actor=None, text={"question": "who?"})

    services.erase_text(event_id=event.id, actor=administrator, reason="asked by the person")

    stored = AuditText.objects.get(event_id=event.id)
    assert (stored.body, stored.salt, stored.erased_at is not None) == (None, None, True)
    assert audit_actions(in_tenant)[-1] == "audit.text_erased"
    assert selectors.verify().is_sound


def test_a_text_is_erased_once(in_tenant, administrator):
    event = services.record(Action.ROW_ADDED, actor=None, text={"question": "who?"})
    services.erase_text(event_id=event.id, actor=administrator, reason="r")

    with pytest.raises(NotFound):
        services.erase_text(event_id=event.id, actor=administrator, reason="r")


def test_one_tenant_cannot_erase_for_another(in_tenant, other_tenant, stranger):
    event = services.record(Action.ROW_ADDED, actor=None, text={"question": "who?"})

    with tenant_scope(other_tenant.id), pytest.raises(NotFound):
        services.erase_text(event_id=event.id, actor=stranger, reason="r")

    assert selectors.text_of(event.id) == '{"question":"who?"}'


def test_a_question_is_one_record_from_request_to_outcome(in_tenant, viewer):
    run_id, asked = uuid.uuid4(), {"question_sha256": "ab", "session_id": "s-1"}
    services.record(
        Action.QUERY_REQUESTED, actor=viewer, run_id=run_id, data=asked, text={"question": "多少?", "ip": "192.0.2.1"}
    )
    outcome = {
        "status": "succeeded",
        "lane": "semantic",
        "confidence": 0.9,
        "rows": 3,
        "executed": True,
        "duration_ms": 12.5,
    }
    services.record(Action.QUERY_FINISHED, actor=viewer.id, run_id=run_id, data=outcome, text={"sql": "SELECT 1"})
    services.record(Action.FEEDBACK_GIVEN, actor=viewer, run_id=run_id, data={"score": 5}, text={"feedback": "good"})

    record = QueryRecord.objects.get()

    assert record.id == run_id
    assert (record.user_id, record.user_name) == (viewer.id, "acme-viewer")
    assert (record.question, record.question_sha256, record.ip) == ("多少?", "ab", "192.0.2.1")
    assert (record.sql, record.lane, record.status) == ("SELECT 1", "semantic", "succeeded")
    assert (record.rows, record.executed, record.confidence, record.duration_ms) == (3, True, 0.9, 12.5)
    assert (record.feedback_score, record.feedback_text) == (5, "good")
    assert [event.action for event in selectors.events_of_run(run_id)] == [
        "query.requested",
        "query.finished",
        "feedback.given",
    ]


def test_a_question_without_an_outcome_is_open(in_tenant, viewer):
    services.record(Action.QUERY_REQUESTED, actor=viewer, run_id=uuid.uuid4(), text={"question": "?"})

    record = QueryRecord.objects.get()

    assert (record.status, record.executed, record.finished_at) == ("open", False, None)


def test_a_lost_question_is_lost(in_tenant, viewer):
    run_id = uuid.uuid4()
    services.record(Action.QUERY_REQUESTED, actor=viewer, run_id=run_id)
    services.record(Action.QUERY_LOST, actor=viewer.id, run_id=run_id)

    assert QueryRecord.objects.get().status == "lost"


def test_a_hostile_question_does_not_spoil_the_view(in_tenant, viewer):
    services.record(Action.QUERY_REQUESTED, actor=viewer, run_id=uuid.uuid4(), text={"question": "a\x00\ud800b"})

    assert QueryRecord.objects.get().question == "a\ufffd\ufffdb"


def test_the_view_shows_only_the_tenant_in_scope(in_tenant, other_tenant, viewer):
    services.record(Action.QUERY_REQUESTED, actor=viewer, run_id=uuid.uuid4())

    with tenant_scope(other_tenant.id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_query_record")
        assert cursor.fetchone() == (0,)


def test_the_time_is_that_of_the_record(in_tenant):
    before = timezone.now()
    event = services.record(Action.ROW_ADDED, actor=None)

    assert before <= event.at <= timezone.now()
