"""
What the compiler refuses, in words for people.

    AppError
    └── QueryRefused              422
        ├── UnknownName           a metric or dimension that the model does not have (or the user may not see)
        ├── SeveralFacts          metrics of several entities in one query
        ├── UnreachableDimension  no many-to-one path leads there
        ├── AmbiguousPath         several do
        ├── MetricWithoutTime     a time range, and a metric that has no time
        ├── NoMetric, AskedTwice, GrainMissing, GrainMisplaced, PeriodReversed, BadFilter, BadOrder, BadLimit
        └── BrokenDefinition      the model does not fit the database

An engine that it cannot write for is refused as the guard does (`apps.semantic.sql.errors.DialectUnsupported`).
"""

from collections.abc import Sequence
from typing import ClassVar

from apps.errors import AppError, gettext_noop
from apps.semantic.contracts import Words


def label(words: Words, name: str) -> str:
    """How a refusal calls a thing to readers of either language: `销售额 / Sales`."""
    titles = [title for title in (words.zh, words.en) if title]
    return " / ".join(dict.fromkeys(titles)) or name


class QueryRefused(AppError):
    """
    A question that has no safe SQL.

    :ivar candidates: names of what could be meant or asked instead, for a clarification.
    """

    code = "query.refused"
    http_status: ClassVar[int] = 422
    message = gettext_noop("This question cannot be computed.")

    def __init__(self, *, candidates: Sequence[str] = (), **params: object) -> None:
        super().__init__(**params)
        self.candidates = tuple(candidates)


class UnknownName(QueryRefused):
    """A hidden name and one that does not exist are refused alike."""

    code = "query.unknown_name"
    message = gettext_noop("There is no metric or dimension called “%(name)s”.")
    advice = gettext_noop("Choose one from the list of metrics and dimensions.")


class SeveralFacts(QueryRefused):
    """Joining facts would count rows of one as often as the other has rows."""

    code = "query.several_facts"
    message = gettext_noop("These metrics count different things and cannot share one table: %(metrics)s.")
    advice = gettext_noop("Ask for them one after the other.")


class UnreachableDimension(QueryRefused):
    """Only many-to-one steps are taken, so that no row is counted twice."""

    code = "query.unreachable_dimension"
    message = gettext_noop("“%(dimension)s” cannot split “%(metric)s” without counting rows several times.")
    advice = gettext_noop("Possible are: %(reachable)s.")


class AmbiguousPath(QueryRefused):
    """The length of a path never decides what was meant."""

    code = "query.ambiguous_path"
    message = gettext_noop("“%(dimension)s” can mean several things here: %(paths)s.")
    advice = gettext_noop("Ask a data steward to give each meaning a dimension of its own.")


class MetricWithoutTime(QueryRefused):
    """The period of the question has nothing to apply to."""

    code = "query.metric_without_time"
    message = gettext_noop("“%(metric)s” has no date, so a period cannot be applied to it.")
    advice = gettext_noop("Ask without a period.")


class NoMetric(QueryRefused):
    """There is nothing to compute."""

    code = "query.no_metric"
    message = gettext_noop("No metric was asked for.")
    advice = gettext_noop("Name at least one metric.")


class AskedTwice(QueryRefused):
    """Two columns of one name could not be told apart."""

    code = "query.asked_twice"
    message = gettext_noop("“%(name)s” is asked for twice.")
    advice = gettext_noop("Name each metric and dimension once.")


class GrainMissing(QueryRefused):
    """Grouping by raw moments would give a row per second."""

    code = "query.grain_missing"
    message = gettext_noop("“%(dimension)s” needs a period to group by.")
    advice = gettext_noop("Say by day, week, month, quarter or year.")


class GrainMisplaced(QueryRefused):
    """Only time has periods."""

    code = "query.grain_misplaced"
    message = gettext_noop("“%(dimension)s” is not a date and has no days or months.")
    advice = gettext_noop("Group by it as it is, or choose a date.")


class PeriodReversed(QueryRefused):
    """A period that ends before it starts."""

    code = "query.period_reversed"
    message = gettext_noop("The period ends (%(end)s) before it starts (%(start)s).")
    advice = gettext_noop("Give the earlier day first.")


class BadFilter(QueryRefused):
    """A condition whose values do not fit its dimension or operator."""

    code = "query.bad_filter"
    message = gettext_noop("This condition on “%(dimension)s” does not fit: %(value)s.")
    advice = gettext_noop("Compare dates with dates, numbers with numbers and names with names.")


class BadOrder(QueryRefused):
    """Only what is shown can be sorted by."""

    code = "query.bad_order"
    message = gettext_noop("The answer cannot be sorted by “%(name)s”: it is not a part of it.")
    advice = gettext_noop("Sort by a metric or dimension of the question.")


class BadLimit(QueryRefused):
    """A limit below one."""

    code = "query.bad_limit"
    message = gettext_noop("The number of rows must be at least 1, not %(limit)s.")
    advice = gettext_noop("Give a positive number of rows.")


class BrokenDefinition(QueryRefused):
    """Validation prevents this when a dataset is published; the database may have changed since."""

    code = "query.broken_definition"
    http_status = 409
    message = gettext_noop("The definition of “%(name)s” does not fit the database.")
    advice = gettext_noop("A data steward has to check it.")
