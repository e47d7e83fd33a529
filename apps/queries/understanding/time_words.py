"""What a phrase of time turned out to be: a period, several possible ones, or a problem that the user must hear of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from apps.queries.understanding.periods import EARLIEST_YEAR, LATEST_YEAR, LONGEST_ROLL, Period, latest_begun, rolling
from apps.queries.understanding.values import Default
from apps.semantic.contracts import Grain


class TimeProblem(StrEnum):
    WRONG_DATE = "wrong_date"  # 30 February, month 13
    REVERSED = "reversed"  # the end lies before the start
    TOO_LONG = "too_long"  # reaches beyond the calendar
    VAGUE = "vague"  # "recently"
    AMBIGUOUS = "ambiguous"  # several standard readings


@dataclass(frozen=True, slots=True)
class TimeWord:
    """
    A phrase of time at `text[start:end]` of the normal text.

    :param period: what it means; None if there is a problem.
    :param alternatives: what it may mean, if the problem leaves anything to choose.
    :param in_year: the same phrase in another year, for phrases that name none ("March"); else None.
    """

    start: int
    end: int
    period: Period | None
    problem: TimeProblem | None = None
    alternatives: tuple[Period, ...] = ()
    in_year: Callable[[int], Period] | None = None
    defaults: tuple[Default, ...] = ()


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], TimeWord | None]]


def known(match: re.Match[str], period: Period, *defaults: Default) -> TimeWord:
    """A phrase that means exactly this period."""
    return TimeWord(match.start(), match.end(), period, defaults=defaults)


def troubled(match: re.Match[str], problem: TimeProblem, *alternatives: Period) -> TimeWord:
    """A phrase that cannot be used before the user said more."""
    return TimeWord(match.start(), match.end(), None, problem, alternatives)


def dated(match: re.Match[str], make: Callable[[int], Period], year: int | None, today: date) -> TimeWord:
    """A phrase in a given year, or in the latest year in which it has begun; a wrong date is a problem, not nothing."""
    try:
        if year is None:
            period = latest_begun(today, make)
            return TimeWord(match.start(), match.end(), period, in_year=make, defaults=(Default.MOST_RECENT,))
        if EARLIEST_YEAR <= year <= LATEST_YEAR:
            return known(match, make(year))
    except ValueError:
        pass
    return troubled(match, TimeProblem.WRONG_DATE)


def rolled(match: re.Match[str], count: int | None, grain: Grain, today: date) -> TimeWord | None:
    """The last `count` units up to and including today."""
    if not count:
        return None
    if count > LONGEST_ROLL[grain]:
        return troubled(match, TimeProblem.TOO_LONG)
    return known(match, rolling(today, count, grain), Default.ROLLING_TO_TODAY)


def vague(match: re.Match[str], today: date) -> TimeWord:
    """ "Recently": the usual meanings are offered."""
    spans = ((7, Grain.DAY), (30, Grain.DAY), (3, Grain.MONTH))
    return troubled(match, TimeProblem.VAGUE, *(rolling(today, count, grain) for count, grain in spans))
