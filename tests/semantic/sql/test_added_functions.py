"""What a steward added is called by its name, on that source alone, and counts as something that may fail."""

from dataclasses import replace

import pytest

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import CheckedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import shop


def checked(sql: str, *functions: str) -> CheckedSql:
    schema = replace(shop.catalog(Dialect.POSTGRES), functions=functions)
    return guard(
        GeneratedSql(sql, Dialect.POSTGRES), visible_catalog(schema, shop.restricted(schema.dialect)), max_rows=9
    )


def test_an_added_function_is_called_as_it_was_written() -> None:
    sql = checked("SELECT Similarity(name, 'x') FROM customers", "similarity")
    final = apply_policy(sql, shop.restricted(Dialect.POSTGRES), shop.catalog(Dialect.POSTGRES)).render()

    assert final.startswith("SELECT SIMILARITY(\"name\", 'x') FROM (SELECT")


def test_a_condition_with_it_is_fenced() -> None:
    assert checked("SELECT id FROM customers WHERE similarity(name, 'x') > 0.5", "similarity").fence
    assert not checked("SELECT id FROM customers WHERE name > 'x'", "similarity").fence


@pytest.mark.parametrize("call", ["similarity(name)", '"similarity"(name)', "public.similarity(name)"])
def test_on_another_source_it_is_not_allowed(call: str) -> None:
    with pytest.raises(Refused):
        checked(f"SELECT {call} FROM customers")


def test_only_its_plain_name_calls_it() -> None:
    for call in ('"similarity"(name)', "public.similarity(name)"):
        with pytest.raises(Refused):
            checked(f"SELECT {call} FROM customers", "similarity")


def test_it_stands_for_a_value_and_not_in_from() -> None:
    with pytest.raises(Refused):
        checked("SELECT * FROM similarity('x') AS s", "similarity")
