"""
One way to write a mapping as JSON text, so that equal facts give equal bytes. Pure.

Keys are sorted, nothing is spaced, characters stand as themselves. What JSON or PostgreSQL cannot hold (NUL, half of a
surrogate pair) becomes U+FFFD: whoever asks a hostile question must not be able to leave a record that nobody can read.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID


def canonical(facts: Mapping[str, object]) -> str:
    """
    Return the canonical JSON text.

    :raises TypeError: a value is of a kind that has no one form, such as an object or a number that is not finite.
    """
    return json.dumps(_plain(facts), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def readable(text: str) -> str:
    """Return the text with what cannot be stored replaced by U+FFFD."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "\ufffd")


def _plain(value: object) -> object:  # noqa: C901, PLR0911  # one line for each kind
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return _plain(value.value)
        case str():
            return readable(value)
        case float() if value == value and abs(value) != float("inf"):  # noqa: PLR0124  # NaN differs from itself
            return value
        case datetime() | date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case Mapping():
            return {readable(str(key)): _plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=str)
        case Sequence() if not isinstance(value, bytes | bytearray | memoryview):
            return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
