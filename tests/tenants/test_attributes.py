"""A stored attribute is exactly of its kind, or refused."""

from datetime import date
from decimal import Decimal

import pytest

from apps.tenants.attributes import AttributeKind, BadAttribute, decode, encode


@pytest.mark.parametrize("value", ["华北", 3, True, False, Decimal("1.50"), date(2026, 1, 2), ("a", "b"), ()])
def test_what_is_stored_comes_back(value):
    kind, raw = encode(value)

    assert decode(kind=kind, raw=raw) == value
    assert type(decode(kind=kind, raw=raw)) is type(value)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("text", 1),
        ("text", None),
        ("integer", "1"),
        ("integer", True),
        ("integer", 1.0),
        ("decimal", 1.5),
        ("decimal", True),
        ("decimal", "NaN"),
        ("decimal", "Infinity"),
        ("decimal", "one"),
        ("boolean", 1),
        ("boolean", "true"),
        ("date", "2026-13-01"),
        ("date", "20260102"),
        ("date", "2026-W01-1"),
        ("text_list", "a"),
        ("text_list", ["a", 1]),
    ],
)
def test_nothing_is_guessed(kind, raw):
    with pytest.raises(BadAttribute):
        decode(kind=AttributeKind(kind), raw=raw)
