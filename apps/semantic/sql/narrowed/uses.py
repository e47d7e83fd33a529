"""What a checked statement does with narrowed columns: for the receipt, for limits, and for whoever watches series."""

from dataclasses import dataclass, field

from apps.semantic.contracts import TableRef


@dataclass(frozen=True, slots=True)
class Total:
    """
    One SELECT that totals columns of one table.

    :param smallest_group: groups with fewer values of any of `columns` are left out of its result.
    :param shape: tables and columns that its conditions read: what stays the same in a series of near-equal ones.
    :param condition: its joins, conditions and groups as SQL: what differs in such a series.
    """

    table: TableRef
    columns: tuple[str, ...]
    smallest_group: int
    shape: str = field(repr=False)
    condition: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lookup:
    """One comparison of a column with values; `values` are the literals as they were written, each with its kind."""

    table: TableRef
    column: str
    values: tuple[str, ...] = field(repr=False)


NarrowedUse = Total | Lookup
