"""
Puts a user's attributes into a checked predicate, as typed literals of the engine's SQL.

An attribute that is missing, of a type that does not fit its place, or a value that the engine could not hold makes the
whole predicate false: it shows no row. So does an empty list, and a list outside IN.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlglot import exp

from apps.semantic.contracts import AttributeValue, Dialect
from apps.semantic.sql.predicates.attribute_types import misfits, type_of
from apps.semantic.sql.predicates.row_predicate import RowPredicate

_MOST_BITS = 256  # of a whole number
_MOST_DIGITS = 60  # before or after the point of a decimal number


def bind(predicate: RowPredicate, attributes: Mapping[str, AttributeValue]) -> exp.Expr:
    """Return a copy of the predicate's tree with the user's attributes in it."""
    meaning, dialect = predicate.meaning, predicate.dialect
    types = {name: type_of(value) for name, value in attributes.items()}
    if any(misfits(meaning.tree, types, meaning.kind, dialect)):
        return exp.false()
    bound = exp.Paren(this=meaning.tree.copy())
    for place in list(bound.find_all(exp.Placeholder)):
        value = attributes.get(place.name)
        values = value if isinstance(value, tuple) else (value,)
        if value is None or not values or not all(_storable(one, values[0]) for one in values):
            return exp.false()
        _put(place, [_literal(one, dialect) for one in values])
    if dialect is not Dialect.SQLITE:
        _keep_apart(bound)
    return bound


def _keep_apart(bound: exp.Expr) -> None:
    """
    Keep the engine from joining the tables that the predicate asks to those of the statement.

    The order of such a join follows from how many rows these tables hold, and nobody may learn that from the order of
    theirs. An engine joins what stands at the top, joined by AND; there, NULL is no more than false.
    """
    todo = [bound]
    while todo:
        node = todo.pop()
        if isinstance(node, exp.And):
            todo += [node.this, node.expression]
        elif isinstance(node, exp.Paren):
            todo.append(node.this)
        else:
            inner = node.this if isinstance(node, exp.Not) else node
            if isinstance(inner, exp.Exists) or (isinstance(node, exp.In) and node.args.get("query") is not None):
                inner.replace(exp.Is(this=exp.Paren(this=inner.copy()), expression=exp.true()))


def _storable(value: object, first: object) -> bool:
    if type(value) is not type(first):
        return False
    match value:
        case int():
            return value.bit_length() <= _MOST_BITS
        case Decimal():
            return value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS and len(value.as_tuple().digits) <= 100
        case str():
            return not any(character == "\x00" or "\ud800" <= character <= "\udfff" for character in value)
    return isinstance(value, date)


def _put(place: exp.Placeholder, nodes: list[exp.Expr]) -> None:
    in_ = place.parent
    if not isinstance(in_, exp.In) or place.arg_key != "expressions":
        place.replace(nodes[0])
        return
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
        case datetime() if dialect is Dialect.MYSQL:
            return _mysql_moment(value)
        case datetime():
            return _moment(value.isoformat(sep=" "), _timestamp_type(value), dialect)
        case date():
            return _moment(value.isoformat(), exp.DType.DATE, dialect)
    return exp.Literal.string(value)


def _moment(text: str, type_: exp.DType, dialect: Dialect) -> exp.Expr:
    literal = exp.Literal.string(text)
    if dialect is Dialect.SQLITE:
        return literal
    return exp.Cast(this=literal, to=exp.DataType(this=type_, nested=False))


def _mysql_moment(value: datetime) -> exp.Expr:
    """A cast would drop the fraction of a second, and text with a zone would lose it: an instant is said in seconds."""
    if value.tzinfo is None:
        return exp.Anonymous(this="TIMESTAMP", expressions=[exp.Literal.string(value.isoformat(sep=" "))])
    since = value - datetime(1970, 1, 1, tzinfo=UTC)
    seconds = f"{since // timedelta(seconds=1)}.{since.microseconds:06}"
    return exp.Anonymous(this="FROM_UNIXTIME", expressions=[exp.Literal.number(seconds)])


def _timestamp_type(value: datetime) -> exp.DType:
    return exp.DType.TIMESTAMP if value.tzinfo is None else exp.DType.TIMESTAMPTZ
