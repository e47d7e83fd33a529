"""The small shop's rows on real engines: PostgreSQL in a transaction that is rolled back, SQLite in memory."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal

import psycopg

from apps.semantic.contracts import Dialect
from config.env import load_env
from tests.semantic.compiler.small_shop import CITIES, CUSTOMERS, ITEMS, ORDERS

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


ENGINES = {Dialect.POSTGRES: postgres, Dialect.SQLITE: sqlite}


def _create(cursor: psycopg.Cursor | sqlite3.Cursor, *, prefix: str, clock: str, mark: str) -> None:
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
