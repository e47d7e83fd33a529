"""What introspection sees in a SQLite file, and how its plans are weighed."""

from datetime import timedelta

import apsw
import pytest

from apps.semantic.connectors.base import ConnectorError
from apps.semantic.connectors.sqlite import SqliteConnector
from apps.semantic.connectors.sqlite import plan as plans
from apps.semantic.contracts import ColumnKind, ForeignKey, PlanEstimate, TableRef
from tests.semantic.connectors.unproved import Unproved


def test_ordinary_tables_and_working_views_appear(shop_file):
    catalog = SqliteConnector(shop_file).introspect()

    assert [(str(table.ref), table.is_view, table.row_estimate) for table in catalog.tables] == [
        ("main.big", True, None),
        ("main.customers", False, 100),
        ("main.orders", False, 20_000),
        ("main.pairs", False, 0),
    ]


def test_columns_and_keys(shop_file):
    catalog = SqliteConnector(shop_file).introspect()
    orders, customers, pairs = (catalog.table(TableRef("main", name)) for name in ("orders", "customers", "pairs"))

    assert [(column.name, column.type, column.kind, column.nullable) for column in orders.columns] == [
        ("id", "INTEGER", ColumnKind.INTEGER, False),
        ("customer_id", "INTEGER", ColumnKind.INTEGER, False),
        ("amount", "DECIMAL(12, 2)", ColumnKind.DECIMAL, True),
        ("paid", "BOOLEAN", ColumnKind.BOOLEAN, True),
        ("placed", "DATETIME", ColumnKind.TIMESTAMP, True),
        ("day", "DATE", ColumnKind.DATE, True),
        ("note", "TEXT", ColumnKind.TEXT, True),
    ]
    assert orders.foreign_keys == (ForeignKey(("customer_id",), TableRef("main", "customers"), ("id",)),)
    assert customers.unique_keys == (("name",),)
    assert pairs.primary_key == ("b", "a")


@pytest.fixture
def explain(shop_file):
    def explained(text: str) -> PlanEstimate:
        return SqliteConnector(shop_file).explain(Unproved(text), timeout=timedelta(seconds=5))

    return explained


@pytest.mark.parametrize(
    ("text", "rows", "full_scans"),
    [
        ("SELECT count(*) FROM orders WHERE note = 'x'", 20_000, ("main.orders",)),
        ("SELECT amount FROM orders WHERE id = 7", 1, ()),
        ("SELECT amount FROM orders WHERE customer_id = 7", 10, ()),
        (
            "SELECT c.name FROM orders o JOIN customers c ON c.id = o.customer_id",
            40_000,
            ("main.customers", "main.orders"),
        ),
        ("SELECT 1 FROM orders UNION ALL SELECT 2 FROM customers", 20_100, ("main.customers", "main.orders")),
        ("SELECT 1", 1, ()),
    ],
)
def test_rows_touched(explain, text, rows, full_scans):
    plan = explain(text)

    assert plan.rows == pytest.approx(rows)
    assert set(plan.full_scans) <= set(full_scans)


def test_a_product_counts_as_one(explain):
    assert explain("SELECT count(*) FROM orders a, orders b, orders c").rows >= 20_000**3


SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) "


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (SERIES + "SELECT i FROM n", 2_001),  # made once, read once
        (SERIES + "SELECT i, id FROM n LEFT JOIN customers ON id % 12 = i", 102_001),
        (SERIES + "SELECT 1 FROM n a, n b, n c", 1_000**3),  # under an alias each is as long as the series
        (  # a tree: each of its rows looks for its children
            "WITH RECURSIVE t AS (SELECT 1 i UNION ALL SELECT o.id FROM orders o JOIN t ON o.id = t.i) SELECT i FROM t",
            60_000,
        ),
        ("SELECT id FROM orders WHERE (note, amount) IN (SELECT name, id FROM customers)", 20_100),
        ("SELECT id FROM orders WHERE customer_id NOT IN (SELECT id FROM customers)", 20_000),
    ],
)
def test_recursions_and_lists_have_an_estimate(explain, text, rows):
    assert explain(text).rows == pytest.approx(rows, rel=0.1)


def test_tables_are_the_engines_and_not_the_aliases(explain):
    assert explain("SELECT harmless.id FROM customers AS harmless, big").tables == {"main.customers", "main.orders"}


def test_a_size_that_is_unknown_leaves_no_estimate():
    lines = [plans.Line(1, 0, "SCAN orders")]

    assert plans.estimate(lines, tables=frozenset({"orders"}), rows={}).rows is None


def test_a_line_nobody_knows_leaves_no_estimate():
    lines = [plans.Line(1, 0, "TELEPORT orders")]

    assert plans.estimate(lines, tables=frozenset({"orders"}), rows={"orders": 5}).rows is None


def test_stored_statistics_are_used(shop_file, explain):
    connection = apsw.Connection(str(shop_file.files / shop_file.database))
    connection.execute("ANALYZE; UPDATE sqlite_stat1 SET stat = '7000000 70000' WHERE tbl = 'orders'")
    connection.close()

    assert explain("SELECT count(*) FROM orders WHERE note = 'x'").rows == 7_000_000


@pytest.mark.parametrize(
    "text", ["SELECT 1; SELECT 2", "DELETE FROM orders", "PRAGMA table_list", "", "QUERY PLAN SELECT 1"]
)
def test_only_a_readable_statement_has_a_plan(explain, text):
    with pytest.raises(ConnectorError):
        explain(text)
