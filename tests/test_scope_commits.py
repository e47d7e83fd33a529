"""
No scope, no rows, outside of a transaction: on statements that commit one by one, on new connections, in threads.
"""

import threading

from django.db import connection, connections, transaction

from apps.rls import every_table_is_guarded
from apps.scope import tenant_scope
from apps.tenants.models import Group, Tenant
from apps.tenants.services import create_group, create_tenant


def counted() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tenants_group")
        return cursor.fetchone()[0]


def group_in(tenant: Tenant, name: str = "sales") -> Group:
    with tenant_scope(tenant.id):
        return create_group(name=name, actor=None)


def test_the_check_finds_a_table_that_is_not_forced(committed_database):
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE tenants_group NO FORCE ROW LEVEL SECURITY")
        found = [(error.id, error.msg) for error in every_table_is_guarded(databases=["owner"])]
        cursor.execute("ALTER TABLE tenants_group FORCE ROW LEVEL SECURITY")

    assert found == [("scope.E002", "tenants_group has no forced row level security")]


def test_autocommit_statements_are_scoped_one_by_one(committed_database):
    tenant = create_tenant(slug="auto", name="A")
    group_in(tenant)

    assert connection.get_autocommit()
    with tenant_scope(tenant.id):
        assert counted() == 1
        assert Group.objects.count() == 1
    assert counted() == 0


def test_nothing_announced_outlives_its_transaction(committed_database):
    tenant = create_tenant(slug="outlive", name="A")
    group_in(tenant)
    with tenant_scope(tenant.id), transaction.atomic():
        assert counted() == 1

    raw = connection.connection.execute("SELECT current_setting('app.tenant', true), count(*) FROM tenants_group")

    assert raw.fetchone() == ("", 0)


def test_a_scope_entered_in_the_middle_of_a_transaction_is_announced(committed_database):
    tenant = create_tenant(slug="middle", name="A")
    group_in(tenant)

    with transaction.atomic():
        assert counted() == 0
        with tenant_scope(tenant.id):
            assert counted() == 1
        assert counted() == 0


def test_a_server_side_cursor_outside_of_a_transaction_is_scoped(committed_database):
    tenant = create_tenant(slug="cursor", name="A")
    for number in range(5):
        group_in(tenant, f"g{number}")

    with tenant_scope(tenant.id):
        names = [group.name for group in Group.objects.order_by("name").iterator(chunk_size=2)]

    assert names == ["g0", "g1", "g2", "g3", "g4"]


def test_a_new_connection_is_scoped_from_its_first_statement(committed_database):
    tenant = create_tenant(slug="reconnect", name="A")
    group_in(tenant)

    with tenant_scope(tenant.id):
        connection.close()
        assert counted() == 1
    assert counted() == 0


def test_parallel_threads_do_not_mix_their_tenants(committed_database):
    tenants = [create_tenant(slug=f"thread-{number}", name="A") for number in range(4)]
    for tenant in tenants:
        group_in(tenant, tenant.slug)
    seen: dict[str, set[str]] = {tenant.slug: set() for tenant in tenants}
    start = threading.Barrier(4)

    def read(tenant: Tenant) -> None:
        start.wait()
        for _ in range(25):
            with tenant_scope(tenant.id), connection.cursor() as cursor:
                cursor.execute("SELECT name FROM tenants_group")
                seen[tenant.slug] |= {name for (name,) in cursor.fetchall()}
        connection.close()

    threads = [threading.Thread(target=read, args=[tenant]) for tenant in tenants]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == {tenant.slug: {tenant.slug} for tenant in tenants}
