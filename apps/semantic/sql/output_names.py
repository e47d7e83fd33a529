"""What an engine calls a column of a result that was given no name; empty where only the engine knows."""

from collections.abc import Mapping

from sqlglot import exp

from apps.semantic.contracts import Dialect

_TYPED: Mapping[type[exp.Expr], str] = {
    exp.Count: "count",
    exp.Sum: "sum",
    exp.Avg: "avg",
    exp.Min: "min",
    exp.Max: "max",
    exp.Coalesce: "coalesce",
    exp.Nullif: "nullif",
    exp.Lower: "lower",
    exp.Upper: "upper",
    exp.Abs: "abs",
    exp.Extract: "extract",
    exp.GroupConcat: "string_agg",
    exp.StrPosition: "position",
    exp.Overlay: "overlay",
    exp.CurrentDate: "current_date",
    exp.CurrentTimestamp: "current_timestamp",
    exp.AtTimeZone: "timezone",
    exp.Exists: "exists",
}


def output_name(node: exp.Expr, dialect: Dialect) -> str:
    """Return the name of a projection, as the engine gives it."""
    match node:
        case exp.Alias():
            return node.alias
        case exp.Column():
            return node.name
        case exp.Paren():
            return output_name(node.this, dialect)
    return _postgres_name(node) if dialect is Dialect.POSTGRES else ""


def _postgres_name(node: exp.Expr) -> str:
    match node:
        case exp.Window() | exp.Filter() | exp.WithinGroup() | exp.Cast():
            return output_name(node.this, Dialect.POSTGRES)
        case exp.Anonymous():
            return str(node.this).lower()
    return _TYPED.get(type(node), "")
