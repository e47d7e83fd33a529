"""Customers' databases with reading accounts, on each engine. All hold the same little shop."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apsw
import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from apps.semantic.connectors.base import SourceSettings
from apps.semantic.contracts import Dialect
from apps.semantic.secrets import Secret
from tests.mariadb import MariaDb
from tests.semantic.connectors.mysql_shop import MysqlCustomer, open_shop

CUSTOMER = """
CREATE SCHEMA shop;
CREATE SCHEMA hidden;
CREATE TYPE shop.state AS ENUM ('open', 'paid');
CREATE TABLE shop.customers (id bigint PRIMARY KEY, name text NOT NULL UNIQUE, phone text);
COMMENT ON TABLE shop.customers IS '客户';
COMMENT ON COLUMN shop.customers.phone IS '手机';
CREATE TABLE shop.orders (
    id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES shop.customers, amount numeric(12, 2),
    state shop.state, placed timestamptz, day date, note text
);
CREATE INDEX ON shop.orders (customer_id);
CREATE TABLE shop.events (day date NOT NULL, kind text) PARTITION BY RANGE (day);
CREATE TABLE shop.events_2025 PARTITION OF shop.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE shop.events_2026 PARTITION OF shop.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE VIEW shop.paid AS SELECT id, amount FROM shop.orders WHERE state = 'paid';
CREATE TABLE shop.salaries (id bigint PRIMARY KEY, amount int);
CREATE TABLE shop.people (id bigint PRIMARY KEY, name text, id_card text);
CREATE TABLE hidden.orders (id bigint);
CREATE SEQUENCE shop.counter;
INSERT INTO shop.customers SELECT n, 'customer ' || n, '138' || lpad(n::text, 8, '0') FROM generate_series(1, 100) n;
INSERT INTO shop.orders SELECT n, 1 + n % 100, n / 4.0, CASE n % 2 WHEN 0 THEN 'paid' ELSE 'open' END::shop.state,
    timestamptz '2026-01-01 00:00+08' + n * interval '1 minute', date '2026-01-01' + n % 28, NULL
FROM generate_series(1, 20000) n;
INSERT INTO shop.events SELECT date '2025-06-01' + n % 365, 'k' FROM generate_series(1, 1000) n;
ANALYZE;
"""
GRANTS = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {reader};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA shop, hidden TO {reader};
GRANT SELECT ON shop.customers, shop.orders, shop.events, shop.paid, hidden.orders TO {reader};
GRANT SELECT (id, name) ON shop.people TO {reader};
"""


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer's server as its owner sees it: to look behind the product's back."""

    url: str = field(repr=False)
    source: SourceSettings

    def ask(self, text: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(text.encode()).fetchall()


@pytest.fixture(scope="session")
def customer() -> Iterator[Customer]:
    """A database of its own, made by the owner's role and read by the application's."""
    owner, reader = settings.DATABASES["owner"], settings.DATABASES["default"]
    name = f"customer_{uuid.uuid4().hex[:12]}"
    address = {key: owner[key.upper()] for key in ("host", "port", "user", "password")}
    url = psycopg.conninfo.make_conninfo(**address, dbname=name)
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            names = {"database": sql.Identifier(name), "reader": sql.Identifier(str(reader["USER"]))}
            with psycopg.connect(url) as connection:
                connection.execute(CUSTOMER)
                connection.execute(sql.SQL(GRANTS).format(**names))
            yield Customer(url, _settings(reader, name))
        finally:
            for account in (reader, owner):
                end_sessions(account, name)
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def mysql_customer(mariadb_server: MariaDb) -> MysqlCustomer:
    """A database on the tests' own server."""
    return open_shop(mariadb_server)


def end_sessions(account: dict[str, object], database: str) -> None:
    """End what an account still has open there."""
    # A role may end its own sessions only, and the product keeps idle ones.
    address = {key: account[key.upper()] for key in ("host", "port", "user", "password")}
    own = "pid <> pg_backend_pid() AND usename = current_user AND datname = current_database()"
    with psycopg.connect(**address, dbname=database, autocommit=True) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {own}")


def _settings(reader: dict[str, object], database: str) -> SourceSettings:
    return SourceSettings(
        id=uuid.uuid4(),
        dialect=Dialect.POSTGRES,
        database=database,
        host=str(reader["HOST"]),
        port=int(str(reader["PORT"])),
        username=str(reader["USER"]),
        password=Secret(str(reader["PASSWORD"])),
        require_tls=False,
        schemas=("shop",),
        timezone="Asia/Shanghai",
        allowed_hosts=(str(reader["HOST"]),),
    )


SHOP_FILE = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, phone TEXT);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers, amount DECIMAL(12, 2), paid BOOLEAN,
    placed DATETIME, day DATE, note TEXT
);
CREATE INDEX orders_by_customer ON orders (customer_id);
CREATE TABLE pairs (a INT, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID;
CREATE VIEW big AS SELECT id, amount FROM orders WHERE amount > 10;
CREATE VIEW broken AS SELECT * FROM gone;
CREATE VIRTUAL TABLE search USING fts5(body);
"""
CUSTOMER_ROWS = "INSERT INTO customers SELECT value, 'customer ' || value, NULL FROM generate_series(1, 100)"
ORDER_ROWS = """
INSERT INTO orders SELECT value, 1 + value % 100, value / 4.0, value % 2,
    datetime('2026-01-01', '+' || value || ' minutes'), date('2026-01-01', '+' || (value % 28) || ' days'), NULL
FROM generate_series(1, 20000)
"""


@pytest.fixture
def shop_file(tmp_path: Path) -> SourceSettings:
    """A SQLite file in a folder that holds nothing else."""
    root = tmp_path / "files"
    root.mkdir()
    connection = apsw.Connection(str(root / "shop.db"))
    connection.execute(SHOP_FILE)
    numbers = "WITH RECURSIVE generate(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM generate WHERE value < {})"
    for rows, last in ((CUSTOMER_ROWS, 100), (ORDER_ROWS, 20_000)):
        connection.execute(numbers.format(last) + rows.replace(f"generate_series(1, {last})", "generate"))
    connection.close()
    return SourceSettings(id=uuid.uuid4(), dialect=Dialect.SQLITE, database="shop.db", files=root)
