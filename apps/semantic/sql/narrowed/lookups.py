"""
Where a column that is for filtering alone may stand: `column = value` or `column IN (values)`, in WHERE or ON.

AND and OR may join such comparisons with others, for OR says no more than IN does. Nothing else may: not NOT, not CASE,
no function, no other column. A value is written as what the column holds, because an engine that converts one compares
more than the value: MySQL finds every text that begins with no digit equal to 0.
"""

from collections.abc import Iterator

from sqlglot import exp

from apps.semantic.contracts import ColumnKind, Dialect
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.narrowed import refusals
from apps.semantic.sql.narrowed.uses import Lookup
from apps.semantic.sql.reading import render
from apps.semantic.sql.resolution import NarrowedName

_NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.FLOAT})
_MOMENTS = frozenset({ColumnKind.DATE, ColumnKind.TIME, ColumnKind.TIMESTAMP, ColumnKind.TIMESTAMPTZ})


def misplaced(name: NarrowedName) -> Iterator[Violation]:
    """Say what is wrong with the place of a column that may only be filtered by."""
    values = _compared_with(name.node)
    if not values or not all(_is_value(value, name.output.kind) for value in values) or not _filters(name.node.parent):
        yield refusals.only_compared(name.node, name.output.name)


def as_use(name: NarrowedName, dialect: Dialect) -> Lookup:
    """What the rest of the product needs to know of a well placed name."""
    assert name.relation.table is not None
    values = tuple(render(value, dialect) for value in _compared_with(name.node))
    return Lookup(name.relation.table.ref, name.output.name, values)


def _compared_with(node: exp.Expr) -> list[exp.Expr]:
    comparison = node.parent
    match comparison:
        case exp.EQ():
            return [comparison.expression if comparison.this is node else comparison.this]
        case exp.In() if comparison.this is node and not _asks(comparison):
            return list(comparison.expressions)
    return []


def _asks(comparison: exp.In) -> bool:
    return any(value for name, value in comparison.args.items() if name not in {"this", "expressions"})


def _is_value(node: exp.Expr, kind: ColumnKind | None) -> bool:
    if kind in _NUMBERS:
        number = node.this if isinstance(node, exp.Neg) else node
        return isinstance(number, exp.Literal) and not number.is_string
    if kind is ColumnKind.BOOLEAN:
        return isinstance(node, exp.Boolean) or (isinstance(node, exp.Literal) and not node.is_string)
    if kind in _MOMENTS and isinstance(node, exp.Cast):
        node = node.this
    return isinstance(node, exp.Literal) and node.is_string


def _filters(node: exp.Expr | None) -> bool:
    """Whether the condition is reached from WHERE or ON through AND, OR and brackets alone."""
    while node is not None:
        around = node.parent
        if isinstance(around, exp.Where):
            return isinstance(around.parent, exp.Select)
        if isinstance(around, exp.Join):
            return node.arg_key == "on"
        if not isinstance(around, exp.And | exp.Or | exp.Paren):
            return False
        node = around
    return False
