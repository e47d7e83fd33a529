"""
Conditions reach the indexes through the governed tables: the user's wherever there is no fence, the policy's always.
Asked of the engines' own plans, over fifty thousand rows.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from uuid import UUID

import apsw
import psycopg
import pymysql
import pytest
from psycopg import sql

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    ColumnKind,
    Dialect,
    RowGrant,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
)
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from config.env import load_env
from tests.conftest import NEEDS
from tests.mariadb import MariaDb
from tests.semantic.sql import shop

Plan = Callable[[str], str]

TRACKS, STATIONS = 50_000, 5_000
SCHEMA = """
    CREATE TABLE tracks (id integer PRIMARY KEY, region varchar(20), day integer, amount integer);
    CREATE TABLE stations (id integer PRIMARY KEY, region varchar(20), team varchar(20));
    CREATE INDEX tracks_by_region ON tracks (region);
    CREATE INDEX tracks_by_day ON tracks (day);
    CREATE INDEX stations_by_region ON stations (region)
    """
ROWS = {
    "INSERT INTO tracks VALUES (?, ?, ?, ?)": [(n, f"r{n % 2_000}", n % 10_000, n % 90 + 1) for n in range(TRACKS)],
    "INSERT INTO stations VALUES (?, ?, ?)": [(n, f"r{n}", f"t{n % 3}") for n in range(STATIONS)],
}
_K = ColumnKind
COLUMNS = {
    "tracks": (("id", _K.INTEGER), ("region", _K.TEXT), ("day", _K.INTEGER), ("amount", _K.INTEGER)),
    "stations": (("id", _K.INTEGER), ("region", _K.TEXT), ("team", _K.TEXT)),
}
# Nowhere known to be unable to fail.
MAY_FAIL = {
    Dialect.POSTGRES: "100 / amount > 1",
    Dialect.SQLITE: "abs(amount) > 1",
    Dialect.MYSQL: "amount * amount > 1",
}
OWN_REGION = "region = 'r7'"
ASKED_REGION = "EXISTS (SELECT 1 FROM stations s WHERE s.region = tracks.region AND s.team = 't1')"


@pytest.fixture(scope="module")
def plans(request: pytest.FixtureRequest) -> Iterator[Mapping[Dialect, Plan]]:
    """For each engine: how it would run a text."""
    with ExitStack() as stack:
        name = f"test_indexes_{os.getpid()}"
        found = {
            Dialect.SQLITE: stack.enter_context(sqlite_plans()),
            Dialect.POSTGRES: stack.enter_context(postgres_plans(name)),
        }
        if any(map(shutil.which, NEEDS["mariadb"])):
            found[Dialect.MYSQL] = stack.enter_context(mariadb_plans(request.getfixturevalue("mariadb_server"), name))
        yield found


@contextmanager
def sqlite_plans() -> Iterator[Plan]:
    with closing(apsw.Connection(":memory:")) as connection:
        connection.execute(SCHEMA)
        for statement, rows in ROWS.items():
            connection.executemany(statement, rows)
        connection.execute("ANALYZE")
        yield lambda text: "\n".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {text}"))


@contextmanager
def postgres_plans(name: str) -> Iterator[Plan]:
    owner = load_env().database_owner_url
    assert owner is not None
    database = sql.Identifier(name)
    with psycopg.connect(owner.get_secret_value(), autocommit=True) as administrator:
        administrator.execute(sql.SQL("CREATE DATABASE {}").format(database))
        try:
            with psycopg.connect(owner.get_secret_value(), dbname=name, autocommit=True) as connection:
                connection.execute(SCHEMA)
                for statement, rows in ROWS.items():
                    connection.cursor().executemany(statement.replace("?", "%s"), rows)
                connection.execute("ANALYZE")
                yield lambda text: "\n".join(str(row[0]) for row in connection.execute(f"EXPLAIN {text}"))
        finally:
            administrator.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


@contextmanager
def mariadb_plans(server: MariaDb, name: str) -> Iterator[Plan]:
    server.create_database(name)
    with closing(pymysql.connect(**server.settings() | {"database": name}, charset="utf8mb4")) as connection:
        cursor = connection.cursor()
        for statement in SCHEMA.split(";"):
            cursor.execute(statement)
        for statement, rows in ROWS.items():
            cursor.executemany(statement.replace("?", "%s"), rows)
        cursor.execute("ANALYZE TABLE tracks, stations")

        def plan(text: str) -> str:
            cursor.execute("EXPLAIN " + text.replace("`shop`.", f"`{name}`."))
            return "\n".join(f"{row[2]} by {row[5]}" for row in cursor.fetchall())

        yield plan
    server.admin(f"DROP DATABASE `{name}`")


def governed(condition: str, predicate: str, dialect: Dialect) -> str:
    schema = shop.SCHEMA[dialect]
    tables = tuple(
        TableInfo(TableRef(schema, name), tuple(ColumnInfo(column, "", kind) for column, kind in columns), ("id",))
        for name, columns in COLUMNS.items()
    )
    catalog = SchemaCatalog(dialect, schema, tables)
    grant = RowGrant("some", tuple(name for name, _ in COLUMNS["tracks"]), predicate)
    policy = AccessPolicy(UUID(int=1), dialect, (TablePolicy(TableRef(schema, "tracks"), (grant,)),))
    asked = GeneratedSql(f"SELECT amount FROM tracks WHERE {condition}", dialect)
    return apply_policy(guard(asked, visible_catalog(catalog, policy), max_rows=1_000), policy, catalog).render()


def indexes(plan: str) -> set[str]:
    return {name for name in ("tracks_by_region", "tracks_by_day", "stations_by_region") if name in plan}


def test_without_a_fence_the_users_condition_reaches_its_index(plans: Mapping[Dialect, Plan]) -> None:
    for dialect, plan in plans.items():
        assert indexes(plan(governed("day = 7", "amount > 0", dialect))) == {"tracks_by_day"}, dialect


def test_so_it_does_beside_a_predicate_that_asks_another_table(plans: Mapping[Dialect, Plan]) -> None:
    for dialect, plan in plans.items():
        used = indexes(plan(governed("day = 7", ASKED_REGION, dialect)))

        assert used == {"tracks_by_day", "stations_by_region"}, dialect


def test_the_policys_predicate_reaches_its_own(plans: Mapping[Dialect, Plan]) -> None:
    for dialect, plan in plans.items():
        assert indexes(plan(governed("amount > 5", OWN_REGION, dialect))) == {"tracks_by_region"}, dialect


def test_behind_a_fence_only_the_policys_does(plans: Mapping[Dialect, Plan]) -> None:
    for dialect, plan in plans.items():
        used = indexes(plan(governed(f"day = 7 AND {MAY_FAIL[dialect]}", OWN_REGION, dialect)))

        assert used == {"tracks_by_region"}, dialect
