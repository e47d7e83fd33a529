"""What costs much waits for its asker, runs exactly as confirmed, once and in time; what costs too much never runs."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.audit.models import AuditEvent
from apps.errors import Conflict, NotFound
from apps.queries import confirming, runner, selectors, services
from apps.queries.contracts import RunStatus, RunView
from apps.queries.models import QueryRun
from apps.semantic.connectors.base import QueryTimeout
from apps.semantic.contracts import PlanEstimate
from apps.semantic.models import DataSource
from apps.tenants import services as people
from apps.tenants.models import User
from tests.queries.corner_shop import CornerShop

ALL = "SELECT region, amount FROM sales ORDER BY id"


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "send", lambda **_: None)


@pytest.fixture
def costly(in_shop: CornerShop) -> Iterator[CornerShop]:
    """The shop, with a source on which every statement that reads a row is of medium risk."""
    DataSource.objects.filter(id=in_shop.source.id).update(medium_risk_rows=1)
    yield in_shop
    DataSource.objects.filter(id=in_shop.source.id).update(medium_risk_rows=None, high_risk_rows=None)


def execute(user: User, sql: str = ALL) -> QueryRun:
    return worked(services.execute_sql(user=user, sql=sql, data_source_name="corner", now=timezone.now()))


def worked(run: QueryRun) -> QueryRun:
    runner.work(run_id=run.id, now=timezone.now())
    run.refresh_from_db()
    return run


def confirm(run: QueryRun, user: User, *, later: timedelta = timedelta()) -> QueryRun:
    return worked(services.confirm(user=user, run_id=run.id, now=timezone.now() + later))


def seen(run: QueryRun, user: User, *, language: str = "en") -> RunView:
    return selectors.run_view(run, user=user, language=language)


def actions(run: QueryRun) -> list[str]:
    return list(AuditEvent.objects.filter(run_id=run.id).order_by("sequence").values_list("action", flat=True))


def facts(run: QueryRun, action: str) -> dict[str, Any]:
    sealed: dict[str, Any] = json.loads(AuditEvent.objects.get(run_id=run.id, action=action).data)
    return sealed


def test_a_medium_risk_waits_and_runs_once_confirmed(costly: CornerShop):
    waiting = execute(costly.owner)

    assert waiting.status == RunStatus.NEEDS_CONFIRMATION
    assert (waiting.answer, waiting.sql, waiting.sql_sent_at) == (None, "", None)

    confirmed = confirm(waiting, costly.owner)

    assert seen(confirmed, costly.owner).rows == (("north", 10), ("north", 20), ("south", 40))
    assert confirmed.parent_id == waiting.id
    assert actions(waiting) == ["query.requested", "query.finished", "query.confirmed"]
    assert actions(confirmed) == ["query.requested", "query.finished"]


def test_a_question_goes_on_at_the_same_today(costly: CornerShop):
    waiting = worked(services.ask(user=costly.owner, question="销售额", now=timezone.now()))
    confirmed = confirm(waiting, costly.owner)

    assert confirmed.as_of == waiting.as_of
    assert seen(confirmed, costly.owner).rows == ((70,),)


def test_a_low_risk_asks_nobody(in_shop: CornerShop):
    assert execute(in_shop.owner).status == RunStatus.SUCCEEDED


def test_a_high_risk_is_refused_and_cannot_be_confirmed(costly: CornerShop):
    DataSource.objects.filter(id=costly.source.id).update(high_risk_rows=2)
    refused = execute(costly.owner)

    assert (refused.status, refused.error_code) == (RunStatus.REFUSED, "query.too_expensive")
    with pytest.raises(Conflict):
        services.confirm(user=costly.owner, run_id=refused.id, now=timezone.now())


def test_who_sees_everything_is_told_how_much_it_reads_and_what_to_narrow(costly: CornerShop):
    asked = seen(execute(costly.owner), costly.owner).confirmation
    DataSource.objects.filter(id=costly.source.id).update(high_risk_rows=2)
    refused = seen(execute(costly.owner), costly.owner).error

    assert asked is not None
    assert (asked.risk, asked.message) == ("medium", "This query would read about 3 rows and may take long.")
    assert refused is not None
    assert refused.message == "This query would read about 3 rows; this data source allows fewer than 2."
    assert refused.advice == ("Add a condition that narrows main.sales, shorten the period, or group more coarsely.")


@pytest.mark.parametrize("who", ["north", "everywhere"])
def test_whom_the_policy_restricts_is_told_the_risk_alone(costly: CornerShop, who: str):
    user = getattr(costly, who)
    waiting = execute(user)
    asked = seen(waiting, user).confirmation
    DataSource.objects.filter(id=costly.source.id).update(high_risk_rows=2)
    refused = execute(user)
    error = seen(refused, user).error

    assert asked is not None
    assert (asked.risk, asked.message) == (
        "medium",
        "This query would read a large part of the database and may take long.",
    )
    assert waiting.confirmation is not None
    assert waiting.confirmation["params"] == {}
    assert error is not None
    assert error.message == "This query would read too much of the database."
    assert refused.error is not None
    assert refused.error["params"] == {}


def test_only_the_asker_may_confirm(costly: CornerShop):
    waiting = execute(costly.everywhere)

    with pytest.raises(NotFound):
        services.confirm(user=costly.owner, run_id=waiting.id, now=timezone.now())

    waiting.refresh_from_db()
    assert waiting.confirmed_at is None


def test_a_confirmation_runs_its_statement_once(costly: CornerShop):
    waiting = execute(costly.owner)
    confirm(waiting, costly.owner)

    with pytest.raises(confirming.AlreadyConfirmed):
        services.confirm(user=costly.owner, run_id=waiting.id, now=timezone.now())

    assert QueryRun.objects.filter(parent=waiting).count() == 1
    asked = seen(waiting, costly.owner).confirmation
    waiting.refresh_from_db()
    assert asked is not None
    assert seen(waiting, costly.owner).confirmation.is_open is False


def test_a_confirmation_expires_after_a_quarter_of_an_hour(costly: CornerShop):
    early, late = execute(costly.owner), execute(costly.owner)

    assert confirm(early, costly.owner, later=timedelta(minutes=14)).status == RunStatus.SUCCEEDED
    with pytest.raises(confirming.ConfirmationExpired):
        services.confirm(user=costly.owner, run_id=late.id, now=timezone.now() + timedelta(minutes=16))

    assert QueryRun.objects.filter(parent=late).count() == 0


def test_what_is_declined_is_cancelled_and_can_no_longer_be_confirmed(costly: CornerShop):
    waiting = execute(costly.owner)

    declined = services.cancel(user=costly.owner, run_id=waiting.id, now=timezone.now())

    assert declined.status == RunStatus.CANCELLED
    assert actions(waiting)[-1] == "query.cancelled"
    with pytest.raises(Conflict):
        services.confirm(user=costly.owner, run_id=waiting.id, now=timezone.now())


def test_what_runs_is_what_was_confirmed_or_the_asker_is_asked_again(costly: CornerShop):
    waiting = execute(costly.north)
    people.set_attribute(user=costly.north, name="region", value="south", actor=costly.owner)
    try:
        again = confirm(waiting, costly.north)
        assert again.status == RunStatus.NEEDS_CONFIRMATION
        assert again.sql_sent_at is None
        assert confirm(again, costly.north).status == RunStatus.SUCCEEDED
    finally:
        people.set_attribute(user=costly.north, name="region", value="north", actor=costly.owner)


def test_another_text_of_the_same_policy_is_asked_again(costly: CornerShop):
    waiting = execute(costly.owner)
    # The final text carries the limit of rows: what would run now is not what was confirmed.
    DataSource.objects.filter(id=costly.source.id).update(max_rows=500)
    try:
        again = confirm(waiting, costly.owner)
    finally:
        DataSource.objects.filter(id=costly.source.id).update(max_rows=1_000)

    assert again.status == RunStatus.NEEDS_CONFIRMATION
    assert again.sql_sent_at is None


class Planner:
    """An engine with plans of the test's own making; None: it does not come to an end with them."""

    def __init__(self, plan: PlanEstimate | None) -> None:
        self.plan = plan

    def explain(self, *_: object, **__: object) -> PlanEstimate:
        if self.plan is None:
            raise QueryTimeout
        return self.plan


def planned(monkeypatch: pytest.MonkeyPatch, plan: PlanEstimate | None) -> None:
    monkeypatch.setattr("apps.queries.stages.precheck.connector_for", lambda _source: Planner(plan))


def test_a_plan_that_takes_too_long_is_of_high_risk_and_asked_about(
    in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch
):
    planned(monkeypatch, None)
    waiting = execute(in_shop.north)
    asked = seen(waiting, in_shop.north, language="zh").confirmation

    assert waiting.status == RunStatus.NEEDS_CONFIRMATION
    assert asked is not None
    assert (asked.risk, asked.message) == ("high", "执行计划分析超时，建议优化查询条件")
    assert confirm(waiting, in_shop.north).status == RunStatus.SUCCEEDED


def test_a_medium_risk_that_was_confirmed_is_no_consent_to_a_high_one(
    costly: CornerShop, monkeypatch: pytest.MonkeyPatch
):
    waiting = execute(costly.owner)
    planned(monkeypatch, None)

    assert confirm(waiting, costly.owner).status == RunStatus.NEEDS_CONFIRMATION


def test_without_plans_a_hundred_rows_are_shown_and_it_is_said_why(
    in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch
):
    unsupported = PlanEstimate(rows=None, cost=None, full_scans=(), tables=None, supported=False)
    planned(monkeypatch, unsupported)

    run = execute(in_shop.owner, "SELECT a.id FROM sales a, sales b, sales c, sales d, sales e")
    view = seen(run, in_shop.owner, language="zh")

    assert (len(view.rows), view.truncated) == (100, True)
    assert "当前数据库不支持执行计划预检，已限制返回行数。" in [notice.message for notice in view.warnings]


def test_a_plan_that_cannot_be_weighed_is_refused(in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch):
    planned(monkeypatch, PlanEstimate(rows=None, cost=None, full_scans=(), tables=None))

    assert execute(in_shop.owner).error_code == "query.too_expensive"


def test_the_record_holds_what_was_asked_for_and_what_was_agreed_to(costly: CornerShop):
    waiting = execute(costly.owner)
    confirmed = confirm(waiting, costly.owner)
    wanted = facts(waiting, "query.finished")["confirmation"]
    ended = facts(confirmed, "query.finished")

    assert wanted["risk"] == "medium"
    assert facts(waiting, "query.confirmed") == ended["consent"] == wanted
    assert ended["proof"]["text_sha256"] == ended["sql_sha256"] == wanted["text_sha256"]
    assert ended["policy_fingerprint"] == wanted["policy_fingerprint"]
    assert ended["proof"]["rules"]
    assert ended["proof"]["guard_version"]
    assert ended["engine_view"] == "agrees"
