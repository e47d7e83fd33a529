"""The same code on servers that somebody else runs: nothing embedded starts, and one command makes the roles."""

import os
import shutil
import subprocess
import sys

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from config.laptop import postgres
from config.laptop.place import find_place
from config.roles import OWNER_ATTRIBUTES, ensure_role

SECRETS = {
    "SECRET_KEY": "s" * 50,
    "AUDIT_KEY": "a" * 50,
    "ENCRYPTION_KEYS": "k1:x",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def run(module, *arguments, home, **variables):
    named = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in named}
    environment |= {"CHAT2SQL_HOME": str(home)} | variables
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def server(place):
    """Somebody's server with an empty database `shared`, owned by a role that may not make roles."""
    server, _ = postgres.start(place)
    with psycopg.connect(server.superuser(), autocommit=True) as connection:
        ensure_role(connection, name="somebody", password="pw", attributes=OWNER_ATTRIBUTES)
        connection.execute("CREATE DATABASE shared OWNER somebody")
    return server


def url(server, user, password="pw", database="shared"):
    return f"postgresql://{user}:{password}@127.0.0.1:{server.port}/{database}"


def test_no_engine_starts_when_the_environment_names_servers(tmp_path, server):
    owner = url(server, "somebody")

    done = run(
        "config.laptop", "up", home=tmp_path, DATABASE_URL=owner, DATABASE_OWNER_URL=owner, REDIS_URL="redis://x/0"
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    place = find_place(tmp_path)
    assert [path.name for path in place.folder.iterdir()] == ["setup.lock"]
    assert "DATABASE_URL" not in (tmp_path / "env").read_text()
    shutil.rmtree(place.folder)


def test_one_database_address_without_the_other_is_refused(tmp_path):
    done = run("config.laptop", "up", home=tmp_path, DATABASE_URL="postgresql://app@db/x")

    assert done.returncode == 1
    assert done.stderr == "DATABASE_URL is set alone: set DATABASE_URL and DATABASE_OWNER_URL, or neither.\n"


def test_an_owner_that_may_not_make_roles_is_told_what_to_ask_for(tmp_path, server):
    done = run(
        "config.roles",
        home=tmp_path,
        DATABASE_URL=url(server, "app_of_shared", "app-secret"),
        DATABASE_OWNER_URL=url(server, "somebody"),
        **SECRETS,
    )

    assert done.returncode == 1
    assert "permission denied to create role" in done.stderr
    assert "CREATE ROLE app_of_shared LOGIN NOSUPERUSER NOBYPASSRLS" in done.stderr
    assert "app-secret" not in done.stderr + done.stdout


def test_the_role_is_made_with_its_rights_and_nothing_more(tmp_path, server):
    with psycopg.connect(server.superuser(), autocommit=True) as connection:
        connection.execute("ALTER ROLE somebody CREATEROLE")

    done = run(
        "config.roles",
        home=tmp_path,
        DATABASE_URL=url(server, "app_of_shared", "app-secret"),
        DATABASE_OWNER_URL=url(server, "somebody"),
        **SECRETS,
    )

    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(url(server, "somebody"), autocommit=True) as owner:
        owner.execute("CREATE TABLE things (id int GENERATED ALWAYS AS IDENTITY, n int)")
        rights = owner.execute(
            "SELECT p, has_table_privilege('app_of_shared', 'things', p) FROM unnest(%s::text[]) p",
            [["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]],
        ).fetchall()
    assert [name for name, granted in rights if granted] == ["SELECT", "INSERT", "UPDATE", "DELETE"]
    with psycopg.connect(url(server, "app_of_shared", "app-secret"), autocommit=True) as app:
        app.execute("INSERT INTO things (n) VALUES (1)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine (n int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TEMPORARY TABLE mine (n int)")


def test_a_password_reaches_the_server_as_a_verifier_only(place, server):
    with psycopg.connect(server.superuser(), autocommit=True) as connection:
        connection.execute("SET log_statement = 'all'")
        ensure_role(connection, name="quiet", password="never-in-a-log", attributes="LOGIN")

    log = postgres.engine(place).log.read_text()
    assert "CREATE ROLE" in log
    assert "never-in-a-log" not in log
    psycopg.connect(make_conninfo(server.superuser(), user="quiet", password="never-in-a-log")).close()
