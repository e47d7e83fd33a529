"""
One SELECT from one semantic query: `SELECT … FROM fact LEFT JOIN … WHERE … GROUP BY … ORDER BY … LIMIT …`.

Joins are many-to-one and LEFT, so a row of the fact is counted once whatever it lacks. Every identifier is quoted and
every table qualified by its schema: no name depends on an engine's folding or search path. A join whose target is not
unique by a key is refused even if the manifest contains it.
"""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlglot import exp

from apps.semantic.compiler.aggregates import measures
from apps.semantic.compiler.binding import BoundGroup, BoundQuery, bind
from apps.semantic.compiler.compiled import ColumnRole, Compiled, Plan, ResultColumn
from apps.semantic.compiler.conditions import column_of, condition, require_time
from apps.semantic.compiler.grains import first_day
from apps.semantic.compiler.keys import leads_to_one
from apps.semantic.compiler.ordering import ordering, output_names
from apps.semantic.compiler.refusals import BrokenDefinition, label
from apps.semantic.contracts import Dialect, Entity, Join, Manifest, SchemaCatalog, SemanticQuery
from apps.semantic.sql.errors import DialectUnsupported

SUPPORTED = frozenset({Dialect.POSTGRES, Dialect.SQLITE, Dialect.MYSQL})


def compile_query(query: SemanticQuery, manifest: Manifest, catalog: SchemaCatalog) -> Compiled:
    """
    Compile a query over the tables of the catalog. The result is not governed: it still goes through guard and policy.

    :param manifest: reduced to what the user may see; what is not in it is refused as unknown.
    :param catalog: likewise; it says what the columns are.
    :raises QueryRefused: its subclasses say why, with candidates where there are some.
    :raises DialectUnsupported: for engines that are not `SUPPORTED`.
    """
    _require_supported(manifest)
    bound = bind(query, manifest=manifest, catalog=catalog)
    measured = measures(bound, manifest=manifest, catalog=catalog)
    groups = [_group(group, manifest) for group in bound.groups]
    filters = [condition(f.bound, f.filter, manifest) for f in bound.filters]

    outputs = [*groups, *measured.aggregates]
    tree = exp.select(*(exp.alias_(e, name, quoted=True) for e, name in zip(outputs, output_names(query), strict=True)))
    # The tree is ours alone until it is returned: no step needs a copy of it.
    tree = tree.from_(_table(bound.fact), copy=False)
    for join in bound.joins:
        on = _on(join, manifest, catalog)
        tree = tree.join(_table(manifest.entity(join.target)), on=on, join_type="left", copy=False)
    if conditions := [*measured.conditions, *filters]:
        tree = tree.where(*conditions, copy=False)
    if groups:
        keys = (group.copy() for group in groups)
        tree = tree.group_by(*keys, copy=False).order_by(*ordering(query, outputs, manifest.dialect), copy=False)
    if query.limit is not None:
        tree = tree.limit(query.limit, copy=False)
    return Compiled(tree=tree, dialect=manifest.dialect, columns=_columns(bound), plan=_plan(bound, manifest))


def _require_supported(manifest: Manifest) -> None:
    if manifest.dialect not in SUPPORTED:
        raise DialectUnsupported(manifest.dialect.value)
    try:
        ZoneInfo(manifest.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BrokenDefinition(name=label(manifest.words, manifest.name)) from error


def _group(group: BoundGroup, manifest: Manifest) -> exp.Expr:
    column = column_of(group.bound)
    if group.grain is None:
        return column
    require_time(group.bound, manifest.dialect)
    kind = group.bound.column.kind
    return first_day(column, group.grain, kind=kind, dialect=manifest.dialect, timezone=manifest.timezone)


def _table(entity: Entity) -> exp.Table:
    return exp.table_(
        entity.table.name, db=entity.table.schema, alias=exp.to_identifier(entity.name, quoted=True), quoted=True
    )


def _on(join: Join, manifest: Manifest, catalog: SchemaCatalog) -> exp.Expr:
    if not leads_to_one(join, manifest=manifest, catalog=catalog):
        raise BrokenDefinition(name=join.name)
    pairs = zip(join.source_columns, join.target_columns, strict=True)
    return exp.and_(
        *(
            exp.EQ(
                this=exp.column(source, table=join.source, quoted=True),
                expression=exp.column(target, table=join.target, quoted=True),
            )
            for source, target in pairs
        )
    )


def _columns(bound: BoundQuery) -> tuple[ResultColumn, ...]:
    groups = [
        ResultColumn(group.bound.dimension.name, group.bound.dimension.words, ColumnRole.DIMENSION, grain=group.grain)
        for group in bound.groups
    ]
    metrics = [
        ResultColumn(m.metric.name, m.metric.words, ColumnRole.METRIC, unit=m.metric.unit, decimals=m.metric.decimals)
        for m in bound.metrics
    ]
    return (*groups, *metrics)


def _plan(bound: BoundQuery, manifest: Manifest) -> Plan:
    times = {m.time.dimension.name: m.time.dimension for m in bound.metrics if m.time}
    return Plan(
        query=bound.query,
        entities=(bound.fact, *(manifest.entity(join.target) for join in bound.joins)),
        joins=bound.joins,
        metrics=tuple(m.metric for m in bound.metrics),
        dimensions=tuple(g.bound.dimension for g in bound.groups),
        filters=tuple(f.bound.dimension for f in bound.filters),
        time_dimensions=tuple(times.values()),
        timezone=manifest.timezone,
    )
