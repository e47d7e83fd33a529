"""
Names of a query, looked up: definitions in the manifest, columns in the catalog, joins on the way.

Whatever does not exist, does not fit or is ambiguous stops here, before any SQL is made.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.semantic.compiler.paths import path_to
from apps.semantic.compiler.refusals import (
    AskedTwice,
    BadLimit,
    BadOrder,
    BrokenDefinition,
    GrainMisplaced,
    GrainMissing,
    MetricWithoutTime,
    NoMetric,
    PeriodReversed,
    SeveralFacts,
    UnknownName,
    label,
)
from apps.semantic.contracts import (
    ColumnInfo,
    Dimension,
    DimensionKind,
    Entity,
    Filter,
    Grain,
    GroupBy,
    Join,
    Manifest,
    Metric,
    SchemaCatalog,
    SemanticQuery,
)


@dataclass(frozen=True, slots=True)
class BoundDimension:
    """A dimension and the column that it reads; the column's table is joined under the entity's name."""

    dimension: Dimension
    column: ColumnInfo


@dataclass(frozen=True, slots=True)
class BoundMetric:
    """A metric; `time` is where the query's time range applies, None without one."""

    metric: Metric
    time: BoundDimension | None


@dataclass(frozen=True, slots=True)
class BoundGroup:
    bound: BoundDimension
    grain: Grain | None


@dataclass(frozen=True, slots=True)
class BoundFilter:
    bound: BoundDimension
    filter: Filter


@dataclass(frozen=True, slots=True)
class BoundQuery:
    """A query of which every part exists. `joins` are in the order in which they can be written."""

    query: SemanticQuery
    fact: Entity
    metrics: tuple[BoundMetric, ...]
    groups: tuple[BoundGroup, ...]
    filters: tuple[BoundFilter, ...]
    joins: tuple[Join, ...]


def bind(query: SemanticQuery, *, manifest: Manifest, catalog: SchemaCatalog) -> BoundQuery:
    """
    Look up all names of the query.

    :raises QueryRefused: one of its subclasses says what is wrong.
    """
    _require_form(query)
    metrics = [_metric(name, manifest) for name in query.metrics]
    _require_one_fact(metrics)
    bound_metrics = tuple(BoundMetric(m, _time_of(m, query, manifest, catalog)) for m in metrics)
    groups = tuple(_group(group, manifest, catalog) for group in query.group_by)
    filters = tuple(BoundFilter(_dimension(filter_.dimension, manifest, catalog), filter_) for filter_ in query.filters)
    times = [m.time.dimension for m in bound_metrics if m.time]
    wanted = [g.bound.dimension for g in groups] + [f.bound.dimension for f in filters] + times
    return BoundQuery(
        query=query,
        fact=manifest.entity(metrics[0].entity),
        metrics=bound_metrics,
        groups=groups,
        filters=filters,
        joins=_joins(wanted, metrics[0], manifest),
    )


def _require_form(query: SemanticQuery) -> None:
    if not query.metrics:
        raise NoMetric
    names = [*query.metrics, *(group.dimension for group in query.group_by)]
    for name in names:
        if names.count(name) > 1:
            raise AskedTwice(name=name)
    for order in query.order_by:
        if order.by not in names:
            raise BadOrder(name=order.by, candidates=names)
    if query.limit is not None and query.limit < 1:
        raise BadLimit(limit=query.limit)
    time = query.time
    if time and time.start and time.end and time.end < time.start:
        raise PeriodReversed(start=time.start.isoformat(), end=time.end.isoformat())


def _metric(name: str, manifest: Manifest) -> Metric:
    try:
        return manifest.metric(name)
    except KeyError:
        raise UnknownName(name=name) from None


def _dimension(name: str, manifest: Manifest, catalog: SchemaCatalog) -> BoundDimension:
    try:
        dimension = manifest.dimension(name)
    except KeyError:
        raise UnknownName(name=name) from None
    table = catalog.table(manifest.entity(dimension.entity).table)
    column = table.column(dimension.column) if table else None
    if column is None:
        raise BrokenDefinition(name=label(dimension.words, dimension.name))
    return BoundDimension(dimension, column)


def _require_one_fact(metrics: list[Metric]) -> None:
    if len({metric.entity for metric in metrics}) > 1:
        raise SeveralFacts(
            candidates=[metric.name for metric in metrics],
            metrics=", ".join(label(metric.words, metric.name) for metric in metrics),
        )


def _time_of(metric: Metric, query: SemanticQuery, manifest: Manifest, catalog: SchemaCatalog) -> BoundDimension | None:
    if query.time is None or (query.time.start is None and query.time.end is None):
        return None
    if not metric.time_dimension:
        raise MetricWithoutTime(metric=label(metric.words, metric.name))
    try:
        time = _dimension(metric.time_dimension, manifest, catalog)
    except UnknownName:
        raise MetricWithoutTime(metric=label(metric.words, metric.name)) from None
    if time.dimension.kind is not DimensionKind.TIME:
        raise BrokenDefinition(name=label(metric.words, metric.name))
    return time


def _group(group: GroupBy, manifest: Manifest, catalog: SchemaCatalog) -> BoundGroup:
    bound = _dimension(group.dimension, manifest, catalog)
    name = label(bound.dimension.words, bound.dimension.name)
    if bound.dimension.kind is DimensionKind.TIME and group.grain is None:
        raise GrainMissing(dimension=name, candidates=[grain.value for grain in Grain])
    if bound.dimension.kind is not DimensionKind.TIME and group.grain is not None:
        raise GrainMisplaced(dimension=name)
    return BoundGroup(bound, group.grain)


def _joins(wanted: Iterable[Dimension], metric: Metric, manifest: Manifest) -> tuple[Join, ...]:
    """
    Return the joins that lead to all wanted dimensions, each once.

    As each entity is reached by exactly one path, the beginnings of two paths to it are equal, and it stands in the
    statement once, under its own name.
    """
    joins: dict[str, Join] = {}
    for dimension in wanted:
        for join in path_to(dimension, metric=metric, manifest=manifest):
            joins.setdefault(join.name, join)
    return tuple(joins.values())
