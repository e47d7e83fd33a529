"""
Every table of the database, by raw SQL over the application's own connection: without a tenant in scope, and in the
scope of another one, nothing of a tenant can be read, changed, deleted, moved or planted.

A table is a tenant's, closed, or listed as global with a reason; a new one that is neither fails here.
"""

from contextlib import nullcontext

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from apps.scope import CLOSED_TABLES, GLOBAL_TABLES, TenantOwned, tenant_scope
from tests.rows import make_row

OWNED = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True) if issubclass(m, TenantOwned)}
SCOPES = {
    "without a tenant": lambda tenant: nullcontext(),
    "in another tenant": lambda tenant: tenant_scope(tenant.id),
}
every_table = pytest.mark.parametrize("table", sorted(OWNED))
every_scope = pytest.mark.parametrize("scope", SCOPES)


def rows_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]


def changed_by(statement: str, values: list[object]) -> int:
    """How many rows a statement would change (it is taken back); none if it is refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            transaction.set_rollback(True)
            return cursor.rowcount
    except DatabaseError:
        return 0


def test_every_table_has_its_place(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')"
            " AND relnamespace = 'public'::regnamespace"
        )
        found = {name for (name,) in cursor.fetchall()}

    assert found == OWNED.keys() | CLOSED_TABLES.keys() | GLOBAL_TABLES.keys()


def test_views_have_the_rights_of_their_reader(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
            " AND NOT COALESCE('security_invoker=true' = ANY(reloptions), false)"
        )
        assert cursor.fetchall() == []


def test_no_function_of_ours_has_its_owners_rights(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc p WHERE prosecdef AND pronamespace = 'public'::regnamespace AND NOT EXISTS"
            " (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
        )
        assert cursor.fetchall() == []


def test_the_applications_role_is_subject_to_all_of_it(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,) * 5
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


@every_table
def test_the_tenant_itself_sees_its_row(tenant, table):
    with tenant_scope(tenant.id):
        make_row(OWNED[table])
        assert rows_of(table) > 0


@every_scope
@every_table
def test_nothing_is_read(tenant, other_tenant, table, scope):
    with SCOPES[scope](other_tenant):
        before = rows_of(table)
    with tenant_scope(tenant.id):
        make_row(OWNED[table])

    with SCOPES[scope](other_tenant):
        assert rows_of(table) == before


@every_scope
@every_table
def test_nothing_is_changed_or_deleted(tenant, other_tenant, table, scope):
    with tenant_scope(tenant.id):
        row = make_row(OWNED[table])

    with SCOPES[scope](other_tenant):
        changed = changed_by(f'UPDATE "{table}" SET tenant_id = tenant_id WHERE id = %s', [row.id])
        deleted = changed_by(f'DELETE FROM "{table}" WHERE id = %s', [row.id])

    assert (changed, deleted) == (0, 0)
    with tenant_scope(tenant.id):
        assert rows_of(table) > 0


def a_row_to_plant(tenant, table: str) -> str:
    """A row of the tenant as JSON, taken back again: nothing but row level security is in the way of planting it."""
    with tenant_scope(tenant.id), transaction.atomic(), connection.cursor() as cursor:
        row = make_row(OWNED[table])
        cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t WHERE id = %s', [row.id])
        planted = cursor.fetchone()[0]
        transaction.set_rollback(True)
    return planted


@every_scope
@every_table
def test_nothing_is_planted(tenant, other_tenant, table, scope):
    planted = a_row_to_plant(tenant, table)

    with SCOPES[scope](other_tenant):
        statement = f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s)'
        assert changed_by(statement, [planted]) == 0


@pytest.mark.parametrize("table", sorted(OWNED.keys() - {"audit_query_record"}))
def test_only_the_scope_keeps_a_row_from_being_planted(tenant, table):
    planted = a_row_to_plant(tenant, table)

    with tenant_scope(tenant.id):
        statement = f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s)'
        assert changed_by(statement, [planted]) == 1


@pytest.mark.parametrize("table", sorted(CLOSED_TABLES))
def test_a_closed_table_shows_and_takes_nothing(tenant, operator, table):
    with tenant_scope(tenant.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid)"
            " FROM pg_class c WHERE relname = %s",
            [table],
        )
        assert cursor.fetchone() == (True, True, 0)
        assert rows_of(table) == 0
