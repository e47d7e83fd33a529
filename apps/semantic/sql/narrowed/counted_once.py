"""
Proves that a join repeats no row of one table, so that counting a column counts rows of that table.

From that table on, each joined table must be fixed by a declared key, compared with columns of tables already fixed, in
a condition that holds wherever the first table has a row. What is not plainly so counts as repeating: derived tables,
WITH queries, generators, RIGHT and FULL joins, keys compared with calculations or with another kind of value.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect
from apps.semantic.sql.names import column_key
from apps.semantic.sql.resolution import Resolution
from apps.semantic.sql.scopes import Relation

_End = tuple[Relation, str]  # a column, by its comparable name


@dataclass(frozen=True, slots=True)
class _Equality:
    """`left = right`, in the order in which they were written."""

    left: _End
    right: _End


@dataclass(frozen=True, slots=True)
class _Joined:
    """A table of FROM with the equalities of its join; `optional`: it may have no row there."""

    relation: Relation
    equalities: tuple[_Equality, ...]
    optional: bool


def counted_once(select: exp.Select, first: Relation, names: Resolution, dialect: Dialect) -> bool:
    """Whether each row of `first` is in at most one row of the SELECT's FROM."""
    tables = _tables(select, names, dialect)
    if tables is None or not any(table.relation is first for table in tables):
        return False
    where = select.args.get("where")
    holding = list(_equalities(where.this, names, dialect)) if where is not None else []
    for table in tables:
        if not table.optional or table.relation is first:
            holding += table.equalities
    fixed = [first]
    waiting = [table for table in tables if table.relation is not first]
    while found := next((t for t in waiting if _fixes(t, fixed, holding, tables, dialect)), None):
        fixed.append(found.relation)
        waiting.remove(found)
    return not waiting


def _fixes(
    table: _Joined, fixed: list[Relation], holding: list[_Equality], tables: list[_Joined], dialect: Dialect
) -> bool:
    usable = holding
    before = tables[: next(i for i, other in enumerate(tables) if other is table)]
    if table.optional and all(_among(other.relation, fixed) for other in before):
        # Whether it has a row is decided by tables that are fixed: never once with a row and once without.
        usable = [*holding, *table.equalities]
    info = table.relation.table
    if info is None:
        return False
    compared = {name for e in usable for name in _compared(table.relation, e, fixed, dialect)}
    keys = [key for key in (info.primary_key, *info.unique_keys) if key]
    return any({column_key(name, dialect) for name in key} <= compared for key in keys)


def _compared(relation: Relation, equality: _Equality, fixed: list[Relation], dialect: Dialect) -> Iterator[str]:
    for own, other in ((equality.left, equality.right), (equality.right, equality.left)):
        if own[0] is not relation or not _among(other[0], fixed) or not _alike(own, other, dialect):
            continue
        # SQLite compares text in the way of the left side, in which different keys may be the same.
        if dialect is not Dialect.SQLITE or own is equality.left or _kind(own, dialect) is not ColumnKind.TEXT:
            yield own[1]


def _alike(first: _End, second: _End, dialect: Dialect) -> bool:
    """Whether comparing them converts neither: a conversion can make different keys equal."""
    a, b = _info(first, dialect), _info(second, dialect)
    if a is None or b is None or a.kind is not b.kind:
        return False
    return a.kind is not ColumnKind.OTHER or a.type == b.type


def _kind(end: _End, dialect: Dialect) -> ColumnKind | None:
    info = _info(end, dialect)
    return info.kind if info is not None else None


def _info(end: _End, dialect: Dialect) -> ColumnInfo | None:
    columns = end[0].table.columns if end[0].table is not None else ()
    return next((column for column in columns if column_key(column.name, dialect) == end[1]), None)


def _tables(select: exp.Select, names: Resolution, dialect: Dialect) -> list[_Joined] | None:
    from_ = select.args.get("from_")
    if from_ is None or select.args.get("laterals"):
        return None
    first = _table(from_.this, names)
    if first is None:
        return None
    joined = [_Joined(first, (), optional=False)]
    for join in select.args.get("joins") or ():
        relation = _table(join.this, names)
        if relation is None or not _plain(join):
            return None
        equalities = [*_using(join, relation, joined, dialect)]
        if (on := join.args.get("on")) is not None:
            equalities += _equalities(on, names, dialect)
        joined.append(_Joined(relation, tuple(equalities), optional=bool(join.args.get("side"))))
    return joined


def _table(node: exp.Expr, names: Resolution) -> Relation | None:
    relation = names.scans.get(id(node))
    # Under a list of aliases another column may be called as the key is.
    return None if node.args.get("joins") or (relation is not None and relation.renamed) else relation


def _plain(join: exp.Join) -> bool:
    said = {name: str(join.args.get(name) or "").upper() for name in ("side", "kind", "method")}
    if said["side"] not in {"", "LEFT"} or said["method"]:
        return False
    return said["kind"] in ({"", "OUTER"} if said["side"] else {"", "INNER", "CROSS"})


def _equalities(condition: exp.Expr, names: Resolution, dialect: Dialect) -> Iterator[_Equality]:
    todo = [condition]
    while todo:
        node = todo.pop()
        if isinstance(node, exp.And):
            todo += [node.this, node.expression]
        elif isinstance(node, exp.Paren):
            todo.append(node.this)
        elif isinstance(node, exp.EQ):
            left, right = (_end(side, names, dialect) for side in (node.this, node.expression))
            if left is not None and right is not None:
                yield _Equality(left, right)


def _end(node: exp.Expr, names: Resolution, dialect: Dialect) -> _End | None:
    owner = names.owners.get(id(node)) if isinstance(node, exp.Column) else None
    return (owner, column_key(node.name, dialect)) if owner is not None else None


def _using(join: exp.Join, relation: Relation, before: list[_Joined], dialect: Dialect) -> Iterator[_Equality]:
    for identifier in join.args.get("using") or ():
        name = column_key(identifier.name, dialect)
        # The first of several is what a chain of USING compares with.
        left = next(
            (t.relation for t in before if any(column_key(o.name, dialect) == name for o in t.relation.starred)), None
        )
        if left is not None:
            yield _Equality((left, name), (relation, name))


def _among(relation: Relation, others: list[Relation]) -> bool:
    return any(relation is other for other in others)
