"""The expected stops of a run: nothing is broken, the user is told why."""

from typing import ClassVar

from apps.errors import AppError, gettext_noop
from apps.queries.contracts import RunStatus
from apps.queries.understanding.values import OpenPoint


class Halt(AppError):
    """The run ends here, as it should: nothing is broken."""

    status: ClassVar[RunStatus] = RunStatus.REFUSED


class NeedsClarification(Halt):
    """The question has several meanings, or none that we know: the user decides."""

    code = "query.needs_clarification"
    http_status = 200
    message = gettext_noop("Please tell us which you mean.")
    status = RunStatus.NEEDS_CLARIFICATION

    def __init__(self, points: tuple[OpenPoint, ...], confidence: float) -> None:
        super().__init__()
        self.points = points
        self.confidence = confidence


class NotUnderstood(Halt):
    """Asked back three times in vain."""

    code = "query.not_understood"
    http_status = 422
    message = gettext_noop("We could not understand this question.")
    advice = gettext_noop("Put it in other words, with a metric and what to split it by.")


class TooExpensive(Halt):
    """The plan touches more than the source allows."""

    code = "query.too_expensive"
    http_status = 422
    message = gettext_noop("This query would read too much of the database.")
    advice = gettext_noop("Shorten the period, add a filter, or group more coarsely.")


class PolicyChanged(Halt):
    """The user's rights changed while the question was being worked."""

    code = "query.policy_changed"
    http_status = 409
    message = gettext_noop("Your access rights changed while this was being answered.")
    advice = gettext_noop("Ask again.")


class EngineDisagrees(Halt):
    """The engine says it would read something the proof does not name."""

    code = "query.engine_disagrees"
    http_status = 422
    message = gettext_noop("The database would read more than was proved allowed, so the query was not run.")
    advice = gettext_noop("Put the query in a simpler form, or ask an administrator.")


class Cancelled(Halt):
    """The user, or an administrator, stopped it."""

    code = "query.cancelled"
    http_status = 409
    message = gettext_noop("The question was cancelled.")
    status = RunStatus.CANCELLED
