"""
The databases of the test suite, made by the owner and used by the application's role.

A template is migrated once; every database that tests touch is a copy of it (a copy takes a tenth of a second). Tests
therefore run with the rights that the application has, and tests that commit need no TRUNCATE, which it may not.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from config.env import load_env
from config.roles import prepare_database, role_of

_copies = itertools.count(1)


@contextmanager
def migrated_template(*, keep: bool) -> Iterator[str]:
    """
    Make a migrated database to copy from; yield its name.

    :param keep: reuse the one of an earlier run (only new migrations are applied) and leave it for a later one.
    """
    template = f"test_{connections['owner'].settings_dict['NAME']}"
    if not keep:
        _drop(template)
    if not _exists(template):
        _create(template, template="template1")
    with aliases_on(template):
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    yield template
    if not keep:
        _drop(template)


@contextmanager
def copied(template: str) -> Iterator[None]:
    """Point both aliases to a fresh copy for the block; what the block commits goes away with it."""
    copy = f"{template}_{next(_copies)}"
    _drop(copy)
    _create(copy, template=template)
    try:
        with aliases_on(copy):
            yield
    finally:
        _drop(copy)


@contextmanager
def aliases_on(database: str) -> Iterator[None]:
    """Let `default` (the application's role) and `owner` use this database, in every thread, for the block."""
    settings = [connections.settings[alias] for alias in ("default", "owner")]
    before = [values["NAME"] for values in settings]
    connections.close_all()
    for values in settings:
        values["NAME"] = database
    try:
        yield
    finally:
        connections.close_all()
        for values, name in zip(settings, before, strict=True):
            values["NAME"] = name


def _create(name: str, *, template: str) -> None:
    _as_owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    # Grants on a database itself are not copied with it.
    app_role = role_of(load_env().database_url.get_secret_value())
    prepare_database(_owner_url(name), app_role=app_role)


def _drop(name: str) -> None:
    # A test's forgotten connection must not keep the database alive; a role may only end what is its own.
    with psycopg.connect(load_env().database_url.get_secret_value(), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    _as_owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _exists(name: str) -> bool:
    with psycopg.connect(_owner_url("postgres")) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _as_owner(statement: sql.Composed) -> None:
    with psycopg.connect(_owner_url("postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _owner_url(database: str) -> str:
    owner_url = load_env().database_owner_url
    assert owner_url is not None, "tests need DATABASE_OWNER_URL"
    return urlunsplit(urlsplit(owner_url.get_secret_value())._replace(path=f"/{database}"))
