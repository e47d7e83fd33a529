"""A corner shop on a database whose commits are real: runs, leases and sweeps are about commits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.queries import lease
from apps.scope import tenant_scope
from tests.queries.corner_shop import CornerShop, open_corner_shop


@pytest.fixture(scope="module")
def shop(committed_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CornerShop]:
    folder: Path = tmp_path_factory.mktemp("sqlite")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SQLITE_ROOT", folder)
        yield open_corner_shop(folder)
    lease.rest()


@pytest.fixture
def in_shop(shop: CornerShop) -> Iterator[CornerShop]:
    """The shop, with its tenant in scope."""
    with tenant_scope(shop.tenant.id):
        yield shop
