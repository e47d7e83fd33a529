"""Real engines that hold two small databases side by side: what is stored, and what a user may see of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

import apsw
import psycopg
import pymysql

from apps.semantic.contracts import Dialect
from tests.mariadb import MariaDb
from tests.semantic.sql.property.database import KEY, TYPES, Table, name
from tests.semantic.sql.worlds import plain

STORED, SEEN = "stored", "seen"  # schemas, or databases where those are the same
Outcome = tuple[str, list[tuple[object, ...]]]  # "rows" in any order, or "error"


class Engine(Protocol):
    dialect: Dialect
    schema: str  # of the stored tables, as the product names it

    def load(self, stored: Sequence[Table], seen: Sequence[Table]) -> None:
        """Replace both databases."""

    def run(self, text: str, where: str) -> Outcome:
        """Run a statement in one of them."""


class Sqlite:
    dialect, schema = Dialect.SQLITE, "main"

    def load(self, stored: Sequence[Table], seen: Sequence[Table]) -> None:
        self._connections = {STORED: _sqlite(stored), SEEN: _sqlite(seen)}

    def run(self, text: str, where: str) -> Outcome:
        return _outcome(lambda: list(self._connections[where].execute(text)), apsw.Error)


def _sqlite(tables: Sequence[Table]) -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
    for table in tables:
        connection.execute(_create(table, name(table.name, Dialect.SQLITE), Dialect.SQLITE))
        if table.rows:
            connection.cursor().executemany(_insert(table, name(table.name, Dialect.SQLITE), "?"), table.rows)
    return connection


class Server:
    """An engine with a server; `connection` may do everything there."""

    def __init__(self, dialect: Dialect, connection: Any, error: type[Exception], switch: str) -> None:
        self.dialect, self.schema = dialect, STORED
        self._connection, self._error, self._switch = connection, error, switch

    def load(self, stored: Sequence[Table], seen: Sequence[Table]) -> None:
        with self._connection.cursor() as cursor:
            for schema, tables in ((STORED, stored), (SEEN, seen)):
                cascade = " CASCADE" if self.dialect is Dialect.POSTGRES else ""
                cursor.execute(f"DROP SCHEMA IF EXISTS {schema}{cascade}")
                cursor.execute(f"CREATE SCHEMA {schema}")
                for table in tables:
                    place = f"{schema}.{name(table.name, self.dialect)}"
                    cursor.execute(_create(table, place, self.dialect))
                    if table.rows:
                        cursor.executemany(_insert(table, place, "%s"), table.rows)

    def run(self, text: str, where: str) -> Outcome:
        def rows() -> list[tuple[object, ...]]:
            with self._connection.cursor() as cursor:
                cursor.execute(self._switch.format(where))
                cursor.execute(text)
                return list(cursor.fetchall())

        return _outcome(rows, self._error)


def _outcome(rows: Callable[[], list[tuple[object, ...]]], error: type[Exception]) -> Outcome:
    try:
        return "rows", sorted((tuple(plain(value) for value in row) for row in rows()), key=repr)
    except error:
        return "error", []


@contextmanager
def postgres(url: str, database: str) -> Iterator[Server]:
    """A PostgreSQL database of its own."""
    with psycopg.connect(url, autocommit=True) as administrator:
        administrator.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        administrator.execute(f'CREATE DATABASE "{database}"')
        try:
            # Tables come and go with other types: no statement is prepared for the next one of its name.
            with psycopg.connect(url, dbname=database, autocommit=True, prepare_threshold=None) as connection:
                yield Server(Dialect.POSTGRES, connection, psycopg.Error, "SET search_path = {}")
        finally:
            administrator.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@contextmanager
def mariadb(server: MariaDb) -> Iterator[Server]:
    """Two databases of the test server."""
    with closing(pymysql.connect(**server.settings())) as connection:
        yield Server(Dialect.MYSQL, connection, pymysql.Error, "USE {}")


def _create(table: Table, place: str, dialect: Dialect) -> str:
    columns = ", ".join(f"{name(column.name, dialect)} {TYPES[column.kind]}" for column in table.columns)
    # A user may not see the key, or not in every row.
    whole = all(row[index] is not None for row in table.rows for index in _key(table))
    key = f", PRIMARY KEY ({name(KEY, dialect)})" if _key(table) and whole else ""
    return f"CREATE TABLE {place} ({columns}{key})"


def _key(table: Table) -> list[int]:
    return [index for index, column in enumerate(table.columns) if column.name == KEY]


def _insert(table: Table, place: str, mark: str) -> str:
    return f"INSERT INTO {place} VALUES ({', '.join(mark for _ in table.columns)})"
