"""Runs text on real engines that hold a world, and says all that a user could notice about the answer."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from decimal import Decimal

import apsw
import psycopg
import pymysql
from psycopg import sql

from apps.semantic.connectors.mysql.pinned import SQL_MODE
from apps.semantic.contracts import Dialect
from config.env import load_env
from tests.mariadb import MariaDb
from tests.semantic.sql import shop

Answer = tuple[list[str], list[tuple[object, ...]]]  # names, rows
Outcome = tuple[str, Answer | str]  # "rows" and what came, or "error" and its words
Run = Callable[[str], Outcome]


@contextmanager
def sqlite_world(world: shop.World) -> Iterator[Run]:
    """An in-memory SQLite database with the world's rows."""
    connection = apsw.Connection(":memory:")
    connection.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
    for statement, rows in shop.statements(world, Dialect.SQLITE):
        cursor = connection.cursor()
        cursor.executemany(statement, rows) if rows else cursor.execute(statement)

    def run(text: str) -> Outcome:
        try:
            cursor = connection.execute(text)
            names = [column[0] for column in cursor.get_description()] if cursor.get_description else []
            return _rows(names, cursor.fetchall())
        except apsw.ExecutionCompleteError:
            return _rows([], [])
        except apsw.Error as error:
            return "error", str(error)

    try:
        yield run
    finally:
        connection.close()


@contextmanager
def postgres_world(world: shop.World, name: str) -> Iterator[Run]:
    """A PostgreSQL database of its own with the world's rows, analysed."""
    owner = load_env().database_owner_url
    assert owner is not None
    address = owner.get_secret_value()
    database = sql.Identifier(name)
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        administrator.execute(sql.SQL("CREATE DATABASE {}").format(database))
        try:
            with psycopg.connect(address, dbname=name, autocommit=True) as connection:
                _fill(connection, world)
                yield lambda text: _ask(connection, text)
        finally:
            administrator.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))


@contextmanager
def mariadb_world(world: shop.World, server: MariaDb, name: str) -> Iterator[Run]:
    """A MariaDB database of its own with the world's rows, analysed; texts call it `shop`."""
    called = f"`{shop.SCHEMA[Dialect.MYSQL]}`."
    server.create_database(name)
    with closing(pymysql.connect(**server.settings() | {"database": name}, charset="utf8mb4")) as connection:
        cursor = connection.cursor()
        cursor.execute("SET time_zone = '+00:00', max_statement_time = 10")
        cursor.execute(f"SET sql_mode = '{SQL_MODE}'")
        for statement, rows in shop.statements(world, Dialect.MYSQL):
            cursor.executemany(statement.replace("?", "%s"), rows) if rows else cursor.execute(statement)
        for table in shop.COLUMNS:
            cursor.execute(f"ANALYZE TABLE {shop.quoted(table, Dialect.MYSQL)}")
        yield lambda text: _ask_mariadb(connection, text.replace(called, f"`{name}`."), name)
    server.admin(f"DROP DATABASE `{name}`")


def _ask_mariadb(connection: pymysql.Connection, text: str, name: str) -> Outcome:
    try:
        with connection.cursor() as cursor:
            cursor.execute(text)
            names = [column[0] for column in cursor.description or ()]
            rows = list(cursor.fetchall())
            # Rows that are equal to a window come in the order of their addresses: equal databases give another.
            return _rows(names, sorted(rows, key=repr) if " OVER " in text else rows)
    except pymysql.MySQLError as error:
        return "error", str(error).replace(name, shop.SCHEMA[Dialect.MYSQL])


def rows_of(outcome: Outcome) -> Answer:
    """The answer, which must not be an error."""
    _, answer = outcome
    assert isinstance(answer, tuple), answer
    return answer


def _fill(connection: psycopg.Connection, world: shop.World) -> None:
    with connection.cursor() as cursor:
        for statement, rows in shop.statements(world, Dialect.POSTGRES):
            placed = statement.replace("?", "%s") if rows else statement
            cursor.executemany(placed, rows) if rows else cursor.execute(statement)
    connection.execute("ANALYZE")
    connection.execute("SET statement_timeout = '10s'")
    connection.execute("SET TimeZone = 'UTC'")


def _ask(connection: psycopg.Connection, text: str) -> Outcome:
    try:
        with connection.cursor() as cursor:
            cursor.execute(text)
            names = [column.name for column in cursor.description or ()]
            return _rows(names, cursor.fetchall())
    except psycopg.Error as error:
        return "error", f"{error.sqlstate} {error.diag.message_primary}"


def _rows(names: list[str], rows: list[tuple[object, ...]]) -> Outcome:
    # In the order that the engine gave: a difference in order is a difference.
    return "rows", (names, [tuple(plain(value) for value in row) for row in rows])


def plain(value: object) -> object:
    """A value as it is compared: numbers by nine digits, whatever type carries them."""
    if isinstance(value, Decimal | float):
        return f"{float(value):.9g}"
    return value.isoformat() if isinstance(value, date | datetime) else repr(value)
