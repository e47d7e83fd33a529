"""
The values of MySQL and MariaDB as Python values, and their types as column kinds.

A date that Python cannot express (`0000-00-00`, `2024-02-00`) stays the server's text and fails no query. A moment is
what the session's time zone shows, without a zone: TIMESTAMP and DATETIME look alike here as they do in SQL.

`tinyint(1)` is what the engine keeps of BOOLEAN, and hardly anything else is declared so. Yet it may hold other
numbers: a column of a result is true and false only if every value in it is 0 or 1.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pymysql.constants import FIELD_TYPE

from apps.semantic.connectors.mysql.wire import Field
from apps.semantic.contracts import ColumnKind, OutputColumn
from apps.semantic.contracts.results import Cell

_BINARY_CHARSET = 63

_DECLARED: Mapping[str, ColumnKind] = {
    **dict.fromkeys(("tinyint", "smallint", "mediumint", "int", "bigint", "bit", "year"), ColumnKind.INTEGER),
    **dict.fromkeys(("float", "double"), ColumnKind.FLOAT),
    "decimal": ColumnKind.DECIMAL,
    "date": ColumnKind.DATE,
    **dict.fromkeys(("datetime", "timestamp"), ColumnKind.TIMESTAMP),
    "time": ColumnKind.TIME,
    "json": ColumnKind.JSON,
    **dict.fromkeys(("char", "varchar", "tinytext", "text", "mediumtext", "longtext"), ColumnKind.TEXT),
    **dict.fromkeys(("enum", "set", "uuid", "inet4", "inet6"), ColumnKind.TEXT),
    **dict.fromkeys(("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"), ColumnKind.BINARY),
}
_RESULT: Mapping[int, ColumnKind] = {
    **dict.fromkeys((FIELD_TYPE.TINY, FIELD_TYPE.SHORT, FIELD_TYPE.INT24, FIELD_TYPE.LONG), ColumnKind.INTEGER),
    **dict.fromkeys((FIELD_TYPE.LONGLONG, FIELD_TYPE.YEAR, FIELD_TYPE.BIT), ColumnKind.INTEGER),
    **dict.fromkeys((FIELD_TYPE.FLOAT, FIELD_TYPE.DOUBLE), ColumnKind.FLOAT),
    **dict.fromkeys((FIELD_TYPE.DECIMAL, FIELD_TYPE.NEWDECIMAL), ColumnKind.DECIMAL),
    **dict.fromkeys((FIELD_TYPE.DATE, FIELD_TYPE.NEWDATE), ColumnKind.DATE),
    **dict.fromkeys((FIELD_TYPE.DATETIME, FIELD_TYPE.TIMESTAMP), ColumnKind.TIMESTAMP),
    FIELD_TYPE.TIME: ColumnKind.TIME,
    FIELD_TYPE.JSON: ColumnKind.JSON,
    FIELD_TYPE.NULL: ColumnKind.TEXT,  # an untyped NULL
    **dict.fromkeys((FIELD_TYPE.ENUM, FIELD_TYPE.SET), ColumnKind.TEXT),
    FIELD_TYPE.GEOMETRY: ColumnKind.OTHER,
}
_DURATION = re.compile(r"(-?)(\d{1,3}):(\d\d):(\d\d)(?:\.(\d{1,6}))?")


def declared_kind(type_: str) -> ColumnKind:
    """The kind of a column by its full type, such as `int(11) unsigned`; exotic types are OTHER."""
    if type_ == "tinyint(1)":
        return ColumnKind.BOOLEAN
    return _DECLARED.get(re.split(r"[ (]", type_, maxsplit=1)[0], ColumnKind.OTHER)


def described(
    fields: Sequence[Field], rows: list[tuple[Cell, ...]]
) -> tuple[tuple[OutputColumn, ...], list[tuple[Cell, ...]]]:
    """Return the columns of a result, and its rows with true and false where a column is made of nothing else."""
    truths = {i for i, field in enumerate(fields) if _is_truth(field) and all(row[i] in (None, 0, 1) for row in rows)}
    columns = tuple(
        OutputColumn(field.name, ColumnKind.BOOLEAN if i in truths else _kind(field)) for i, field in enumerate(fields)
    )
    if not truths:
        return columns, rows
    return columns, [
        tuple(bool(cell) if i in truths and cell is not None else cell for i, cell in enumerate(row)) for row in rows
    ]


def _is_truth(field: Field) -> bool:
    return field.type == FIELD_TYPE.TINY and field.length == 1


def _kind(field: Field) -> ColumnKind:
    known = _RESULT.get(field.type)
    if known is not None:
        return known
    return ColumnKind.BINARY if field.charset == _BINARY_CHARSET else ColumnKind.TEXT


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _moment(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _duration(text: str) -> timedelta | str:
    found = _DURATION.fullmatch(text)
    if found is None:
        return text
    sign, hours, minutes, seconds, fraction = found.groups()
    length = timedelta(
        hours=int(hours), minutes=int(minutes), seconds=int(seconds), microseconds=int((fraction or "").ljust(6, "0"))
    )
    return -length if sign else length


def _bits(data: bytes) -> int:
    return int.from_bytes(data, "big")


CONVERTERS: dict[int | type[Any], Callable[[Any], Any]] = {
    **dict.fromkeys((FIELD_TYPE.TINY, FIELD_TYPE.SHORT, FIELD_TYPE.INT24, FIELD_TYPE.LONG, FIELD_TYPE.LONGLONG), int),
    FIELD_TYPE.YEAR: int,
    FIELD_TYPE.BIT: _bits,
    **dict.fromkeys((FIELD_TYPE.FLOAT, FIELD_TYPE.DOUBLE), float),
    **dict.fromkeys((FIELD_TYPE.DECIMAL, FIELD_TYPE.NEWDECIMAL), Decimal),
    **dict.fromkeys((FIELD_TYPE.DATE, FIELD_TYPE.NEWDATE), _date),
    **dict.fromkeys((FIELD_TYPE.DATETIME, FIELD_TYPE.TIMESTAMP), _moment),
    FIELD_TYPE.TIME: _duration,
}
