"""
Whether a user's attribute fits the place where a condition names it.

A value of another type would be an error on every row in one engine, and in another a comparison that holds for rows
it was not meant for (`'north' = 0` in MySQL). So where it is not certain that it fits, it does not.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlglot import exp

from apps.semantic.contracts import ColumnKind, Dialect
from apps.semantic.contracts.policy import AttributeType, AttributeValue
from apps.semantic.sql.kinds import KindOf, kind_of

_K = ColumnKind
_FAMILY: Mapping[ColumnKind, str] = {
    **dict.fromkeys((_K.INTEGER, _K.DECIMAL, _K.FLOAT), "number"),
    **dict.fromkeys((_K.DATE, _K.TIMESTAMP, _K.TIMESTAMPTZ), "moment"),
    _K.TEXT: "text",
    _K.BOOLEAN: "boolean",
}
_COMPARISONS = (
    *(exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Between, exp.In),
)
_TEXT_FUNCTIONS = (exp.Lower, exp.Upper, exp.DPipe)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul)
_LOGIC = (exp.And, exp.Or, exp.Not, exp.Where)


def type_of(value: AttributeValue) -> AttributeType:
    """Return the type of an attribute's value; a list is of the type of its first member."""
    if isinstance(value, tuple):
        return AttributeType(_kind_of_value(value[0]) if value else _K.TEXT, is_list=True)
    return AttributeType(_kind_of_value(value))


def misfits(
    condition: exp.Expr, types: Mapping[str, AttributeType], column: KindOf, dialect: Dialect
) -> Iterator[exp.Placeholder]:
    """Yield the places of a condition where an attribute of that type does not fit; one without a type fits."""
    for place in condition.find_all(exp.Placeholder):
        type_ = types.get(place.name)
        if type_ is not None and not _Fit(types, column, dialect).holds(place, type_):
            yield place


class _Fit:
    def __init__(self, types: Mapping[str, AttributeType], column: KindOf, dialect: Dialect) -> None:
        self._types, self._column, self._dialect = types, column, dialect

    def holds(self, place: exp.Placeholder, type_: AttributeType) -> bool:
        """Whether a value of this type may stand in this place."""
        in_list = isinstance(place.parent, exp.In) and place.arg_key == "expressions"
        if type_.is_list and not in_list:
            return False
        return self._fits(place, type_.kind)

    def _fits(self, node: exp.Expr, kind: ColumnKind) -> bool:
        """Whether what is around `node` takes a value of this kind there."""
        parent = node.parent
        if parent is None or isinstance(parent, _LOGIC):
            return kind is _K.BOOLEAN
        if isinstance(parent, exp.Is):
            return True
        if isinstance(parent, exp.Cast):
            result = self._cast(parent, kind)
        elif isinstance(parent, exp.Paren):
            result = kind
        elif all(self._alike(other, kind) for other in _operands(parent) if other is not node):
            result = _result(parent, kind)
        else:
            return False
        return result is not None and (isinstance(parent, _COMPARISONS) or self._fits(parent, result))

    def _alike(self, other: exp.Expr, kind: ColumnKind) -> bool:
        if isinstance(other, exp.Query):
            # IN (SELECT …): its column is the other side.
            selected = other.unnest().expressions
            return len(selected) == 1 and self._alike(selected[0].unalias(), kind)
        if isinstance(other, exp.Null):
            return True
        if isinstance(other, exp.Placeholder):
            given = self._types.get(other.name)
            theirs = given.kind if given is not None else kind
        elif isinstance(other, exp.Tuple):
            return False
        else:
            found = kind_of(other, self._column)
            if found is None:
                return False
            theirs = found
        return _FAMILY.get(theirs, theirs) == _FAMILY.get(kind, kind) or self._stored_as(theirs, kind)

    def _stored_as(self, theirs: ColumnKind, kind: ColumnKind) -> bool:
        """Whether the engine keeps values of this kind in columns of that other one."""
        if self._dialect is Dialect.SQLITE and _FAMILY.get(kind) == "moment":
            return theirs is _K.TEXT
        return self._dialect is not Dialect.POSTGRES and (theirs, kind) == (_K.INTEGER, _K.BOOLEAN)

    def _cast(self, cast: exp.Expr, kind: ColumnKind) -> ColumnKind | None:
        """What a cast makes of a value of this kind; None: it might fail."""
        target = kind_of(cast, self._column)
        if target is _K.TEXT:
            return target
        # A number may be too large for the type.
        return target if target is not None and _FAMILY.get(target) == _FAMILY.get(kind) == "moment" else None


def _result(node: exp.Expr, kind: ColumnKind) -> ColumnKind | None:
    """What an expression gives whose operands are all of this kind; None: it does not take them."""
    if isinstance(node, exp.Like | exp.ILike):
        return _K.BOOLEAN if kind is _K.TEXT else None
    if isinstance(node, _TEXT_FUNCTIONS):
        return _K.TEXT if kind is _K.TEXT else None
    if isinstance(node, _ARITHMETIC):
        return _K.DECIMAL if _FAMILY.get(kind) == "number" else None
    return kind if isinstance(node, (*_COMPARISONS, exp.Coalesce, exp.Nullif)) else None


def _operands(node: exp.Expr) -> list[exp.Expr]:
    return [part for name, value in node.args.items() if name in _VALUES for part in _listed(value)]


_VALUES = frozenset({"this", "expression", "expressions", "low", "high", "query"})


def _listed(value: object) -> list[exp.Expr]:
    if isinstance(value, list):
        return [part for part in value if isinstance(part, exp.Expr)]
    return [value] if isinstance(value, exp.Expr) else []


def _kind_of_value(value: object) -> ColumnKind:
    match value:
        case bool():
            return _K.BOOLEAN
        case int():
            return _K.INTEGER
        case Decimal():
            return _K.DECIMAL
        case datetime():
            return _K.TIMESTAMP if value.tzinfo is None else _K.TIMESTAMPTZ
        case date():
            return _K.DATE
    return _K.TEXT
