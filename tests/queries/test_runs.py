"""One question or statement, from the service to its stored outcome, on a real database."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError

from apps.audit import services as audit
from apps.audit.models import AuditEvent, AuditText
from apps.errors import Conflict, Forbidden, InvalidInput, NotFound
from apps.queries import runner, selectors, services
from apps.queries.contracts import RunStatus, RunView
from apps.queries.models import QueryRun
from apps.semantic.contracts import PlanEstimate
from apps.semantic.models import DataSource
from apps.tenants import services as people
from apps.tenants.models import User
from apps.tenants.roles import Role
from tests.people import make_member
from tests.queries.corner_shop import CornerShop

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are worked by the test itself, at once, instead of by a worker."""
    monkeypatch.setattr(services, "send", lambda **_: None)


def ask(user: User, question: str, **more: Any) -> RunView:
    run = services.ask(user=user, question=question, now=NOW, **more)
    return worked(run, user)


def execute(user: User, sql: str) -> RunView:
    run = services.execute_sql(user=user, sql=sql, data_source_name="corner", now=NOW)
    return worked(run, user)


def worked(run: QueryRun, user: User) -> RunView:
    runner.work(run_id=run.id, now=NOW)
    run.refresh_from_db()
    return selectors.run_view(run, user=user, language="en")


def events_of(view: RunView) -> list[str]:
    return list(AuditEvent.objects.filter(run_id=view.run_id).order_by("sequence").values_list("action", flat=True))


def test_the_same_question_is_answered_by_the_rights_of_who_asks(in_shop: CornerShop):
    everything = ask(in_shop.everywhere, "各大区的销售额")
    north = ask(in_shop.north, "各大区的销售额")

    assert everything.rows == (("south", 40), ("north", 30))
    assert north.rows == (("north", 30),)
    assert [p.name for p in north.policies if p.kind == "row_filter"] == ["sales of corner-north"]


def test_an_answer_names_what_it_did(in_shop: CornerShop):
    view = ask(in_shop.owner, "revenue by region in February 2026")

    assert view.status == RunStatus.SUCCEEDED
    assert view.rows == (("south", 40), ("north", 20))
    assert view.lane == "semantic"
    assert view.references == ("metric:revenue@1",)
    assert view.period is not None
    assert (view.period.start.isoformat(), view.period.end.isoformat()) == ("2026-02-01", "2026-03-01")
    assert view.lineage["source_tables"] == ["sales"]
    assert view.proof["text_sha256"]
    assert [stage.name for stage in view.stages] == [
        "intent",
        "clarification",
        "generation",
        "guardrails",
        "permissions",
        "precheck",
        "execution",
        "release",
        "explanation",
    ]
    assert {stage.status for stage in view.stages} == {"done"}


def test_a_question_leaves_an_envelope_in_the_audit(in_shop: CornerShop):
    view = ask(in_shop.owner, "销售额")

    assert events_of(view) == ["query.requested", "query.finished"]
    assert view.audit_id == str(AuditEvent.objects.get(run_id=view.run_id, action="query.requested").id)


def test_the_audit_keeps_the_words_apart_and_never_the_rows(in_shop: CornerShop):
    view = execute(in_shop.everywhere, "SELECT phone, amount FROM sales WHERE id = 3")

    sealed = " ".join(AuditEvent.objects.filter(run_id=view.run_id).values_list("data", flat=True))
    assert "SELECT" not in sealed
    texts = AuditText.objects.filter(event_id__in=AuditEvent.objects.filter(run_id=view.run_id).values("id"))
    kept = " ".join(texts.values_list("body", flat=True))
    assert "SELECT phone, amount FROM sales WHERE id = 3" in kept
    assert "139****3333" not in sealed + kept


def test_no_audit_no_run(in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(audit, "record", broken)
    before = QueryRun.objects.count()

    with pytest.raises(DatabaseError):
        services.ask(user=in_shop.owner, question="销售额", now=NOW)

    assert QueryRun.objects.count() == before


def test_no_audit_no_data(in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch):
    run = services.ask(user=in_shop.owner, question="销售额", now=NOW)

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(DatabaseError):
        runner.work(run_id=run.id, now=NOW)

    run.refresh_from_db()
    assert run.answer is None
    assert run.status == RunStatus.RUNNING  # the sweeper will end it


def test_masks_hold_for_written_sql(in_shop: CornerShop):
    view = execute(in_shop.everywhere, "SELECT phone FROM sales ORDER BY id")

    assert view.rows == (("138****1111",), ("138****2222",), ("139****3333",))


def test_what_nobody_granted_looks_like_what_does_not_exist(in_shop: CornerShop):
    hidden = execute(in_shop.north, "SELECT x FROM sqlite_master")
    absent = execute(in_shop.north, "SELECT x FROM sqlite_mastes")

    assert hidden.status == absent.status == RunStatus.REFUSED
    assert hidden.error is not None
    assert absent.error is not None
    assert hidden.error.code == absent.error.code == "sql.refused"


def test_a_vague_question_asks_back_and_goes_on_with_the_choice(in_shop: CornerShop):
    view = ask(in_shop.owner, "hello there")

    assert view.status == RunStatus.NEEDS_CLARIFICATION
    point = view.clarification[0]
    choice = {point.key: point.options[0].value}
    continued = services.answer_clarification(user=in_shop.owner, run_id=view.run_id, choices=choice, now=NOW)
    assert continued.parent_id == view.run_id
    assert continued.choices == choice


def test_a_choice_that_was_not_offered_is_refused(in_shop: CornerShop):
    view = ask(in_shop.owner, "hello there")

    with pytest.raises(InvalidInput):
        services.answer_clarification(
            user=in_shop.owner, run_id=view.run_id, choices={view.clarification[0].key: "made up"}, now=NOW
        )


def test_an_answered_question_is_not_clarified(in_shop: CornerShop):
    view = ask(in_shop.owner, "销售额")

    with pytest.raises(Conflict):
        services.answer_clarification(user=in_shop.owner, run_id=view.run_id, choices={}, now=NOW)


def test_a_metadata_question_runs_no_sql(in_shop: CornerShop):
    view = ask(in_shop.owner, "销售额怎么算的?")

    assert view.status == RunStatus.SUCCEEDED
    assert view.sql == ""
    assert [d.name for d in view.definitions] == ["revenue"]


def test_an_answer_is_withheld_once_the_rights_it_was_made_under_are_gone(in_shop: CornerShop):
    user = make_member(in_shop.tenant, Role.ANALYST, username="leaver")
    run = services.execute_sql(user=user, sql="SELECT 1 AS one", data_source_name="corner", now=NOW)
    assert worked(run, user).rows == ((1,),)

    people.set_attribute(user=user, name="region", value="south", actor=in_shop.owner)

    view = selectors.run_view(run, user=user, language="en")
    assert view.rows == ()
    assert view.sql == ""
    assert [notice.code for notice in view.warnings] == ["query.policy_changed"]


def test_rights_that_change_before_execution_stop_the_run(in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch):
    run = services.execute_sql(user=in_shop.owner, sql="SELECT 1 AS one", data_source_name="corner", now=NOW)
    monkeypatch.setattr("apps.queries.stages.precheck.connector_for", lambda source: _Revoking(in_shop))

    view = worked(run, in_shop.owner)

    assert view.error is not None
    assert view.error.code == "query.policy_changed"


class _Revoking:
    """Changes the rights while the plan is read."""

    def __init__(self, shop: CornerShop) -> None:
        self.shop = shop

    def explain(self, *_: object, **__: object) -> Any:
        people.set_attribute(user=self.shop.owner, name="desk", value="moved", actor=None)
        return PlanEstimate(rows=1, cost=None, full_scans=(), tables=None)


def test_a_switched_off_source_answers_nothing(in_shop: CornerShop):
    run = services.ask(user=in_shop.owner, question="销售额", now=NOW)
    DataSource.objects.filter(id=in_shop.source.id).update(is_active=False)
    try:
        view = worked(run, in_shop.owner)
    finally:
        DataSource.objects.filter(id=in_shop.source.id).update(is_active=True)

    assert view.error is not None
    assert view.error.code == "source.switched_off"
    assert view.rows == ()


def test_a_plan_that_reads_too_much_is_refused_with_advice(in_shop: CornerShop):
    run = services.ask(user=in_shop.owner, question="销售额", now=NOW)
    DataSource.objects.filter(id=in_shop.source.id).update(high_risk_rows=1)
    try:
        view = worked(run, in_shop.owner)
    finally:
        DataSource.objects.filter(id=in_shop.source.id).update(high_risk_rows=200_000_000)

    assert view.status == RunStatus.REFUSED
    assert view.error is not None
    assert view.error.code == "query.too_expensive"
    assert view.error.advice


def test_a_run_is_its_askers_alone(in_shop: CornerShop):
    view = ask(in_shop.everywhere, "销售额")

    with pytest.raises(NotFound):
        services.cancel(user=in_shop.owner, run_id=view.run_id, now=NOW)


def test_a_viewer_may_not_write_sql(in_shop: CornerShop):
    viewer = make_member(in_shop.tenant, Role.VIEWER, username="only-viewer")

    with pytest.raises(Forbidden):
        services.execute_sql(user=viewer, sql="SELECT 1", data_source_name="corner", now=NOW)


@pytest.mark.parametrize("question", ["", "   ", "x" * 2001, "a\x00b"])
def test_a_question_that_cannot_be_stored_is_refused(in_shop: CornerShop, question: str):
    with pytest.raises(InvalidInput):
        services.ask(user=in_shop.owner, question=question, now=NOW)


def test_a_fault_of_ours_ends_the_run_with_an_incident_and_no_details(
    in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise RuntimeError("secret 42")

    monkeypatch.setattr(runner, "_answer", broken)
    view = ask(in_shop.owner, "销售额")

    assert view.status == RunStatus.FAILED
    assert view.error is not None
    assert view.error.code == "internal"
    assert "secret" not in view.error.message
    assert events_of(view) == ["query.requested", "query.finished"]


def test_rating_replaces_the_earlier_rating(in_shop: CornerShop):
    view = ask(in_shop.owner, "销售额")

    services.rate(user=in_shop.owner, run_id=view.run_id, score=2)
    services.rate(user=in_shop.owner, run_id=view.run_id, score=5, text="better")

    assert QueryRun.objects.get(id=view.run_id).feedback.score == 5
    assert events_of(view)[2:] == ["feedback.given", "feedback.given"]


def test_an_answer_that_was_cut_says_so(in_shop: CornerShop):
    DataSource.objects.filter(id=in_shop.source.id).update(max_rows=2)
    try:
        cut = execute(in_shop.owner, "SELECT id FROM sales ORDER BY id")
        whole = execute(in_shop.owner, "SELECT id FROM sales WHERE id < 3 ORDER BY id")
    finally:
        DataSource.objects.filter(id=in_shop.source.id).update(max_rows=1_000)

    assert cut.rows == whole.rows == ((1,), (2,))
    assert cut.truncated
    assert [notice.code for notice in cut.warnings] == ["rows.truncated"]
    assert not whole.truncated
