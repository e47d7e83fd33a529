"""Conditions that stewards write, checked by the guard's own lists: row predicates, metric filters."""

from apps.semantic.sql.predicates.binding import bind
from apps.semantic.sql.predicates.condition import SCAN, check_predicate

__all__ = ["SCAN", "bind", "check_predicate"]
