"""Sessions of every engine, kept for all tests of masks."""

from collections.abc import Iterator, Mapping

import pytest

from apps.semantic.contracts import Dialect
from tests.semantic.sql.masks.engines import Engine, engines


@pytest.fixture(scope="session")
def masking_engines(request: pytest.FixtureRequest) -> Iterator[Mapping[Dialect, Engine]]:
    """By dialect."""
    with engines(lambda: request.getfixturevalue("mariadb_server")) as opened:
        yield opened
