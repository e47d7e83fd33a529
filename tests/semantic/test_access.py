"""What a user may not see does not exist for them."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from apps.errors import Forbidden, NotFound
from apps.scope import tenant_scope
from apps.semantic.access import (
    DatasetNotChosen,
    SourceSwitchedOff,
    access_data_source,
    access_dataset,
    data_source_of_run,
    datasets_for,
    only_dataset,
)
from apps.semantic.models import Dataset, DataSource
from apps.tenants.models import User
from apps.tenants.roles import Role
from apps.tenants.services import create_tenant
from tests.semantic.small_dataset import member


@pytest.fixture
def tenant(db: None) -> Iterator[UUID]:
    tenant = create_tenant(slug="acme", name="Acme")
    with tenant_scope(tenant.id):
        yield tenant.id


@pytest.fixture
def shop(tenant: UUID) -> Dataset:
    source = DataSource.objects.create(name="shop", title="Shop", engine="postgres")
    dataset: Dataset = Dataset.objects.create(name="shop", data_source=source, is_published=True)
    return dataset


@pytest.fixture
def viewer(tenant: UUID) -> User:
    return member("guo", Role.VIEWER)


def test_a_dataset_is_found_by_id_by_its_text_and_by_name(shop: Dataset, viewer: User) -> None:
    assert access_dataset(shop.id, user=viewer, to="ask") == shop
    assert access_dataset(str(shop.id), user=viewer, to="ask") == shop
    assert access_dataset("shop", user=viewer, to="ask") == shop


@pytest.mark.parametrize("unknown", [uuid4(), str(uuid4()), "no such"])
def test_what_does_not_exist_is_not_found(shop: Dataset, viewer: User, unknown: UUID | str) -> None:
    with pytest.raises(NotFound):
        access_dataset(unknown, user=viewer, to="ask")
    with pytest.raises(NotFound):
        access_data_source(unknown, user=viewer, to="query")


def test_a_draft_is_not_asked(shop: Dataset, viewer: User) -> None:
    Dataset.objects.update(is_published=False)

    with pytest.raises(NotFound):
        access_dataset(shop.id, user=viewer, to="ask")
    assert access_dataset(shop.id, user=viewer, to="view") == shop


def test_who_may_only_look_may_not_edit(shop: Dataset, viewer: User) -> None:
    with pytest.raises(Forbidden):
        access_dataset(shop.id, user=viewer, to="edit")


def test_an_auditor_does_not_learn_that_a_dataset_exists(shop: Dataset) -> None:
    with pytest.raises(NotFound):
        access_dataset(shop.id, user=member("shen", Role.AUDITOR), to="view")


def test_another_tenants_dataset_does_not_exist(shop: Dataset, viewer: User) -> None:
    with tenant_scope(create_tenant(slug="other", name="Other").id):
        stranger = member("hua", Role.ADMIN)
        with pytest.raises(NotFound):
            access_dataset(shop.id, user=stranger, to="ask")
        with pytest.raises(NotFound):
            access_data_source(shop.data_source_id, user=stranger, to="query")
        with pytest.raises(NotFound):
            data_source_of_run(shop.data_source_id)


def test_who_may_query_a_source_need_not_see_how_it_is_reached(shop: Dataset, viewer: User) -> None:
    assert access_data_source("shop", user=viewer, to="query") == shop.data_source
    with pytest.raises(NotFound):
        access_data_source("shop", user=viewer, to="view")


def test_a_steward_sees_a_source_but_does_not_edit_it(shop: Dataset) -> None:
    steward = member("lin", Role.STEWARD)

    assert access_data_source("shop", user=steward, to="test") == shop.data_source
    with pytest.raises(Forbidden):
        access_data_source("shop", user=steward, to="edit")


def test_nothing_runs_on_a_source_that_is_switched_off(shop: Dataset, viewer: User) -> None:
    DataSource.objects.update(is_active=False)

    with pytest.raises(SourceSwitchedOff):
        access_data_source("shop", user=viewer, to="query")


def test_the_only_dataset_needs_no_name(shop: Dataset, viewer: User) -> None:
    assert only_dataset(viewer) == shop


def test_one_of_several_has_to_be_chosen(shop: Dataset, viewer: User) -> None:
    Dataset.objects.create(name="clinic", data_source=shop.data_source, is_published=True)
    Dataset.objects.create(name="draft", data_source=shop.data_source)

    assert [dataset.name for dataset in datasets_for(viewer)] == ["clinic", "shop"]
    with pytest.raises(DatasetNotChosen) as refusal:
        only_dataset(viewer)
    assert refusal.value.params == {"datasets": "clinic, shop"}


def test_without_any_there_is_nothing_to_ask(viewer: User) -> None:
    with pytest.raises(NotFound):
        only_dataset(viewer)


def test_the_product_itself_finds_the_source_of_a_run(shop: Dataset) -> None:
    assert data_source_of_run(shop.data_source_id) == shop.data_source
