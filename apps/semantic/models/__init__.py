"""The stored side of the semantic layer; what computes works on the frozen values of `contracts`."""

from apps.semantic.models.dataset import Dataset, Dimension, DimensionValue, Entity, Join
from apps.semantic.models.datasource import DataSource, SchemaSnapshot
from apps.semantic.models.metric import Metric
from apps.semantic.models.policy import ColumnRule, Grant

__all__ = [
    "ColumnRule",
    "DataSource",
    "Dataset",
    "Dimension",
    "DimensionValue",
    "Entity",
    "Grant",
    "Join",
    "Metric",
    "SchemaSnapshot",
]
