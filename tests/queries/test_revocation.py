"""Rights that are taken away end what runs under them: before it is sent, between its rows, and after its last one."""

import json
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.audit.models import AuditEvent
from apps.queries import runner, selectors, services
from apps.queries.contracts import RunStatus
from apps.queries.halts import PolicyChanged
from apps.queries.models import QueryRun
from apps.queries.rights import ASK_EVERY, Watch, at_most_every
from apps.semantic.connectors.base import QueryCancelled
from apps.semantic.contracts import BackendHandle, ColumnKind, OutputColumn, PlanEstimate, Rows
from apps.semantic.models import DataSource, Grant
from apps.semantic.models.policy import AudienceKind
from apps.semantic.services.policy import RuleWish, set_grant
from apps.tenants import services as people
from apps.tenants.models import Membership, Tenant, TenantStatus, User
from apps.tenants.roles import Role
from tests.people import make_member
from tests.queries.corner_shop import COLUMNS, SALES, CornerShop

PLAN = PlanEstimate(rows=1, cost=None, full_scans=(), tables=None)
NO_ROWS = Rows((OutputColumn("one", ColumnKind.INTEGER),), ((1,),), truncated=False, size=1, duration=timedelta())


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "send", lambda **_: None)


@pytest.fixture
def user(in_shop: CornerShop) -> User:
    """Somebody new for each test, with a grant, who may lose everything."""
    leaver = make_member(in_shop.tenant, Role.ANALYST, username=f"leaver-{time.monotonic_ns()}")
    set_grant(
        RuleWish(f"sales of {leaver.username}", AudienceKind.USER, str(leaver.id), SALES),
        user=in_shop.owner,
        data_source=in_shop.source,
        columns=COLUMNS,
    )
    return leaver


class Stream:
    """
    An engine that sends its only row when `deed` was done and somebody was asked whether to stop often enough.

    :param patience: seconds for which it asks; a run that nothing stops ends with its row.
    """

    def __init__(self, deed: Callable[[], object], *, patience: float) -> None:
        self.deed, self.patience = deed, patience
        self.stopped_after: float | None = None

    def explain(self, *_: object, **__: object) -> PlanEstimate:
        return PLAN

    def run(self, *_: object, on_start: Callable[..., object], should_stop: Callable[[], bool], **__: object) -> Rows:
        on_start(BackendHandle("1", "mark"))
        self.deed()
        started = time.monotonic()
        while time.monotonic() < started + self.patience:
            if should_stop():
                self.stopped_after = time.monotonic() - started
                raise QueryCancelled
            time.sleep(0.05)
        return NO_ROWS


def streamed(user: User, stream: Stream, monkeypatch: pytest.MonkeyPatch) -> QueryRun:
    for stage in ("precheck", "execution"):
        monkeypatch.setattr(f"apps.queries.stages.{stage}.connector_for", lambda _source: stream)
    run = services.execute_sql(user=user, sql="SELECT 1 AS one", data_source_name="corner", now=timezone.now())
    runner.work(run_id=run.id, now=timezone.now())
    run.refresh_from_db()
    return run


def move(shop: CornerShop, user: User) -> None:
    people.set_attribute(user=user, name="desk", value=str(time.monotonic_ns()), actor=shop.owner)


def demote(_shop: CornerShop, user: User) -> None:
    Membership.objects.filter(user_id=user.id).update(roles=[Role.VIEWER])


def end_membership(shop: CornerShop, user: User) -> None:
    people.end_membership(user_id=user.id, actor=shop.owner)


def withdraw(_shop: CornerShop, user: User) -> None:
    Grant.objects.filter(audience=str(user.id)).update(is_active=False)


def deactivate(_shop: CornerShop, user: User) -> None:
    User.objects.filter(id=user.id).update(is_active=False)


TAKEN_AWAY = {
    "grant": withdraw,
    "attribute": move,
    "role": demote,
    "membership": end_membership,
    "user": deactivate,
}


@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_taking_rights_away_stops_a_stream_within_five_seconds(
    in_shop: CornerShop, user: User, monkeypatch: pytest.MonkeyPatch, what: str
):
    stream = Stream(lambda: TAKEN_AWAY[what](in_shop, user), patience=60)
    run = streamed(user, stream, monkeypatch)

    assert (run.status, run.error_code) == (RunStatus.REFUSED, "query.policy_changed")
    assert run.answer is None
    assert stream.stopped_after is not None
    assert stream.stopped_after < 5.0


def test_a_source_that_is_switched_off_stops_its_streams(
    in_shop: CornerShop, user: User, monkeypatch: pytest.MonkeyPatch
):
    sources = DataSource.objects.filter(id=in_shop.source.id)
    try:
        run = streamed(user, Stream(lambda: sources.update(is_active=False), patience=60), monkeypatch)
    finally:
        sources.update(is_active=True)

    assert (run.status, run.error_code, run.answer) == (RunStatus.REFUSED, "source.switched_off", None)


def test_a_tenant_that_is_suspended_stops_its_streams(in_shop: CornerShop, user: User, monkeypatch: pytest.MonkeyPatch):
    tenants = Tenant.objects.filter(id=in_shop.tenant.id)
    try:
        suspend = Stream(lambda: tenants.update(status=TenantStatus.SUSPENDED), patience=60)
        run = streamed(user, suspend, monkeypatch)
    finally:
        tenants.update(status=TenantStatus.ACTIVE)

    assert (run.status, run.error_code, run.answer) == (RunStatus.REFUSED, "query.policy_changed", None)


def test_rows_that_came_before_anybody_was_asked_are_not_shown(
    in_shop: CornerShop, user: User, monkeypatch: pytest.MonkeyPatch
):
    run = streamed(user, Stream(lambda: move(in_shop, user), patience=0), monkeypatch)

    assert (run.status, run.error_code) == (RunStatus.REFUSED, "query.policy_changed")
    assert run.answer is None


def test_rights_that_stay_let_a_long_stream_end(in_shop: CornerShop, user: User, monkeypatch: pytest.MonkeyPatch):
    run = streamed(user, Stream(lambda: None, patience=ASK_EVERY + 0.5), monkeypatch)

    assert run.status == RunStatus.SUCCEEDED
    assert selectors.run_view(run, user=user, language="en").rows == ((1,),)


def test_a_statement_that_was_sent_is_on_record_with_its_proof_though_nothing_came_of_it(
    in_shop: CornerShop, user: User, monkeypatch: pytest.MonkeyPatch
):
    run = streamed(user, Stream(lambda: move(in_shop, user), patience=60), monkeypatch)

    sealed = json.loads(AuditEvent.objects.get(run_id=run.id, action="query.finished").data)
    assert sealed["executed"] is True
    assert sealed["sql_sha256"] == sealed["proof"]["text_sha256"]
    assert sealed["error_code"] == "query.policy_changed"


def test_the_rights_are_resolved_at_most_every_two_seconds():
    asked: list[int] = []
    watch = Watch(stopped=lambda: False, policy_holds=lambda: asked.append(1) is None)

    watch.require_rights()
    stops = [watch.should_stop() for _ in range(1_000)]

    assert not any(stops)
    assert len(asked) == 1


def test_a_watch_says_why_and_raises_nothing_into_an_engine():
    watch = Watch(stopped=lambda: False, policy_holds=lambda: False)

    assert watch.should_stop() is True
    assert isinstance(watch.problem, PolicyChanged)


def test_an_answer_serves_for_its_time():
    asked: list[int] = []
    ask = at_most_every(60, lambda: asked.append(1) is None)

    assert [ask(), ask(), ask()] == [True, True, True]
    assert len(asked) == 1
