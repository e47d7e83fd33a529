"""What may be read of runs. An answer is shown while the rights it was made under still hold, and no longer."""

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone, translation

from apps.errors import AppError
from apps.queries import answers
from apps.queries.confirming import expires_at, is_open
from apps.queries.contracts import ConfirmationView, NoticeView, RunStatus, RunView, Stage, StageView
from apps.queries.halts import PolicyChanged
from apps.queries.models import QueryRun, StageEvent
from apps.queries.wording import LANES, STAGES, error_view, notice_view, point_view, policy_view, translated
from apps.semantic.access import access_data_source
from apps.semantic.policies import access_policy
from apps.tenants.identity import User

FIRST_PAUSE = 0.01
LONGEST_PAUSE = 0.25
RECENT = 50


def wait_for(run: QueryRun, *, limit: timedelta) -> QueryRun:
    """Return the run once it has ended, or as it is when `limit` has passed. No transaction is held meanwhile."""
    ends = time.monotonic() + limit.total_seconds()
    pause = FIRST_PAUSE
    while time.monotonic() < ends:
        status = QueryRun.objects.filter(id=run.id).values_list("status", flat=True).get()
        if RunStatus(status).is_final:
            break
        time.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)
    run.refresh_from_db()
    return run


def recent_runs(user: User) -> list[QueryRun]:
    """The user's latest questions, newest first, without those that were continued."""
    runs = QueryRun.objects.filter(user_id=user.id, kind=QueryRun.Kind.QUESTION, continuations=None)
    return list(runs.only("id", "question", "status", "created_at")[:RECENT])


def stage_events(run_id: UUID, *, after: int = 0) -> list[dict[str, Any]]:
    """Stored stages of a run with a number above `after`, in order."""
    events = StageEvent.objects.filter(run_id=run_id, seq__gt=after).order_by("seq")
    return list(events.values("seq", "stage", "status", "ms"))


def run_view(run: QueryRun, *, user: User, language: str) -> RunView:
    """One run as its owner may see it now."""
    with translation.override("zh-hans" if language.startswith("zh") else "en"):
        common: dict[str, Any] = {
            "run_id": run.id,
            "request_id": run.request_id,
            "trace_id": run.trace_id,
            "status": run.status,
            "question": run.question,
            "created_at": run.created_at,
            "lane": run.lane,
            "lane_title": str(LANES.get(run.lane, "")),
            "confidence": run.confidence,
            "audit_id": str(run.audit_event_id or ""),
            "duration_ms": _duration(run),
            "stages": tuple(_stage_view(event) for event in run.stage_events.all()),
            "clarification": tuple(point_view(p, language) for p in run.clarification or []),
            "confirmation": _confirmation(run),
            "error": error_view(run.status, run.error_code, run.error),
        }
        if run.answer is None:
            return RunView(**common)
        return RunView(**common, **_answer(run, run.answer, user))


def _confirmation(run: QueryRun) -> ConfirmationView | None:
    if run.confirmation is None or run.status != RunStatus.NEEDS_CONFIRMATION:
        return None
    return ConfirmationView(
        risk=run.confirmation["wanted"]["risk"],
        message=translated(run.confirmation["message"], run.confirmation["params"]),
        advice=translated(run.confirmation["advice"], run.confirmation["params"]),
        expires_at=expires_at(run),
        is_open=is_open(run, now=timezone.now()),
    )


def _answer(run: QueryRun, stored: answers.Stored, user: User) -> dict[str, Any]:
    if not _rights_still_hold(run, user):
        withheld = NoticeView(PolicyChanged.code, translated(PolicyChanged.message, {}))
        return {"warnings": (withheld,)}
    return {
        "sentence": stored["sentence"],
        "columns": answers.columns_of(stored),
        "rows": tuple(tuple(row) for row in stored["rows"]),
        "truncated": stored["truncated"],
        "sql": stored["sql"],
        "confidence_parts": stored["confidence_parts"],
        "risk": stored["risk"] or "",
        "policies": tuple(policy_view(policy) for policy in stored["policies"]),
        "proof": stored["proof"],
        "lineage": stored["lineage"],
        "definitions": answers.definitions_of(stored),
        "period": answers.period_of(stored),
        "references": tuple(stored["references"]),
        "warnings": tuple(notice_view(notice) for notice in stored["notices"]),
        "unexplained": tuple(stored["unexplained"]),
    }


def _rights_still_hold(run: QueryRun, user: User) -> bool:
    try:
        source = access_data_source(run.data_source_id, user=user, to="query")
    except AppError:
        return False
    return access_policy(user_id=user.id, data_source=source, now=timezone.now()).fingerprint == run.policy_fingerprint


def _stage_view(event: StageEvent) -> StageView:
    return StageView(
        name=event.stage,
        title=str(STAGES[Stage(event.stage)]),
        seq=event.seq,
        status=event.status,
        ms=event.ms,
        note=event.note,
    )


def _duration(run: QueryRun) -> int | None:
    if run.finished_at is None:
        return None
    return round((run.finished_at - run.created_at).total_seconds() * 1000)
