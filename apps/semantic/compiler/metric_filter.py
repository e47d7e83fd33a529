"""
A steward's filter on a metric, read into a condition over the entity's own columns.

Filters pass the same lists as anybody's SQL (`apps.semantic.sql.predicates`). No user attribute has a place in them:
what a metric counts does not depend on who asks.
"""

from collections.abc import Collection

from sqlglot import exp

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, TableInfo, TableRef
from apps.semantic.sql.predicates import check_predicate

NO_ATTRIBUTES: tuple[str, ...] = ()


def bind_filter(text: str, *, table: TableInfo, alias: str, dialect: Dialect) -> exp.Expr:
    """
    Return the filter with each column named as the engine stores it and qualified by `alias`.

    :raises Refused: it is no condition over one row of this table, with the reasons.
    """
    tree = check_predicate(text, table, dialect, NO_ATTRIBUTES)
    for column in tree.find_all(exp.Column):
        column.set("table", exp.to_identifier(alias, quoted=True))
    return tree


def filter_columns(text: str, *, table: TableRef, columns: Collection[str], dialect: Dialect) -> frozenset[str]:
    """
    Return the columns that a filter reads, as the engine stores them.

    :raises Refused: as `bind_filter`; also if it reads a column that is not among `columns`.
    """
    known = tuple(ColumnInfo(name, type="", kind=ColumnKind.OTHER) for name in sorted(columns))
    tree = check_predicate(text, TableInfo(table, known), dialect, NO_ATTRIBUTES)
    return frozenset(column.name for column in tree.find_all(exp.Column))
