"""
Keeps narrowed columns out of stars.

A scan shows a narrowed column only where the statement names it; a star beside that name would show it, too. So the
star becomes the columns that it stands for. Where that cannot be said exactly, the statement is refused.
"""

from collections.abc import Iterator

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.names import column_key
from apps.semantic.sql.narrowed import refusals
from apps.semantic.sql.resolution import NarrowedName, Resolution
from apps.semantic.sql.scopes import Frame, Output, Relation


def write_out_stars(used: list[NarrowedName], names: Resolution, dialect: Dialect) -> Iterator[Violation]:
    """Replace the stars over relations with used narrowed columns; yield those that cannot be replaced."""
    for node, relations in names.unnamed:
        shown = next((name for name in used if _among(name.relation, relations)), None)
        empty = next((relation for relation in relations if relation.outputs and not relation.starred), None)
        if empty is not None:
            yield refusals.named(node, empty.outputs[0].name)
        elif shown is not None and not _written_out(node, relations, names, dialect):
            yield refusals.named(node, shown.output.name)


def _written_out(node: exp.Expr, relations: tuple[Relation, ...], names: Resolution, dialect: Dialect) -> bool:
    if not isinstance(node, exp.Star) and not isinstance(node.this, exp.Star):
        return False  # a NATURAL join, or a whole row as one value
    select = node.parent
    frame = names.frames.get(id(select))
    if not isinstance(select, exp.Select) or node.arg_key != "expressions" or frame is None:
        return False
    if isinstance(node, exp.Star) and frame.merged:
        return False  # a column that USING merged is neither table's
    if not all(_nameable(relation, dialect) for relation in relations):
        return False
    columns = [_column(relation, output, frame, names) for relation in relations for output in relation.starred]
    before: list[exp.Expr] = select.expressions
    index = next(i for i, projection in enumerate(before) if projection is node)
    select.set("expressions", [*before[:index], *columns, *before[index + 1 :]])
    return True


def _nameable(relation: Relation, dialect: Dialect) -> bool:
    known = [column_key(output.name, dialect) for output in relation.outputs]
    return bool(relation.key) and all(known) and len(set(known)) == len(known)


def _column(relation: Relation, output: Output, frame: Frame, names: Resolution) -> exp.Column:
    column = exp.column(exp.to_identifier(output.name, quoted=True), table=exp.to_identifier(relation.key, quoted=True))
    names.kinds[id(column)] = output.kind
    names.owners[id(column)] = relation
    names.homes[id(column)] = frame
    return column


def _among(relation: Relation, others: tuple[Relation, ...]) -> bool:
    return any(relation is other for other in others)
