"""
Calendar days of the manifest's time zone as values that a column is compared with.

The column stands bare on its side, so that the engine can use an index. Days are half open: a moment belongs to the
day that starts at or before it. What the engine stores decides the form of the value:

    timestamptz            the instant at which the day starts in the zone
    date, timestamp        the day itself: such clocks are taken as local to the zone; so are MySQL's, which show
                           their instants in the session's zone
    SQLite text            ISO text, whose order is the order of time; of a year or month that starts there, only the
                           year or month: "2025" lies in 2025, "2025-03" in March, and so does every day of theirs
"""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlglot import exp

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect

_TYPES = {ColumnKind.DATE: "DATE", ColumnKind.TIMESTAMP: "TIMESTAMP", ColumnKind.TIMESTAMPTZ: "TIMESTAMPTZ"}
_POSTGRES_KINDS = frozenset(_TYPES)
# SQLite has no type for time; text is understood if it is ISO 8601, which sorts as time does. Instants with a zone
# are not: SQLite knows no zones, so a day of the manifest's zone cannot be found in them.
_SQLITE_KINDS = frozenset({ColumnKind.DATE, ColumnKind.TIMESTAMP, ColumnKind.TEXT})
# Declared so, a column compares as text. Any other would take "2025" for the number, which is less than every text.
_TEXT_AFFINITY = re.compile(r"^(?!.*int).*(?:char|clob|text)", re.IGNORECASE | re.DOTALL)


def is_time(kind: ColumnKind, dialect: Dialect) -> bool:
    """Whether days of a zone can be found in values of this kind on this engine."""
    return kind in (_SQLITE_KINDS if dialect is Dialect.SQLITE else _POSTGRES_KINDS)


def day_start(day: date, *, column: ColumnInfo, dialect: Dialect, timezone: str) -> exp.Expr:
    """Return the first moment of `day`, comparable with this column."""
    kind = column.kind
    if dialect is Dialect.SQLITE:
        return exp.Literal.string(_shortest(day) if _TEXT_AFFINITY.match(column.type) else day.isoformat())
    if kind is ColumnKind.DATE:
        return _typed(day.isoformat(), kind)
    if kind is ColumnKind.TIMESTAMP or dialect is Dialect.MYSQL:
        return _typed(f"{day.isoformat()} 00:00:00", ColumnKind.TIMESTAMP)
    return _typed(datetime.combine(day, time.min, tzinfo=ZoneInfo(timezone)).isoformat(sep=" "), kind)


def moment(value: datetime, *, kind: ColumnKind, dialect: Dialect, timezone: str) -> exp.Expr:
    """
    Return a moment, comparable with a column that has a time of day; one without zone is local to the manifest's.

    :raises OverflowError: in the manifest's zone it lies outside of the calendar.
    """
    zone = ZoneInfo(timezone)
    local = value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
    if dialect is Dialect.SQLITE:
        return exp.Literal.string(local.replace(tzinfo=None).isoformat(sep=" "))
    if dialect is Dialect.MYSQL:
        return _datetime(local)
    if kind is ColumnKind.TIMESTAMPTZ:
        return _typed(local.isoformat(sep=" "), kind)
    return _typed(local.replace(tzinfo=None).isoformat(sep=" "), kind)


def _datetime(local: datetime) -> exp.Expr:
    # Without digits, MySQL's DATETIME has no fraction of a second.
    text = local.replace(tzinfo=None).isoformat(sep=" ")
    return exp.cast(exp.Literal.string(text), "DATETIME(6)" if local.microsecond else "DATETIME")


def next_day(day: date) -> date:
    """:raises OverflowError: the calendar ends with the year 9999."""
    return day + timedelta(days=1)


def _shortest(day: date) -> str:
    """The ISO text that sorts before everything on or after the day, the year or month alone included."""
    if day.day > 1:
        return day.isoformat()
    return f"{day.year:04}" if day.month == 1 else f"{day.year:04}-{day.month:02}"


def _typed(text: str, kind: ColumnKind) -> exp.Expr:
    return exp.cast(exp.Literal.string(text), _TYPES[kind])
