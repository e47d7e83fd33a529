"""
Which expressions cannot fail, whatever the row.

An engine may evaluate a condition on rows that the policy hides, before it drops them; if that can fail, the failure
tells about hidden rows. So an expression is total only if every part of it is known to be; unknown means it may fail.
"""

import re
from collections.abc import Callable, Mapping

from sqlglot import exp

from apps.semantic.contracts import ColumnKind, Dialect
from apps.semantic.sql import totality_mysql
from apps.semantic.sql.kinds import KindOf, comparable, kind_of

_STRUCTURE = (
    *(exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Tuple, exp.And, exp.Or, exp.Not),
    *(exp.Is, exp.Exists, exp.Star, exp.DataType, exp.DataTypeParam, exp.Var, exp.CurrentDate, exp.CurrentTime),
    *(exp.CurrentTimestamp, exp.If),
)
_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ)
_MOMENTS = frozenset({ColumnKind.DATE, ColumnKind.TIMESTAMP, ColumnKind.TIMESTAMPTZ})
_UNITS = frozenset({"YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DOW", "DOY", "ISODOW", "ISOYEAR"})
_SHORT_INTERVAL = re.compile(r"\d{1,3}( ?(second|minute|hour|day|week|month|year)s?)?", re.IGNORECASE)
_SQLITE = (
    *(exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg, exp.DPipe, exp.Cast, exp.Lower, exp.Upper, exp.BitwiseAnd),
    *(exp.BitwiseOr, exp.BitwiseNot, exp.Collate, exp.Greatest, exp.Least, exp.Glob),
)
_SQLITE_NAMES = """
    date time datetime julianday strftime unixepoch length substr substring trim ltrim rtrim instr round sign ifnull iif
    typeof floor ceil ceiling concat
    """
_SQLITE_CALLS = frozenset(_SQLITE_NAMES.split())
_POSTGRES_CALLS = frozenset({"length", "char_length", "character_length", "btrim", "ltrim", "rtrim"})


def total(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    """
    Whether evaluating `node` can never raise an error, on any row.

    Queries inside it count as their result; their own expressions are judged where they stand.
    """
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, exp.Query):
            if not _one_row(current, dialect):
                return False
            continue
        if not _total_here(current, dialect, column):
            return False
        todo.extend(_operands(current, dialect))
    return True


def _operands(node: exp.Expr, dialect: Dialect) -> list[exp.Expr]:
    if isinstance(node, exp.Exists):
        return []
    if isinstance(node, exp.In):
        return [node.this, *node.expressions]  # a query may give many rows here
    if isinstance(node, exp.Interval):
        return [node.this] if dialect is Dialect.MYSQL else []
    return list(node.iter_expressions())


def _one_row(node: exp.Query, dialect: Dialect) -> bool:
    # More rows than one are an error everywhere else, and their number may depend on a hidden outer row.
    inner = node.unnest()
    if dialect is Dialect.SQLITE:
        return True
    if not isinstance(inner, exp.Select) or inner.args.get("group") is not None:
        return False
    limit = inner.args.get("limit")
    if limit is not None and isinstance(limit.expression, exp.Literal) and limit.expression.this in ("0", "1"):
        return True
    return bool(inner.expressions) and all(_is_aggregate(part.unalias()) for part in inner.expressions)


def _is_aggregate(node: exp.Expr) -> bool:
    return isinstance(node, exp.AggFunc)


def _total_here(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    if isinstance(node, _STRUCTURE):
        return True
    if dialect is Dialect.SQLITE and isinstance(node, _SQLITE):
        return True
    if dialect is Dialect.MYSQL:
        return totality_mysql.total_here(node, column)
    judge = _JUDGES.get(type(node))
    return judge is not None and judge(node, dialect, column)


def _same_kind(parts: list[exp.Expr], dialect: Dialect, column: KindOf) -> bool:
    if dialect is Dialect.SQLITE:
        return True  # values carry their own type there, and no conversion fails
    # A plain text or number takes the other side's type when the statement is analysed, before any row is read.
    kinds = [kind_of(part, column) for part in parts if not _constant(part)]
    return len(kinds) < 1 or all(comparable(kinds[0], kind) for kind in kinds)


def _constant(node: exp.Expr) -> bool:
    inner = node.this if isinstance(node, exp.Neg | exp.Paren) else node
    return isinstance(inner, exp.Literal | exp.Null)


def _compares(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    return _same_kind([node.this, node.expression], dialect, column)


def _listed(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    if isinstance(node, exp.In) and node.args.get("query") is not None:
        return dialect is Dialect.SQLITE or kind_of(node.this, column) in (ColumnKind.INTEGER, ColumnKind.TEXT)
    return _same_kind([node.this, *node.expressions], dialect, column)


def _between(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    return _same_kind([node.this, node.args["low"], node.args["high"]], dialect, column)


def _like(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    pattern = node.expression
    return isinstance(pattern, exp.Literal) and pattern.is_string and not pattern.this.endswith("\\")


def _escape(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    pattern, mark = node.this.expression, node.expression
    if not isinstance(pattern, exp.Literal) or not isinstance(mark, exp.Literal):
        return False
    return len(mark.this) == 1 and not pattern.this.endswith(mark.this)


def _case(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    values = [branch.args["true"] for branch in node.args["ifs"]]
    if (default := node.args.get("default")) is not None:
        values.append(default)
    compared = [node.this, *(branch.this for branch in node.args["ifs"])] if node.this is not None else []
    return _same_kind(values, dialect, column) and _same_kind(compared, dialect, column)


def _cast(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    operand, target = node.this, node.args["to"].this
    if isinstance(operand, exp.Literal):
        return operand.is_string and not node.args["to"].expressions
    if target is exp.DType.TEXT:
        return True
    return target is exp.DType.DATE and kind_of(operand, column) in _MOMENTS


def _text_operands(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    parts = [node.this, node.args.get("expression")] if isinstance(node, exp.DPipe) else [node.this]
    return all(part is not None and kind_of(part, column) is ColumnKind.TEXT for part in parts)


def _moment_arithmetic(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    # Around today, or around a date that is written out, by at most 999 of a unit: no date runs out.
    left, right = node.this, node.expression
    start = isinstance(left, exp.CurrentDate | exp.CurrentTimestamp | exp.Localtimestamp) or (
        isinstance(left, exp.Cast) and isinstance(left.this, exp.Literal) and left.this.this[:2] in ("19", "20")
    )
    if isinstance(right, exp.Literal):
        return start and not right.is_string and len(right.this) <= 5 and right.this.isdecimal()
    return start and isinstance(right, exp.Interval) and _short(right)


def _short(node: exp.Expr, *_: object) -> bool:
    amount, unit = node.this, node.args.get("unit")
    if not isinstance(amount, exp.Literal) or not _SHORT_INTERVAL.fullmatch(amount.this):
        return False
    return unit is None or isinstance(unit, exp.Var)


def _extract(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    return node.this.name.upper() in _UNITS and kind_of(node.expression, column) in _MOMENTS


def _coalesce(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    return _same_kind([node.this, *node.expressions], dialect, column)


def _call(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    name = str(node.this).lower()
    if dialect is Dialect.SQLITE:
        return name in _SQLITE_CALLS
    if name in ("now", "concat"):
        return True
    if name in ("left", "right") and len(node.expressions) == 2:
        text, length = node.expressions
        return kind_of(text, column) is ColumnKind.TEXT and isinstance(length, exp.Literal)
    return name in _POSTGRES_CALLS and all(kind_of(part, column) is ColumnKind.TEXT for part in node.expressions)


def _negation(node: exp.Expr, dialect: Dialect, column: KindOf) -> bool:
    return isinstance(node.this, exp.Literal)


_Judge = Callable[[exp.Expr, Dialect, KindOf], bool]
_JUDGES: Mapping[type[exp.Expr], _Judge] = {
    **dict.fromkeys(_COMPARISONS, _compares),
    exp.In: _listed,
    exp.Between: _between,
    exp.Like: _like,
    exp.ILike: _like,
    exp.Escape: _escape,
    exp.Case: _case,
    exp.Cast: _cast,
    exp.Lower: _text_operands,
    exp.Upper: _text_operands,
    exp.DPipe: _text_operands,
    exp.Add: _moment_arithmetic,
    exp.Sub: _moment_arithmetic,
    exp.Interval: _short,
    exp.Extract: _extract,
    exp.Coalesce: _coalesce,
    exp.Nullif: _compares,
    exp.Anonymous: _call,
    exp.Neg: _negation,
}
