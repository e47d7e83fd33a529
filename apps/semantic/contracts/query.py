"""A question in the terms of a manifest: what the understanding proposes and the compiler turns into SQL."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Scalar = str | int | Decimal | bool | date | datetime


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class FilterOperator(StrEnum):
    IN = "in"  # one value or several: NULL never matches
    NOT_IN = "not_in"  # NULL counts as "not among them"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    IS_NULL = "is_null"
    NOT_NULL = "not_null"


@dataclass(frozen=True, slots=True)
class GroupBy:
    """One row per value of a dimension; a time dimension needs a grain."""

    dimension: str
    grain: Grain | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a dimension; `values` is empty for IS_NULL and NOT_NULL, one value for comparisons."""

    dimension: str
    operator: FilterOperator
    values: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Half open: start <= t < end, calendar days in the manifest's time zone. None: open at that end."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class OrderBy:
    """`by` names a metric or a dimension of the query."""

    by: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SemanticQuery:
    """
    What to compute. Equal queries mean equal answers on equal data.

    :param time: applies to each metric's own time dimension.
    :param limit: rows of the answer; None: the platform's cap alone.
    """

    metrics: tuple[str, ...]
    group_by: tuple[GroupBy, ...] = ()
    filters: tuple[Filter, ...] = ()
    time: TimeRange | None = None
    order_by: tuple[OrderBy, ...] = ()
    limit: int | None = None
