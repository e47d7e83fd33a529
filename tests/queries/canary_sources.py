"""The canaries' shop in three real engines, and as data sources: all for one user, little for another."""

import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import apsw
import psycopg
import pymysql
from django.conf import settings
from django.utils import timezone
from psycopg import sql

from apps.semantic.contracts import Dialect, TableRef
from apps.semantic.models import DataSource
from apps.semantic.models.policy import AudienceKind, Effect
from apps.semantic.services.datasource import create_data_source, refresh_schema
from apps.semantic.services.policy import RuleWish, set_column_rule, set_grant
from apps.tenants.models import User
from tests.mariadb import MariaDb
from tests.queries.canary_shop import Rows
from tests.semantic.connectors.conftest import end_sessions
from tests.semantic.sql import shop

Tables = list[tuple[str, Rows]]
Address = dict[str, Any]  # what `create_data_source` takes

MYSQL_DATABASE = "canary_shop"
SECONDS = 2  # that a statement may take


@contextmanager
def addresses(tables: Tables, folder: Path, server: MariaDb) -> Iterator[Mapping[Dialect, Address]]:
    """Fill a database of each engine, and say how the product reaches it."""
    with _postgres(tables) as postgres:
        yield {
            Dialect.SQLITE: _sqlite(folder, tables),
            Dialect.POSTGRES: postgres,
            Dialect.MYSQL: _mariadb(server, tables),
        }


def placed(text: str, dialect: Dialect) -> str:
    """The text for the database as it is called here."""
    return text.replace("shop.", f"{MYSQL_DATABASE}.") if dialect is Dialect.MYSQL else text


@dataclass(frozen=True)
class _World(shop.World):
    """Tables that were made once, for every engine."""

    tables: Tables

    def rows(self) -> Iterator[tuple[str, Rows]]:
        return iter(self.tables)


def _statements(tables: Tables, dialect: Dialect) -> Iterator[tuple[str, Rows]]:
    return shop.statements(_World(hidden=0, tables=tables), dialect)


def _sqlite(folder: Path, tables: Tables) -> Address:
    connection = apsw.Connection(str(folder / "canaries.sqlite"))
    for statement, values in _statements(tables, Dialect.SQLITE):
        connection.cursor().executemany(statement, values) if values else connection.execute(statement)
    connection.close()
    return {"engine": "sqlite", "database": "canaries.sqlite"}


@contextmanager
def _postgres(tables: Tables) -> Iterator[Address]:
    """A database of its own, which the application's role may read."""
    owner, reader = settings.DATABASES["owner"], settings.DATABASES["default"]
    address = {key: owner[key.upper()] for key in ("host", "port", "user", "password")}
    name = f"canaries_{uuid4().hex[:12]}"
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(**address, dbname=name) as connection:
                for statement, values in _statements(tables, Dialect.POSTGRES):
                    cursor = connection.cursor()
                    text = statement.replace("?", "%s") if values else statement
                    cursor.executemany(text, values) if values else cursor.execute(text)
                connection.execute(
                    sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(sql.Identifier(reader["USER"]))
                )
            yield {
                "engine": "postgres",
                "host": reader["HOST"],
                "port": int(reader["PORT"]),
                "database": name,
                "username": reader["USER"],
                "password": reader["PASSWORD"],
                "schemas": ["public"],
            }
        finally:
            for account in (reader, owner):
                end_sessions(account, name)
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _mariadb(server: MariaDb, tables: Tables) -> Address:
    server.create_database(MYSQL_DATABASE)
    with pymysql.connect(**server.settings() | {"database": MYSQL_DATABASE}, charset="utf8mb4") as connection:
        for statement, values in _statements(tables, Dialect.MYSQL):
            cursor = connection.cursor()
            cursor.executemany(statement.replace("?", "%s"), values) if values else cursor.execute(statement)
    account = server.create_reader(MYSQL_DATABASE)
    return {
        "engine": "mysql",
        "host": server.host,
        "port": server.port,
        "database": MYSQL_DATABASE,
        "username": account.username,
        "password": account.password,
    }


def register(dialect: Dialect, address: Address, *, owner: User, restricted: User) -> None:
    """A source with the restricted policy of the SQL tests for one user, and everything for the other."""
    fields = {"require_tls": False, "statement_timeout_seconds": SECONDS, **address}
    source = create_data_source(user=owner, name=dialect.value, title=dialect.value, **fields)
    refresh_schema(user=owner, data_source=source, now=timezone.now())
    _grant_all(source, dialect, owner)
    _restrict(source, dialect, owner, restricted)


def _restrict(source: DataSource, dialect: Dialect, owner: User, restricted: User) -> None:
    numbers = itertools.count(1)
    to = {"user": owner, "data_source": source}
    for table in shop.restricted(dialect).tables:
        place = _ref(table.table, dialect)

        def wish(called: str, ref: TableRef = place) -> RuleWish:
            return RuleWish(f"{called} {next(numbers)}", AudienceKind.USER, str(restricted.id), ref)

        for grant in table.grants:
            set_grant(wish(grant.name), columns=grant.columns, row_predicate=grant.predicate or "", **to)
        for limit in table.restrictions:
            set_grant(wish(limit.name), row_predicate=limit.predicate, effect=Effect.RESTRICTIVE, **to)
        for rule in table.column_rules:
            mask = rule.mask.kind if rule.mask else None
            set_column_rule(wish(rule.name), column=rule.column, treatment=rule.treatment, mask=mask, **to)


def _grant_all(source: DataSource, dialect: Dialect, owner: User) -> None:
    for table in shop.everything(dialect).tables:
        ref = _ref(table.table, dialect)
        wish = RuleWish(f"all of {ref.name}", AudienceKind.USER, str(owner.id), ref)
        set_grant(wish, user=owner, data_source=source, columns=table.grants[0].columns)


def _ref(table: TableRef, dialect: Dialect) -> TableRef:
    return replace(table, schema=MYSQL_DATABASE) if dialect is Dialect.MYSQL else table
