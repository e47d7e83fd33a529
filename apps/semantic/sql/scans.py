"""
Where a statement reads tables of the database, and which of their columns it needs there.

Needed is whatever a name was resolved to, by anybody's reading of it; what a star or NATURAL takes is needed whole.
A table that shows any columns between the needed ones and all visible ones means the same to the statement: no name
can be caught by another column, for every name was resolved against all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from apps.semantic.contracts import TableRef


@dataclass(frozen=True, slots=True)
class Scan:
    """
    One place where a statement reads a table.

    :param columns: those it needs, as they are stored, in the table's order; empty: it only needs the rows.
    :param unnamed: it also takes columns that it does not name, by a star or NATURAL, so the policy chose for it.
    """

    table: TableRef
    columns: tuple[str, ...]
    unnamed: bool = False


def tables_of_the_database(tree: exp.Expr) -> Iterator[exp.Table]:
    """Yield the tables that a checked statement scans: the same order for every tree of the same text."""
    # Depth first: a bracket that printing adds must not change the order.
    return (table for table in tree.find_all(exp.Table, bfs=False) if table.args.get("db") is not None)
