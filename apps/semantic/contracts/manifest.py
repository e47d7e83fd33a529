"""What the data means: the published semantic model of one dataset, as one immutable value."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from apps.semantic.contracts.schema import Dialect, TableRef


@dataclass(frozen=True, slots=True)
class Words:
    """How people call a thing: a title in each language, and other names in any."""

    zh: str
    en: str
    synonyms: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """The title in `language` (`zh…` or anything else for English), or the other one where it is missing."""
        return (self.zh or self.en) if language.startswith("zh") else (self.en or self.zh)


class DimensionKind(StrEnum):
    CATEGORICAL = "categorical"
    TIME = "time"
    NUMBER = "number"
    BOOLEAN = "boolean"


class Aggregate(StrEnum):
    SUM = "sum"
    COUNT = "count"
    COUNT_DISTINCT = "count_distinct"
    AVG = "avg"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of thing that has a table and a primary key."""

    name: str
    words: Words
    table: TableRef
    primary_key: tuple[str, ...]
    default_time_dimension: str = ""  # a dimension's name; empty: the entity has no time


@dataclass(frozen=True, slots=True)
class Join:
    """
    A many-to-one step between entities: each row of `source` has at most one of `target`.

    :param role: what the target is to the source (`buyer`); it tells several steps between two entities apart.
    """

    name: str
    source: str
    target: str
    source_columns: tuple[str, ...]
    target_columns: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class DimensionValue:
    """A value that people name: as stored, and how it is called."""

    value: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """
    Something to group and filter by: one column of one entity.

    `name` is unique in the manifest (`customer.level`). `values` are the steward's vocabulary, shown to whoever may
    see the column.
    """

    name: str
    words: Words
    entity: str
    column: str
    kind: DimensionKind
    values: tuple[DimensionValue, ...] = ()
    description: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class Metric:
    """
    A number with a definition.

    :param column: the column that is aggregated; empty: rows are counted.
    :param filter: SQL over the entity's own columns, in the source's dialect; empty: none.
    :param time_dimension: what a time range of the question applies to; empty: the metric has no time.
    """

    name: str
    words: Words
    entity: str
    aggregate: Aggregate
    column: str = ""
    filter: str = ""
    unit: str = ""
    decimals: int | None = None
    time_dimension: str = ""
    version: int = 1
    description: Words = Words("", "")

    @property
    def formula(self) -> str:
        """The definition in one line, for people."""
        condition = f" WHERE {self.filter}" if self.filter else ""
        return f"{self.aggregate.value}({self.column or '*'}){condition}"


@dataclass(frozen=True)
class Manifest:
    """
    A dataset as it was published.

    :param timezone: IANA name; days, weeks and months of the question are days, weeks and months there.
    :param fingerprint: SHA-256 of the content; it keys caches.
    """

    dataset_id: UUID
    name: str
    words: Words
    data_source_id: UUID
    dialect: Dialect
    timezone: str
    entities: tuple[Entity, ...]
    joins: tuple[Join, ...]
    dimensions: tuple[Dimension, ...]
    metrics: tuple[Metric, ...]
    fingerprint: str = ""

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.name: e for e in self.entities}

    @cached_property
    def _dimensions(self) -> dict[str, Dimension]:
        return {d.name: d for d in self.dimensions}

    @cached_property
    def _metrics(self) -> dict[str, Metric]:
        return {m.name: m for m in self.metrics}

    def entity(self, name: str) -> Entity:
        """:raises KeyError: there is none of this name."""
        return self._entities[name]

    def dimension(self, name: str) -> Dimension:
        """:raises KeyError: there is none of this name."""
        return self._dimensions[name]

    def metric(self, name: str) -> Metric:
        """:raises KeyError: there is none of this name."""
        return self._metrics[name]
