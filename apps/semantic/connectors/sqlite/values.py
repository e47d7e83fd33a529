"""
SQLite's values as Python values, and declared types as column kinds.

SQLite stores what it is given and keeps dates as text, so a declared type is a hint. A column of a result takes the
declared kind only if *every* value in it fits; otherwise all stay as stored and the kind is what they are.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from apps.semantic.contracts import ColumnKind
from apps.semantic.contracts.results import Cell

Row = tuple[Cell, ...]

# The first pattern found in the declared type decides; DATETIME must come before DATE and TIME.
_DECLARED: tuple[tuple[re.Pattern[str], ColumnKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"^\s*$", ColumnKind.OTHER),
        (r"timestamptz|with time zone", ColumnKind.TIMESTAMPTZ),
        (r"datetime|timestamp", ColumnKind.TIMESTAMP),
        (r"date", ColumnKind.DATE),
        (r"time", ColumnKind.TIME),
        (r"bool", ColumnKind.BOOLEAN),
        (r"\bint|int\b|integer|serial|year", ColumnKind.INTEGER),
        (r"json", ColumnKind.JSON),
        (r"char|clob|text|string|uuid|enum", ColumnKind.TEXT),
        (r"blob|binary", ColumnKind.BINARY),
        (r"real|floa|doub", ColumnKind.FLOAT),
        (r"dec|num|money|currency", ColumnKind.DECIMAL),
    )
)


class _Unfit(Exception):
    """A value is not what its column was declared to hold."""


def declared_kind(type_: str | None) -> ColumnKind:
    """The kind that a declared type promises; OTHER for an undeclared one."""
    return next((kind for pattern, kind in _DECLARED if pattern.search(type_ or "")), ColumnKind.OTHER)


def typed(rows: Sequence[Row], declared: Sequence[str | None]) -> tuple[list[Row], tuple[ColumnKind, ...]]:
    """Return the rows with better Python types where that is certain, and the kind of each column."""
    columns: list[Sequence[Cell]] = [[row[i] for row in rows] for i in range(len(declared))]
    kinds: list[ColumnKind] = []
    for i, type_ in enumerate(declared):
        columns[i], kind = _column(columns[i], declared_kind(type_))
        kinds.append(kind)
    return list(zip(*columns, strict=True)) if rows else [], tuple(kinds)


def _column(values: Sequence[Cell], kind: ColumnKind) -> tuple[Sequence[Cell], ColumnKind]:
    fit = _FITS.get(kind)
    if fit is not None:
        try:
            return [None if value is None else fit(value) for value in values], kind
        except (_Unfit, ValueError):
            pass  # one value is something else: then the declaration proves nothing
    return values, _kind_of_values(values, kind)


def _kind_of_values(values: Sequence[Cell], declared: ColumnKind) -> ColumnKind:
    types = {type(value) for value in values if value is not None}
    if not types:
        return declared
    if types == {int}:
        return ColumnKind.INTEGER
    if types <= {int, float}:
        return ColumnKind.FLOAT
    if types == {str}:
        return ColumnKind.TEXT
    return ColumnKind.BINARY if types == {bytes} else ColumnKind.OTHER


def _of(*types: type) -> Callable[[Cell], Cell]:
    def fit(value: Cell) -> Cell:
        if type(value) not in types:
            raise _Unfit
        return value

    return fit


def _text(value: Cell) -> str:
    if not isinstance(value, str):
        raise _Unfit
    return value


def _boolean(value: Cell) -> Cell:
    if type(value) is not int or value not in (0, 1):
        raise _Unfit
    return bool(value)


def _date(value: Cell) -> Cell:
    text = _text(value)
    if len(text) != len("2026-01-31"):  # Python would also read 20260131 and 2026-W05-6
        raise _Unfit
    return date.fromisoformat(text)


def _timestamp(value: Cell) -> Cell:
    text = _text(value)
    if len(text) < len("2026-01-31 00:00") or text[10] not in " T":
        raise _Unfit
    return datetime.fromisoformat(text)


def _time(value: Cell) -> Cell:
    text = _text(value)
    if text[2:3] != ":":
        raise _Unfit
    return time.fromisoformat(text)


_FITS: dict[ColumnKind, Callable[[Cell], Cell]] = {
    ColumnKind.DATE: _date,
    ColumnKind.TIMESTAMP: _timestamp,
    ColumnKind.TIMESTAMPTZ: _timestamp,
    ColumnKind.TIME: _time,
    ColumnKind.BOOLEAN: _boolean,
    ColumnKind.INTEGER: _of(int),
    ColumnKind.DECIMAL: _of(int, float),
    ColumnKind.FLOAT: _of(int, float),
    ColumnKind.JSON: _of(str),
    ColumnKind.TEXT: _of(str),
    ColumnKind.BINARY: _of(bytes),
}
