"""
The functions that masks need and SQLite does not have: a keyed hash, and exact rounding of decimals.

Only the rewrite names them: the guard lists neither, and names that begin as theirs are refused. They never raise. A
connection without a key has no hash function, so a statement that needs it fails.
"""

import re
from collections.abc import Callable
from decimal import ROUND_FLOOR, Context, Decimal

import apsw

from apps.semantic.connectors.mask_key import keyed_hash
from apps.semantic.secrets import Secret
from apps.semantic.sql.masks.digest import HASH_FUNCTION
from apps.semantic.sql.masks.numbers import FLOOR_FUNCTION

MASK_FUNCTIONS = frozenset({HASH_FUNCTION, FLOOR_FUNCTION})

Value = int | float | str | bytes | None

_EXACT = Context(prec=60, rounding=ROUND_FLOOR)
_LARGEST = Decimal(10**30)
_LARGEST_WHOLE = 2**63 - 1
_MOMENT = re.compile(rb"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.0*|(\.\d*[1-9])0*)?")


def register(connection: apsw.Connection, key: Secret) -> None:
    """Give a connection the functions; `key` is the tenant's, hexadecimal, or empty."""
    connection.create_scalar_function(FLOOR_FUNCTION, _rounding, 2, deterministic=True)
    if key:
        encoding = str(connection.pragma("encoding")).lower()
        connection.create_scalar_function(HASH_FUNCTION, _hashing(key, encoding), 2, deterministic=True)


def rounded_down(value: int | float, step: str) -> int | float | None:
    """Return the largest multiple of `step` (its decimal digits) that is not larger; None: it is out of range."""
    number = Decimal(repr(value))
    if not number.is_finite() or abs(number) > _LARGEST:
        return None
    # Rounded down twice, and so never up: first to sixty digits, then to a whole one.
    steps = _EXACT.divide(number, Decimal(step)).to_integral_value(ROUND_FLOOR)
    floor = _EXACT.multiply(steps, Decimal(step))
    if floor == floor.to_integral_value() and abs(floor) <= _LARGEST_WHOLE:
        return int(floor)
    return float(floor)


def canonical_text(kind: str, value: int | float | str | bytes, *, encoding: str = "utf-8") -> bytes:
    """
    Return the one text of a value, as the other engines write it.

    :param kind: of the column; a whole number in a column of decimals is the decimal.
    :param encoding: of bytes, which are the file's text.
    """
    if kind == "boolean" and value in (0, 1):
        return b"true" if value else b"false"
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f") if value else "0"
        return (text.rstrip("0").rstrip(".") if "." in text else text).encode()
    if isinstance(value, bytes):
        value = value if encoding == "utf-8" else value.decode(encoding, "replace").encode()
    else:
        value = str(value).encode("utf-8", "replace")
    if kind == "timestamp" and (moment := _MOMENT.fullmatch(value)):
        return moment[1] + b" " + moment[2] + (moment[3] or b"")
    return value


def _rounding(*arguments: Value) -> Value:
    value, step = arguments
    if not isinstance(value, int | float) or not isinstance(step, str):
        return None
    return rounded_down(value, step)


def _hashing(key: Secret, encoding: str) -> Callable[..., Value]:
    def hashed(*arguments: Value) -> Value:
        kind, value = arguments
        if value is None or not isinstance(kind, str):
            return None
        return keyed_hash(canonical_text(kind, value, encoding=encoding), key=key)

    return hashed
