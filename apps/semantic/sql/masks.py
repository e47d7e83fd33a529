"""
Masks as SQL expressions: what a masked column shows instead of its value, computed by the engine at the scan.

Both engines give the same text for the same value. A value without the expected form is masked in full; NULL stays
NULL; a column that is not text shows NULL of its own type. No mask can fail on any value, so none tells by failing.
"""

from collections.abc import Callable, Mapping

from sqlglot import exp

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, MaskKind

FULL = "***"

_ASCII_DIGIT = "[0-9]"
_EMAIL_OTHERS = "*[^A-Za-z0-9._%+@-]*"


def mask(column: exp.Column, info: ColumnInfo, kind: MaskKind, dialect: Dialect) -> exp.Expr:
    """
    Return the expression that stands for `column`.

    :param column: a reference to the raw column; it is copied.
    """
    if info.kind is not ColumnKind.TEXT:
        # Never true, and of the column's own type, whatever that is called.
        return exp.Case(ifs=[exp.If(this=exp.false(), true=column.copy())])
    value = _text(column, dialect)
    branches = [exp.If(this=exp.Is(this=column.copy(), expression=exp.Null()), true=exp.Null())]
    if kind is not MaskKind.FULL:
        form, shown = _FORMS[kind](value, dialect)
        branches.append(exp.If(this=form, true=shown))
    return exp.Case(ifs=branches, default=exp.Literal.string(FULL))


def _phone(value: exp.Expr, dialect: Dialect) -> tuple[exp.Expr, exp.Expr]:
    form = _matches(value, "^1[0-9]{10}$", "1" + _ASCII_DIGIT * 10, dialect)
    return form, _join(_part(value, 1, 3), exp.Literal.string("****"), _part(value, 8, 4))


def _national_id(value: exp.Expr, dialect: Dialect) -> tuple[exp.Expr, exp.Expr]:
    form = _matches(value, "^[0-9]{17}[0-9Xx]$", _ASCII_DIGIT * 17 + "[0-9Xx]", dialect)
    return form, _join(_part(value, 1, 3), exp.Literal.string("*" * 11), _part(value, 15, 4))


def _bank_card(value: exp.Expr, dialect: Dialect) -> tuple[exp.Expr, exp.Expr]:
    if dialect is Dialect.POSTGRES:
        form: exp.Expr = exp.RegexpLike(this=value.copy(), expression=exp.Literal.string("^[0-9]{16,19}$"))
    else:
        lengths = [exp.Literal.number(length) for length in range(16, 20)]
        form = exp.And(
            this=exp.In(this=_call("LENGTH", value), expressions=lengths),
            expression=exp.Not(this=_glob(value, "*[^0-9]*")),
        )
    last = _call("SUBSTR", value, exp.Sub(this=_call("LENGTH", value), expression=exp.Literal.number(3)))
    return form, _join(_part(value, 1, 4), exp.Literal.string(" **** **** "), last)


def _email(value: exp.Expr, dialect: Dialect) -> tuple[exp.Expr, exp.Expr]:
    if dialect is Dialect.POSTGRES:
        pattern = exp.Literal.string("^[A-Za-z0-9._%+-]+@[A-Za-z0-9._%+-]+$")
        form: exp.Expr = exp.RegexpLike(this=value.copy(), expression=pattern)
        domain = _call("SPLIT_PART", value, exp.Literal.string("@"), exp.Literal.number(2))
    else:
        form = exp.And(
            this=exp.And(this=_glob(value, "?*@?*"), expression=exp.Not(this=_glob(value, "*@*@*"))),
            expression=exp.Not(this=_glob(value, _EMAIL_OTHERS)),
        )
        at = _call("INSTR", value, exp.Literal.string("@"))
        domain = _call("SUBSTR", value, exp.Add(this=at, expression=exp.Literal.number(1)))
    return form, _join(_part(value, 1, 1), exp.Literal.string("***@"), domain)


_FORMS: Mapping[MaskKind, Callable[[exp.Expr, Dialect], tuple[exp.Expr, exp.Expr]]] = {
    MaskKind.PHONE: _phone,
    MaskKind.EMAIL: _email,
    MaskKind.NATIONAL_ID: _national_id,
    MaskKind.BANK_CARD: _bank_card,
}


def _text(column: exp.Column, dialect: Dialect) -> exp.Expr:
    # PostgreSQL's CHAR(n) is padded, and domains have operators of their own. In SQLite any column may hold anything.
    return exp.Cast(this=column.copy(), to=exp.DataType(this=exp.DType.TEXT, nested=False))


def _matches(value: exp.Expr, regular: str, glob: str, dialect: Dialect) -> exp.Expr:
    if dialect is Dialect.POSTGRES:
        return exp.RegexpLike(this=value.copy(), expression=exp.Literal.string(regular))
    return _glob(value, glob)


def _glob(value: exp.Expr, pattern: str) -> exp.Expr:
    return exp.Glob(this=value.copy(), expression=exp.Literal.string(pattern))


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])


def _part(value: exp.Expr, start: int, length: int) -> exp.Expr:
    return _call("SUBSTR", value, exp.Literal.number(start), exp.Literal.number(length))


def _join(*parts: exp.Expr) -> exp.Expr:
    joined = parts[0]
    for part in parts[1:]:
        joined = exp.DPipe(this=joined, expression=part, safe=True)
    return joined
