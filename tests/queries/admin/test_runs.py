"""What others asked, as the admin shows it: that it happened, to auditors its words, to nobody its rows."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from apps.audit import services
from apps.audit.actions import Action
from apps.queries.models import ChatSession, Feedback, QueryRun, StageEvent
from apps.scope import tenant_scope
from apps.tenants.models import Tenant, User
from tests.people import Caller, audit_actions

ASKED_AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
ROW_CANARY = "canary-row-7c1e"
QUESTION = "sales of canary-question-3b by region"
SQL_TEXT = "SELECT 1 /* canary-sql-9d */"


@pytest.fixture(autouse=True)
def in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


def make_run(user: User, **fields: Any) -> QueryRun:
    """A question that was answered with one row, under one policy."""
    session = ChatSession.objects.create(user_id=user.id, title=QUESTION)
    policies = [{"kind": "row_filter", "table": "public.orders", "name": "only-north"}]
    run: QueryRun = QueryRun.objects.create(
        **{
            "user_id": user.id,
            "session": session,
            "kind": "question",
            "data_source_id": uuid4(),
            "question": QUESTION,
            "language": "en",
            "as_of": ASKED_AT,
            "created_at": ASKED_AT,
            "finished_at": ASKED_AT + timedelta(milliseconds=1234),
            "status": "succeeded",
            "lane": "semantic",
            "sql": SQL_TEXT,
            "request_id": "r-1",
            "audit_event_id": uuid4(),
            "answer": {
                "rows": [[ROW_CANARY]],
                "policies": policies,
                "proof": {"digest": "p-123"},
                "sentence": ROW_CANARY,
            },
            **fields,
        }
    )
    StageEvent.objects.create(run=run, seq=1, stage="intent", status="done", ms=12.4)
    StageEvent.objects.create(run=run, seq=2, stage="execution", status="done", ms=3.25)
    return run


@pytest.fixture
def run(tenant: Tenant, viewer: User) -> QueryRun:
    with tenant_scope(tenant.id):
        return make_run(viewer)


def listed() -> str:
    return reverse("admin:queries_queryrun_changelist")


def shown(run: QueryRun) -> str:
    return reverse("admin:queries_queryrun_change", args=[run.pk])


def test_an_auditor_reads_what_was_asked_and_run_but_no_row_of_the_answer(
    caller: Caller, tenant: Tenant, auditor: User, run: QueryRun
) -> None:
    text = caller.as_(auditor, tenant).get(shown(run)).content.decode()

    for seen in (QUESTION, "canary-sql-9d", "acme-viewer", "Rows limited by", "only-north", "p-123", "1234"):
        assert seen in text
    for stage in ("Understanding the question", "Running the query", "12", "3.2"):
        assert stage in text
    assert reverse("admin:semantic_datasource_change", args=[run.data_source_id]) in text
    assert reverse("admin:audit_auditevent_change", args=[run.audit_event_id]) in text
    assert ROW_CANARY not in text
    assert ROW_CANARY not in caller.get(listed()).content.decode()


def test_an_operator_sees_that_a_run_happened_but_not_what_was_asked(
    caller: Caller, tenant: Tenant, operator: User, run: QueryRun
) -> None:
    caller.as_(operator, tenant)

    pages = [listed(), shown(run), reverse("admin:queries_chatsession_changelist")]
    pages.append(reverse("admin:queries_chatsession_change", args=[run.session_id]))
    for address in pages:
        answer = caller.get(address)
        assert answer.status_code == 200
        assert "canary" not in answer.content.decode()
    found = caller.get(listed(), {"q": "canary-question"}).context["cl"].result_list
    assert list(found) == []  # nor does a search tell


def test_looking_is_on_record(caller: Caller, tenant: Tenant, auditor: User, run: QueryRun) -> None:
    before = audit_actions(tenant)
    caller.as_(auditor, tenant).get(shown(run))

    assert audit_actions(tenant)[len(before) :] == ["audit.read"]


def test_nobody_changes_or_deletes_a_run(caller: Caller, tenant: Tenant, administrator: User, run: QueryRun) -> None:
    caller.as_(administrator, tenant)

    assert caller.post(shown(run), {"question": "another"}).status_code == 403
    assert caller.post(reverse("admin:queries_queryrun_delete", args=[run.pk]), {"post": "yes"}).status_code == 403
    assert caller.get(reverse("admin:queries_queryrun_add")).status_code == 403


def test_a_steward_does_not_read_what_others_asked(
    caller: Caller, tenant: Tenant, steward: User, run: QueryRun
) -> None:
    caller.as_(steward, tenant)

    assert caller.get(listed()).status_code == 403
    assert caller.get(shown(run)).status_code == 403


def test_a_run_of_another_tenant_does_not_exist(
    caller: Caller, other_tenant: Tenant, stranger: User, run: QueryRun
) -> None:
    caller.as_(stranger, other_tenant)

    assert list(caller.get(listed()).context["cl"].result_list) == []
    assert "canary" not in caller.get(shown(run), follow=True).content.decode()


def test_feedback_leads_to_its_run(caller: Caller, tenant: Tenant, auditor: User, run: QueryRun) -> None:
    with tenant_scope(tenant.id):
        Feedback.objects.create(run=run, user_id=run.user_id, score=4)

    text = caller.as_(auditor, tenant).get(reverse("admin:queries_feedback_changelist")).content.decode()

    assert shown(run) in text
    assert "acme-viewer" in text


def test_a_longer_list_takes_no_more_queries(
    caller: Caller,
    tenant: Tenant,
    auditor: User,
    viewer: User,
    analyst: User,
    run: QueryRun,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with tenant_scope(tenant.id):
        for user in (viewer, analyst, auditor):
            make_run(user)
    caller.as_(auditor, tenant).get(listed())

    with django_assert_num_queries(14):
        rows = caller.get(listed()).context["cl"].result_list

    assert len(rows) == 4


def test_a_question_on_record_shows_its_proof_and_the_tables_that_predicates_asked(
    caller: Caller, tenant: Tenant, auditor: User, viewer: User
) -> None:
    run_id = uuid4()
    proof = {"text_sha256": "5ea1", "tables": ["public.orders"], "policy_tables": ["public.desks"]}
    with tenant_scope(tenant.id):
        services.record(Action.QUERY_REQUESTED, actor=viewer, run_id=run_id, text={"question": QUESTION})
        services.record(
            Action.QUERY_FINISHED, actor=viewer, run_id=run_id, data={"status": "succeeded", "proof": proof}
        )

    text = caller.as_(auditor, tenant).get(reverse("admin:audit_queryrecord_change", args=[run_id])).content.decode()

    for seen in (QUESTION, "5ea1", "policy_tables", "public.desks"):
        assert seen in text
