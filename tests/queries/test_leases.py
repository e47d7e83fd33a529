"""What happens to runs whose worker died, lost its lease, or never came."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from apps.audit.models import AuditEvent
from apps.queries import lease, runner, services, sweeper
from apps.queries.contracts import RunStatus
from apps.queries.models import QueryRun
from tests.queries.corner_shop import CornerShop

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "send", lambda **_: None)


@pytest.fixture
def run(in_shop: CornerShop) -> QueryRun:
    QueryRun.objects.all().delete()
    return services.ask(user=in_shop.owner, question="销售额", now=NOW)


def dead(run: QueryRun, **fields: object) -> QueryRun:
    """Let a worker claim the run and die; its lease ends at NOW + 30 s."""
    assert lease.claim(run.id, now=NOW) is not None
    QueryRun.objects.filter(id=run.id).update(**fields)
    return run


def test_a_run_is_claimed_once(run: QueryRun):
    assert lease.claim(run.id, now=NOW) is not None
    assert lease.claim(run.id, now=NOW) is None


def test_a_message_delivered_twice_is_worked_once(run: QueryRun):
    runner.work(run_id=run.id, now=NOW)
    runner.work(run_id=run.id, now=NOW)

    assert AuditEvent.objects.filter(run_id=run.id, action="query.finished").count() == 1


def test_a_dead_run_is_queued_again_once(run: QueryRun):
    dead(run)
    assert sweeper.sweep(now=NOW + timedelta(seconds=29)) == []
    assert sweeper.sweep(now=NOW + timedelta(seconds=31)) == [run.id]

    run.refresh_from_db()
    assert (run.status, run.attempts) == (RunStatus.QUEUED, 1)


def test_a_run_that_dies_twice_is_lost(run: QueryRun):
    dead(run, attempts=1)

    sweeper.sweep(now=NOW + timedelta(seconds=31))

    run.refresh_from_db()
    assert run.status == RunStatus.WORKER_LOST
    assert list(AuditEvent.objects.filter(run_id=run.id).order_by("sequence").values_list("action", flat=True)) == [
        "query.requested",
        "query.lost",
    ]


def test_a_run_whose_sql_was_sent_is_never_sent_again(run: QueryRun):
    dead(run, sql_sent_at=NOW)

    sweeper.sweep(now=NOW + timedelta(seconds=31))

    run.refresh_from_db()
    assert run.status == RunStatus.WORKER_LOST


def test_a_late_worker_changes_nothing(run: QueryRun, monkeypatch: pytest.MonkeyPatch):
    def slow(*_: object) -> runner.Outcome:
        QueryRun.objects.filter(id=run.id).update(attempts=1, lease_until=NOW - timedelta(seconds=1))
        sweeper.sweep(now=NOW)
        return runner.Outcome(RunStatus.SUCCEEDED)

    monkeypatch.setattr(runner, "_outcome", slow)
    runner.work(run_id=run.id, now=NOW)

    run.refresh_from_db()
    assert run.status == RunStatus.WORKER_LOST
    assert AuditEvent.objects.filter(run_id=run.id, action="query.finished").count() == 0


def test_a_run_that_nobody_claims_is_sent_again_and_given_up_after_five_minutes(run: QueryRun):
    assert sweeper.sweep(now=NOW + timedelta(seconds=5)) == []
    assert sweeper.sweep(now=NOW + timedelta(seconds=11)) == [run.id]
    assert sweeper.sweep(now=NOW + timedelta(minutes=6)) == []

    run.refresh_from_db()
    assert run.status == RunStatus.WORKER_LOST


def test_cancelling_a_queued_run_ends_it(run: QueryRun, in_shop: CornerShop):
    services.cancel(user=in_shop.owner, run_id=run.id, now=NOW)
    runner.work(run_id=run.id, now=NOW)

    run.refresh_from_db()
    assert run.status == RunStatus.CANCELLED
    assert run.answer is None


def test_a_cancelled_run_sends_no_sql(run: QueryRun, in_shop: CornerShop, monkeypatch: pytest.MonkeyPatch):
    claim = lease.claim

    def cancelled_after_claim(run_id: object, *, now: datetime) -> object:
        held = claim(run.id, now=now)
        QueryRun.objects.filter(id=run.id).update(cancel_requested_at=timezone.now())
        return held

    monkeypatch.setattr(lease, "claim", cancelled_after_claim)
    runner.work(run_id=run.id, now=NOW)

    run.refresh_from_db()
    assert run.status == RunStatus.CANCELLED
    assert run.sql_sent_at is None
