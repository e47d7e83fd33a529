"""A tenant with a small SQLite source, and the words of the pages in English."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.scope import tenant_scope
from apps.semantic.models import Dataset, DataSource, Entity
from apps.semantic.services.datasource import create_data_source, refresh_schema
from apps.tenants.models import Tenant, User
from tests.semantic.admin.pages import library_file


@pytest.fixture(autouse=True)
def in_english(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGE_CODE = "en"
    settings.SQLITE_ROOT = tmp_path


@pytest.fixture
def library(tenant: Tenant, administrator: User, tmp_path: Path) -> DataSource:
    """A SQLite source whose schema was read."""
    with tenant_scope(tenant.id):
        source = create_data_source(
            user=administrator, name="library", title="Library", engine="sqlite", database=library_file(tmp_path)
        )
        refresh_schema(user=administrator, data_source=source, now=timezone.now())
        return source


@pytest.fixture
def dataset(tenant: Tenant, library: DataSource) -> Dataset:
    with tenant_scope(tenant.id):
        made: Dataset = Dataset.objects.create(name="lending", data_source=library)
        Entity.objects.create(dataset=made, name="loan", table_schema="main", table_name="loans", primary_key=["id"])
        return made
