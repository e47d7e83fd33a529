"""Rows of this app as types: what others may name, hold and pass back, but not query."""

from apps.semantic.models import Dataset, DataSource
from apps.semantic.models.policy import AudienceKind

__all__ = ["AudienceKind", "DataSource", "Dataset"]
