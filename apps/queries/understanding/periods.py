"""Calendar arithmetic: spans of whole days, half open, weeks from Monday. Nothing here reads a clock."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from apps.semantic.contracts import Grain, TimeRange

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
LONGEST_ROLL = {Grain.DAY: 36_500, Grain.WEEK: 5_200, Grain.MONTH: 1_200, Grain.QUARTER: 400, Grain.YEAR: 100}
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not including, `end`; None is open. `grain` is set if it is one whole calendar unit."""

    start: date | None
    end: date | None
    grain: Grain | None = None

    def to_range(self) -> TimeRange:
        """The same days as the compiler takes them."""
        return TimeRange(self.start, self.end)

    def days(self) -> int | None:
        """How many days; None if an end is open."""
        return (self.end - self.start).days if self.start and self.end else None


def day(of: date) -> Period:
    """One day."""
    return Period(of, of + timedelta(days=1), Grain.DAY)


def month(year: int, number: int) -> Period:
    """:raises ValueError: there is no such month."""
    start = date(year, number, 1)
    return Period(start, shift_months(start, 1), Grain.MONTH)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    start = date(year, 3 * number - 2, 1)
    return Period(start, shift_months(start, 3), Grain.QUARTER)


def half(year: int, number: int) -> Period:
    """The first or second half of a year."""
    start = date(year, 6 * number - 5, 1)
    return Period(start, shift_months(start, 6))


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1), Grain.YEAR)


def unit_of(today: date, grain: Grain, offset: int = 0) -> Period:
    """The calendar unit that holds `today`, or the one `offset` units later (earlier if negative)."""
    start = unit_start(today, grain)
    first = _shift(start, grain, offset)
    return Period(first, _shift(first, grain, 1), grain)


def rolling(today: date, count: int, grain: Grain) -> Period:
    """
    The last `count` units up to and including today.

    On 22 November the last 3 months are 23 August to 22 November; the last 7 days are 16 to 22 November.
    """
    tomorrow = today + timedelta(days=1)
    return Period(_shift(tomorrow, grain, -count), tomorrow)


def complete(today: date, count: int, grain: Grain) -> Period:
    """The last `count` whole calendar units before the one that holds today."""
    end = unit_start(today, grain)
    return Period(_shift(end, grain, -count), end, grain if count == 1 else None)


def latest_begun(today: date, make: Callable[[int], Period]) -> Period:
    """`make(year)` of this year, or of last year where this year's has not begun."""
    this = make(today.year)
    return this if this.start is not None and this.start <= today else make(today.year - 1)


def unit_start(of: date, grain: Grain) -> date:
    """The first day of the calendar unit that holds a day."""
    if grain is Grain.DAY:
        return of
    if grain is Grain.WEEK:
        return of - timedelta(days=of.weekday())
    if grain is Grain.YEAR:
        return of.replace(month=1, day=1)
    first_month = of.month if grain is Grain.MONTH else 3 * ((of.month - 1) // 3) + 1
    return of.replace(month=first_month, day=1)


def shift_months(of: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = of.year * 12 + of.month - 1 + months
    target_year, target_month = index // 12, index % 12 + 1
    return date(target_year, target_month, min(of.day, calendar.monthrange(target_year, target_month)[1]))


def _shift(of: date, grain: Grain, count: int) -> date:
    if grain in _MONTHS:
        return shift_months(of, count * _MONTHS[grain])
    return of + timedelta(days=count * (7 if grain is Grain.WEEK else 1))
