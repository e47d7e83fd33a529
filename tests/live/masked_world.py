"""
The shop as one person may know it, as a database of its own: masks in place of values, their own rows, no costs.

Written by hand and filled past the product, so that what the product answers can be compared with the same text's
answer on it: rows, order, number, and whether it fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

import psycopg
from psycopg import sql

from tests.running_product import ROOT

TABLES = ("cities", "stores", "categories", "products", "customers", "orders", "order_items", "refunds")
SECRET = {
    "phone": r"regexp_replace(phone, '^(...)....(....)$', '\1****\2')",
    "email": r"regexp_replace(email, '^(.).*@', '\1***@')",
    "id_card": "left(id_card, 3) || '***********' || right(id_card, 4)",
}
OWN_ROWS = ("customers", "orders", "order_items", "refunds")
KEYS = [f"ALTER TABLE {table} ADD PRIMARY KEY (id)" for table in TABLES] + [
    "CREATE INDEX ON orders (customer_id)",
    "CREATE INDEX ON order_items (order_id)",
    "CREATE INDEX ON customers (city_id)",
    "ANALYZE",
]

Outcome = list[list[object]] | None  # None: the engine refused it


@contextmanager
def masked_world(address: str, name: str, *, region: str | None) -> Iterator[psycopg.Connection]:
    """
    A database with the shop's rows as somebody may know them.

    :param address: the shop, as superuser.
    :param region: whose rows of customers, orders, items and refunds there are; None: all.
    """
    database = sql.Identifier(name)
    with psycopg.connect(address, autocommit=True) as shop:
        shop.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        shop.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(database))
        try:
            with psycopg.connect(address, dbname=name, autocommit=True) as world:
                _fill(world, shop, region)
                world.execute("SET TimeZone = 'Asia/Shanghai'")
                world.execute("SET statement_timeout = '30s'")
                yield world
        finally:
            shop.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))


def outcome(world: psycopg.Connection, text: str) -> Outcome:
    """What the engine gives for this text, as JSON cells."""
    try:
        # One text, no parameters: a per cent sign is a per cent sign.
        return [[cell(value) for value in row] for row in world.execute(text.encode()).fetchall()]
    except psycopg.Error:
        return None


def cell(value: object) -> object:
    """A value as it travels in JSON."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list):
        return "{" + ",".join(str(part) for part in value) + "}"
    return value


def _fill(world: psycopg.Connection, shop: psycopg.Connection, region: str | None) -> None:
    world.execute((ROOT / "apps/semantic/demo_shop/schema.sql").read_bytes())
    world.execute("ALTER TABLE products DROP COLUMN cost")
    for table in TABLES:
        found = world.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " ORDER BY attnum",
            [table],
        )
        columns = [column for (column,) in found]
        shown = ", ".join(SECRET.get(column, column) for column in columns)
        rows = f"WHERE region = '{region}'" if region and table in OWN_ROWS else ""
        with (
            shop.cursor().copy(f"COPY (SELECT {shown} FROM {table} {rows}) TO STDOUT".encode()) as out,
            world.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as into,
        ):
            for block in out:
                into.write(block)
    for statement in KEYS:
        world.execute(statement.encode())
