"""Conditions of stewards: what they may be made of, and how attributes get into them; what is missing shows no row."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from apps.semantic.contracts import Dialect, TableInfo
from apps.semantic.contracts.policy import AttributeValue
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.predicates import bind, check_predicate, check_row_predicate
from tests.semantic.sql import shop

PG = Dialect.POSTGRES


def orders(dialect: Dialect = PG) -> TableInfo:
    table = shop.catalog(dialect).table(shop.ref(dialect, "orders"))
    assert table is not None
    return table


def bound_for(text: str, attributes: dict[str, AttributeValue], dialect: Dialect = PG) -> str:
    predicate = check_row_predicate(text, shop.ref(dialect, "orders"), shop.catalog(dialect))
    return bind(predicate, attributes).sql(dialect.value)


@pytest.mark.parametrize(
    "text",
    [
        "nothing = 1",
        "o.amount = 1",
        "amount = (SELECT 1)",
        "EXISTS (SELECT 1 FROM employees)",
        "sum(amount) > 1",
        "row_number() OVER () = 1",
        "pg_sleep(1) IS NULL",
        "amount = 1 ORDER BY 1",
        "amount = 1 LIMIT 1",
        "amount = 1 GROUP BY 1",
        "amount = 1; SELECT 1",
        "amount = 1 UNION SELECT 2",
        "amount = $1",
        "amount = ?",
        "'x'::regclass IS NULL",
        "*",
        "",
        "amount = 1) OR (1 = 1",
    ],
)
def test_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        check_predicate(text, orders(), PG)


def test_an_attribute_must_exist_when_it_is_saved() -> None:
    with pytest.raises(Refused):
        check_predicate("region = :regoin", orders(), PG, {"region"})


@pytest.mark.parametrize(
    ("text", "attributes", "bound"),
    [
        ("region = :r", {"r": "it's"}, """("__c2s_scan"."region" = 'it''s')"""),
        ("region = :r", {"r": "' OR 1=1 --"}, """("__c2s_scan"."region" = ''' OR 1=1 --')"""),
        ("REGION = :r OR amount > 5", {"r": "x"}, """("__c2s_scan"."region" = 'x' OR "__c2s_scan"."amount" > 5)"""),
        ("amount > :n", {"n": 5}, '("__c2s_scan"."amount" > 5)'),
        ("amount > :n", {"n": -5}, '("__c2s_scan"."amount" > -5)'),
        ("amount > :n", {"n": Decimal("1.50")}, '("__c2s_scan"."amount" > 1.50)'),
        ("region IN (:r)", {"r": ("a", "b")}, """("__c2s_scan"."region" IN ('a', 'b'))"""),
        ("region IN ('z', :r)", {"r": ("a",)}, """("__c2s_scan"."region" IN ('z', 'a'))"""),
        ("created_at > :d", {"d": date(2024, 1, 2)}, """("__c2s_scan"."created_at" > CAST('2024-01-02' AS DATE))"""),
        (
            "created_at > :d",
            {"d": datetime(2024, 1, 2, tzinfo=UTC)},
            """("__c2s_scan"."created_at" > CAST('2024-01-02 00:00:00+00:00' AS TIMESTAMPTZ))""",
        ),
        ("region = :r", {}, "FALSE"),
        ("region = :r OR amount > 5", {}, "FALSE"),
        ("region IN (:r)", {"r": ()}, "FALSE"),
        ("region = :r", {"r": ("a", "b")}, "FALSE"),
    ],
)
def test_bound(text: str, attributes: dict[str, AttributeValue], bound: str) -> None:
    assert bound_for(text, attributes) == bound


def test_dates_are_text_in_sqlite() -> None:
    assert (
        bound_for("created_at > :d", {"d": date(2024, 1, 2)}, Dialect.SQLITE)
        == """("__c2s_scan"."created_at" > '2024-01-02')"""
    )


@pytest.mark.parametrize(
    ("value", "bound"),
    [
        ("\\' OR 1=1 -- ", "(`__c2s_scan`.`note` = '\\\\'' OR 1=1 -- ')"),
        (
            datetime.fromisoformat("2024-01-02 03:04:05.600"),
            "(`__c2s_scan`.`note` = TIMESTAMP('2024-01-02 03:04:05.600000'))",
        ),
        (datetime(2024, 1, 2, tzinfo=UTC), "(`__c2s_scan`.`note` = FROM_UNIXTIME(1704153600.000000))"),
    ],
)
def test_values_are_whole_in_mysql(value: AttributeValue, bound: str) -> None:
    column = "created_at" if isinstance(value, datetime) else "note"

    assert bound_for(f"{column} = :v", {"v": value}, Dialect.MYSQL) == bound.replace("note", column)
