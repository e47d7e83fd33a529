"""The admin of data sources, semantic models and policies; Django's autodiscovery imports this package."""

from apps.semantic.admin import (
    column_rules,
    datasets,
    datasources,
    dimensions,
    entities,
    grants,
    joins,
    metrics,
    snapshots,
)

__all__ = [
    "column_rules",
    "datasets",
    "datasources",
    "dimensions",
    "entities",
    "grants",
    "joins",
    "metrics",
    "snapshots",
]
