"""Example questions, curated in the admin."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from apps.rag.models import CorpusEntry
from apps.scope import tenant_scope
from apps.semantic.models import Dataset, DataSource
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from apps.tenants.services import restrict_object
from tests.people import Caller, audit_actions, make_member

ADD = "admin:rag_corpusentry_add"


@pytest.fixture(autouse=True)
def in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def dataset(tenant: Tenant) -> Dataset:
    with tenant_scope(tenant.id):
        source = DataSource.objects.create(name="shop", title="Shop", engine="sqlite", database="shop.sqlite")
        made: Dataset = Dataset.objects.create(name="shop", data_source=source)
        return made


def said(dataset: Dataset, question: str = "Sales by region") -> dict[str, object]:
    return {
        "about": dataset.pk,
        "kind": "example",
        "language": "en",
        "question": question,
        "position": 0,
        "is_active": "on",
    }


def questions(tenant: Tenant) -> list[str]:
    with tenant_scope(tenant.id):
        return list(CorpusEntry.objects.values_list("question", flat=True))


def test_a_steward_adds_changes_and_removes_an_example(
    caller: Caller, tenant: Tenant, steward: User, dataset: Dataset
) -> None:
    caller.as_(steward, tenant)

    caller.post(reverse(ADD), said(dataset))
    assert questions(tenant) == ["Sales by region"]
    with tenant_scope(tenant.id):
        entry = CorpusEntry.objects.get()
    caller.post(reverse("admin:rag_corpusentry_change", args=[entry.pk]), said(dataset, "Orders by region"))
    assert questions(tenant) == ["Orders by region"]
    caller.post(reverse("admin:rag_corpusentry_delete", args=[entry.pk]), {"post": "yes"})

    assert questions(tenant) == []
    assert audit_actions(tenant)[-3:] == ["row.added", "row.changed", "row.deleted"]


def test_the_same_question_twice_is_refused_at_the_form(
    caller: Caller, tenant: Tenant, steward: User, dataset: Dataset
) -> None:
    caller.as_(steward, tenant)
    caller.post(reverse(ADD), said(dataset))

    assert caller.post(reverse(ADD), said(dataset)).status_code == 200  # the form again, with its errors
    assert questions(tenant) == ["Sales by region"]


def test_an_auditor_does_not_curate(caller: Caller, tenant: Tenant, auditor: User, dataset: Dataset) -> None:
    caller.as_(auditor, tenant)

    assert caller.post(reverse(ADD), said(dataset)).status_code == 403
    assert questions(tenant) == []


def test_a_dataset_that_is_closed_to_a_steward_is_not_offered_nor_are_its_entries(
    caller: Caller, tenant: Tenant, steward: User, dataset: Dataset
) -> None:
    trusted = make_member(tenant, Role.STEWARD, username="trusted")
    caller.as_(steward, tenant).post(reverse(ADD), said(dataset))
    with tenant_scope(tenant.id):
        restrict_object(obj=dataset, act="dataset.view", users=[trusted], groups=[], actor=None)

    assert list(caller.get(reverse("admin:rag_corpusentry_changelist")).context["cl"].result_list) == []
    refused = caller.post(reverse(ADD), said(dataset, "Orders"))
    assert list(refused.context["adminform"].form.errors) == ["about"]
    assert questions(tenant) == ["Sales by region"]
