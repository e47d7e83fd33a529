"""What the compiler makes: a tree, what its columns mean, and the plan that led to it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlglot import exp

from apps.semantic.contracts import Dialect, Dimension, Entity, Grain, Join, Metric, SemanticQuery, Words
from apps.semantic.sql.reading import render


class ColumnRole(StrEnum):
    DIMENSION = "dimension"
    METRIC = "metric"


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """
    One column of the answer.

    :param name: of the metric or dimension; also the column's name in the SQL.
    :param decimals: places to show; None: as they come.
    :param grain: the period of a time dimension; its values are first days, as dates or ISO text.
    """

    name: str
    words: Words
    role: ColumnRole
    unit: str = ""
    decimals: int | None = None
    grain: Grain | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """
    How the answer is computed: what lineage and explanations read.

    :param entities: the metrics' own entity first, then the joined ones in the order of the joins.
    :param time_dimensions: where the query's time range was applied; empty without one.
    """

    query: SemanticQuery
    entities: tuple[Entity, ...]
    joins: tuple[Join, ...]
    metrics: tuple[Metric, ...]
    dimensions: tuple[Dimension, ...]
    filters: tuple[Dimension, ...]
    time_dimensions: tuple[Dimension, ...]
    timezone: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """A SELECT over the engine's tables, ungoverned: the guard and the policy still have to see it."""

    tree: exp.Select
    dialect: Dialect
    columns: tuple[ResultColumn, ...]
    plan: Plan

    @property
    def text(self) -> str:
        """The statement in its engine's dialect."""
        return render(self.tree, self.dialect)
