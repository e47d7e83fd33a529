"""
How many orders a day brings: growth from year to year, seasons, weekends, and the big sales.

The number depends on the date alone, not on where the data end, so a month's figures stay what they were when the
shop is built again a day later.
"""

from datetime import date, timedelta, timezone
from random import Random

SHOP_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")  # no daylight saving: fixed, so no time zone data is needed

_ORDERS_A_DAY = 153.0  # on an ordinary day around _ANCHOR
_ANCHOR = date(2025, 11, 1)
_YEARLY_GROWTH = 1.18
_BY_MONTH = (1.12, 0.80, 0.92, 0.95, 1.02, 1.05, 0.92, 0.94, 1.02, 1.03, 1.12, 1.14)
_BY_WEEKDAY = (0.92, 0.90, 0.92, 0.96, 1.05, 1.16, 1.09)  # Monday first

# (month, first day, last day): how many times as many orders
_SALES: tuple[tuple[int, int, int, float], ...] = (
    (6, 1, 3, 1.7),
    (6, 16, 17, 1.8),
    (6, 18, 18, 3.6),
    (9, 9, 9, 1.5),
    (10, 1, 3, 1.3),
    (11, 1, 3, 1.8),
    (11, 9, 10, 2.0),
    (11, 11, 11, 6.0),
    (12, 12, 12, 2.6),
)


def sale_factor(day: date) -> float:
    """How many times as many orders a sale brings on this day; 1.0 on ordinary days."""
    for month, first, last, factor in _SALES:
        if day.month == month and first <= day.day <= last:
            return factor
    return 1.0


def orders_on(day: date, *, rng: Random, scale: float) -> int:
    """How many orders are placed on `day`; `scale` 1.0 is the full shop."""
    years = (day - _ANCHOR).days / 365.25
    expected = (
        _ORDERS_A_DAY
        * _YEARLY_GROWTH**years
        * _BY_MONTH[day.month - 1]
        * _BY_WEEKDAY[day.weekday()]
        * sale_factor(day)
        * scale
    )
    return max(1, round(rng.gauss(expected, expected * 0.05)))
