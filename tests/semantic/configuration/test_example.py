"""The example of docs/configuration.md, imported into an empty deployment over a database as it describes."""

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from psycopg import sql

from apps.scope import tenant_scope
from apps.semantic.configuration.importing import Import
from apps.semantic.models import DataSource, Grant
from apps.semantic.policies import access_policy
from apps.tenants.models import Tenant, User
from tests.semantic.configuration.conftest import NOON, changed

PAGE = Path("docs/configuration.md")
TABLES = """
CREATE TABLE products (id bigint PRIMARY KEY, name text, category text, cost numeric);
CREATE TABLE customers (id bigint PRIMARY KEY, name text, phone text, email text, birthday date, region text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, region text, paid boolean);
GRANT SELECT ON products, customers, orders TO {reader};
"""

END_SESSIONS = b"""
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND usename = current_user AND datname = current_database()
"""


def address(alias: str) -> dict[str, object]:
    found = django_settings.DATABASES[alias]
    return {key: found[key.upper()] for key in ("host", "port", "user", "password")}


@pytest.fixture
def shop() -> Iterator[str]:
    """The name of a database that has the example's tables, read by the application's account."""
    name, reader = f"example_{uuid.uuid4().hex[:12]}", address("default")
    with psycopg.connect(**address("owner"), dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        with psycopg.connect(**address("owner"), dbname=name) as connection:
            connection.execute(sql.SQL(TABLES).format(reader=sql.Identifier(str(reader["user"]))))
        yield name
        with psycopg.connect(**reader, dbname=name, autocommit=True) as own:
            # A role may end its own sessions only, and the product keeps idle ones.
            own.execute(END_SESSIONS)
        server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def example(shop: str) -> str:
    """The page's block; only where the database is, is another place."""
    (block,) = PAGE.read_text(encoding="utf-8").split("```yaml\n")[1:]
    reader = address("default")
    return (
        block.partition("```")[0]
        .replace("host: db.example.com", f"host: {reader['host']}")
        .replace("port: 5432", f"port: {reader['port']}")
        .replace("database: shop\n", f"database: {shop}\n")
        .replace("username: shop_reader", f"username: {reader['user']}")
        .replace("require_tls: true", "require_tls: false")
    )


@pytest.mark.django_db
def test_the_example_of_the_documentation_works(shop, settings):
    settings.SOURCE_HOSTS = (str(address("default")["host"]),)
    secrets = {"ALICE_PASSWORD": "a long and quiet night", "SHOP_PASSWORD": str(address("default")["password"])}
    one = Import(look_up=secrets.get, acting="alice", now=NOON)

    assert len(changed(one.run(example(shop).encode(), dry_run=False))) == 24
    assert changed(one.run(example(shop).encode(), dry_run=False)) == []

    with tenant_scope(Tenant.objects.get(slug="acme").id):
        policy = access_policy(
            user_id=User.objects.get(username="wang").id, data_source=DataSource.objects.get(), now=NOON
        )
        assert {str(table.table): sorted(table.visible_columns) for table in policy.tables} == {
            "public.customers": ["email", "id", "name", "phone", "region"],
            "public.orders": ["customer_id", "id", "paid", "region"],
            "public.products": ["category", "id", "name"],
        }
        given = {name: policy.attributes[name] for name in ("clearance", "shops", "departments", "since")}
        assert given == {
            "clearance": 3,
            "shops": ("北京店", "0012"),
            "departments": (3, 7),
            "since": date(2024, 5, 1),
        }
        assert Grant.objects.get(name="财务：订单").columns == ["customer_id", "id", "paid", "region"]
