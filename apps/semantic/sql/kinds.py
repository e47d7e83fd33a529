"""
What kind of value an expression gives, as far as that is certain; None where it is not.

Used to tell comparisons that cannot fail from those that might convert a value and fail. Unknown counts as might.
"""

from collections.abc import Callable, Mapping

from sqlglot import exp

from apps.semantic.contracts import ColumnKind

KindOf = Callable[[exp.Column], ColumnKind | None]

_T = exp.DType
_CASTS: Mapping[object, ColumnKind] = {
    **dict.fromkeys((_T.SMALLINT, _T.INT, _T.BIGINT), ColumnKind.INTEGER),
    **dict.fromkeys((_T.FLOAT, _T.DOUBLE), ColumnKind.FLOAT),
    **dict.fromkeys((_T.TEXT, _T.VARCHAR, _T.CHAR, _T.BPCHAR), ColumnKind.TEXT),
    _T.DECIMAL: ColumnKind.DECIMAL,
    _T.DATE: ColumnKind.DATE,
    _T.TIMESTAMP: ColumnKind.TIMESTAMP,
    _T.TIMESTAMPTZ: ColumnKind.TIMESTAMPTZ,
    _T.BOOLEAN: ColumnKind.BOOLEAN,
}
# Kinds that an engine compares with each other without a conversion that can fail.
_GROUPS: Mapping[ColumnKind, str] = {
    ColumnKind.INTEGER: "number",
    ColumnKind.DECIMAL: "number",
    ColumnKind.FLOAT: "float",
    ColumnKind.TEXT: "text",
    ColumnKind.BOOLEAN: "boolean",
    ColumnKind.DATE: "moment",
    ColumnKind.TIMESTAMP: "moment",
    ColumnKind.TIMESTAMPTZ: "moment",
    ColumnKind.TIME: "time",
}


def comparable(first: ColumnKind | None, second: ColumnKind | None) -> bool:
    """Whether comparing or combining two such values never converts one of them in a way that can fail."""
    if first is None or second is None:
        return False
    return first in _GROUPS and _GROUPS[first] == _GROUPS.get(second)


def kind_of(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    """Return the kind of an expression's value; `column` knows those of the columns."""
    fixed = _FIXED.get(type(node))
    if fixed is not None:
        return fixed
    judge = _JUDGES.get(type(node))
    return judge(node, column) if judge is not None else None


def _inner(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    return kind_of(node.this, column)


def _of_column(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    return column(node) if isinstance(node, exp.Column) else None


def _sum(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    inner = kind_of(node.this, column)
    return ColumnKind.DECIMAL if inner is ColumnKind.INTEGER else inner


def _literal(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    return ColumnKind.TEXT if node.is_string else ColumnKind.DECIMAL


def _cast(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    return _CASTS.get(node.args["to"].this)


def _coalesce(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    kinds = {kind_of(part, column) for part in (node.this, *node.expressions)}
    return kinds.pop() if len(kinds) == 1 else None


def _case(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    values = [branch.args["true"] for branch in node.args["ifs"]] + [node.args.get("default") or exp.Null()]
    kinds = {kind_of(value, column) for value in values if not isinstance(value, exp.Null)}
    return kinds.pop() if len(kinds) == 1 else None


def _call(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    return _CALLS.get(str(node.this).lower())


def _shifted(node: exp.Expr, column: KindOf) -> ColumnKind | None:
    moment = kind_of(node.this, column)
    if isinstance(node.expression, exp.Interval):
        return ColumnKind.TIMESTAMP if moment is ColumnKind.DATE else moment
    return moment if moment is ColumnKind.DATE and isinstance(node.expression, exp.Literal) else None


_CALLS: Mapping[str, ColumnKind] = {
    "now": ColumnKind.TIMESTAMPTZ,
    **dict.fromkeys(("concat", "left", "right"), ColumnKind.TEXT),
    # MySQL's; no other engine has functions of these names
    **dict.fromkeys(("curdate", "last_day", "makedate", "from_days", "utc_date"), ColumnKind.DATE),
    **dict.fromkeys(("date_add", "date_sub", "adddate", "subdate", "timestampadd"), ColumnKind.TIMESTAMP),
    **dict.fromkeys(("from_unixtime", "sysdate", "utc_timestamp", "str_to_date"), ColumnKind.TIMESTAMP),
}
_FIXED: Mapping[type[exp.Expr], ColumnKind] = {
    exp.Count: ColumnKind.INTEGER,
    exp.Lower: ColumnKind.TEXT,
    exp.Upper: ColumnKind.TEXT,
    exp.CurrentDate: ColumnKind.DATE,
    exp.CurrentTimestamp: ColumnKind.TIMESTAMPTZ,
    **dict.fromkeys((exp.Boolean, exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.Is, exp.In), ColumnKind.BOOLEAN),
    **dict.fromkeys((exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.Between, exp.Exists), ColumnKind.BOOLEAN),
}
_JUDGES: Mapping[type[exp.Expr], Callable[[exp.Expr, KindOf], ColumnKind | None]] = {
    **dict.fromkeys((exp.Alias, exp.Paren, exp.Min, exp.Max, exp.Neg, exp.Collate, exp.Nullif), _inner),
    exp.Column: _of_column,
    exp.Cast: _cast,
    exp.Sum: _sum,
    exp.Literal: _literal,
    exp.Case: _case,
    exp.Coalesce: _coalesce,
    exp.Anonymous: _call,
    exp.Add: _shifted,
    exp.Sub: _shifted,
}
