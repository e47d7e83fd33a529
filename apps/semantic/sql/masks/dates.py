"""
A mask that shows the first day of a month, quarter or year instead of a day or moment.

The type stays: a timestamp becomes midnight, and text in SQLite keeps its shape, a day or a day with a time. What is no
day of the years 1 to 9999 shows NULL: infinities, years before Christ, zero dates, and text that is no date.
"""

from collections.abc import Mapping

from apps.semantic.contracts import ColumnKind, DateUnit, Dialect, Mask

_POSTGRES: Mapping[ColumnKind, str] = {
    ColumnKind.DATE: "CAST(DATE_TRUNC('{unit}', CAST(v AS TIMESTAMP)) AS DATE)",
    ColumnKind.TIMESTAMP: "DATE_TRUNC('{unit}', v)",
    ColumnKind.TIMESTAMPTZ: "DATE_TRUNC('{unit}', v)",
}
_POSTGRES_TYPES: Mapping[ColumnKind, str] = {
    ColumnKind.DATE: "DATE",
    ColumnKind.TIMESTAMP: "TIMESTAMP",
    ColumnKind.TIMESTAMPTZ: "TIMESTAMPTZ",
}
_MYSQL_FIRST: Mapping[DateUnit, str] = {
    DateUnit.MONTH: "CONCAT(DATE_FORMAT(v, '%Y-%m-01'){midnight})",
    DateUnit.QUARTER: "CONCAT(DATE_FORMAT(v, '%Y-'), ELT(QUARTER(v), '01', '04', '07', '10'), '-01'{midnight})",
    DateUnit.YEAR: "CONCAT(DATE_FORMAT(v, '%Y-01-01'){midnight})",
}
_DAY = "SUBSTR(v, 1, 10)"
_QUARTER = "CASE WHEN SUBSTR(v, 6, 2) < '04' THEN '01' WHEN SUBSTR(v, 6, 2) < '07' THEN '04'"
_SQLITE_FIRST: Mapping[DateUnit, str] = {
    DateUnit.MONTH: "SUBSTR(v, 1, 7), '-01'",
    DateUnit.QUARTER: f"SUBSTR(v, 1, 5), {_QUARTER} WHEN SUBSTR(v, 6, 2) < '10' THEN '07' ELSE '10' END, '-01'",
    DateUnit.YEAR: "SUBSTR(v, 1, 4), '-01-01'",
}
_SQLITE_REST = "CASE SUBSTR(v, 11, 1) WHEN '' THEN '' WHEN 'T' THEN 'T00:00:00' ELSE ' 00:00:00' END"
# `date` takes the 31st of any month and gives a day of the next one: only what it gives back unchanged is a day.
_SQLITE_IS_DATE = (
    f"TYPEOF(v) = 'text' AND {_DAY} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND {_DAY} >= '0001'"
    f" AND DATE({_DAY}) = {_DAY} AND DATETIME(v) IS NOT NULL AND SUBSTR(v, 11, 1) IN ('', ' ', 'T')"
)


def shown(mask: Mask, kind: ColumnKind, dialect: Dialect) -> str:
    """The first day of the value's period."""
    assert mask.unit is not None  # `options` saw to it
    if dialect is Dialect.SQLITE:
        return f"CASE WHEN {_SQLITE_IS_DATE} THEN CONCAT({_SQLITE_FIRST[mask.unit]}, {_SQLITE_REST}) END"
    if dialect is Dialect.MYSQL:
        return _mysql(mask.unit, kind)
    # A day far away is out of a timestamp's range, and infinity would stay what it is.
    type_ = _POSTGRES_TYPES[kind]
    inside = f"v >= CAST('0001-01-01' AS {type_}) AND v < CAST('10000-01-01' AS {type_})"
    return f"CASE WHEN {inside} THEN {_POSTGRES[kind].format(unit=mask.unit.value)} END"


def _mysql(unit: DateUnit, kind: ColumnKind) -> str:
    day = kind is ColumnKind.DATE
    first = _MYSQL_FIRST[unit].format(midnight="" if day else ", ' 00:00:00'")
    there = "YEAR(v) > 0 AND MONTH(v) > 0 AND DAYOFMONTH(v) > 0"
    return f"CASE WHEN {there} THEN CAST({first} AS {'DATE' if day else 'DATETIME'}) END"
