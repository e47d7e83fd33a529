"""The shop's two worlds on all engines; on MariaDB where it is installed."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from apps.semantic.contracts import Dialect
from tests.conftest import NEEDS
from tests.semantic.sql import shop, worlds

Pair = tuple[worlds.Run, worlds.Run]


@pytest.fixture(scope="session")
def both_worlds(request: pytest.FixtureRequest) -> Iterator[Mapping[Dialect, Pair]]:
    """For each engine: how to run text in world A, and how in world B."""
    with ExitStack() as stack:
        name = f"test_sql_{os.getpid()}"
        a, b = shop.WORLD_A, shop.WORLD_B
        pairs = {
            Dialect.SQLITE: (
                stack.enter_context(worlds.sqlite_world(a)),
                stack.enter_context(worlds.sqlite_world(b)),
            ),
            Dialect.POSTGRES: (
                stack.enter_context(worlds.postgres_world(a, f"{name}_a")),
                stack.enter_context(worlds.postgres_world(b, f"{name}_b")),
            ),
        }
        if any(map(shutil.which, NEEDS["mariadb"])):
            server = request.getfixturevalue("mariadb_server")
            pairs[Dialect.MYSQL] = (
                stack.enter_context(worlds.mariadb_world(a, server, f"{name}_a")),
                stack.enter_context(worlds.mariadb_world(b, server, f"{name}_b")),
            )
        yield pairs
