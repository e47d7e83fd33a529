"""Which metrics a word stands for once "how many", "average" or "total" stands beside it."""

from apps.semantic.contracts import Aggregate, Manifest, Metric

_TOTALS = frozenset((Aggregate.SUM, Aggregate.COUNT, Aggregate.COUNT_DISTINCT))


def count_metrics(entity: str, manifest: Manifest) -> tuple[str, ...]:
    """
    The metrics that answer "how many of this entity".

    A plain count of its rows is preferred; without one, every count that belongs to the entity is possible.
    """
    own = [m for m in manifest.metrics if m.entity == entity and _counts(m, manifest)]
    plain = [m.name for m in own if not m.filter]
    return tuple(plain[:1] if len(plain) == 1 else plain or [m.name for m in own])


def with_total(metric: str, manifest: Manifest) -> tuple[str, ...]:
    """The metric, if it adds or counts; else its siblings that do; empty: there is none."""
    return _alike(manifest.metric(metric), _TOTALS, manifest)


def with_aggregate(metric: str, aggregate: Aggregate, manifest: Manifest) -> tuple[str, ...]:
    """The metric, if it aggregates so; else its siblings over the same column that do; empty: there is none."""
    return _alike(manifest.metric(metric), frozenset((aggregate,)), manifest)


def _alike(metric: Metric, aggregates: frozenset[Aggregate], manifest: Manifest) -> tuple[str, ...]:
    if metric.aggregate in aggregates:
        return (metric.name,)
    same = [
        m
        for m in manifest.metrics
        if (m.entity, m.column, m.aggregate in aggregates) == (metric.entity, metric.column, True)
    ]
    exact = [m.name for m in same if m.filter == metric.filter]
    return tuple(exact or [m.name for m in same])


def _counts(metric: Metric, manifest: Manifest) -> bool:
    if metric.aggregate is Aggregate.COUNT:
        return True
    return (
        metric.aggregate is Aggregate.COUNT_DISTINCT and (metric.column,) == manifest.entity(metric.entity).primary_key
    )
