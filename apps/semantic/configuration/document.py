"""
The typed document: what a configuration file may say.

A key that is absent leaves what is stored as it is; for grants, column rules and groups it means the default, for they
are described whole. Where something may not be left open it is required.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from apps.semantic.contracts import Treatment
from apps.tenants.attributes import AttributeValue
from apps.tenants.roles import Role


@dataclass(frozen=True, slots=True)
class Where:
    """Where in the file something stands, for whoever must mend it."""

    line: int
    place: str


@dataclass(frozen=True, slots=True)
class EnvReference:
    """The name of an environment variable that holds a secret."""

    name: str
    where: Where


class AllColumns(StrEnum):
    """Instead of a list: the columns that the table has when the file is imported. A later one stays hidden."""

    ALL = "all"


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a rule holds. `kind`: role, group or user; `name`: theirs, never an id."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class GrantWish:
    """Columns and rows of a table for an audience. `table` is schema.table, or a name in the default schema."""

    where: Where
    name: str
    audience: Audience
    table: str
    columns: tuple[str, ...] | AllColumns
    row_predicate: str
    effect: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class ColumnRuleWish:
    """How a column is treated for an audience. `mask` is a kind of mask, with its options; empty: not masked."""

    where: Where
    name: str
    audience: Audience
    table: str
    column: str
    treatment: Treatment
    mask: str
    mask_options: Mapping[str, object]
    is_active: bool


@dataclass(frozen=True, slots=True)
class SourceWish:
    """A data source. `fields` are those that the file names, as `SourceFields` of the service."""

    where: Where
    name: str
    fields: Mapping[str, object]
    password: EnvReference | None
    grants: tuple[GrantWish, ...]
    column_rules: tuple[ColumnRuleWish, ...]


@dataclass(frozen=True, slots=True)
class UserWish:
    """A member: an identity, its roles here (exactly these), and attributes (others stay)."""

    where: Where
    username: str
    fields: Mapping[str, object]
    password: EnvReference | None
    roles: tuple[Role, ...]
    is_active: bool
    attributes: Mapping[str, tuple[AttributeValue, Where]]


@dataclass(frozen=True, slots=True)
class GroupWish:
    """A group and members that belong to it (others stay)."""

    where: Where
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TenantWish:
    """One tenant and what it shall hold."""

    where: Where
    slug: str
    fields: Mapping[str, object]
    users: tuple[UserWish, ...]
    groups: tuple[GroupWish, ...]
    data_sources: tuple[SourceWish, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file."""

    tenants: tuple[TenantWish, ...]
