"""The stored form of an `Answer`: plain JSON, written by the runner and read by the selectors."""

from dataclasses import asdict
from datetime import date, timedelta
from enum import Enum
from typing import Any

from apps.queries.contracts import Answer, Column, Definition, Period

Stored = dict[str, Any]


def to_json(answer: Answer) -> Stored:
    """Return the answer as JSON values; dates are ISO 8601, durations milliseconds."""
    return {name: _plain(value) for name, value in asdict(answer).items()}


def columns_of(stored: Stored) -> tuple[Column, ...]:
    """The stored answer's columns."""
    return tuple(Column(**column) for column in stored["columns"])


def definitions_of(stored: Stored) -> tuple[Definition, ...]:
    """The stored answer's definitions."""
    return tuple(Definition(**definition) for definition in stored["definitions"])


def period_of(stored: Stored) -> Period | None:
    """The stored answer's period; None: all time, or no time at all."""
    period = stored["period"]
    if period is None:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in (period["start"], period["end"]))
    return Period(start=start, end=end, timezone=period["timezone"])


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case timedelta():
            return round(value.total_seconds() * 1000)
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value
