"""The manifest as it is stored, and as one user may see it."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.scope import tenant_scope
from apps.semantic.contracts import (
    AccessPolicy,
    ColumnRule,
    DateUnit,
    Dialect,
    Manifest,
    Mask,
    MaskKind,
    RowGrant,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.models import Dataset
from apps.semantic.selectors import fingerprint_of, load_manifest, manifest_of, visible_manifest
from apps.semantic.services.import_model import import_model
from apps.semantic.services.model import save_definition
from apps.tenants.roles import Role
from apps.tenants.services import create_tenant
from tests.semantic.compiler.small_shop import catalog, manifest
from tests.semantic.small_dataset import content, member, source

MODEL = manifest(Dialect.POSTGRES)
ALL = {table.ref.name: [c.name for c in table.columns] for table in catalog(Dialect.POSTGRES).tables}


@pytest.fixture
def tenant(db: None) -> Iterator[UUID]:
    tenant = create_tenant(slug="acme", name="Acme")
    with tenant_scope(tenant.id):
        yield tenant.id


@pytest.fixture
def dataset(tenant: UUID) -> Dataset:
    return import_model(content(), user=member("lin", Role.STEWARD), data_source=source(), publish=True)


def test_a_model_is_loaded_in_six_queries_however_large(
    dataset: Dataset, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fresh = Dataset.objects.get(id=dataset.id)
    with django_assert_num_queries(6):  # the source, entities, values, joins, dimensions, metrics
        loaded = load_manifest(fresh)

    assert [m.name for m in loaded.metrics] == ["orders", "sales"]
    assert loaded.dialect is Dialect.POSTGRES
    assert [value.value for value in loaded.dimension("region").values] == ["华东", "华北"]
    assert loaded.dimension("region").words.synonyms == ("地区",)
    assert loaded.entity("order").table == TableRef("shop", "订单 orders")


def test_a_version_is_loaded_once(dataset: Dataset, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = manifest_of(dataset)
    with django_assert_num_queries(0):
        assert manifest_of(dataset) is first


def test_a_metric_without_a_time_of_its_own_takes_its_entitys(dataset: Dataset) -> None:
    assert manifest_of(dataset).metric("sales").time_dimension == "order_date"


def test_a_changed_definition_is_a_new_manifest_with_another_fingerprint(dataset: Dataset) -> None:
    before = manifest_of(dataset)
    metric = dataset.metrics.get(name="orders")
    metric.title_zh = "单量"
    save_definition(metric, user=member("mei", Role.STEWARD))

    after = manifest_of(Dataset.objects.get(id=dataset.id))
    assert after.metric("orders").words.zh == "单量"
    assert after.fingerprint != before.fingerprint
    assert fingerprint_of(replace(after, metrics=before.metrics)) == before.fingerprint


def policy(*rules: tuple[str, ColumnRule], columns: dict[str, list[str]] | None = None) -> AccessPolicy:
    tables = tuple(
        TablePolicy(
            TableRef("shop", table),
            (RowGrant("all", tuple(granted)),),
            column_rules=tuple(rule for named, rule in rules if named == table),
        )
        for table, granted in (ALL if columns is None else columns).items()
    )
    return AccessPolicy(MODEL.data_source_id, Dialect.POSTGRES, tables, fingerprint="p" * 64)


def hidden(column: str) -> ColumnRule:
    return ColumnRule(column, Treatment.HIDDEN, "rule")


def masked(column: str) -> ColumnRule:
    return ColumnRule(column, Treatment.MASKED, "rule", Mask(MaskKind.FULL, "mask"))


def lost(visible: Manifest) -> set[str]:
    """What of the whole model is not seen."""
    parts = ("entities", "joins", "dimensions", "metrics")
    return {p.name for part in parts for p in getattr(MODEL, part)} - {
        p.name for part in parts for p in getattr(visible, part)
    }


def test_who_is_granted_everything_sees_everything() -> None:
    assert lost(visible_manifest(MODEL, policy())) == set()


def test_who_is_granted_nothing_sees_nothing() -> None:
    visible = visible_manifest(MODEL, policy(columns={}))

    assert (visible.entities, visible.joins, visible.dimensions, visible.metrics) == ((), (), (), ())


def test_a_policy_of_another_source_shows_nothing() -> None:
    elsewhere = replace(policy(), data_source_id=UUID(int=99))

    assert visible_manifest(MODEL, elsewhere).entities == ()


def test_a_hidden_column_takes_what_is_defined_on_it() -> None:
    visible = visible_manifest(MODEL, policy(("订单 orders", hidden("金额"))))

    assert lost(visible) == {"amount_paid", "sales", "priced_orders", "mean_amount", "largest", "smallest"} | {
        "sales_by_payment"
    }


def test_a_column_in_a_metrics_filter_must_be_visible() -> None:
    visible = visible_manifest(MODEL, policy(("订单 orders", hidden("State"))))

    assert lost(visible) == {"state", "sales", "paid_orders", "paying_buyers", "cancelled"}


def test_a_masked_column_is_shown_and_counted_but_nothing_is_computed_from_it() -> None:
    visible = visible_manifest(MODEL, policy(("订单 orders", masked("金额")), ("cities", masked("region"))))

    assert lost(visible) == {"sales", "mean_amount", "largest", "smallest", "sales_by_payment"}
    assert visible.dimension("region").values == ()
    assert MODEL.dimension("region").values != ()


def test_nothing_is_joined_on_masked_or_hidden_keys() -> None:
    assert lost(visible_manifest(MODEL, policy(("customers", masked("city_id"))))) == {"customer_city"}
    assert lost(visible_manifest(MODEL, policy(("customers", hidden("id"))))) == {"order_customer"}


def hashed(column: str) -> ColumnRule:
    return ColumnRule(column, Treatment.MASKED, "rule", Mask(MaskKind.HASH, "rule"))


def test_hashed_keys_join_with_hashed_keys_alone() -> None:
    both = policy(("customers", hashed("id")), ("订单 orders", hashed("customer_id")))

    assert "order_customer" not in lost(visible_manifest(MODEL, both))
    assert "order_customer" in lost(visible_manifest(MODEL, policy(("customers", hashed("id")))))


@pytest.mark.parametrize("kind", [MaskKind.HASH, MaskKind.CUSTOM])
def test_a_time_that_shows_as_something_else_is_no_time(kind: MaskKind) -> None:
    rule = ColumnRule("ordered_at", Treatment.MASKED, "rule", Mask(kind, "rule"))

    assert lost(visible_manifest(MODEL, policy(("订单 orders", rule)))) == {"order_date"}


def test_no_period_is_cut_from_a_coarser_time() -> None:
    coarser = Mask(MaskKind.DATE, "rule", unit=DateUnit.MONTH)
    rule = ColumnRule("ordered_at", Treatment.MASKED, "rule", coarser)
    visible = visible_manifest(MODEL, policy(("订单 orders", rule)))

    assert lost(visible) == set()
    assert visible.metric("sales").time_dimension == ""
    assert visible.entity("order").default_time_dimension == ""


def test_a_hidden_time_leaves_the_metric_without_time() -> None:
    visible = visible_manifest(MODEL, policy(("订单 orders", hidden("ordered_at"))))

    assert lost(visible) == {"order_date"}
    assert visible.metric("sales").time_dimension == ""
    assert visible.entity("order").default_time_dimension == ""


def test_a_column_for_totals_keeps_its_sums_averages_and_counts() -> None:
    visible = visible_manifest(MODEL, policy(("订单 orders", ColumnRule("金额", Treatment.AGGREGATE_ONLY, "rule"))))

    assert lost(visible) == {"amount_paid", "largest", "smallest"}
    assert visible.metric("sales").column == "金额"


def test_a_column_for_filtering_alone_is_no_part_of_the_model() -> None:
    visible = visible_manifest(MODEL, policy(("订单 orders", ColumnRule("金额", Treatment.FILTER_ONLY, "rule"))))

    assert {"sales", "mean_amount", "priced_orders", "largest", "amount_paid"} <= lost(visible)


def test_a_new_column_is_seen_by_nobody() -> None:
    fewer = {**ALL, "cities": ["id", "name"]}

    assert lost(visible_manifest(MODEL, policy(columns=fewer))) == {"region"}


def test_other_policies_have_other_fingerprints() -> None:
    one, other = policy(), replace(policy(), fingerprint="q" * 64)

    assert visible_manifest(MODEL, one).fingerprint == visible_manifest(MODEL, one).fingerprint
    assert visible_manifest(MODEL, one).fingerprint != visible_manifest(MODEL, other).fingerprint
