"""
A manifest reduced to what one user may see: the only one that is shown to them, understood from, or compiled.

It errs towards less. A hidden column takes with it whatever is defined on it; a masked one may be shown and counted,
but nothing is computed, joined or filtered on its masked values, no period is cut from its times, and its vocabulary is
not told. Hashed columns can still be joined with each other, and their values be counted. Of a column that may only be
totalled, sums, averages and counts are left; of one that may only be filtered by, nothing is.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from apps.semantic.compiler.metric_filter import filter_columns
from apps.semantic.contracts import (
    AccessPolicy,
    Aggregate,
    Dialect,
    Dimension,
    DimensionKind,
    Entity,
    Join,
    Manifest,
    MaskKind,
    Metric,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.sql.errors import DialectUnsupported, Refused

_TOTALS = frozenset({Aggregate.SUM, Aggregate.AVG, Aggregate.COUNT})


@dataclass(frozen=True, slots=True)
class _Sight:
    """
    The columns of one table that show, and those that may only be totalled.

    :param unmasked: those whose values are true.
    :param hashed: those whose values are equal where the true ones are.
    :param reshaped: those that may show as another kind of value than the table has.
    """

    shown: frozenset[str] = frozenset()
    unmasked: frozenset[str] = frozenset()
    totalled: frozenset[str] = frozenset()
    hashed: frozenset[str] = frozenset()
    reshaped: frozenset[str] = frozenset()

    @property
    def exists(self) -> bool:
        """Whether there is anything to see of the table."""
        return bool(self.shown or self.totalled)


def visible_manifest(manifest: Manifest, policy: AccessPolicy) -> Manifest:
    """Return the part of a manifest that a policy leaves. Equal parts of equal models have equal fingerprints."""
    tables = {entity.name: entity.table for entity in manifest.entities}
    sights = {name: _sight(policy, manifest, table) for name, table in tables.items()}
    dimensions = tuple(_dimension(d, sights[d.entity]) for d in manifest.dimensions if _shows(d, sights[d.entity]))
    times = frozenset(d.name for d in dimensions if d.column in sights[d.entity].unmasked)
    entities = tuple(_entity(e, sights[e.name], times) for e in manifest.entities if sights[e.name].exists)
    visible = replace(
        manifest,
        entities=entities,
        joins=tuple(j for j in manifest.joins if _joins(j, sights[j.source], sights[j.target])),
        dimensions=dimensions,
        metrics=tuple(
            _timed(m, times)
            for m in manifest.metrics
            if _computes(m, sights[m.entity], tables[m.entity], manifest.dialect)
        ),
    )
    return replace(visible, fingerprint=_fingerprint(manifest, policy))


def _sight(policy: AccessPolicy, manifest: Manifest, table: TableRef) -> _Sight:
    if policy.data_source_id != manifest.data_source_id:
        return _Sight()
    found = policy.table(table)
    if found is None:
        return _Sight()
    totalled = found.visible_columns & _treated(found, Treatment.AGGREGATE_ONLY)
    shown = found.visible_columns - totalled - _treated(found, Treatment.FILTER_ONLY)
    hashed, custom = _masked_by(found, MaskKind.HASH), _masked_by(found, MaskKind.CUSTOM)
    return _Sight(shown, shown - _treated(found, Treatment.MASKED), totalled, shown & hashed, hashed | custom)


def _treated(table: TablePolicy, treatment: Treatment) -> frozenset[str]:
    return frozenset(rule.column for rule in table.column_rules if rule.treatment is treatment)


def _masked_by(table: TablePolicy, kind: MaskKind) -> frozenset[str]:
    masked = (rule for rule in table.column_rules if rule.treatment is Treatment.MASKED)
    return frozenset(rule.column for rule in masked if rule.mask is not None and rule.mask.kind is kind)


def _shows(dimension: Dimension, sight: _Sight) -> bool:
    if dimension.kind is not DimensionKind.CATEGORICAL and dimension.column in sight.reshaped:
        return False  # a hashed day is no day
    return dimension.column in sight.shown


def _dimension(dimension: Dimension, sight: _Sight) -> Dimension:
    return dimension if dimension.column in sight.unmasked else replace(dimension, values=())


def _entity(entity: Entity, sight: _Sight, times: Collection[str]) -> Entity:
    # A part of a key is no key, and its name may be hidden.
    key = entity.primary_key if set(entity.primary_key) <= sight.shown else ()
    time = entity.default_time_dimension if entity.default_time_dimension in times else ""
    return replace(entity, primary_key=key, default_time_dimension=time)


def _joins(join: Join, source: _Sight, target: _Sight) -> bool:
    if not source.exists or not target.exists:
        return False
    pairs = zip(join.source_columns, join.target_columns, strict=True)
    return all(
        (left in source.unmasked and right in target.unmasked) or (left in source.hashed and right in target.hashed)
        for left, right in pairs
    )


def _computes(metric: Metric, sight: _Sight, table: TableRef, dialect: Dialect) -> bool:
    if not sight.exists:
        return False
    # A mask keeps NULL as NULL, so counting rows that have a value stays right.
    allowed = sight.shown if metric.aggregate is Aggregate.COUNT else sight.unmasked
    if metric.aggregate is Aggregate.COUNT_DISTINCT:
        allowed |= sight.hashed
    if metric.aggregate in _TOTALS:
        allowed |= sight.totalled
    if metric.column and metric.column not in allowed:
        return False
    if not metric.filter:
        return True
    try:
        filter_columns(metric.filter, table=table, columns=sight.unmasked, dialect=dialect)
    except (Refused, DialectUnsupported):
        return False
    return True


def _timed(metric: Metric, times: Collection[str]) -> Metric:
    return metric if metric.time_dimension in times else replace(metric, time_dimension="")


def _fingerprint(manifest: Manifest, policy: AccessPolicy) -> str:
    # Attributes and row predicates are in the policy's fingerprint: more than is needed, never less.
    return hashlib.sha256(f"{manifest.fingerprint}:{policy.fingerprint}".encode()).hexdigest()
