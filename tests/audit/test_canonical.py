"""Equal facts give equal bytes; hostile text cannot make a record that nobody can read."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest

from apps.audit.canonical import canonical


class Colour(StrEnum):
    RED = "red"


def test_the_order_of_keys_does_not_matter():
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1}) == '{"a":2,"b":1}'


def test_each_kind_of_value_has_one_form():
    facts = {
        "at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "day": date(2026, 1, 2),
        "id": UUID(int=1),
        "price": Decimal("1.50"),
        "colour": Colour.RED,
        "set": {"b", "a"},
        "tuple": (1, None, True, 0.5),
        "chinese": "销售额",
    }

    assert json.loads(canonical(facts)) == {
        "at": "2026-01-02T03:04:05+00:00",
        "day": "2026-01-02",
        "id": "00000000-0000-0000-0000-000000000001",
        "price": "1.50",
        "colour": "red",
        "set": ["a", "b"],
        "tuple": [1, None, True, 0.5],
        "chinese": "销售额",
    }


@pytest.mark.parametrize(("hostile", "stored"), [("a\x00b", "a\ufffdb"), ("\ud800", "\ufffd"), ("😀", "😀")])
def test_what_cannot_be_stored_is_replaced(hostile, stored):
    assert json.loads(canonical({"q": hostile})) == {"q": stored}


@pytest.mark.parametrize("formless", [object(), float("nan"), float("inf"), b"bytes"])
def test_what_has_no_one_form_is_refused(formless):
    with pytest.raises(TypeError, match="no canonical form"):
        canonical({"x": formless})
