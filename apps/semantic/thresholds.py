"""
From the rows that a plan expects to touch to low, medium or high risk, by thresholds per engine and data source.

A data source may set its own; what it leaves open is its engine's default. A plan without an estimate is of high risk.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.semantic.contracts import Dialect, Risk


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Rows touched, from which on a statement waits for a confirmation (`medium`) or is refused (`high`)."""

    medium: int
    high: int


# What each engine reads in some seconds, and what it cannot read within any reasonable time-out. PostgreSQL scans with
# several processes; MySQL with one per statement; SQLite runs inside our own worker.
DEFAULTS: Mapping[Dialect, Thresholds] = {
    Dialect.POSTGRES: Thresholds(medium=5_000_000, high=200_000_000),
    Dialect.MYSQL: Thresholds(medium=3_000_000, high=100_000_000),
    Dialect.SQLITE: Thresholds(medium=3_000_000, high=100_000_000),
}


def thresholds_for(dialect: Dialect, *, medium: int | None, high: int | None) -> Thresholds:
    """Return a data source's own thresholds, filled up with its engine's; `high` always wins over `medium`."""
    default = DEFAULTS[dialect]
    return Thresholds(medium=default.medium if medium is None else medium, high=default.high if high is None else high)


def risk_of(rows: float | None, thresholds: Thresholds) -> Risk:
    """Weigh an estimate; None, an estimate that could not be made, is high."""
    if rows is None or rows >= thresholds.high:
        return Risk.HIGH
    return Risk.MEDIUM if rows >= thresholds.medium else Risk.LOW
