"""
The roles and databases of an embedded PostgreSQL: the product's own, and the shop that the demo asks.

Brought to the wanted state at every start, so an interrupted one heals. No role but the superuser can read another
role's database: not even to connect is granted to PUBLIC.
"""

import psycopg
from psycopg import sql

from config.laptop.ports import LOOPBACK
from config.laptop.postgres import Postgres
from config.roles import APP_ATTRIBUTES, EXTENSIONS, OWNER_ATTRIBUTES, ensure_role, prepare_database

APP, OWNER, DATABASE = "chat2sql_app", "chat2sql_owner", "chat2sql"
SHOP = "demo_shop"  # its tables and its reading role are made by whoever loads the demo, as superuser


def converge(server: Postgres, secrets: dict[str, str]) -> dict[str, str]:
    """Make roles, extensions and databases; return the variables that name them."""
    _prepare_template(server)
    with psycopg.connect(server.superuser(), autocommit=True) as connection:
        for name, secret, attributes in (
            (APP, "LAPTOP_APP_PASSWORD", APP_ATTRIBUTES),
            (OWNER, "LAPTOP_OWNER_PASSWORD", OWNER_ATTRIBUTES),
        ):
            ensure_role(connection, name=name, password=secrets[secret], attributes=attributes)
        _ensure_database(connection, DATABASE, owner=OWNER, template="template1")
        # A customer's database has none of our extensions.
        _ensure_database(connection, SHOP, owner="postgres", template="template0")
        # Creating a test database starts with a connection to `postgres`.
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE postgres TO {}").format(sql.Identifier(OWNER)))
    values = _urls(server, secrets)
    prepare_database(values["DATABASE_OWNER_URL"], app_role=APP)
    return values


def _prepare_template(server: Postgres) -> None:
    # Only a superuser may create `vector`; every database is a copy of template1, the tests' databases too.
    with psycopg.connect(server.superuser("template1"), autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        for database in ("postgres", "template1"):
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))


def _ensure_database(connection: psycopg.Connection, name: str, *, owner: str, template: str) -> None:
    names = {"name": sql.Identifier(name), "owner": sql.Identifier(owner), "template": sql.Identifier(template)}
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner} TEMPLATE {template}").format(**names))
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(**names))


def _urls(server: Postgres, secrets: dict[str, str]) -> dict[str, str]:
    def url(role: str, password: str, database: str) -> str:
        return f"postgresql://{role}:{password}@{LOOPBACK}:{server.port}/{database}"

    return {
        "DATABASE_URL": url(APP, secrets["LAPTOP_APP_PASSWORD"], DATABASE),
        "DATABASE_OWNER_URL": url(OWNER, secrets["LAPTOP_OWNER_PASSWORD"], DATABASE),
        "DEMO_SHOP_OWNER_URL": url("postgres", server.password, SHOP),
    }
