"""
Real engines that say of a statement whether it changed, locked or kept anything.

Each holds the shop's rows, and asks with an account that may do everything: what stands between a statement and a write
here is the guard alone.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager

import apsw
import psycopg
import pymysql
from psycopg import sql

from apps.semantic.contracts import Dialect
from config.env import load_env
from tests.mariadb import PROGRAMS, running_mariadb
from tests.semantic.sql import shop

Effect = Callable[[str], str]  # of a statement: what it did beside reading; "": nothing
LONGEST = 2  # seconds that one statement may take
HANDLERS = ("Handler_write", "Handler_delete", "Handler_update")
STALE = 0.11  # seconds for which MariaDB repeats what it said of transactions


@contextmanager
def effects() -> Iterator[Mapping[Dialect, Effect]]:
    """For each engine that is on this machine: how to learn what a statement does."""
    with ExitStack() as stack:
        found = {
            Dialect.SQLITE: stack.enter_context(_sqlite()),
            Dialect.POSTGRES: stack.enter_context(_postgres()),
        }
        if any(map(shutil.which, PROGRAMS)):
            found[Dialect.MYSQL] = stack.enter_context(_mariadb())
        yield found


@contextmanager
def _sqlite() -> Iterator[Effect]:
    """Only prepares: SQLite knows before."""
    with closing(apsw.Connection(":memory:")) as connection:
        for statement, rows in shop.statements(shop.WORLD_A, Dialect.SQLITE):
            cursor = connection.cursor()
            cursor.executemany(statement, rows) if rows else cursor.execute(statement)

        def effect(text: str) -> str:
            cursor, told = connection.cursor(), []

            def look(prepared: apsw.Cursor, _statement: str, _bindings: object) -> bool:
                told.append("" if prepared.is_readonly else "a write")
                return False

            cursor.exec_trace = look
            try:
                cursor.execute(text)
            except apsw.ExecTraceAbort:
                return "".join(told)
            except apsw.Error:
                return ""
            raise AssertionError("the statement was not looked at")

        yield effect


@contextmanager
def _postgres() -> Iterator[Effect]:
    owner = load_env().database_owner_url
    assert owner is not None
    address, name = owner.get_secret_value(), f"test_fuzz_{os.getpid()}"
    database = sql.Identifier(name)
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute(sql.SQL("CREATE DATABASE {}").format(database))
        try:
            with psycopg.connect(address, dbname=name) as connection:
                for statement, rows in shop.statements(shop.WORLD_A, Dialect.POSTGRES):
                    cursor = connection.cursor()
                    text = statement.replace("?", "%s") if rows else statement
                    cursor.executemany(text, rows) if rows else cursor.execute(text)
                connection.commit()
                yield lambda text: _in_postgres(connection, text)
        finally:
            administrator.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))


def _in_postgres(connection: psycopg.Connection, text: str) -> str:
    # Whoever writes, locks a row or takes a number needs a transaction id.
    asked = """
        SELECT pg_current_xact_id_if_assigned() IS NOT NULL,
               EXISTS (SELECT 1 FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'),
               EXISTS (SELECT 1 FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'
                       AND mode <> 'AccessShareLock')
    """
    try:
        connection.execute("SELECT pg_advisory_unlock_all()")
        connection.execute(f"SET LOCAL statement_timeout = '{LONGEST}s'")
        connection.execute(text.encode(), prepare=True)
        told = connection.execute(asked).fetchone()
    except psycopg.Error:
        return ""
    finally:
        connection.rollback()
    assert told is not None
    kinds = ("a write or row lock", "an advisory lock", "a table lock")
    return ", ".join(kind for kind, seen in zip(kinds, told, strict=True) if seen)


@contextmanager
def _mariadb() -> Iterator[Effect]:
    name = shop.SCHEMA[Dialect.MYSQL]
    with running_mariadb() as server:
        server.create_database(name)
        with closing(pymysql.connect(**server.settings() | {"database": name}, charset="utf8mb4")) as connection:
            cursor = connection.cursor()
            for statement, rows in shop.statements(shop.WORLD_A, Dialect.MYSQL):
                cursor.executemany(statement.replace("?", "%s"), rows) if rows else cursor.execute(statement)
            cursor.execute(f"SET max_statement_time = {LONGEST}")
            yield lambda text: _in_mariadb(cursor, text)


def _in_mariadb(cursor: pymysql.cursors.Cursor, text: str) -> str:
    cursor.execute("FLUSH STATUS")
    cursor.execute("START TRANSACTION")
    try:
        cursor.execute(text)
        cursor.fetchall()
    except pymysql.MySQLError:
        return ""
    finally:
        # A window keeps its rows in a table of its own, and updates them there.
        told = _handled(cursor, HANDLERS[: 2 if " OVER " in text else 3])
        cursor.execute("ROLLBACK")
    return told


def _handled(cursor: pymysql.cursors.Cursor, handlers: tuple[str, ...]) -> str:
    cursor.execute("SHOW SESSION STATUS WHERE Variable_name IN %s AND Value > 0", [handlers])
    handled = [str(name) for name, _ in cursor.fetchall()]
    time.sleep(STALE)
    cursor.execute(
        "SELECT trx_rows_locked FROM information_schema.INNODB_TRX"
        " WHERE trx_mysql_thread_id = CONNECTION_ID() AND trx_rows_locked > 0"
    )
    return ", ".join(handled + ["row locks" for _ in cursor.fetchall()])
