"""The receipt names the rules that a statement felt, and no others."""

import pytest

from apps.semantic.contracts import Dialect
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import shop

PG = Dialect.POSTGRES
REGION = ("customers", "row_filter", "region")
PHONES, EMAILS = ("customers", "mask", "phones"), ("customers", "mask", "e-mails")
COLUMNS = ("customers", "columns", "region")


def receipt(sql: str) -> list[tuple[str, str, str]]:
    schema, policy = shop.catalog(PG), shop.restricted(PG)
    checked = guard(GeneratedSql(sql, PG), visible_catalog(schema, policy), max_rows=5)
    return [(rule.table.name, rule.kind, rule.name) for rule in apply_policy(checked, policy, schema).applied]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM customers",
        "SELECT name FROM customers",
        "SELECT 1 FROM customers",
        "SELECT p.name FROM products p JOIN customers c ON c.id = p.id",
    ],
)
def test_a_row_filter_counts_whatever_is_asked(sql: str) -> None:
    assert receipt(sql) == [REGION]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT phone FROM customers",
        "SELECT name FROM customers WHERE phone LIKE '138%'",
        "SELECT name FROM customers ORDER BY phone",
        "SELECT count(DISTINCT phone) FROM customers",
        "SELECT name FROM (SELECT name, phone FROM customers) AS t",
        "SELECT name FROM products p WHERE EXISTS (SELECT 1 FROM customers c WHERE c.phone = p.name)",
    ],
)
def test_a_mask_counts_where_its_column_is_used(sql: str) -> None:
    assert receipt(sql) == [REGION, PHONES]


@pytest.mark.parametrize(
    "sql",
    ["SELECT * FROM customers", "SELECT c.* FROM customers AS c", "TABLE customers", "SELECT 1, * FROM customers"],
)
def test_hidden_columns_count_for_a_star(sql: str) -> None:
    assert receipt(sql) == [REGION, PHONES, EMAILS, COLUMNS]


def test_hidden_columns_count_for_natural() -> None:
    assert receipt("SELECT level FROM customers NATURAL JOIN products") == [
        REGION,
        COLUMNS,
        ("products", "columns", "all"),
    ]


def test_a_star_of_a_table_that_is_seen_whole_loses_nothing() -> None:
    assert receipt("SELECT * FROM order_items") == []


def test_rules_of_several_scans_of_a_table_are_named_once() -> None:
    both = receipt("SELECT a.phone, b.email FROM customers AS a JOIN customers AS b ON b.id = a.id")

    assert both == [REGION, PHONES, EMAILS]
