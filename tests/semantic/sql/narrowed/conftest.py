"""The firm on every engine."""

from collections.abc import Iterator

import pytest

from tests.semantic.sql.narrowed import firm


@pytest.fixture(scope="module", params=["postgres", "sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def the_firm(request: pytest.FixtureRequest) -> Iterator[firm.Firm]:
    """Each engine in its turn."""
    opening = {
        "postgres": firm.postgres,
        "sqlite": firm.sqlite,
        "mariadb": lambda: firm.mariadb(request.getfixturevalue("mariadb_server")),
    }
    with opening[request.param]() as opened:
        yield opened
