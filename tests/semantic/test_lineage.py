"""Lineage names what stands in the statement, and nothing else."""

from apps.semantic.compiler import compile_query
from apps.semantic.contracts import Dialect
from apps.semantic.lineage import lineage
from tests.semantic.compiler.notation import query
from tests.semantic.compiler.small_shop import catalog, manifest

MODEL, CATALOG = manifest(Dialect.POSTGRES), catalog(Dialect.POSTGRES)


def summary(metrics: str, **said: str) -> dict[str, object]:
    return lineage(compile_query(query(metrics, **said), MODEL, CATALOG), MODEL).as_dict()


def test_a_total_reads_one_table() -> None:
    assert summary("sales") == {
        "source_tables": ["订单 orders"],
        "key_columns": ["订单 orders.State", "订单 orders.金额"],
        "applied_rules": ["rule:sales_calculation", "rule:sales_filter"],
        "metric_versions": {"sales": "3"},
        "join_path": [],
    }


def test_joins_filters_and_periods_are_named_with_their_columns() -> None:
    told = summary("orders", by="region", where="customer.name in Li", time="2025-01-01..2025-02-01")

    assert told == {
        "source_tables": ["cities", "customers", "订单 orders"],
        "key_columns": [
            "cities.id",
            "cities.region",
            "customers.city_id",
            "customers.id",
            "customers.name",
            "订单 orders.customer_id",
            "订单 orders.ordered_at",
        ],
        "applied_rules": ["rule:orders_calculation"],
        "metric_versions": {"orders": "1"},
        "join_path": ["订单 orders.customer_id = customers.id", "customers.city_id = cities.id"],
    }


def test_each_metric_brings_its_version() -> None:
    assert summary("sales,cancelled")["metric_versions"] == {"sales": "3", "cancelled": "1"}
