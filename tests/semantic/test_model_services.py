"""Definitions change by services: with a right, in one piece, on record, and never so that a published model breaks."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from apps.audit.actions import Action
from apps.audit.models import AuditEvent
from apps.errors import Forbidden, InvalidInput
from apps.scope import tenant_scope
from apps.semantic.models import Dataset, Dimension, Entity, Metric
from apps.semantic.services.import_model import import_model
from apps.semantic.services.model import (
    ModelInvalid,
    findings_of,
    publish_dataset,
    remove_definition,
    save_definition,
    set_values,
    withdraw_dataset,
)
from apps.tenants.models import User
from apps.tenants.roles import Role
from apps.tenants.services import create_tenant
from tests.semantic.small_dataset import content, member, source


@pytest.fixture
def tenant(db: None) -> Iterator[UUID]:
    tenant = create_tenant(slug="acme", name="Acme")
    with tenant_scope(tenant.id):
        yield tenant.id


@pytest.fixture
def steward(tenant: UUID) -> User:
    return member("lin", Role.STEWARD)


@pytest.fixture
def dataset(steward: User) -> Dataset:
    return import_model(content(), user=steward, data_source=source(), publish=True)


def audited() -> list[str]:
    return list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))


def stored(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_a_change_raises_versions_and_is_on_record(dataset: Dataset, steward: User) -> None:
    metric, before = Metric.objects.get(name="sales"), stored(dataset).version
    metric.filter = ""

    assert save_definition(metric, user=steward) is True

    assert stored(metric).version == 2
    assert stored(dataset).version == before + 1
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.actor_name, event.target_name) == (Action.ROW_CHANGED, "lin", "sales")
    assert event.data == '{"dataset":"shop","filter":""}'


def test_other_words_for_a_metric_are_the_same_metric(dataset: Dataset, steward: User) -> None:
    metric = Metric.objects.get(name="sales")
    metric.title_en = "Revenue"
    save_definition(metric, user=steward)

    assert stored(metric).version == 1


def test_saving_what_is_stored_changes_nothing(dataset: Dataset, steward: User) -> None:
    before, records = stored(dataset).version, audited()

    assert save_definition(Metric.objects.get(name="sales"), user=steward) is False
    assert stored(dataset).version == before
    assert audited() == records


def test_an_analyst_may_not_define(dataset: Dataset) -> None:
    metric = Metric.objects.get(name="sales")
    metric.filter = ""
    with pytest.raises(Forbidden):
        save_definition(metric, user=member("wang", Role.ANALYST))

    assert stored(metric).filter == "\"State\" = 'paid'"


def test_a_change_that_breaks_a_published_model_is_refused_with_the_place(dataset: Dataset, steward: User) -> None:
    metric = Metric.objects.get(name="sales")
    metric.column = "no_such_column"
    with pytest.raises(ModelInvalid) as refusal:
        save_definition(metric, user=steward)

    assert refusal.value.params == {"places": "metric:sales"}
    assert [finding.rule for finding in refusal.value.findings] == ["columns_exist"]
    assert stored(metric).column == "金额"
    assert stored(dataset).version == dataset.version


def test_a_draft_may_be_wrong_until_it_is_published(dataset: Dataset, steward: User) -> None:
    withdraw_dataset(dataset, user=steward)
    metric = Metric.objects.get(name="sales")
    metric.column = "no_such_column"
    save_definition(metric, user=steward)

    assert [finding.where for finding in findings_of(dataset)] == ["metric:sales"]
    with pytest.raises(ModelInvalid):
        publish_dataset(dataset, user=steward)
    assert stored(dataset).is_published is False


def test_a_definition_cannot_point_into_another_dataset(dataset: Dataset, steward: User) -> None:
    other = import_model({**content(), "dataset": {"name": "other"}}, user=steward, data_source=dataset.data_source)
    metric = Metric.objects.get(name="sales", dataset=dataset)
    metric.entity = Entity.objects.get(name="order", dataset=other)

    with pytest.raises(InvalidInput):
        save_definition(metric, user=steward)


def test_a_definition_cannot_move_to_another_dataset(dataset: Dataset, steward: User) -> None:
    other = import_model({"dataset": {"name": "other"}}, user=steward, data_source=dataset.data_source)
    metric = Metric.objects.get(name="sales")
    metric.dataset = other

    with pytest.raises(InvalidInput):
        save_definition(metric, user=steward)


def test_a_time_that_a_published_model_needs_cannot_be_removed(dataset: Dataset, steward: User) -> None:
    with pytest.raises(ModelInvalid) as refusal:
        remove_definition(Dimension.objects.get(name="order_date"), user=steward)

    assert refusal.value.params == {"places": "entity:order, metric:orders, metric:sales"}
    assert Dimension.objects.filter(name="order_date").count() == 1


def test_what_nothing_needs_can_be_removed(dataset: Dataset, steward: User) -> None:
    remove_definition(Metric.objects.get(name="orders"), user=steward)

    assert list(Metric.objects.values_list("name", flat=True)) == ["sales"]
    assert audited()[-1] == Action.ROW_DELETED


def test_values_become_exactly_those_given(dataset: Dataset, steward: User) -> None:
    region = Dimension.objects.get(name="region")

    assert set_values(region, {"华北": ["North China"], "华南": []}, user=steward) is True
    assert {value.value: value.aliases for value in region.values.all()} == {"华北": ["North China"], "华南": []}
    assert set_values(region, {"华南": [], "华北": ["North China"]}, user=steward) is False


def test_publishing_is_on_record_once(dataset: Dataset, steward: User) -> None:
    assert audited().count(Action.DATASET_PUBLISHED) == 1
    assert publish_dataset(dataset, user=steward) is False
    assert audited().count(Action.DATASET_PUBLISHED) == 1


def test_an_import_is_one_change_on_record(steward: User) -> None:
    before = len(audited())
    dataset = import_model(content(), user=steward, data_source=source())

    assert audited()[before:] == [Action.ROW_ADDED]
    assert stored(dataset).version == 2


def test_an_analyst_may_not_import(tenant: UUID) -> None:
    with pytest.raises(Forbidden):
        import_model(content(), user=member("wang", Role.ANALYST), data_source=source())

    assert Dataset.objects.count() == 0


def test_importing_again_changes_nothing(dataset: Dataset, steward: User) -> None:
    version, records = stored(dataset).version, audited()

    again = import_model(content(), user=steward, data_source=dataset.data_source, publish=True)

    assert again.id == dataset.id
    assert stored(dataset).version == version
    assert audited() == records


def test_importing_changes_what_the_file_names_and_keeps_the_rest(dataset: Dataset, steward: User) -> None:
    file = content()
    file["metrics"] = [{**file["metrics"][0], "filter": ""}]

    import_model(file, user=steward, data_source=dataset.data_source)

    assert {m.name: (m.filter, m.version) for m in Metric.objects.all()} == {
        "orders": ("", 1),
        "sales": ("", 2),
    }
    assert stored(dataset).is_published is True


def broken(part: str, index: int, **changes: object) -> dict[str, Any]:
    file = content()
    file[part][index] = {**file[part][index], **changes}
    return file


@pytest.mark.parametrize(
    ("file", "field"),
    [
        ({}, "dataset"),
        ({"dataset": {}}, "dataset.name"),
        ({**content(), "measures": []}, "measures"),
        (broken("metrics", 0, agregate="sum"), "metrics.sales.agregate"),
        (broken("metrics", 0, aggregate="median"), "aggregate"),
        (broken("metrics", 0, entity="nobody"), "sales.entity"),
        (broken("entities", 0, table="orders"), "entities.order.table"),
        (broken("joins", 0, target=None), "order_customer.target"),
        (broken("dimensions", 2, values=[{"value": False}]), "dimensions.region.values"),
        (broken("dimensions", 2, values=["华北"]), "dimensions.region.values"),
        ({**content(), "joins": "none"}, "joins"),
    ],
)
def test_a_file_of_another_form_is_refused_with_the_place(steward: User, file: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        import_model(file, user=steward, data_source=source())

    assert refusal.value.params["field"] == field
    assert Dataset.objects.count() == 0  # all or nothing


def test_a_file_with_a_faulty_model_cannot_replace_a_published_one(dataset: Dataset, steward: User) -> None:
    with pytest.raises(ModelInvalid):
        import_model(broken("metrics", 0, column="nothing"), user=steward, data_source=dataset.data_source)

    assert Metric.objects.get(name="sales").column == "金额"
