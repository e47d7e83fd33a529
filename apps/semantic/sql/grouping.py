"""
Keeps `GROUP BY key` meaning what it means in PostgreSQL.

There, who groups by a table's primary key may select the table's other columns. Once the table is a derived table the
engine no longer knows its key, so these columns join the GROUP BY; the key decides them, so no group splits.
"""

from collections.abc import Iterator

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.resolution import Resolution
from apps.semantic.sql.scopes import Relation


def group_by_whole_rows(tree: exp.Query, names: Resolution, dialect: Dialect) -> None:
    """Add to each GROUP BY what its keys decide and its SELECT uses."""
    if dialect is Dialect.SQLITE:
        return  # takes any column of a group
    for select in list(tree.find_all(exp.Select)):
        group = select.args.get("group")
        if group is None or not group.expressions or group.args.get("rollup"):
            continue
        grouped = list(_columns(select, group))
        for relation in {names.owners[id(column)] for column in grouped if id(column) in names.owners}:
            own = {column.name for column in grouped if names.owners.get(id(column)) is relation}
            if relation.renamed:
                continue
            if relation.table is not None and relation.table.primary_key and own >= set(relation.table.primary_key):
                _add(select, group, relation, own, names)


def _columns(select: exp.Select, group: exp.Group) -> Iterator[exp.Column]:
    for node in group.expressions:
        found = node
        if isinstance(node, exp.Literal) and node.this.isdecimal() and 0 < int(node.this) <= len(select.expressions):
            found = select.expressions[int(node.this) - 1].unalias()
        if isinstance(found, exp.Column) and not isinstance(found.this, exp.Star):
            yield found


def _add(select: exp.Select, group: exp.Group, relation: Relation, own: set[str], names: Resolution) -> None:
    used = [column for column in select.find_all(exp.Column) if names.owners.get(id(column)) is relation]
    for column in used:
        if column.name in own:
            continue
        own.add(column.name)
        key = exp.column(column.this.copy(), table=exp.to_identifier(relation.key, quoted=True))
        names.kinds[id(key)] = names.kinds.get(id(column))
        group.append("expressions", key)
