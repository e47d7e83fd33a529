"""
One run, worked: scope, lease, tools, pipeline, and the outcome with its audit event in one transaction.

Whatever happens inside, the run ends in a final state and its audit has an outcome; if this process dies, the sweeper
sees to both. Only the holder of the lease may finish a run: a result that comes too late is thrown away.
"""

from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import structlog
from django.db import transaction
from django.utils import timezone

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.origin import Origin, origin_scope
from apps.errors import AppError
from apps.queries import answers, lease, progress
from apps.queries.contracts import Answer, RunStatus
from apps.queries.halts import Halt, NeedsClarification, NeedsConfirmation
from apps.queries.models import QueryRun
from apps.queries.outcome import Admitted, Outcome, audited
from apps.queries.pipeline import answer, answer_written
from apps.queries.progress import StoredTrace
from apps.queries.toolbox import Gathered, gather

logger = structlog.get_logger(__name__)


def work(*, run_id: UUID, now: datetime) -> None:
    """Work one queued run to its end; a run that somebody else holds or has ended is left alone."""
    held = lease.claim(run_id, now=now)
    if held is None:
        return
    run = QueryRun.objects.get(id=run_id)
    structlog.contextvars.bind_contextvars(
        run_id=str(run_id), request_id=run.request_id, trace_id=run.trace_id, tenant_id=str(run.tenant_id)
    )
    with origin_scope(Origin(request_id=run.request_id, trace_id=run.trace_id)), lease.kept(held):
        admitted = Admitted()
        outcome = _outcome(run, held, admitted)
        _finish(run, held, outcome, admitted)
    structlog.contextvars.clear_contextvars()


def _outcome(run: QueryRun, held: lease.Lease, admitted: Admitted) -> Outcome:
    trace = StoredTrace(run)
    try:
        gathered = gather(run, held, now=timezone.now(), on_admitted=admitted.note)
        run.policy_fingerprint = gathered.tools.policy.fingerprint
        found = _answer(run, gathered, trace)
        return Outcome(RunStatus.SUCCEEDED, answer=found, confidence=found.confidence)
    except NeedsClarification as halt:
        return Outcome(halt.status, clarification=_points(halt), confidence=halt.confidence)
    except NeedsConfirmation as halt:
        return Outcome(halt.status, confirmation=halt.as_dict() | {"wanted": asdict(halt.wanted)})
    except Halt as halt:
        return Outcome(halt.status, error=halt.as_dict())
    except AppError as error:
        return Outcome(_status_of(error, held), error=error.as_dict())
    except Exception:  # the edge of the process: a fault of ours ends the run with an incident id, and is logged
        incident = uuid4().hex[:12]
        logger.exception("run.failed", incident=incident)
        return Outcome(RunStatus.FAILED, error={"code": "internal", "params": {"incident": incident}})


def _answer(run: QueryRun, gathered: Gathered, trace: StoredTrace) -> Answer:
    if gathered.manifest is None:
        return answer_written(gathered.question, gathered.tools, trace)
    return answer(gathered.question, gathered.manifest, gathered.tools, trace)


def _status_of(error: AppError, held: lease.Lease) -> RunStatus:
    if held.stop.is_set():
        return RunStatus.CANCELLED
    if error.http_status == HTTPStatus.GATEWAY_TIMEOUT:
        return RunStatus.TIMEOUT
    return RunStatus.REFUSED if error.http_status < HTTPStatus.INTERNAL_SERVER_ERROR else RunStatus.FAILED


def _points(halt: NeedsClarification) -> list[dict[str, Any]]:
    return [
        {
            "key": point.key,
            "template": point.question.template,
            "params": dict(point.question.params),
            "options": [
                {"value": o.value, "zh": [o.label_zh, o.description_zh], "en": [o.label_en, o.description_en]}
                for o in point.options
            ],
        }
        for point in halt.points
    ]


@transaction.atomic
def _finish(run: QueryRun, held: lease.Lease, outcome: Outcome, admitted: Admitted) -> None:
    found = outcome.answer
    finished = QueryRun.objects.filter(id=run.id, lease_token=held.token, status=RunStatus.RUNNING).update(
        status=outcome.status,
        lane=found.lane if found else "",
        confidence=outcome.confidence,
        sql=found.sql if found else admitted.text,
        policy_fingerprint=run.policy_fingerprint,
        answer=answers.to_json(found) if found else None,
        clarification=outcome.clarification,
        confirmation=outcome.confirmation,
        error=outcome.error or None,
        error_code=outcome.error.get("code", ""),
        lease_token=None,
        lease_until=None,
        finished_at=timezone.now(),
    )
    if not finished:
        logger.warning("run.outcome_too_late", status=outcome.status)
        return
    transaction.on_commit(lambda: progress.nudge(run))
    audit.record(
        Action.QUERY_FINISHED,
        actor=run.user_id,
        target=run,
        run_id=run.id,
        data=audited(run, outcome, admitted),
        text={"sql": admitted.text} if admitted.text else None,
    )
