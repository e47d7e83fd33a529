"""Columns that a user may only total, or only filter by: where they may stand, and what becomes of small groups."""

from apps.semantic.sql.narrowed.narrow import Narrowed, narrow
from apps.semantic.sql.narrowed.uses import Lookup, NarrowedUse, Total

__all__ = ["Lookup", "Narrowed", "NarrowedUse", "Total", "narrow"]
