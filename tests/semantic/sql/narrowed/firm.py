"""
A firm on real engines, and a policy under which pay may only be totalled and badges only be filtered by.

Groups of 5 values are the smallest that show: Six and Five show; Four does not; nor Blanks, which has six people but
only four values.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from uuid import UUID

import apsw
import psycopg
import pymysql

from apps.semantic.connectors.mysql.pinned import SQL_MODE
from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    ColumnKind,
    ColumnRule,
    Dialect,
    RowGrant,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from config.env import load_env
from tests.mariadb import MariaDb

SMALLEST = 5
PLACE = f"firm_{os.getpid()}"
SCHEMA = {Dialect.POSTGRES: PLACE, Dialect.SQLITE: "main", Dialect.MYSQL: PLACE}
K = ColumnKind
COLUMNS: dict[str, tuple[tuple[str, str, ColumnKind], ...]] = {
    "staff": (
        ("id", "integer", K.INTEGER),
        ("name", "varchar(40)", K.TEXT),
        ("dept_id", "integer", K.INTEGER),
        ("boss_id", "integer", K.INTEGER),
        ("site", "varchar(40)", K.TEXT),
        ("salary", "integer", K.INTEGER),
        ("bonus", "integer", K.INTEGER),
        ("badge", "varchar(40)", K.TEXT),
    ),
    "depts": (("id", "integer", K.INTEGER), ("name", "varchar(40)", K.TEXT), ("code", "varchar(40)", K.TEXT)),
    "leaves": (("id", "integer", K.INTEGER), ("staff_id", "integer", K.INTEGER), ("days", "integer", K.INTEGER)),
    "slips": (("staff_id", "integer", K.INTEGER), ("pay", "integer", K.INTEGER)),
}
KEYS = {"staff": ("id",), "depts": ("id",), "leaves": ("id",), "slips": ()}
DEPTS = [(1, "Six", "six"), (2, "Five", "five"), (3, "Four", "four"), (4, "Blanks", "blanks"), (5, "Nobody", "nobody")]


def staff() -> Iterator[tuple[object, ...]]:
    number = 0
    for dept, people, paid in ((1, 6, 6), (2, 5, 5), (3, 4, 4), (4, 6, 4)):
        for place in range(people):
            number += 1
            salary = dept * 1000 + place if place < paid else None
            site = "north" if place % 2 else "south"
            yield number, f"n{number}", dept, 1, site, salary, number, f"B{number:03d}"


ROWS: dict[str, list[tuple[object, ...]]] = {
    "staff": list(staff()),
    "depts": list(DEPTS),
    "leaves": [(n, n % 21 + 1, 1) for n in range(1, 64)],  # three for each
    "slips": [(n, 100) for n in range(1, 22)],
}
SIX, FIVE, FOUR, BLANKS = 6015, 10010, 12006, 16006  # totals of salary


def catalog(dialect: Dialect) -> SchemaCatalog:
    tables = tuple(
        TableInfo(
            TableRef(SCHEMA[dialect], name),
            tuple(ColumnInfo(*column) for column in columns),
            KEYS[name],
            (("code",),) if name == "depts" else (),
        )
        for name, columns in COLUMNS.items()
    )
    return SchemaCatalog(dialect, SCHEMA[dialect], tables, "firm")


PAY = ColumnRule("salary", Treatment.AGGREGATE_ONLY, "pay in totals")
BONUS = ColumnRule("bonus", Treatment.AGGREGATE_ONLY, "bonus in totals")
BADGES = ColumnRule("badge", Treatment.FILTER_ONLY, "badges by value")
SLIPS = ColumnRule("pay", Treatment.AGGREGATE_ONLY, "slips in totals")


def policy(dialect: Dialect, *grants: RowGrant, k: int = SMALLEST, rules: tuple[ColumnRule, ...] = ()) -> AccessPolicy:
    """Everything, narrowed; `grants` and `rules` take the place of those of staff."""
    own = {"staff": rules or (PAY, BONUS, BADGES), "slips": (SLIPS,)}
    tables = tuple(
        TablePolicy(
            TableRef(SCHEMA[dialect], name),
            (grants if name == "staff" else ()) or (RowGrant("all", tuple(c[0] for c in columns)),),
            (),
            own.get(name, ()),
        )
        for name, columns in COLUMNS.items()
    )
    return AccessPolicy(UUID(int=1), dialect, tables, {"site": "north"}, "firm", k)


def authorize(sql: str, dialect: Dialect, rights: AccessPolicy | None = None) -> AuthorizedSql:
    """Guard and govern, for whom the policy narrows."""
    rights = rights or policy(dialect)
    known = catalog(dialect)
    checked = guard(GeneratedSql(sql, dialect), visible_catalog(known, rights), max_rows=1000)
    return apply_policy(checked, rights, known)


def refusals(sql: str, dialect: Dialect, rights: AccessPolicy | None = None) -> list[str]:
    """The rules that refuse it; none: it is accepted."""
    try:
        authorize(sql, dialect, rights)
    except Refused as refused:
        return [violation.rule for violation in refused.violations]
    return []


@dataclass(frozen=True)
class Firm:
    """The firm on one engine; `run` gives the rows of any text, or raises what the engine raises."""

    dialect: Dialect
    run: Callable[[str], list[tuple[object, ...]]]

    def ask(self, sql: str, rights: AccessPolicy | None = None) -> list[tuple[object, ...]]:
        """What whoever the policy narrows is answered."""
        return self.run(authorize(sql, self.dialect, rights).render())


def _statements(dialect: Dialect) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    for name, columns in COLUMNS.items():
        described = [f"{column} {type_}" for column, type_, _ in columns]
        described += [f"PRIMARY KEY ({', '.join(KEYS[name])})"] if KEYS[name] else []
        described += ["UNIQUE (code)"] if name == "depts" else []
        yield f"CREATE TABLE {name} ({', '.join(described)})", []
        places = ", ".join("?" if dialect is Dialect.SQLITE else "%s" for _ in columns)
        yield f"INSERT INTO {name} VALUES ({places})", ROWS[name]


@contextmanager
def sqlite() -> Iterator[Firm]:
    with closing(apsw.Connection(":memory:")) as connection:
        connection.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
        for statement, rows in _statements(Dialect.SQLITE):
            connection.executemany(statement, rows) if rows else connection.execute(statement)
        yield Firm(Dialect.SQLITE, lambda text: connection.execute(text).fetchall())


@contextmanager
def postgres() -> Iterator[Firm]:
    owner = load_env().database_owner_url
    assert owner is not None
    with psycopg.connect(owner.get_secret_value()) as connection:  # nothing of it is ever committed
        cursor = connection.cursor()
        cursor.execute(f"CREATE SCHEMA {PLACE}".encode())
        cursor.execute(f"SET LOCAL search_path = {PLACE}".encode())
        for statement, rows in _statements(Dialect.POSTGRES):
            cursor.executemany(statement.encode(), rows) if rows else cursor.execute(statement.encode())

        def run(text: str) -> list[tuple[object, ...]]:
            with connection.transaction(force_rollback=True):
                return connection.execute(text.encode()).fetchall()

        yield Firm(Dialect.POSTGRES, run)
        connection.rollback()


@contextmanager
def mariadb(server: MariaDb) -> Iterator[Firm]:
    server.create_database(PLACE)
    with closing(pymysql.connect(**server.settings() | {"database": PLACE}, charset="utf8mb4")) as connection:
        cursor = connection.cursor()
        cursor.execute(f"SET sql_mode = '{SQL_MODE}'")
        for statement, rows in _statements(Dialect.MYSQL):
            cursor.executemany(statement, rows) if rows else cursor.execute(statement)

        def run(text: str) -> list[tuple[object, ...]]:
            cursor.execute(text)
            return list(cursor.fetchall())

        yield Firm(Dialect.MYSQL, run)
    server.admin(f"DROP DATABASE `{PLACE}`")
