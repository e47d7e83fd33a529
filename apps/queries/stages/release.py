"""
What leaves: the engine's rows as plain JSON values, if they are what was authorized.

Masks and row filters were applied by the database; this only makes values safe to carry: decimals as strings, dates as
ISO 8601, bytes as hexadecimal, numbers that JSON cannot hold as text.
"""

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from apps.errors import AppError, gettext_noop
from apps.queries.contracts import JsonCell
from apps.semantic.contracts import Rows
from apps.semantic.contracts.results import Cell
from apps.semantic.sql.typestate import AuthorizedSql

SAFE_INTEGER = 2**53 - 1


class UnexpectedResult(AppError):
    """The database returned something else than what was authorized; nothing of it is shown."""

    code = "query.unexpected_result"
    http_status = 502
    message = gettext_noop("The database returned a result of another shape than was authorized; nothing is shown.")
    advice = gettext_noop("Ask again; if it persists, tell an administrator.")


def release(rows: Rows, sql: AuthorizedSql) -> tuple[tuple[JsonCell, ...], ...]:
    """
    Return the rows as JSON cells.

    :raises UnexpectedResult: columns or row count differ from what was proved.
    """
    if len(rows.columns) != len(sql.columns):
        raise UnexpectedResult
    if any(proved not in ("", column.name) for proved, column in zip(sql.columns, rows.columns, strict=True)):
        raise UnexpectedResult  # an unnamed expression's name is the engine's to choose
    if len(rows.rows) > sql.row_limit:
        raise UnexpectedResult
    return tuple(tuple(_cell(value) for value in row) for row in rows.rows)


def _cell(value: Cell) -> JsonCell:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, timedelta) else value


def _number(value: int | float) -> JsonCell:
    if isinstance(value, int):
        return value if abs(value) <= SAFE_INTEGER else str(value)
    return value if math.isfinite(value) else str(value)
