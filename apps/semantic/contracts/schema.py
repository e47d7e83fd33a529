"""What a customer's database looks like: tables, columns, keys. Taken by introspection, stored as a snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Dialect(StrEnum):
    """The SQL an engine speaks, by the parser's name for it."""

    POSTGRES = "postgres"
    SQLITE = "sqlite"
    MYSQL = "mysql"


class ColumnKind(StrEnum):
    """What values of a column are, whatever the engine calls its type. OTHER: known to exist, not understood."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    TIMESTAMPTZ = "timestamptz"
    TIME = "time"
    JSON = "json"
    BINARY = "binary"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class TableRef:
    """A table by schema and name, spelled as the engine stores them. SQLite's only schema is `main`."""

    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """One column; `type` is the engine's own text, for people and casts."""

    name: str
    type: str
    kind: ColumnKind
    nullable: bool = True
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of this table that name a row of another."""

    columns: tuple[str, ...]
    target: TableRef
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableInfo:
    """One table or view. `row_estimate` is the engine's guess; None: it has none."""

    ref: TableRef
    columns: tuple[ColumnInfo, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    is_view: bool = False
    row_estimate: int | None = None
    comment: str = ""

    def column(self, name: str) -> ColumnInfo | None:
        """The column of exactly this name."""
        return next((c for c in self.columns if c.name == name), None)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """
    What a column that may be named may be used for, and nothing else.

    :param in_totals: inside SUM, AVG and COUNT; otherwise only to be compared with values.
    :param smallest_group: values that a total must at least hold to be shown; 0 where it is no question of totals.
    :param keyed: its table has a primary key, so that values in a group can be counted.
    """

    in_totals: bool
    smallest_group: int = 0
    keyed: bool = True


@dataclass(frozen=True)
class SchemaCatalog:
    """
    A database's schema at one moment.

    :param default_schema: where an unqualified name is looked up; the connector pins it on every connection.
    :param fingerprint: SHA-256 of the content; equal schemas have equal fingerprints.
    :param functions: what SQL may call beyond the engine's own list, because a steward allowed it.
    :param narrowed: in one user's view: columns that are reached by their name alone, and only for what is said there.
    """

    dialect: Dialect
    default_schema: str
    tables: tuple[TableInfo, ...]
    fingerprint: str = ""
    functions: tuple[str, ...] = ()
    narrowed: Mapping[TableRef, Mapping[str, Narrowing]] = field(default_factory=dict, hash=False)

    @cached_property
    def _by_ref(self) -> dict[TableRef, TableInfo]:
        return {table.ref: table for table in self.tables}

    def table(self, ref: TableRef) -> TableInfo | None:
        """The table of exactly this reference."""
        return self._by_ref.get(ref)
