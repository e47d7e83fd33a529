"""Conditions that stewards write, checked by the guard's own lists: row predicates, metric filters, masks."""

from apps.semantic.sql.predicates.binding import bind
from apps.semantic.sql.predicates.condition import attributes_named
from apps.semantic.sql.predicates.meaning import ASKED, SCAN
from apps.semantic.sql.predicates.row_predicate import RowPredicate, check_predicate, check_row_predicate

__all__ = ["ASKED", "SCAN", "RowPredicate", "attributes_named", "bind", "check_predicate", "check_row_predicate"]
