"""The questions that the reader asks back, each with what may be answered."""

from collections.abc import Iterable

from apps.errors import gettext_noop
from apps.queries.understanding.labels import (
    all_time_option,
    grain_option,
    group_option,
    ignore_option,
    metric_option,
    term_option,
    use_option,
)
from apps.queries.understanding.lexicon import Term
from apps.queries.understanding.meanings import Use, UseKind
from apps.queries.understanding.time_words import TimeProblem
from apps.queries.understanding.values import MOST_OPTIONS, Message, OpenPoint, Option, PointKind
from apps.semantic.contracts import Grain, Manifest

NOTHING_KEY, RANK_GROUP_KEY, RANK_FIRST_KEY, RANK_WITHIN_KEY = "metric", "rank:by", "rank:first", "rank:within"
GRAIN_KEY, NO_TIME_KEY = "grain", "time:none"
FIRST, ALL_ROWS, OVERALL, ALONE = "first", "all", "overall", "alone"

_USES = {
    PointKind.METRIC: gettext_noop("Which number do you mean by “%(words)s”?"),
    PointKind.VALUE: gettext_noop("“%(words)s” occurs in several places. Which do you mean?"),
    PointKind.DIMENSION: gettext_noop("What do you mean by “%(words)s”?"),
}
_TIMES = {
    TimeProblem.WRONG_DATE: gettext_noop("“%(words)s” is not in the calendar. Which period do you mean?"),
    TimeProblem.REVERSED: gettext_noop("“%(words)s” ends before it starts. Which period do you mean?"),
    TimeProblem.TOO_LONG: gettext_noop("“%(words)s” reaches beyond the calendar. Which period do you mean?"),
    TimeProblem.VAGUE: gettext_noop("Which period do you mean by “%(words)s”?"),
    TimeProblem.AMBIGUOUS: gettext_noop("“%(words)s” can mean several periods. Which do you mean?"),
}
_UNSUPPORTED = {
    "share": gettext_noop("Shares of a total (“%(words)s”) cannot be computed yet. Show the plain number?"),
    "growth": gettext_noop("Changes between periods (“%(words)s”) cannot be computed yet. Show the plain number?"),
    "comparison": gettext_noop("We do not see what to compare (“%(words)s”). Show the plain number?"),
    "statistic": gettext_noop(
        "The calculation “%(words)s” is not defined for this number. Show the number as defined?"
    ),
    "forecast": gettext_noop("We show what happened, not why or what will be (“%(words)s”). Show the plain number?"),
    "detail": gettext_noop("Single records (“%(words)s”) cannot be listed yet. Show the number for all of them?"),
    "split": gettext_noop("Nothing is defined to split by “%(words)s”. Show the plain number?"),
    "date": gettext_noop("The period can only be applied to the number's own date, not to “%(words)s”. Apply it so?"),
    "count": gettext_noop("No count of “%(words)s” is defined. Show the plain number?"),
}


def choose_use(key: str, words: str, uses: tuple[Use, ...], manifest: Manifest) -> OpenPoint:
    """Several uses of a name lead to different answers."""
    kinds = {use.kind for use in uses}
    kind = PointKind.DIMENSION
    if kinds == {UseKind.METRIC}:
        kind = PointKind.METRIC
    elif kinds == {UseKind.FILTER}:
        kind = PointKind.VALUE
    return _point(key, kind, _USES[kind], (use_option(use, manifest) for use in uses), words=words)


def choose_period(key: str, words: str, problem: TimeProblem, options: Iterable[Option]) -> OpenPoint:
    """A phrase of time cannot be used as it is; all time is always offered."""
    return _point(key, PointKind.TIME, _TIMES[problem], [*options, all_time_option()], words=words)


def choose_among_periods(key: str, words: str, options: Iterable[Option]) -> OpenPoint:
    """Several periods are named, and a query has one."""
    text = gettext_noop("The question names several periods: %(words)s. How do you want to see them?")
    return _point(key, PointKind.TIME, text, options, words=words)


def no_time(metric: str) -> OpenPoint:
    """A period or a unit of time is wanted of a metric that has no date, or of metrics with different dates."""
    text = gettext_noop("“%(metric)s” has no date of its own here, so it cannot be tied to a time. Show it without?")
    return _point(NO_TIME_KEY, PointKind.TIME, text, [ignore_option("…")], metric=metric)


def choose_grain() -> OpenPoint:
    """A split by time without a unit."""
    text = gettext_noop("By which unit of time?")
    return _point(GRAIN_KEY, PointKind.GRAIN, text, (grain_option(grain) for grain in Grain))


def choose_ranked(dimensions: Iterable[str], manifest: Manifest) -> OpenPoint:
    """A ranking, or a distribution, over nothing in particular."""
    text = gettext_noop("By what is the number to be split?")
    return _point(RANK_GROUP_KEY, PointKind.RANKING, text, (group_option(name, manifest) for name in dimensions))


def first_or_all() -> OpenPoint:
    """ "The highest" of something that is listed in full."""
    options = (
        Option(FIRST, "只看第一名", "Only the first"),
        Option(ALL_ROWS, "全部列出并排序", "All of them, in order"),
    )
    return _point(RANK_FIRST_KEY, PointKind.RANKING, gettext_noop("Only the first, or all of them in order?"), options)


def several_rankings() -> OpenPoint:
    """The first ones and the last ones at once."""
    return _point("rankings", PointKind.RANKING, gettext_noop("Ask for one ranking at a time."), ())


def overall_or_alone(titles: tuple[str, str]) -> OpenPoint:
    """The top n within each group cannot be computed yet."""
    text = gettext_noop("The first ones within each group cannot be computed yet. What do you want to see?")
    options = (
        Option(OVERALL, "所有组合中的前几名", "The first of all combinations"),
        Option(ALONE, f"只按{titles[0]}排名", f"Only a ranking by {titles[1]}"),
    )
    return _point(RANK_WITHIN_KEY, PointKind.RANKING, text, options)


def unsupported(key: str, words: str, name: str) -> OpenPoint:
    """A calculation that no query can express yet."""
    return _point(key, PointKind.UNEXPLAINED, _UNSUPPORTED[name], [ignore_option(words)], words=words)


def unknown_word(key: str, words: str, suggestions: Iterable[Term], manifest: Manifest) -> OpenPoint:
    """A content word that nothing explains may be a filter: it is never dropped without asking."""
    text = gettext_noop("We do not know “%(words)s”. What does it mean here?")
    options = [*(term_option(term, manifest) for term in suggestions), ignore_option(words)]
    return _point(key, PointKind.UNEXPLAINED, text, options, words=words)


def nothing_understood(metrics: Iterable[str], manifest: Manifest) -> OpenPoint:
    """No number was recognised."""
    text = gettext_noop("Which number do you want to see?")
    return _point(NOTHING_KEY, PointKind.NOTHING, text, (metric_option(name, manifest) for name in metrics))


def _point(key: str, kind: PointKind, text: str, options: Iterable[Option], **params: str) -> OpenPoint:
    return OpenPoint(key, kind, Message(text, params), tuple(options)[:MOST_OPTIONS])
