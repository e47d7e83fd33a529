"""
The constructs that SQL may be made of, per engine: exact node types of the parser. What is not listed is refused.

Functions among them are those with a syntax of their own; all others are listed by name in `functions`.
"""

from collections.abc import Mapping

from sqlglot import exp

from apps.semantic.contracts import Dialect

_QUERY = (
    *(exp.Select, exp.Union, exp.Except, exp.Intersect, exp.Subquery, exp.With, exp.CTE, exp.TableAlias, exp.Table),
    *(exp.From, exp.Join, exp.Lateral, exp.Values, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Limit),
    *(exp.Offset, exp.Fetch, exp.LimitOptions, exp.Distinct, exp.Cube, exp.Rollup, exp.GroupingSets),
)
_VALUE = (
    *(exp.Alias, exp.Column, exp.Identifier, exp.Star, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Tuple),
    *(exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is, exp.In, exp.Between),
    *(exp.Like, exp.Escape, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg),
    *(exp.DPipe, exp.BitwiseAnd, exp.BitwiseOr, exp.BitwiseXor, exp.BitwiseNot, exp.BitwiseLeftShift),
    *(exp.BitwiseRightShift, exp.Case, exp.If, exp.Cast, exp.DataType, exp.DataTypeParam, exp.Var, exp.Exists),
    *(exp.Window, exp.WindowSpec, exp.Filter, exp.Collate, exp.Anonymous),
    *(exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.Coalesce, exp.Nullif, exp.Lower, exp.Upper, exp.Abs),
    *(exp.CurrentDate, exp.CurrentTime, exp.CurrentTimestamp),
    *(exp.JSONExtract, exp.JSONExtractScalar, exp.JSONPath, exp.JSONPathRoot, exp.JSONPathKey, exp.JSONPathSubscript),
)
_OWN = {
    Dialect.POSTGRES: (
        *(exp.ILike, exp.SimilarTo, exp.RegexpLike, exp.RegexpILike, exp.Any, exp.All, exp.Array, exp.Pow),
        *(exp.Interval, exp.IntervalSpan, exp.Extract, exp.AtTimeZone, exp.WithinGroup, exp.Localtime),
        *(exp.Localtimestamp, exp.GroupConcat, exp.Substring, exp.Trim, exp.StrPosition, exp.Overlay),
        *(exp.JSONBExtract, exp.JSONBExtractScalar),
    ),
    Dialect.SQLITE: (exp.Glob, exp.Greatest, exp.Least),
}
ALLOWED: Mapping[Dialect, frozenset[type[exp.Expr]]] = {
    dialect: frozenset((*_QUERY, *_VALUE, *own)) for dialect, own in _OWN.items()
}
