"""
The expected stops of a run: nothing is broken, the user is told why.

    Halt
    ├── NeedsClarification     the user decides what was meant
    ├── NeedsConfirmation      the user decides whether it is worth its cost
    │   ├── CostlyAsFarAsKnown   … and may know how many rows it reads
    │   └── PlanTimedOut         … which nobody knows
    ├── NotUnderstood
    ├── TooExpensive           no user may decide that
    │   └── TooExpensiveAsFarAsKnown  … ReadsWholeTables
    ├── PolicyChanged
    ├── EngineDisagrees
    └── Cancelled
"""

from typing import ClassVar

from apps.errors import AppError, gettext_noop
from apps.queries.contracts import Consent, RunStatus
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


class NeedsConfirmation(Halt):
    """
    It would read much of the database: whoever asked decides whether it runs.

    `wanted` is what a confirmation would be of. The words name no estimate: an estimate counts hidden rows, too.
    """

    code = "query.needs_confirmation"
    http_status = 200
    message = gettext_noop("This query would read a large part of the database and may take long.")
    advice = gettext_noop("Run it anyway, or shorten the period, add a filter, or group more coarsely.")
    status = RunStatus.NEEDS_CONFIRMATION

    def __init__(self, wanted: Consent, **params: object) -> None:
        super().__init__(**params)
        self.wanted = wanted


class CostlyAsFarAsKnown(NeedsConfirmation):
    """The same, to somebody from whom no row of these tables is hidden."""

    message = gettext_noop("This query would read about %(rows)s rows and may take long.")


class PlanTimedOut(NeedsConfirmation):
    """The engine could not plan it in time, so nobody knows what it costs."""

    code = "query.plan_timeout"
    message = gettext_noop("Analysing the execution plan timed out; please narrow the conditions of the query.")
    advice = gettext_noop("It counts as a high risk. Run it anyway, or shorten the period or add a filter.")


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


class TooExpensiveAsFarAsKnown(TooExpensive):
    """The same, to somebody from whom no row of these tables is hidden."""

    message = gettext_noop("This query would read about %(rows)s rows; this data source allows fewer than %(most)s.")


class ReadsWholeTables(TooExpensiveAsFarAsKnown):
    """And it is known which tables have no condition that narrows them."""

    advice = gettext_noop("Add a condition that narrows %(tables)s, shorten the period, or group more coarsely.")


class PolicyChanged(Halt):
    """The user's rights changed while the question was being worked."""

    code = "query.policy_changed"
    http_status = 409
    message = gettext_noop("Your access rights changed while this was being answered.")
    advice = gettext_noop("Ask again.")


class TooManyLookups(Halt):
    """A column that may only be filtered by was asked for too many values."""

    code = "policy.filter_rate"
    http_status = 429
    message = gettext_noop("You have asked the column %(column)s for too many values: %(most)s an hour are allowed.")
    advice = gettext_noop("Use fewer values, or try again after %(when)s.")


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
