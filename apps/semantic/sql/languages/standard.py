"""What every engine's SQL shares: the constructs of a SELECT and of its values, window functions, plain types."""

from sqlglot import exp

QUERY = (
    *(exp.Select, exp.Union, exp.Except, exp.Intersect, exp.Subquery, exp.With, exp.CTE, exp.TableAlias, exp.Table),
    *(exp.From, exp.Join, exp.Lateral, exp.Values, exp.Where, exp.Group, exp.Having, exp.Order, exp.Ordered, exp.Limit),
    *(exp.Offset, exp.Fetch, exp.LimitOptions, exp.Distinct, exp.Cube, exp.Rollup, exp.GroupingSets),
)
VALUE = (
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

_WINDOWS = "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value"
WINDOWS = frozenset(_WINDOWS.split())

_T = exp.DType
TYPES = frozenset(
    {
        *(_T.SMALLINT, _T.INT, _T.BIGINT, _T.DECIMAL, _T.FLOAT, _T.DOUBLE, _T.TEXT, _T.VARCHAR, _T.CHAR, _T.BPCHAR),
        *(_T.BOOLEAN, _T.DATE, _T.TIMESTAMP, _T.TIMESTAMPTZ),
    }
)
