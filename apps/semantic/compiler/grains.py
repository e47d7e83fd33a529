"""
A moment as the first day of its period in the manifest's time zone: a date, or ISO text in SQLite.

Weeks start on Monday. Text may be as short as its period: "2014" has a year but no month. What is NULL, or text that is
no date, stays NULL and makes a group of its own.
"""

from collections.abc import Mapping

from sqlglot import exp

from apps.semantic.contracts import ColumnKind, Dialect, Grain

# Characters of ISO text that name the period, and what makes a date of them.
_PARTS: Mapping[Grain, tuple[int, str]] = {
    Grain.DAY: (10, "T00:00"),
    Grain.WEEK: (10, "T00:00"),
    Grain.MONTH: (7, "-01"),
    Grain.QUARTER: (7, "-01"),
    Grain.YEAR: (4, "-01-01"),
}


def first_day(column: exp.Expr, grain: Grain, *, kind: ColumnKind, dialect: Dialect, timezone: str) -> exp.Expr:
    """Return the expression of the first day of the period in which the column's moment lies."""
    if dialect is Dialect.SQLITE:
        return _sqlite(column, grain)
    if dialect is Dialect.MYSQL:
        return _mysql(column, grain, kind)
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


def _mysql(column: exp.Expr, grain: Grain, kind: ColumnKind) -> exp.Expr:
    # Each period is left by going back the days, and for a quarter the months, that it is old: whatever the year.
    day = column if kind is ColumnKind.DATE else _call("DATE", column)
    match grain:
        case Grain.DAY:
            return day
        case Grain.WEEK:
            return _back(day, _call("WEEKDAY", column), "DAY")
        case Grain.YEAR:
            return _back(day, _less_one(_call("DAYOFYEAR", column)), "DAY")
    month = _back(day, _less_one(_call("DAYOFMONTH", column)), "DAY")
    if grain is Grain.MONTH:
        return month
    months = exp.Mod(this=exp.paren(_less_one(_call("MONTH", column))), expression=exp.Literal.number(3))
    return _back(month, months, "MONTH")


def _back(day: exp.Expr, amount: exp.Expr, unit: str) -> exp.Expr:
    return _call("DATE_SUB", day, exp.Interval(this=exp.paren(amount), unit=exp.var(unit)))


def _less_one(number: exp.Expr) -> exp.Expr:
    return exp.Sub(this=number, expression=exp.Literal.number(1))


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])


def _sqlite(column: exp.Expr, grain: Grain) -> exp.Expr:
    if grain is Grain.WEEK:
        # Forward to Sunday (which may be the day itself), then back to that week's Monday.
        steps = (exp.Literal.string("weekday 0"), exp.Literal.string("-6 days"))
        return exp.Anonymous(this="DATE", expressions=[_complete(column, grain), *steps])
    if grain is not Grain.QUARTER:
        return exp.Date(this=_complete(column, grain))
    case = exp.Case()
    for after_quarter, first_month in (("04", "01"), ("07", "04"), ("10", "07")):
        in_quarter = exp.LT(this=_strftime("%m", column), expression=exp.Literal.string(after_quarter))
        case = case.when(in_quarter, _strftime(f"%Y-{first_month}-01", column))
    return case.else_(_strftime("%Y-10-01", column))


def _strftime(pattern: str, column: exp.Expr) -> exp.Expr:
    moment = exp.TsOrDsToTimestamp(this=_complete(column, Grain.QUARTER))
    return exp.TimeToStr(this=moment, format=exp.Literal.string(pattern))


def _complete(column: exp.Expr, grain: Grain) -> exp.Expr:
    """
    Return the part of ISO text that names the period, made a whole date.

    The engine's own functions would read "2014" as a count of days since 4714 BC. A year is a year here, and no month:
    what says less than the period, or is no date, becomes NULL.
    """
    length, rest = _PARTS[grain]
    part = exp.Substring(this=column.copy(), start=exp.Literal.number(1), length=exp.Literal.number(length))
    return exp.DPipe(this=part, expression=exp.Literal.string(rest), safe=True)
