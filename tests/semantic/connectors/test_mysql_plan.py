"""Reading the plans of MySQL and MariaDB: how many rows a statement would touch, and of which tables."""

from datetime import timedelta

import pytest

from apps.semantic.connectors.base import ConnectorError
from apps.semantic.connectors.mysql import MysqlConnector
from apps.semantic.connectors.mysql.plan import UNREADABLE, estimate
from apps.semantic.connectors.mysql.relations import relations_of
from apps.semantic.contracts import PlanEstimate
from tests.semantic.connectors.mysql_shop import MysqlCustomer
from tests.semantic.connectors.unproved import Unproved

on_a_server = pytest.mark.mariadb


@pytest.fixture
def explain(mysql_customer: MysqlCustomer):
    connector = MysqlConnector(mysql_customer.source)

    def explained(text: str) -> PlanEstimate:
        return connector.explain(Unproved(text), timeout=timedelta(seconds=20))

    return explained


@on_a_server
def test_a_full_scan_touches_the_whole_table_whatever_its_filter_leaves(explain):
    plan = explain("SELECT id FROM orders WHERE amount = 17")

    assert plan.rows == pytest.approx(20_000, rel=0.1)
    assert (plan.full_scans, plan.tables) == (("shop.orders",), {"shop.orders"})
    assert plan.cost > 1_000


@on_a_server
def test_a_lookup_by_key_touches_one_row(explain):
    plan = explain("SELECT amount FROM orders WHERE id = 17")

    assert (plan.rows, plan.full_scans, plan.tables) == (1, (), {"shop.orders"})


@on_a_server
def test_a_product_counts_by_what_it_produces(explain):
    assert explain("SELECT count(*) FROM orders a, orders b, orders c").rows == pytest.approx(20_000**3, rel=0.3)


@on_a_server
def test_a_join_by_an_index_counts_each_row_it_finds(explain):
    plan = explain("SELECT c.name, o.amount FROM customers c JOIN orders o ON o.customer_id = c.id")

    assert 5_000 <= plan.rows <= 45_000  # the engine guesses how many orders a customer has


@on_a_server
def test_a_subquery_that_depends_on_the_row_counts_once_for_each(explain):
    plan = explain("SELECT id, (SELECT max(b.note) FROM orders b WHERE b.amount < a.amount) FROM orders a")

    assert plan.rows == pytest.approx(20_000**2, rel=0.3)


@on_a_server
def test_a_derived_table_is_made_once(explain):
    fenced = "SELECT t.id FROM (SELECT * FROM orders LIMIT 18446744073709551615) t WHERE t.amount = 1"

    assert explain(fenced).rows == pytest.approx(40_000, rel=0.1)


@on_a_server
def test_what_reads_no_table_touches_nothing(explain):
    assert (explain("SELECT 1").rows, explain("SELECT 1").tables) == (0, frozenset())
    assert explain("SELECT id FROM orders WHERE 1 = 0").rows == 0


NAMED = [
    ("SELECT harmless.id FROM customers AS harmless", {"shop.customers"}),
    ("SELECT * FROM paid", {"shop.orders"}),
    ("SELECT * FROM orders shop JOIN customers orders ON (orders.id = shop.id)", {"shop.orders", "shop.customers"}),
    ("SELECT ' from `mysql`.`user` ', id AS ` from ``mysql``.``user``` FROM customers", {"shop.customers"}),
    (r"SELECT 'it''s \\', '\' from `mysql`.`user` (', id FROM customers WHERE name <> '\\'", {"shop.customers"}),
    ("SELECT id FROM orders UNION ALL SELECT id FROM customers", {"shop.orders", "shop.customers"}),
    (
        "SELECT id FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)",
        {"shop.orders", "shop.customers"},
    ),
    (
        "SELECT * FROM customers c LEFT JOIN (orders o JOIN odd ON odd.tiny = o.id) ON o.customer_id = c.id",
        {"shop.orders", "shop.customers", "shop.odd"},
    ),
    ("SELECT extract(year FROM o.day), trim(LEADING 'x' FROM o.note) FROM orders o", {"shop.orders"}),
    ("SELECT * FROM customers NATURAL JOIN odd STRAIGHT_JOIN orders", {"shop.orders", "shop.customers", "shop.odd"}),
    ("WITH customers AS (SELECT id FROM orders) SELECT * FROM customers", {"shop.orders"}),
    (
        "WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 9) SELECT n, name FROM r, customers",
        {"shop.customers"},
    ),
    ("SELECT tiny FROM odd WHERE `we``ird ``.``x` = 1", {"shop.odd"}),
    ("SELECT max(id) FROM orders", {"shop.orders"}),
]


@on_a_server
@pytest.mark.parametrize(("text", "tables"), NAMED)
def test_tables_are_those_that_the_engine_names(explain, text, tables):
    assert explain(text).tables == tables


@on_a_server
def test_a_view_whose_tables_the_account_may_not_see_has_no_readable_plan(explain):
    assert explain("SELECT * FROM beyond") == UNREADABLE


@on_a_server
@pytest.mark.parametrize(
    "text",
    ["ANALYZE SELECT 1", "SELECT 1; SELECT 2", "DELETE FROM orders", "SELECT 1) SELECT (1", "", "FORMAT=JSON SELECT 1"],
)
def test_only_a_readable_statement_has_a_plan(explain, mysql_customer, text):
    with pytest.raises(ConnectorError):
        explain(text)

    assert mysql_customer.ask("SELECT count(*) FROM orders") == [(20_000,)]


def step(table, rows, *, id_=1, select="SIMPLE", how="ALL", filtered=100.0):
    return {"id": id_, "select_type": select, "table": table, "type": how, "rows": rows, "filtered": filtered}


def test_mysql_8_is_read_alike():
    note = (
        "/* select#1 */ select `o`.`id` AS `id`,extract(year from `o`.`day`) AS `y` from `shop`.`orders` `o` semi join "
        "(`shop`.`customers` `c`) where ((`o`.`customer_id` = `c`.`id`) and (`o`.`note` <> 'from `a`.`b`'))"
    )

    plan = estimate([step("o", 1_000, filtered=10.0), step("c", 5, how="ref")], relations_of(note), cost=0.0)

    assert plan == PlanEstimate(1_500.0, None, ("shop.orders",), frozenset({"shop.orders", "shop.customers"}))


@pytest.mark.parametrize("made", ["UNION RESULT", "INTERSECT RESULT", "EXCEPT RESULT"])
def test_what_two_queries_make_together_is_no_table(made):
    steps = [step("o", 10), step("c", 5, id_=2, select="UNION"), step("<unit1,2>", None, id_=None, select=made)]

    assert estimate(steps, None, cost=1.0).rows == 15


@on_a_server
@pytest.mark.parametrize("operator", ["UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL"])
def test_set_operations_read_both_sides(explain, operator):
    plan = explain(f"SELECT id FROM customers {operator} SELECT customer_id FROM orders ORDER BY 1")

    assert plan.rows == pytest.approx(20_100, rel=0.3)


def test_a_step_without_a_number_makes_the_whole_plan_unreadable():
    assert estimate([step("o", 10), step("c", None)], None, cost=1.0).rows is None


@pytest.mark.parametrize("note", ["select 'unfinished", "select (1", "select 1)", 'select "x" from `a`.`b`'])
def test_a_note_that_is_not_understood_names_nothing(note):
    assert relations_of(note) is None
