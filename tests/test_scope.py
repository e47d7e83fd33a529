"""No scope, no rows: in Python, in the database, and on every path between the two."""

import threading
import uuid

import pytest
from django import forms
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from rest_framework import serializers

from apps.rls import every_table_is_guarded, every_table_is_owned_or_listed
from apps.scope import NoTenantInScope, TenantTask, current_scope, current_tenant_id, tenant_scope, user_scope
from apps.tenants.models import Group, GroupMember, Membership, Tenant, User
from apps.tenants.roles import Role
from apps.tenants.services import add_member, create_group, join_group
from config.celery import app as celery

COUNT = "SELECT count(*) FROM tenants_group"


class GroupForm(forms.ModelForm):
    """Declared at import, outside of any scope: that it is here at all is a test."""

    class Meta:
        model = GroupMember
        fields = ("group", "user")


class GroupMemberOutput(serializers.ModelSerializer):
    class Meta:
        model = GroupMember
        fields = ("group", "user")


def counted() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return cursor.fetchone()[0]


def group_in(tenant: Tenant, name: str = "sales") -> Group:
    with tenant_scope(tenant.id):
        return create_group(name=name, actor=None)


@transaction.atomic
def place(*, group: Group, user: User) -> None:
    """Insert without any of the service's care, and let the deferred constraints speak."""
    GroupMember.objects.create(group_id=group.id, user=user)
    connection.check_constraints()


# In Python


def test_building_a_query_needs_no_scope_and_evaluating_it_does(db):
    query = Group.objects.filter(name="sales").order_by("name")

    with pytest.raises(NoTenantInScope):
        list(query)


def test_a_lazy_query_follows_the_scope_it_runs_in(tenant, other_tenant):
    group_in(tenant, "ours")
    group_in(other_tenant, "theirs")
    query = Group.objects.values_list("name", flat=True)

    with tenant_scope(tenant.id):
        ours = list(query.all())
    with tenant_scope(other_tenant.id):
        theirs = list(query.all())

    assert (ours, theirs) == (["ours"], ["theirs"])


def test_a_new_row_belongs_to_the_tenant_in_scope(tenant):
    assert group_in(tenant).tenant_id == tenant.id


def test_no_row_can_be_made_without_a_scope():
    with pytest.raises(NoTenantInScope):
        Group(name="sales")


def test_saving_and_refreshing_go_through_the_scope_too(tenant):
    group = group_in(tenant)

    with pytest.raises(NoTenantInScope):
        group.save()
    with pytest.raises(NoTenantInScope):
        group.refresh_from_db()


def test_a_foreign_key_is_followed_inside_the_scope_only(tenant, other_tenant, viewer):
    group = group_in(tenant)
    with tenant_scope(tenant.id):
        join_group(user=viewer, group=group, actor=None)
        place = GroupMember.objects.get()

    with tenant_scope(other_tenant.id), pytest.raises(Group.DoesNotExist):
        assert place.group


def test_forms_and_serializers_offer_only_rows_in_scope(tenant, other_tenant):
    ours, theirs = group_in(tenant), group_in(other_tenant)

    with tenant_scope(tenant.id):
        form = GroupForm()
        offered = set(form.fields["group"].queryset)
        theirs_is_valid = GroupMemberOutput(data={"group": theirs.id, "user": uuid.uuid4()}).is_valid()

    assert offered == {ours}
    assert not theirs_is_valid


def test_nested_scopes_restore_the_outer_one(tenant, other_tenant):
    with tenant_scope(tenant.id):
        with tenant_scope(other_tenant.id):
            assert current_tenant_id() == other_tenant.id
        assert current_tenant_id() == tenant.id


def test_a_scope_ends_with_an_exception_too(tenant):
    with pytest.raises(ZeroDivisionError), tenant_scope(tenant.id):
        assert 1 / 0

    assert current_scope().tenant_id is None


def test_a_new_thread_has_no_scope(tenant):
    found = []
    with tenant_scope(tenant.id):
        thread = threading.Thread(target=lambda: found.append(current_scope().tenant_id))
        thread.start()
        thread.join()

    assert found == [None]


def test_a_task_works_for_the_tenant_that_its_message_names(tenant):
    @celery.task(base=TenantTask, name="tests.whose")
    def whose(*, tenant_id: str) -> uuid.UUID:
        return current_tenant_id()

    assert whose.apply(kwargs={"tenant_id": str(tenant.id)}, throw=True).get() == tenant.id
    assert current_scope().tenant_id is None


def test_a_task_without_a_tenant_does_not_begin(db):
    @celery.task(base=TenantTask, name="tests.nobody")
    def nobody() -> None:
        raise AssertionError("began")

    with pytest.raises(KeyError):
        nobody.apply(throw=True)


# In the database: raw SQL inside a transaction, as every test here runs


def test_raw_sql_sees_the_tenant_in_scope(tenant, other_tenant):
    group_in(tenant)

    with tenant_scope(tenant.id):
        assert counted() == 1
    with tenant_scope(other_tenant.id):
        assert counted() == 0
    assert counted() == 0


def test_a_nested_scope_is_announced_and_withdrawn(tenant, other_tenant):
    group_in(tenant)

    with tenant_scope(tenant.id):
        with tenant_scope(other_tenant.id):
            assert counted() == 0
        assert counted() == 1


def test_a_savepoints_rollback_does_not_leave_the_inner_scope(tenant, other_tenant):
    group_in(tenant)

    with tenant_scope(tenant.id):
        assert counted() == 1
        sid = transaction.savepoint()
        with tenant_scope(other_tenant.id):
            assert counted() == 0
            transaction.savepoint_rollback(sid)
            assert counted() == 0
        assert counted() == 1


def test_a_scope_entered_inside_a_savepoint_outlives_its_rollback(tenant):
    group_in(tenant)
    sid = transaction.savepoint()

    with tenant_scope(tenant.id):
        assert counted() == 1
        transaction.savepoint_rollback(sid)
        assert counted() == 1


def test_the_scope_holds_after_an_error_in_a_savepoint(tenant):
    group_in(tenant)

    with tenant_scope(tenant.id):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert counted() == 1


def test_a_row_cannot_be_written_for_another_tenant(tenant, other_tenant):
    with tenant_scope(tenant.id), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Group(tenant_id=other_tenant.id, name="planted").save(force_insert=True)


def test_a_row_cannot_be_moved_to_another_tenant(tenant, other_tenant):
    group = group_in(tenant)

    with tenant_scope(tenant.id), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Group.objects.filter(id=group.id).update(tenant_id=other_tenant.id)


def test_an_open_cursor_keeps_the_tenant_it_began_with(tenant, other_tenant):
    for number in range(3):
        group_in(tenant, f"g{number}")

    with tenant_scope(tenant.id), transaction.atomic():
        rows = Group.objects.order_by("name").values_list("name", flat=True).iterator(chunk_size=1)
        first = next(rows)
        with tenant_scope(other_tenant.id):
            assert counted() == 0
            rest = list(rows)

    assert [first, *rest] == ["g0", "g1", "g2"]


@pytest.fixture
def foreign(tenant, other_tenant, viewer):
    """A group of the other tenant, and a member of ours."""
    return group_in(other_tenant), viewer


def test_a_foreign_key_cannot_reach_another_tenants_row(tenant, foreign):
    theirs, viewer = foreign

    with tenant_scope(tenant.id), pytest.raises(IntegrityError):
        place(group=theirs, user=viewer)


def test_only_a_member_can_have_a_place(tenant, stranger):
    group = group_in(tenant)

    with tenant_scope(tenant.id), pytest.raises(IntegrityError):
        place(group=group, user=stranger)


def test_who_signs_in_may_read_their_own_memberships_and_nobody_elses(tenant, other_tenant, viewer, stranger):
    with tenant_scope(other_tenant.id):
        add_member(user=viewer, roles=[Role.ANALYST], actor=None)

    with user_scope(viewer.id):
        own = set(Membership.dangerously_all_tenants.values_list("tenant_id", "user_id"))
        changed = Membership.dangerously_all_tenants.update(roles=["admin"])

    assert own == {(tenant.id, viewer.id), (other_tenant.id, viewer.id)}
    assert changed == 0


def test_the_database_guards_every_table_that_it_should(db):
    assert list(every_table_is_owned_or_listed()) == []
    assert list(every_table_is_guarded(databases=["default"])) == []
