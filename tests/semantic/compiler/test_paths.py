"""Which way leads to a dimension, and what is said when it is not exactly one."""

from dataclasses import replace

import pytest

from apps.semantic.compiler import compile_query
from apps.semantic.compiler.paths import paths_between
from apps.semantic.compiler.refusals import AmbiguousPath, BrokenDefinition, SeveralFacts, UnreachableDimension
from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, Join, Manifest, SchemaCatalog
from tests.semantic.compiler.notation import query
from tests.semantic.compiler.small_shop import catalog, manifest

POSTGRES = Dialect.POSTGRES


def with_joins(*joins: Join) -> Manifest:
    model = manifest(POSTGRES)
    return replace(model, joins=(*model.joins, *joins))


SHIPPED_TO = Join("order_city", "order", "city", ("city_id",), ("id",), role="shipped to")


def test_two_ways_are_an_ambiguity_even_if_one_is_shorter() -> None:
    with pytest.raises(AmbiguousPath) as refusal:
        compile_query(query("sales", by="region"), with_joins(SHIPPED_TO), catalog(POSTGRES))

    assert refusal.value.candidates == ("order_city", "order_customer/customer_city")
    assert refusal.value.params == {"dimension": "大区 / region", "paths": "shipped to; 客户 / customer → home"}


def test_an_ambiguity_elsewhere_does_not_matter() -> None:
    compiled = compile_query(query("sales", by="customer.name"), with_joins(SHIPPED_TO), catalog(POSTGRES))

    assert [join.name for join in compiled.plan.joins] == ["order_customer"]


def test_what_cannot_be_reached_is_told_with_what_can() -> None:
    with pytest.raises(UnreachableDimension) as refusal:
        compile_query(query("customers", by="state"), manifest(POSTGRES), catalog(POSTGRES))

    assert refusal.value.candidates == ("customer.name", "member", "城市", "region")
    assert refusal.value.params["reachable"] == "客户姓名 / customer.name, 是否会员 / member, 城市, 大区 / region"


def test_a_join_is_never_walked_from_one_to_many() -> None:
    assert list(paths_between("customer", "order", manifest(POSTGRES))) == []


def test_metrics_of_two_facts_are_named() -> None:
    with pytest.raises(SeveralFacts) as refusal:
        compile_query(query("sales,pieces_sold"), manifest(POSTGRES), catalog(POSTGRES))

    assert refusal.value.candidates == ("sales", "pieces_sold")


def test_ways_through_a_circle_end() -> None:
    back = Join("city_order", "city", "order", ("order_id",), ("id",))

    assert [len(path) for path in paths_between("item", "city", with_joins(back))] == [3]


def test_a_target_that_no_key_makes_unique_is_refused_even_if_the_model_has_it() -> None:
    by_name = Join("order_customer", "order", "customer", ("State",), ("name",))
    model = replace(manifest(POSTGRES), joins=(by_name,))

    with pytest.raises(BrokenDefinition):
        compile_query(query("sales", by="customer.name"), model, catalog(POSTGRES))


def test_a_column_that_is_gone_from_the_database_is_a_broken_definition() -> None:
    with pytest.raises(BrokenDefinition) as refusal:
        compile_query(query("sales"), manifest(POSTGRES), without(catalog(POSTGRES), "金额"))

    assert refusal.value.params == {"name": "销售额 / sales"}


def test_a_sum_of_text_is_a_broken_definition() -> None:
    tables = tuple(
        replace(
            t, columns=tuple(ColumnInfo(c.name, "text", ColumnKind.TEXT) if c.name == "金额" else c for c in t.columns)
        )
        for t in catalog(POSTGRES).tables
    )

    with pytest.raises(BrokenDefinition):
        compile_query(query("sales"), manifest(POSTGRES), replace(catalog(POSTGRES), tables=tables))


@pytest.mark.parametrize(
    "text",
    [
        "no_such_column = 1",
        "State = 'paid'",  # not quoted, so PostgreSQL reads it as `state`
        "customer.name = 'Li'",
        "id IN (SELECT id FROM cities)",
        "sum(id) > 1",
        "id = :user",
        "1 = 1; DROP TABLE orders",
        "DROP TABLE orders",
        "((((",
        "",
    ],
)
def test_a_filter_that_is_no_condition_over_its_row_never_reaches_the_statement(text: str) -> None:
    model = manifest(POSTGRES)
    metrics = tuple(replace(m, filter=text or " ") if m.name == "sales" else m for m in model.metrics)

    with pytest.raises(BrokenDefinition):
        compile_query(query("sales"), replace(model, metrics=metrics), catalog(POSTGRES))


def test_sqlite_reads_names_without_regard_to_case() -> None:
    model = manifest(Dialect.SQLITE)
    metrics = tuple(replace(m, filter="STATE = 'paid'") if m.name == "sales" else m for m in model.metrics)

    compiled = compile_query(query("sales"), replace(model, metrics=metrics), catalog(Dialect.SQLITE))

    assert compiled.text.endswith("""WHERE "order"."State" = 'paid'""")


def test_an_engine_that_is_not_supported_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.semantic.compiler.compile.SUPPORTED", frozenset())

    with pytest.raises(Exception, match=r"dialect.unsupported"):
        compile_query(query("sales"), manifest(POSTGRES), catalog(POSTGRES))


def test_a_time_zone_that_does_not_exist_is_a_broken_definition() -> None:
    with pytest.raises(BrokenDefinition):
        compile_query(query("sales"), replace(manifest(POSTGRES), timezone="Mars/Olympus"), catalog(POSTGRES))


def test_the_same_query_is_the_same_text_every_time() -> None:
    asked = query("sales,orders", by="region,order_date:month", where="城市 in 北京|上海", time="2025-01-01..")

    assert len({compile_query(asked, manifest(POSTGRES), catalog(POSTGRES)).text for _ in range(20)}) == 1


def without(known: SchemaCatalog, column: str) -> SchemaCatalog:
    tables = tuple(replace(t, columns=tuple(c for c in t.columns if c.name != column)) for t in known.tables)
    return replace(known, tables=tables)
