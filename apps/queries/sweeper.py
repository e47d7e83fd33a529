"""
What becomes of runs that lost their worker, or never found one.

A run whose lease ran out is queued again, once, if nothing was sent to the customer's database yet; otherwise it ends
as `worker_lost` and whatever it left running over there is stopped. A queued run that nobody claimed is sent again,
and given up after `GIVE_UP`.
"""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import AppError
from apps.queries import progress
from apps.queries.contracts import RunStatus
from apps.queries.models import QueryRun
from apps.queries.stages.execution import stop
from apps.semantic.access import data_source_of_run

logger = structlog.get_logger(__name__)

UNCLAIMED = timedelta(seconds=10)
GIVE_UP = timedelta(minutes=5)
BATCH = 500
MOST_ATTEMPTS = 2


def sweep(*, now: datetime) -> list[UUID]:
    """Deal with the dead runs of the tenant in scope; return those to be sent to a worker (again)."""
    unfinished = QueryRun.objects.filter(
        Q(status=RunStatus.RUNNING, lease_until__lt=now) | Q(status=RunStatus.QUEUED, created_at__lt=now - UNCLAIMED)
    )
    oldest_first = unfinished.order_by("created_at")[:BATCH]
    return [run.id for run in oldest_first if _end_or_requeue(run, now=now)]


def _end_or_requeue(run: QueryRun, *, now: datetime) -> bool:
    if run.status == RunStatus.QUEUED:
        if run.created_at < now - GIVE_UP:
            _end(run, now=now)
            return False
        return True
    if run.cancel_requested_at is None and run.sql_sent_at is None and run.attempts + 1 < MOST_ATTEMPTS:
        return _requeue(run)
    _end(run, now=now)
    _stop_what_is_left(run)
    return False


def _requeue(run: QueryRun) -> bool:
    same = QueryRun.objects.filter(id=run.id, status=RunStatus.RUNNING, lease_token=run.lease_token)
    # Sent in the same sweep: the user has waited a whole lease already.
    requeued = same.update(status=RunStatus.QUEUED, lease_token=None, lease_until=None, attempts=run.attempts + 1)
    progress.nudge(run)
    return bool(requeued)


@transaction.atomic
def _end(run: QueryRun, *, now: datetime) -> None:
    status = RunStatus.CANCELLED if run.cancel_requested_at else RunStatus.WORKER_LOST
    ended = QueryRun.objects.filter(id=run.id, status=run.status, lease_token=run.lease_token).update(
        status=status, error_code="query.worker_lost", lease_token=None, lease_until=None, finished_at=now
    )
    if ended:
        transaction.on_commit(lambda: progress.nudge(run))
        audit.record(
            Action.QUERY_LOST,
            actor=run.user_id,
            target=run,
            run_id=run.id,
            data={"status": status.value, "sql_sent": run.sql_sent_at is not None, "attempts": run.attempts + 1},
        )


def _stop_what_is_left(run: QueryRun) -> None:
    if not run.backend:
        return
    try:
        stop(data_source_of_run(run.data_source_id), backend=run.backend, run_mark=run.id.hex)
    except AppError as error:
        logger.warning("sweeper.not_stopped", run_id=str(run.id), code=error.code)
