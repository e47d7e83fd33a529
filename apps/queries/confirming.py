"""
A confirmation is given once, in time, for the run that asked for it.

It is of the statement that was judged then: the run that goes on with it carries the hash of that text, the fingerprint
of that policy and the risk, and the gate compares all three with what it is about to run.
"""

from datetime import datetime, timedelta
from typing import Any

from apps.errors import Conflict, gettext_noop
from apps.queries.contracts import RunStatus
from apps.queries.models import QueryRun

OPEN_FOR = timedelta(minutes=15)


class ConfirmationExpired(Conflict):
    """Too much time has passed: the data, and what the statement costs, are others by now."""

    code = "query.confirmation_expired"
    message = gettext_noop("The time to confirm this query has passed.")
    advice = gettext_noop("Ask again.")


class AlreadyConfirmed(Conflict):
    """A confirmation runs its statement once."""

    code = "query.already_confirmed"
    message = gettext_noop("This query was confirmed already.")
    advice = gettext_noop("Its answer stands in the run that followed; to run it again, ask again.")


def expires_at(run: QueryRun) -> datetime:
    """Until when a run that waits for its confirmation may get it."""
    assert run.finished_at is not None
    return run.finished_at + OPEN_FOR


def is_open(run: QueryRun, *, now: datetime) -> bool:
    """Whether the run waits for a confirmation and may still get it."""
    waits = run.status == RunStatus.NEEDS_CONFIRMATION and run.confirmed_at is None
    return waits and now < expires_at(run)


def take_confirmation(run: QueryRun, *, now: datetime) -> dict[str, Any]:
    """
    Mark the run as confirmed and return the consent that was given, in its stored form.

    :raises Conflict: it does not wait for one.
    :raises AlreadyConfirmed: it has got it.
    :raises ConfirmationExpired: it may no longer get it.
    """
    waiting = QueryRun.objects.filter(id=run.id, status=RunStatus.NEEDS_CONFIRMATION)
    # One statement decides, so that of two confirmations sent at once only one counts.
    if waiting.filter(confirmed_at=None, finished_at__gt=now - OPEN_FOR).update(confirmed_at=now):
        assert run.confirmation is not None
        return dict(run.confirmation["wanted"])
    if not waiting.exists():
        raise Conflict
    raise ConfirmationExpired if waiting.filter(confirmed_at=None).exists() else AlreadyConfirmed
