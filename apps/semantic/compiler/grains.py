"""
A moment as the first day of its period in the manifest's time zone: a date in PostgreSQL, ISO text in SQLite.

Weeks start on Monday. What is NULL, or text that is no date, stays NULL and makes a group of its own.
"""

from sqlglot import exp

from apps.semantic.contracts import ColumnKind, Dialect, Grain


def first_day(column: exp.Expr, grain: Grain, *, kind: ColumnKind, dialect: Dialect, timezone: str) -> exp.Expr:
    """Return the expression of the first day of the period in which the column's moment lies."""
    if dialect is Dialect.SQLITE:
        return _sqlite(column, grain)
    return _postgres(column, grain, kind, timezone)


def _postgres(column: exp.Expr, grain: Grain, kind: ColumnKind, timezone: str) -> exp.Expr:
    if kind is ColumnKind.TIMESTAMPTZ:
        column = exp.AtTimeZone(this=column, zone=exp.Literal.string(timezone))
    if grain is Grain.DAY:
        return column if kind is ColumnKind.DATE else exp.cast(column, "DATE")
    if kind is ColumnKind.DATE:
        # date_trunc of a date answers in the session's zone; a plain timestamp has none.
        column = exp.cast(column, "TIMESTAMP")
    return exp.cast(exp.TimestampTrunc(this=column, unit=exp.var(grain.value.upper())), "DATE")


def _sqlite(column: exp.Expr, grain: Grain) -> exp.Expr:
    if grain is Grain.DAY:
        return exp.Date(this=column)
    if grain is Grain.WEEK:
        # Forward to Sunday (which may be the day itself), then back to that week's Monday.
        steps = (exp.Literal.string("weekday 0"), exp.Literal.string("-6 days"))
        return exp.Anonymous(this="DATE", expressions=[column, *steps])
    if grain is Grain.MONTH:
        return _strftime("%Y-%m-01", column)
    if grain is Grain.YEAR:
        return _strftime("%Y-01-01", column)
    case = exp.Case()
    for after_quarter, first_month in (("04", "01"), ("07", "04"), ("10", "07")):
        in_quarter = exp.LT(this=_strftime("%m", column.copy()), expression=exp.Literal.string(after_quarter))
        case = case.when(in_quarter, _strftime(f"%Y-{first_month}-01", column.copy()))
    return case.else_(_strftime("%Y-10-01", column.copy()))


def _strftime(pattern: str, column: exp.Expr) -> exp.Expr:
    return exp.TimeToStr(this=exp.TsOrDsToTimestamp(this=column), format=exp.Literal.string(pattern))
