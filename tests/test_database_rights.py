"""What the application's own database role may not do, and that tests run as it."""

import threading

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections

from config.env import load_env


@pytest.mark.django_db
def test_tests_run_with_the_rights_of_the_application():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,"
            " pg_has_role(current_user, d.datdba, 'MEMBER'),"
            " EXISTS (SELECT 1 FROM pg_auth_members WHERE member = r.oid)"
            " FROM pg_roles r, pg_database d WHERE rolname = current_user AND datname = current_database()"
        )

        assert cursor.fetchall() == [(False, False, False, False, False, False, False)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE tenants_user CASCADE",
        "CREATE TABLE mine (n int)",
        "CREATE TEMPORARY TABLE mine (n int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE tenants_membership DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant_rows ON tenants_membership",
        "DROP TABLE tenants_user CASCADE",
        "CREATE ROLE mine",
        "SET ROLE postgres",
        "COPY tenants_user TO PROGRAM 'true'",
        "SELECT pg_read_file('postgresql.conf')",
    ],
)
def test_the_application_cannot(statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_application_cannot_connect_to_another_database_of_its_server():
    url = load_env().database_url.get_secret_value()

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url, dbname="postgres")


def test_what_is_committed_is_seen_by_other_threads_and_gone_with_the_module(committed_database):
    seen = []

    def look():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tenants_user")
            seen.extend(cursor.fetchone())
        connections.close_all()

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].startswith("test_")
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [0]
