"""The small shop's rows on real engines: PostgreSQL in a transaction that is rolled back, SQLite in memory, MariaDB."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg
import pymysql
import pytest

from apps.semantic.connectors.mysql.pinned import SQL_MODE
from apps.semantic.contracts import Dialect
from config.env import load_env
from tests.mariadb import MariaDb
from tests.semantic.compiler.small_shop import CITIES, CUSTOMERS, ITEMS, ORDERS, SCHEMA

Run = Callable[[str], list[tuple[object, ...]]]


@contextmanager
def postgres() -> Iterator[Run]:
    owner = load_env().database_owner_url
    assert owner is not None
    with psycopg.connect(owner.get_secret_value()) as connection:
        connection.execute("SET TIME ZONE 'America/New_York'")  # whatever the session's zone, answers are Shanghai's
        connection.execute("CREATE SCHEMA shop")
        _create(connection.cursor(), prefix="shop.", clock="timestamptz", mark="%s")
        cursor = connection.cursor()
        cursor.executemany(
            'INSERT INTO shop."订单 orders" VALUES (%s, %s, %s, %s, %s, %s)',
            [(i, c, amount, state, utc and f"{utc}+00", paid) for i, c, amount, state, utc, _, paid in ORDERS],
        )
        yield lambda text: [tuple(map(_plain, row)) for row in connection.execute(text.encode()).fetchall()]
        connection.rollback()


@contextmanager
def sqlite() -> Iterator[Run]:
    with closing(sqlite3.connect(":memory:")) as connection:
        _create(connection.cursor(), prefix="", clock="timestamp", mark="?")
        connection.executemany(
            'INSERT INTO "订单 orders" VALUES (?, ?, ?, ?, ?, ?)',
            [(i, c, amount, state, local, paid) for i, c, amount, state, _, local, paid in ORDERS],
        )
        yield lambda text: [tuple(map(_plain, row)) for row in connection.execute(text).fetchall()]


@contextmanager
def mariadb(server: MariaDb) -> Iterator[Run]:
    server.create_database(SCHEMA[Dialect.MYSQL])
    with closing(pymysql.connect(**server.settings(), charset="utf8mb4")) as connection:
        cursor = connection.cursor()
        cursor.execute(f"SET sql_mode = '{SQL_MODE},ANSI_QUOTES'")  # for this file's own statements
        _create(cursor, prefix="shop.", clock="datetime", mark="%s")
        cursor.executemany(
            'INSERT INTO shop."订单 orders" VALUES (%s, %s, %s, %s, %s, %s)',
            [(i, c, amount, state, local, paid) for i, c, amount, state, _, local, paid in ORDERS],
        )
        cursor.execute(f"SET sql_mode = '{SQL_MODE}'")

        def run(text: str) -> list[tuple[object, ...]]:
            cursor.execute(text)
            return [tuple(map(_plain, row)) for row in cursor.fetchall()]

        yield run
    server.admin(f"DROP DATABASE {SCHEMA[Dialect.MYSQL]}")


ENGINES = (
    Dialect.POSTGRES,
    Dialect.SQLITE,
    pytest.param(Dialect.MYSQL, marks=pytest.mark.mariadb),
)


@contextmanager
def running(dialect: Dialect, request: pytest.FixtureRequest) -> Iterator[Run]:
    """The engine with the shop in it."""
    match dialect:
        case Dialect.POSTGRES:
            opened = postgres()
        case Dialect.SQLITE:
            opened = sqlite()
        case Dialect.MYSQL:
            opened = mariadb(request.getfixturevalue("mariadb_server"))
    with opened as run:
        yield run


def _create(cursor: Any, *, prefix: str, clock: str, mark: str) -> None:
    cursor.execute(f"CREATE TABLE {prefix}cities (id int PRIMARY KEY, name text, region text)")
    cursor.execute(f"CREATE TABLE {prefix}customers (id int PRIMARY KEY, name text, city_id int, is_member boolean)")
    cursor.execute(
        f'CREATE TABLE {prefix}"订单 orders" '
        f'(id int PRIMARY KEY, customer_id int, 金额 numeric(12, 2), "State" text, ordered_at {clock}, paid_on date)'
    )
    cursor.execute(f"CREATE TABLE {prefix}items (id int PRIMARY KEY, order_id int, pieces int)")
    for table, rows in (("cities", CITIES), ("customers", CUSTOMERS), ("items", ITEMS)):
        marks = ", ".join(mark for _ in rows[0])
        cursor.executemany(f"INSERT INTO {prefix}{table} VALUES ({marks})", rows)


def _plain(value: object) -> object:
    """Engines give numbers and days in types of their own; tests compare their meaning."""
    if isinstance(value, Decimal | float):
        return round(float(value), 6)
    return value.isoformat() if isinstance(value, date) else value
