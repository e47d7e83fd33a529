"""What stops a model from being published, and what is only pointed out."""

from dataclasses import replace
from typing import Any, TypeVar

import pytest

from apps.semantic.contracts import (
    Aggregate,
    ColumnInfo,
    ColumnKind,
    Dialect,
    Dimension,
    Entity,
    Join,
    Manifest,
    Metric,
    SchemaCatalog,
    Words,
)
from apps.semantic.validation import Finding, validate
from tests.semantic.compiler.small_shop import catalog, manifest

POSTGRES = Dialect.POSTGRES
Part = TypeVar("Part", Metric, Dimension, Join, Entity)


def told(model: Manifest, known: SchemaCatalog | None = None) -> list[tuple[str, str, str]]:
    findings = validate(model, known or catalog(model.dialect))
    assert all(sentence(finding) for finding in findings)
    return [(finding.rule, finding.severity.value, finding.where) for finding in findings]


def sentence(finding: Finding) -> str:
    return finding.message % finding.params


def with_metric(name: str, /, **changes: object) -> Manifest:
    model = manifest(POSTGRES)
    return replace(model, metrics=tuple(changed(m, name, changes) for m in model.metrics))


def with_dimension(name: str, /, **changes: object) -> Manifest:
    model = manifest(POSTGRES)
    return replace(model, dimensions=tuple(changed(d, name, changes) for d in model.dimensions))


def with_join(name: str, /, **changes: object) -> Manifest:
    model = manifest(POSTGRES)
    return replace(model, joins=tuple(changed(j, name, changes) for j in model.joins))


def with_entity(name: str, /, **changes: object) -> Manifest:
    model = manifest(POSTGRES)
    return replace(model, entities=tuple(changed(e, name, changes) for e in model.entities))


def changed(part: Part, name: str, changes: dict[str, Any]) -> Part:
    return replace(part, **changes) if part.name == name else part


def test_a_model_without_a_metric_answers_nothing():
    assert told(replace(manifest(POSTGRES), metrics=())) == [("something_to_ask", "error", "dataset:small_shop")]


@pytest.mark.parametrize("engine", [Dialect.POSTGRES, Dialect.SQLITE])
def test_the_small_shop_has_no_fault(engine: Dialect) -> None:
    assert told(manifest(engine)) == []


@pytest.mark.parametrize("name", ["", "2nd", "a b", 'a"b', "a;b", "客" * 22])
def test_names_that_an_engine_could_change_are_errors(name: str) -> None:
    assert ("names", "error", f"metric:{name}") in told(with_metric("largest", name=name))


def test_a_metric_and_a_dimension_may_not_share_a_name_whatever_its_case() -> None:
    assert told(with_metric("largest", name="REGION"))[:2] == [
        ("names", "error", "dimension:region"),
        ("names", "error", "metric:REGION"),
    ]


def test_the_time_zone_must_exist() -> None:
    assert told(replace(manifest(POSTGRES), timezone="Mars/Olympus")) == [
        ("known_timezone", "error", "dataset:small_shop")
    ]


def test_tables_must_exist() -> None:
    known = catalog(POSTGRES)
    fewer = replace(known, tables=tuple(t for t in known.tables if t.ref.name != "cities"))

    assert told(manifest(POSTGRES), fewer) == [("columns_exist", "error", "entity:city")]


def test_columns_must_exist_spelled_as_stored() -> None:
    assert told(with_dimension("state", column="state")) == [("columns_exist", "error", "dimension:state")]
    assert told(with_metric("largest", column="cost")) == [("columns_exist", "error", "metric:largest")]


def test_a_join_must_lead_to_a_key() -> None:
    model = with_join("order_customer", target_columns=("name",))

    assert told(model) == [("joins_lead_to_one", "error", "join:order_customer")]


def test_a_declared_key_does_not_outweigh_those_that_the_database_enforces() -> None:
    model = with_entity("customer", primary_key=("name",))
    by_name = replace(
        model, joins=tuple(changed(j, "order_customer", {"target_columns": ("name",)}) for j in model.joins)
    )

    assert told(by_name) == [("joins_lead_to_one", "error", "join:order_customer")]


def test_a_declared_key_of_a_table_without_any_is_believed_and_pointed_out() -> None:
    known = catalog(POSTGRES)
    views = tuple(replace(t, primary_key=()) if t.ref.name == "cities" else t for t in known.tables)

    assert told(manifest(POSTGRES), replace(known, tables=views)) == [
        ("joins_lead_to_one", "warning", "join:customer_city")
    ]


def test_a_join_pairs_its_columns() -> None:
    assert told(with_join("item_order", source_columns=("order_id", "id"))) == [
        ("joins_lead_to_one", "error", "join:item_order")
    ]


def test_joins_do_not_go_in_a_circle() -> None:
    model = manifest(POSTGRES)
    back = Join("city_customer", "city", "customer", ("id",), ("id",))

    assert ("acyclic_joins", "error", "entity:city") in told(replace(model, joins=(*model.joins, back)))


def test_only_numbers_are_summed() -> None:
    assert told(with_metric("sales", column="State")) == [("metric_columns_fit", "error", "metric:sales")]


def test_only_counting_needs_no_column() -> None:
    assert told(with_metric("largest", column="")) == [("metric_columns_fit", "error", "metric:largest")]


@pytest.mark.parametrize("filter_", ["State = 'paid'", "id IN (SELECT 1)", "1 = 1; SELECT 1", "sum(id) > 0", "x."])
def test_a_filter_is_a_condition_over_the_metrics_own_row(filter_: str) -> None:
    assert set(told(with_metric("sales", filter=filter_))) == {("metric_filters_read", "error", "metric:sales")}


def test_a_time_dimension_is_time_that_can_be_compared() -> None:
    known = catalog(POSTGRES)
    as_text = tuple(
        replace(
            t,
            columns=tuple(
                ColumnInfo("paid_on", "text", ColumnKind.TEXT) if c.name == "paid_on" else c for c in t.columns
            ),
        )
        for t in known.tables
    )

    assert told(manifest(POSTGRES), replace(known, tables=as_text)) == [
        ("time_dimensions", "error", "dimension:pay_date")
    ]


def test_the_time_of_a_metric_is_a_time_dimension() -> None:
    assert told(with_metric("sales", time_dimension="region")) == [("time_dimensions", "error", "metric:sales")]
    assert told(with_entity("order", default_time_dimension="no_such")) == [
        ("time_dimensions", "error", "entity:order")
    ]


def test_the_time_of_a_metric_can_be_reached() -> None:
    assert told(with_metric("customers", time_dimension="order_date")) == [
        ("time_dimensions", "error", "metric:customers")
    ]


def test_two_metrics_of_one_name_are_pointed_out() -> None:
    model = with_metric("orders", words=Words("订单数", "orders", ("销售额",)))

    assert told(model) == [("words_are_distinct", "warning", "metric:orders")]


def test_errors_come_before_warnings() -> None:
    model = with_metric("cancelled", words=Words("订单数", ""), aggregate=Aggregate.SUM)

    assert [severity for _, severity, _ in told(model)] == ["error", "warning"]
