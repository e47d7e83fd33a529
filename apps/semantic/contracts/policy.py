"""
What one user may see of one data source, resolved from roles, groups, grants and attributes.

Grants widen (OR), restrictions narrow (AND), column rules narrow columns; what no grant names is hidden. A cell shows
only if *one* grant gives both its column and its row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from apps.semantic.contracts.schema import ColumnKind, Dialect, TableRef

AttributeValue = str | int | Decimal | bool | date | datetime | tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AttributeType:
    """What the values of an attribute are. A list stands in IN only."""

    kind: ColumnKind
    is_list: bool = False


class Treatment(StrEnum):
    """What happens to a granted column; the strictest of several rules wins, `EXEMPT` alone lifts one."""

    EXEMPT = "exempt"
    MASKED = "masked"
    FILTER_ONLY = "filter_only"
    AGGREGATE_ONLY = "aggregate_only"
    HIDDEN = "hidden"


class MaskKind(StrEnum):
    """How a masked value looks. Anything that does not have the expected form is masked in full."""

    PHONE = "phone"  # 138****8888
    EMAIL = "email"  # a***@example.com
    NATIONAL_ID = "national_id"  # 110***********1234
    BANK_CARD = "bank_card"  # 6222 **** **** 1234
    FULL = "full"  # ***, or NULL for what is not text
    HASH = "hash"  # 32 hexadecimal digits, keyed per tenant: equal values stay equal, in every source
    DATE = "date"  # the first day of its `unit`
    NUMBER = "number"  # rounded down to a multiple of `step`
    PARTIAL = "partial"  # some characters at the start and the end, the rest ***
    CUSTOM = "custom"  # a steward's own expression over the column


class DateUnit(StrEnum):
    """How coarse a masked date is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Mask:
    """
    How a masked column shows; `name` is what the answer's receipt calls it.

    :param unit: of a DATE mask.
    :param step: of a NUMBER mask, positive.
    :param keep_start: characters that a PARTIAL mask shows at the start; `keep_end` likewise.
    :param expression: of a CUSTOM mask: SQL over the table's own columns, in the source's dialect.
    """

    kind: MaskKind
    name: str
    unit: DateUnit | None = None
    step: Decimal | None = None
    keep_start: int = 0
    keep_end: int = 0
    expression: str = ""


@dataclass(frozen=True, slots=True)
class RowGrant:
    """
    Columns that may be seen in rows that satisfy `predicate`.

    :param predicate: a row predicate with `:attribute` places, in the source's dialect; None: any row.
    :param meaning: what the predicate meant when it was saved; empty: that was not kept.
    """

    name: str
    columns: tuple[str, ...]
    predicate: str | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class RowRestriction:
    """A predicate that every visible row must also satisfy; `meaning` as in a grant."""

    name: str
    predicate: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """The one treatment that is left for a column after all rules were weighed."""

    column: str
    treatment: Treatment
    name: str
    mask: Mask | None = None


@dataclass(frozen=True, slots=True)
class TablePolicy:
    """All that governs one table for one user."""

    table: TableRef
    grants: tuple[RowGrant, ...]
    restrictions: tuple[RowRestriction, ...] = ()
    column_rules: tuple[ColumnRule, ...] = ()

    def rule_for(self, column: str) -> ColumnRule | None:
        """The rule on this column, if any."""
        return next((r for r in self.column_rules if r.column == column), None)

    def treatment_of(self, column: str) -> Treatment:
        """What the rules leave of a granted column."""
        rule = self.rule_for(column)
        return rule.treatment if rule is not None else Treatment.EXEMPT

    @property
    def visible_columns(self) -> frozenset[str]:
        """Columns that SQL may name: granted by somebody and not hidden."""
        granted = {column for grant in self.grants for column in grant.columns}
        return frozenset(granted - {r.column for r in self.column_rules if r.treatment is Treatment.HIDDEN})


@dataclass(frozen=True)
class AccessPolicy:
    """
    What one user may see of one data source.

    :param attributes: the user's typed attributes; a predicate that names a missing one shows no row.
    :param smallest_group: values that an aggregate of an aggregate-only column must at least hold to be shown.
    :param fingerprint: SHA-256 over everything above; it keys caches and is compared again before execution.
    """

    data_source_id: UUID
    dialect: Dialect
    tables: tuple[TablePolicy, ...]
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    fingerprint: str = ""
    smallest_group: int = 5

    def table(self, ref: TableRef) -> TablePolicy | None:
        """The policy of exactly this table; None: the user sees nothing of it."""
        return next((t for t in self.tables if t.table == ref), None)
