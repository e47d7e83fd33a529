"""
The values that pass between the parts of the product: frozen, typed, free of Django and of drivers.

    schema    what a customer's database looks like
    policy    what one user may see of it
    manifest  what it means: entities, joins, dimensions, metrics
    query     a question in the terms of the manifest
    results   rows, plans, and what a connector promises
"""

from apps.semantic.contracts.manifest import (
    Aggregate,
    Dimension,
    DimensionKind,
    DimensionValue,
    Entity,
    Join,
    Manifest,
    Metric,
    Words,
)
from apps.semantic.contracts.policy import (
    AccessPolicy,
    AttributeType,
    AttributeValue,
    ColumnRule,
    DateUnit,
    Mask,
    MaskKind,
    RowGrant,
    RowRestriction,
    TablePolicy,
    Treatment,
)
from apps.semantic.contracts.query import Filter, FilterOperator, Grain, GroupBy, OrderBy, SemanticQuery, TimeRange
from apps.semantic.contracts.results import (
    AccountRisk,
    BackendHandle,
    Connector,
    OutputColumn,
    PlanEstimate,
    Risk,
    Rows,
    RunLimits,
)
from apps.semantic.contracts.schema import (
    ColumnInfo,
    ColumnKind,
    Dialect,
    ForeignKey,
    Narrowing,
    SchemaCatalog,
    TableInfo,
    TableRef,
)

__all__ = [
    "AccessPolicy",
    "AccountRisk",
    "Aggregate",
    "AttributeType",
    "AttributeValue",
    "BackendHandle",
    "ColumnInfo",
    "ColumnKind",
    "ColumnRule",
    "Connector",
    "DateUnit",
    "Dialect",
    "Dimension",
    "DimensionKind",
    "DimensionValue",
    "Entity",
    "Filter",
    "FilterOperator",
    "ForeignKey",
    "Grain",
    "GroupBy",
    "Join",
    "Manifest",
    "Mask",
    "MaskKind",
    "Metric",
    "Narrowing",
    "OrderBy",
    "OutputColumn",
    "PlanEstimate",
    "Risk",
    "RowGrant",
    "RowRestriction",
    "Rows",
    "RunLimits",
    "SchemaCatalog",
    "SemanticQuery",
    "TableInfo",
    "TablePolicy",
    "TableRef",
    "TimeRange",
    "Treatment",
    "Words",
]
