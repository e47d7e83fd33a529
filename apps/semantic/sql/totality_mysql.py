"""
Which of MySQL's and MariaDB's expressions cannot fail, whatever the row.

Measured on MariaDB 10.11 with the extremes of fourteen types: conversions, dates that do not exist, division by zero
and text that is no number all warn and give NULL or something near. What fails is arithmetic that leaves its type, and
a subquery with several rows. MySQL 8 also fails on JSON and patterns that it cannot read, so those count as failing.
"""

from collections.abc import Callable, Mapping

from sqlglot import exp

from apps.semantic.contracts import ColumnKind
from apps.semantic.sql.kinds import KindOf, kind_of

_TOTAL = (
    *(exp.Lower, exp.Upper, exp.Trim, exp.Substring, exp.StrPosition, exp.Concat, exp.Extract, exp.Interval),
    *(exp.Collate, exp.Like, exp.Xor, exp.Mod, exp.Case, exp.If, exp.Localtime, exp.Localtimestamp),
)
_COMPARISONS = (
    *(exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.Between, exp.In, exp.Coalesce, exp.Nullif),
)
# No arithmetic beyond an interval's, nothing that reads JSON or a pattern.
_NAMES = """
    adddate addtime ascii bit_length ceil ceiling char_length character_length concat concat_ws curdate curtime date
    date_add date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear elt field find_in_set floor
    from_days from_unixtime greatest hex hour if ifnull instr isnull last_day lcase least left length locate ltrim
    md5 mid minute mod month monthname now octet_length ord quarter replace reverse right rtrim sec_to_time second
    sign soundex strcmp subdate substr substring substring_index sysdate time time_format time_to_sec timediff
    timestamp timestampadd timestampdiff to_days ucase unix_timestamp utc_date utc_time utc_timestamp week weekday
    weekofyear year yearweek
    """
_CALLS = frozenset(_NAMES.split())
_MOMENTS = frozenset({ColumnKind.DATE, ColumnKind.TIMESTAMP, ColumnKind.TIMESTAMPTZ, ColumnKind.TIME})


def total_here(node: exp.Expr, column: KindOf) -> bool:
    """Whether `node` itself cannot fail if its parts do not."""
    judge = _JUDGES.get(type(node))
    return judge(node, column) if judge is not None else isinstance(node, _TOTAL)


def _small(node: exp.Expr, column: KindOf) -> bool:
    """A whole number, or one that is written out: the quotient of two such fits its type."""
    return isinstance(node, exp.Literal) or kind_of(node, column) is ColumnKind.INTEGER


def _reads_moments(node: exp.Expr, column: KindOf) -> bool:
    """Whether text of some row may have to be read as a moment, which MySQL 8 may refuse to do."""
    kinds = {kind_of(part, column) for part in node.iter_expressions() if not isinstance(part, exp.Literal | exp.Query)}
    return bool(kinds & _MOMENTS) and ColumnKind.TEXT in kinds


def _compares(node: exp.Expr, column: KindOf) -> bool:
    return not _reads_moments(node, column)


def _divides(node: exp.Expr, column: KindOf) -> bool:
    return _small(node.this, column) and _small(node.expression, column)


def _shifts(node: exp.Expr, column: KindOf) -> bool:
    return isinstance(node.this, exp.Interval) or isinstance(node.expression, exp.Interval)


_JUDGES: Mapping[type[exp.Expr], Callable[[exp.Expr, KindOf], bool]] = {
    **dict.fromkeys(_COMPARISONS, _compares),
    **dict.fromkeys((exp.Add, exp.Sub), _shifts),
    exp.Div: _divides,
    exp.Anonymous: lambda node, column: str(node.this).lower() in _CALLS,
    exp.Cast: lambda node, column: node.args["to"].this is not exp.DType.JSON,
    exp.Escape: lambda node, column: isinstance(node.expression, exp.Literal) and len(node.expression.this) == 1,
    exp.Neg: lambda node, column: isinstance(node.this, exp.Literal),
}
