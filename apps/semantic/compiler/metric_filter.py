"""
A steward's filter on a metric, read into a condition over the entity's own columns.

Filters are checked by the guard's allow-lists when they are saved (`apps.semantic.validation`) and again as a part of
the finished statement. Here they are only bound to their table; what cannot be bound is a broken definition.
"""

from collections.abc import Collection
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from apps.semantic.contracts import Dialect

# What would reach beyond the row at hand. The rest is the guard's business.
BEYOND_THE_ROW = (exp.Query, exp.AggFunc, exp.Window, exp.Star, exp.Placeholder, exp.Parameter, exp.Semicolon)


class UnreadableFilterError(ValueError):
    """The text is no condition over columns of this table."""


def bind_filter(text: str, *, columns: Collection[str], alias: str, dialect: Dialect) -> exp.Expr:
    """
    Return the filter with each column named as the engine stores it and qualified by `alias`.

    :param columns: the columns of the entity's table.
    :raises UnreadableFilterError: it does not parse, reaches beyond the row, or names something else.
    """
    tree = _parsed(text, dialect).copy()
    for column in list(tree.find_all(exp.Column)):
        bound = exp.column(_stored_name(column, columns, dialect), table=alias, quoted=True)
        if column is tree:
            return bound
        column.replace(bound)
    return tree


def filter_columns(text: str, *, columns: Collection[str], dialect: Dialect) -> frozenset[str]:
    """
    Return the columns that a filter reads, as the engine stores them.

    :raises UnreadableFilterError: as `bind_filter`; also if it reads a column that is not among `columns`.
    """
    return frozenset(_stored_name(column, columns, dialect) for column in _parsed(text, dialect).find_all(exp.Column))


@lru_cache(maxsize=2_048)
def _parsed(text: str, dialect: Dialect) -> exp.Expr:
    try:
        tree = sqlglot.parse_one(text, dialect=dialect.value)
    except (SqlglotError, RecursionError) as error:
        raise UnreadableFilterError("not a condition") from error
    if not isinstance(tree, exp.Condition) or tree.find(*BEYOND_THE_ROW):
        raise UnreadableFilterError("not a condition over one row")
    return tree


def _stored_name(column: exp.Column, columns: Collection[str], dialect: Dialect) -> str:
    """Resolve a name as its engine does: PostgreSQL folds what is not quoted, SQLite ignores ASCII case."""
    if column.table:
        raise UnreadableFilterError("names another table")
    name = column.name
    if dialect is Dialect.POSTGRES:
        name = name if column.this.quoted else name.lower()
        matches = [c for c in columns if c == name]
    else:
        matches = [c for c in columns if c.lower() == name.lower()]
    if len(matches) != 1:
        raise UnreadableFilterError("names an unknown column")
    return matches[0]
