"""
Puts a user's attributes into a checked condition, as typed literals of the engine's SQL.

A missing attribute, an empty list, or a list outside IN makes the whole condition false: it shows no row.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.contracts.policy import AttributeValue


def bind(tree: exp.Expr, attributes: Mapping[str, AttributeValue], dialect: Dialect) -> exp.Expr:
    """Return a copy of a checked condition with the user's attributes in it."""
    bound = exp.Paren(this=tree.copy())
    for place in list(bound.find_all(exp.Placeholder)):
        value = attributes.get(place.name)
        inside_in = isinstance(place.parent, exp.In) and place.arg_key == "expressions"
        values = value if isinstance(value, tuple) else (value,)
        if value is None or not values or (isinstance(value, tuple) and not inside_in):
            return exp.false()
        nodes = [_literal(one, dialect) for one in values if one is not None]
        if inside_in:
            _spread(place, nodes)
        else:
            place.replace(nodes[0])
    return bound


def _spread(place: exp.Placeholder, nodes: list[exp.Expr]) -> None:
    in_ = place.parent
    assert in_ is not None  # the caller looked at it
    before: list[exp.Expr] = in_.expressions
    index = next(i for i, node in enumerate(before) if node is place)
    in_.set("expressions", [*before[:index], *nodes, *before[index + 1 :]])


def _literal(value: object, dialect: Dialect) -> exp.Expr:
    match value:
        case bool():
            return exp.Boolean(this=value)
        case int() | Decimal():
            number = exp.Literal.number(format(abs(value), "f") if isinstance(value, Decimal) else abs(value))
            return exp.Neg(this=number) if value < 0 else number
        case datetime():
            return _moment(value.isoformat(sep=" "), _timestamp_type(value), dialect)
        case date():
            return _moment(value.isoformat(), exp.DType.DATE, dialect)
        case str() if "\x00" not in value:
            return exp.Literal.string(value)
    return exp.Null()


def _moment(text: str, type_: exp.DType, dialect: Dialect) -> exp.Expr:
    literal = exp.Literal.string(text)
    if dialect is Dialect.SQLITE:
        return literal
    return exp.Cast(this=literal, to=exp.DataType(this=type_, nested=False))


def _timestamp_type(value: datetime) -> exp.DType:
    return exp.DType.TIMESTAMP if value.tzinfo is None else exp.DType.TIMESTAMPTZ
