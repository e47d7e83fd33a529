"""
Metrics as aggregates, and the rows that they count.

Each metric counts the rows that satisfy its filter and the time range on its own time dimension. What all metrics of a
query ask of a row stands in WHERE. What only some ask stands inside their aggregate, and WHERE keeps the rows that
count for at least one: so a group appears exactly if something in it was counted, whichever metrics are asked together.
"""

from dataclasses import dataclass

from sqlglot import exp

from apps.semantic.compiler.binding import BoundMetric, BoundQuery
from apps.semantic.compiler.conditions import in_range
from apps.semantic.compiler.metric_filter import bind_filter
from apps.semantic.compiler.refusals import BrokenDefinition, label
from apps.semantic.contracts import Aggregate, ColumnKind, Entity, Manifest, Metric, SchemaCatalog
from apps.semantic.sql.errors import Refused

NUMERIC = frozenset({ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.FLOAT})
_FUNCTIONS: dict[Aggregate, type[exp.AggFunc]] = {
    Aggregate.SUM: exp.Sum,
    Aggregate.AVG: exp.Avg,
    Aggregate.MIN: exp.Min,
    Aggregate.MAX: exp.Max,
    Aggregate.COUNT: exp.Count,
}


@dataclass(frozen=True, slots=True)
class Measures:
    """One aggregate per metric, in the query's order, and the conditions that WHERE has to hold for them."""

    aggregates: tuple[exp.Expr, ...]
    conditions: tuple[exp.Expr, ...]


def measures(bound: BoundQuery, *, manifest: Manifest, catalog: SchemaCatalog) -> Measures:
    """
    Return the query's aggregates.

    :raises BrokenDefinition: a metric's column or filter does not fit its table.
    """
    asked = [_asked_of_rows(metric, bound, manifest, catalog) for metric in bound.metrics]
    shared = [condition for condition in asked[0] if all(condition in others for others in asked[1:])]
    own = [[condition for condition in conditions if condition not in shared] for conditions in asked]
    where = list(shared)
    if all(own):
        where.append(exp.or_(*(exp.and_(*conditions) for conditions in own)))
    aggregates = tuple(
        _aggregate(metric.metric, conditions, bound.fact, catalog)
        for metric, conditions in zip(bound.metrics, own, strict=True)
    )
    return Measures(aggregates, tuple(where))


def _asked_of_rows(bound: BoundMetric, query: BoundQuery, manifest: Manifest, catalog: SchemaCatalog) -> list[exp.Expr]:
    conditions: list[exp.Expr] = []
    time_range = query.query.time
    if bound.time and time_range:
        conditions.append(in_range(bound.time, time_range, manifest))
    if bound.metric.filter:
        conditions.append(_filter(bound.metric, query.fact, manifest, catalog))
    return conditions


def _filter(metric: Metric, fact: Entity, manifest: Manifest, catalog: SchemaCatalog) -> exp.Expr:
    table = catalog.table(fact.table)
    if table is None:
        raise BrokenDefinition(name=label(metric.words, metric.name))
    try:
        return bind_filter(metric.filter, table=table, alias=fact.name, dialect=manifest.dialect)
    except Refused as error:
        raise BrokenDefinition(name=label(metric.words, metric.name)) from error


def _aggregate(metric: Metric, conditions: list[exp.Expr], fact: Entity, catalog: SchemaCatalog) -> exp.Expr:
    counted = _counted(metric, fact, catalog)
    if conditions:
        value = exp.Literal.number(1) if isinstance(counted, exp.Star) else counted
        counted = exp.Case().when(exp.and_(*conditions), value)
    if metric.aggregate is Aggregate.COUNT_DISTINCT:
        return exp.Count(this=exp.Distinct(expressions=[counted]))
    return _FUNCTIONS[metric.aggregate](this=counted)


def _counted(metric: Metric, fact: Entity, catalog: SchemaCatalog) -> exp.Expr:
    """Return what is aggregated: the metric's column, or a star where rows are counted."""
    if not metric.column and metric.aggregate is Aggregate.COUNT:
        return exp.Star()
    table = catalog.table(fact.table)
    column = table.column(metric.column) if table else None
    if column is None:
        raise BrokenDefinition(name=label(metric.words, metric.name))
    if metric.aggregate in (Aggregate.SUM, Aggregate.AVG) and column.kind not in NUMERIC:
        raise BrokenDefinition(name=label(metric.words, metric.name))
    return exp.column(column.name, table=fact.name, quoted=True)
