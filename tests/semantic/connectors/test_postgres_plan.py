"""Reading PostgreSQL's plans: how many rows a statement would touch, and of which tables."""

from datetime import timedelta

import pytest

from apps.semantic.connectors.base import ConnectorError
from apps.semantic.connectors.postgres import PostgresConnector
from apps.semantic.contracts import PlanEstimate
from tests.semantic.connectors.conftest import Customer
from tests.semantic.connectors.unproved import Unproved


@pytest.fixture
def explain(customer: Customer):
    connector = PostgresConnector(customer.source)

    def explained(text: str) -> PlanEstimate:
        return connector.explain(Unproved(text), timeout=timedelta(seconds=5))

    return explained


def test_a_full_scan_touches_the_whole_table_whatever_its_filter_leaves(explain):
    plan = explain("SELECT id FROM orders WHERE amount = 17")

    assert (plan.rows, plan.full_scans, plan.tables) == (20_000, ("shop.orders",), {"shop.orders"})


def test_a_lookup_by_key_touches_one_row(explain):
    plan = explain("SELECT amount FROM orders WHERE id = 17")

    assert (plan.rows, plan.full_scans, plan.tables) == (1, (), {"shop.orders"})


def test_a_limit_stops_a_scan(explain):
    assert explain("SELECT id FROM orders LIMIT 10").rows == pytest.approx(10)


def test_a_limit_does_not_stop_a_sort(explain):
    assert explain("SELECT id FROM orders ORDER BY note, amount LIMIT 10").rows == pytest.approx(20_000, rel=0.1)


def test_a_product_counts_by_what_it_produces(explain):
    plan = explain("SELECT count(*) FROM orders a, orders b, orders c")

    assert plan.rows >= 20_000**3


def test_a_subquery_that_is_looked_up_in_a_hash_table_is_read_once(explain):
    """So are the tables that a row predicate asks."""
    plan = explain(
        "SELECT id FROM orders a WHERE (EXISTS (SELECT FROM orders b WHERE b.id = a.id AND b.amount > 1)) IS TRUE"
    )

    assert plan.rows == pytest.approx(40_000)


def test_a_subquery_in_a_filter_is_read_for_each_row_that_it_looks_at(explain):
    plan = explain("SELECT id FROM orders a WHERE (SELECT count(*) FROM orders b WHERE b.amount < a.amount) = 17")

    assert plan.rows > 20_000 * 20_000 * 0.9


def test_a_value_that_says_so_is_not_believed(explain):
    asks = "(SELECT count(*) FROM orders b WHERE b.amount < a.amount AND b.note <> '(hashed SubPlan 1)') > 0"

    assert explain(f"SELECT id FROM orders a WHERE {asks} AND a.note <> '(hashed SubPlan 1)'").rows > 20_000 * 1_000


def test_partitions_count_as_their_parent(explain):
    plan = explain("SELECT count(*) FROM events")

    assert (plan.rows, plan.full_scans, plan.tables) == (1_000, ("shop.events",), {"shop.events"})


def test_an_alias_is_not_a_table(explain):
    assert explain("SELECT harmless.id FROM customers AS harmless").tables == {"shop.customers"}


def test_a_view_is_named_by_what_it_reads(explain):
    assert explain("SELECT * FROM paid").tables == {"shop.orders"}


@pytest.mark.parametrize(
    "text",
    [
        "ANALYZE SELECT 1",
        "SELECT 1; SELECT 2",
        "DELETE FROM orders",
        "SELECT 1) SELECT (1",
        "",
        "VERBOSE ANALYZE orders",
    ],
)
def test_only_a_readable_statement_has_a_plan(explain, customer, text):
    with pytest.raises(ConnectorError):
        explain(text)

    assert customer.ask("SELECT count(*) FROM shop.orders") == [(20_000,)]
