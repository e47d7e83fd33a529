"""The shop's two worlds on both engines."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from apps.semantic.contracts import Dialect
from tests.semantic.sql import shop, worlds

Pair = tuple[worlds.Run, worlds.Run]


@pytest.fixture(scope="session")
def both_worlds() -> Iterator[Mapping[Dialect, Pair]]:
    """For each engine: how to run text in world A, and how in world B."""
    with ExitStack() as stack:
        name = f"test_sql_{os.getpid()}"
        a, b = shop.WORLD_A, shop.WORLD_B
        yield {
            Dialect.SQLITE: (
                stack.enter_context(worlds.sqlite_world(a)),
                stack.enter_context(worlds.sqlite_world(b)),
            ),
            Dialect.POSTGRES: (
                stack.enter_context(worlds.postgres_world(a, f"{name}_a")),
                stack.enter_context(worlds.postgres_world(b, f"{name}_b")),
            ),
        }
