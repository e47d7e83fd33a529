"""
Whatever is asked of whatever tables under whatever policy: the answer is that of a world which holds nothing but what
the user may see.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from apps.semantic.sql.errors import Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from config.env import load_env
from tests.mariadb import MariaDb
from tests.semantic.sql.property import database, engines, policies, queries
from tests.semantic.sql.property.engines import SEEN, STORED, Engine

QUERIES_PER_WORLD = 4
# The same examples every time; `make fuzz` draws others.
SETTINGS = settings(
    deadline=None, derandomize=True, database=None, print_blob=True, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Engine]:
    owner = load_env().database_owner_url
    assert owner is not None
    with engines.postgres(owner.get_secret_value(), f"test_property_{os.getpid()}") as engine:
        yield engine


@pytest.fixture(scope="module")
def mariadb(mariadb_server: MariaDb) -> Iterator[Engine]:
    with engines.mariadb(mariadb_server) as engine:
        yield engine


def prove(data: st.DataObject, engine: Engine) -> None:
    """Draw a world, a policy and some statements; compare the answers."""
    stored = data.draw(database.tables(), label="tables")
    rights = data.draw(policies.rights(stored), label="rights")
    seen = policies.seen(rights)
    assume(seen)
    engine.load(stored, seen)
    catalog = database.catalog(stored, engine.dialect, engine.schema)
    policy = policies.policy(rights, engine.dialect, engine.schema)
    visible = visible_catalog(catalog, policy)
    for _ in range(QUERIES_PER_WORLD):
        text = data.draw(queries.queries(seen, engine.dialect), label="statement")
        wanted = engine.run(text, SEEN)
        try:
            checked = guard(GeneratedSql(text, engine.dialect), visible, max_rows=1_000_000)
        except Refused:
            assert wanted == ("error", [])  # only what the engine would not take either
            continue
        final = apply_policy(checked, policy, catalog).render()
        assert engine.run(final, STORED) == wanted, final


@given(data=st.data())
@settings(SETTINGS, max_examples=150)
def test_sqlite(data: st.DataObject) -> None:
    prove(data, engines.Sqlite())


@given(data=st.data())
@settings(SETTINGS, max_examples=60)
def test_postgres(postgres: Engine, data: st.DataObject) -> None:
    prove(data, postgres)


@pytest.mark.mariadb
@given(data=st.data())
@settings(SETTINGS, max_examples=60)
def test_mariadb(mariadb: Engine, data: st.DataObject) -> None:
    prove(data, mariadb)
