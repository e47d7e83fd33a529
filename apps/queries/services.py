"""
What the doors may call: ask, answer a clarification, confirm, execute, validate, cancel, rate.

Each is one verb: it checks the act, changes rows and records the audit event in one transaction, and hands the run to
a worker when that has committed. No audit event, no run.
"""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from kombu.exceptions import OperationalError

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.origin import current_origin
from apps.errors import Conflict, InvalidInput, gettext_noop
from apps.queries import access, progress
from apps.queries.confirming import take_confirmation
from apps.queries.contracts import RunStatus
from apps.queries.input import LONGEST_QUESTION, bounded_question, bounded_sql
from apps.queries.judgement import Judgement, judge_written
from apps.queries.models import ChatSession, Feedback, QueryRun
from apps.queries.stages.execution import stop
from apps.queries.tasks import send
from apps.queries.understanding.language import language_of
from apps.semantic.access import access_data_source, access_dataset, only_dataset
from apps.tenants.access import require
from apps.tenants.identity import User

logger = structlog.get_logger(__name__)

LONGEST_TITLE = 80


@transaction.atomic
def ask(
    *,
    user: User,
    question: str,
    dataset_name: str | None = None,
    session_id: UUID | None = None,
    language: str | None = None,
    now: datetime,
) -> QueryRun:
    """
    Take a question in and hand it to a worker.

    :param dataset_name: may be left out if the user can ask exactly one.
    :param language: `zh` or `en`; left out: that of the question.
    :raises InvalidInput: empty, too long, or no dataset chosen where there are several.
    """
    require(user, "query.ask")
    text = bounded_question(question)
    dataset = access_dataset(dataset_name, user=user, to="ask") if dataset_name else only_dataset(user)
    return _start(
        user=user,
        session=_session(user, session_id, title=text),
        kind=QueryRun.Kind.QUESTION,
        data_source_id=dataset.data_source_id,
        dataset_id=dataset.id,
        question=text,
        language=language or language_of(text),
        as_of=now,
        now=now,
    )


@transaction.atomic
def answer_clarification(
    *, user: User, run_id: UUID, choices: dict[str, str], use_defaults: bool = False, now: datetime
) -> QueryRun:
    """
    Go on with a question that needed a clarification, in a new run that continues it.

    :param choices: by the key of the point, the value of the chosen option.
    :param use_defaults: the user does not want to choose: business defaults are applied and said so.
    """
    require(user, "query.ask")
    asked = access.access_run(run_id, user=user, to="continue")
    if asked.status != RunStatus.NEEDS_CLARIFICATION:
        raise Conflict
    _check_choices(asked, choices)
    return _go_on(
        asked,
        user=user,
        choices={**asked.choices, **choices},
        use_defaults=use_defaults,
        round=asked.round + 1,
        now=now,
    )


@transaction.atomic
def confirm(*, user: User, run_id: UUID, now: datetime) -> QueryRun:
    """
    Run what a run waited with because of its cost, in a new run that continues it: that statement, or none.

    :raises AlreadyConfirmed, ConfirmationExpired, Conflict: see `confirming`.
    """
    asked = access.access_run(run_id, user=user, to="continue")
    require(user, "query.ask" if asked.kind == QueryRun.Kind.QUESTION else "sql.execute")
    consent = take_confirmation(asked, now=now)
    audit.record(Action.QUERY_CONFIRMED, actor=user, target=asked, run_id=asked.id, data=consent)
    return _go_on(
        asked,
        user=user,
        choices=asked.choices,
        use_defaults=asked.use_defaults,
        round=asked.round,
        consent=consent,
        now=now,
    )


@transaction.atomic
def execute_sql(*, user: User, sql: str, data_source_name: str, now: datetime) -> QueryRun:
    """Run a statement that the user wrote, governed as any other."""
    require(user, "sql.execute")
    text = bounded_sql(sql)
    source = access_data_source(data_source_name, user=user, to="query")
    return _start(
        user=user,
        kind=QueryRun.Kind.SQL,
        data_source_id=source.id,
        question=text,
        language="en",
        as_of=now,
        now=now,
    )


def validate_sql(*, user: User, sql: str, data_source_name: str, now: datetime) -> Judgement:
    """Judge a statement without running it; the judgement is recorded, the statement as erasable text."""
    require(user, "sql.validate")
    text = bounded_sql(sql)
    judgement = judge_written(user=user, sql=text, data_source_name=data_source_name, now=now)
    audit.record(
        Action.SQL_VALIDATED,
        actor=user,
        data={"data_source": data_source_name, **judgement.facts()},
        text={"sql": text},
    )
    return judgement


@transaction.atomic
def rate(*, user: User, run_id: UUID, score: int, text: str = "") -> Feedback:
    """Store what the asker thinks of an answer, 1 to 5; rating again replaces it."""
    require(user, "feedback.give")
    if not 1 <= score <= 5:
        raise InvalidInput(field="score", reason=gettext_noop("must be from 1 to 5"))
    run = access.access_run(run_id, user=user, to="rate")
    feedback, _ = Feedback.objects.update_or_create(run=run, defaults={"user_id": user.id, "score": score})
    audit.record(
        Action.FEEDBACK_GIVEN,
        actor=user,
        target=run,
        run_id=run.id,
        data={"score": score},
        text={"feedback": text[:LONGEST_QUESTION]} if text else None,
    )
    return feedback


def cancel(*, user: User, run_id: UUID, now: datetime) -> QueryRun:
    """
    Stop a run: at once on the customer's database, and in its worker within about a second.

    What waits for a confirmation will not run. Cancelling what has ended changes nothing.
    """
    run = access.access_run(run_id, user=user, to="cancel")
    with transaction.atomic():
        waiting = QueryRun.objects.filter(id=run.id, status=RunStatus.NEEDS_CONFIRMATION, confirmed_at=None)
        declined = waiting.update(status=RunStatus.CANCELLED, error_code="query.cancelled", cancel_requested_at=now)
        unfinished = QueryRun.objects.filter(id=run.id, status__in=[RunStatus.QUEUED, RunStatus.RUNNING])
        asked = unfinished.filter(cancel_requested_at=None).update(cancel_requested_at=now)
        unfinished.filter(status=RunStatus.QUEUED).update(
            status=RunStatus.CANCELLED, error_code="query.cancelled", finished_at=now
        )
        if asked or declined:
            audit.record(Action.QUERY_CANCELLED, actor=user, target=run, run_id=run.id)
    run.refresh_from_db()
    progress.nudge(run)
    if run.status == RunStatus.RUNNING and run.backend:
        source = access_data_source(run.data_source_id, user=user, to="query")
        stop(source, backend=run.backend, run_mark=run.id.hex)
    return run


def _go_on(asked: QueryRun, *, user: User, now: datetime, **changed: Any) -> QueryRun:
    """Ask the same once more, at the same "today", with what the user has added."""
    return _start(
        user=user,
        session=asked.session,
        kind=asked.kind,
        data_source_id=asked.data_source_id,
        dataset_id=asked.dataset_id,
        question=asked.question,
        language=asked.language,
        as_of=asked.as_of,
        parent=asked,
        now=now,
        **changed,
    )


def _start(*, user: User, now: datetime, **fields: Any) -> QueryRun:
    origin = current_origin()
    run = QueryRun(user_id=user.id, request_id=origin.request_id, trace_id=origin.trace_id, created_at=now, **fields)
    run.save(force_insert=True)
    event = audit.record(
        Action.QUERY_REQUESTED,
        actor=user,
        target=run,
        run_id=run.id,
        data={
            "kind": run.kind,
            "question_sha256": hashlib.sha256(run.question.encode()).hexdigest(),
            "dataset_id": str(run.dataset_id or ""),
            "data_source_id": str(run.data_source_id),
            "session_id": str(run.session_id or ""),
            "continues": str(run.parent_id or ""),
            "choices": len(run.choices),
        },
        text={"question": run.question},
    )
    QueryRun.objects.filter(id=run.id).update(audit_event_id=event.id)
    run.audit_event_id = event.id
    transaction.on_commit(lambda: _send(run))
    return run


def _send(run: QueryRun) -> None:
    try:
        send(tenant_id=run.tenant_id, run_id=run.id)
    except OperationalError:
        # The run is safe in its row: the sweeper sends it as soon as the broker is back.
        logger.warning("run.not_sent", run_id=str(run.id))


def _session(user: User, session_id: UUID | None, *, title: str) -> ChatSession:
    if session_id is not None:
        return access.access_session(session_id, user=user)
    return ChatSession.objects.create(user_id=user.id, title=title[:LONGEST_TITLE])


def _check_choices(asked: QueryRun, choices: dict[str, str]) -> None:
    offered = {point["key"]: {o["value"] for o in point["options"]} for point in asked.clarification or []}
    for key, value in choices.items():
        if value not in offered.get(key, ()):
            raise InvalidInput(field=key, reason=gettext_noop("is not one of the choices"))
