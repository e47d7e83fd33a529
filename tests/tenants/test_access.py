"""Who may do what: the table, read as an auditor would; then everything that takes a right away."""

import pytest
from django.contrib.auth.models import AnonymousUser

from apps.errors import Forbidden
from apps.scope import tenant_scope
from apps.tenants import selectors, services
from apps.tenants.access import allowed, require
from apps.tenants.models import Group, Membership, Tenant, TenantStatus
from apps.tenants.permissions import OPERATORS_MAY, ROLES_FOR
from apps.tenants.roles import Role
from tests.people import audit_actions, make_member

EXPECTED = {
    Role.VIEWER: {
        "corpus.view", "dataset.ask", "dataset.view", "datasource.query", "feedback.give", "metric.read",
        "query.ask", "query.cancel", "query.read_own", "schema.read",
    },
    Role.ANALYST: {
        "corpus.view", "dataset.ask", "dataset.view", "datasource.query", "feedback.give", "metric.read",
        "query.ask", "query.cancel", "query.read_own", "schema.read", "sql.execute", "sql.validate",
    },
    Role.STEWARD: {
        "corpus.edit", "corpus.view", "dataset.ask", "dataset.edit", "dataset.publish", "dataset.view",
        "datasource.query", "datasource.test", "datasource.view", "feedback.give", "metric.read", "policy.view",
        "query.ask", "query.cancel", "query.read_own", "schema.read", "sql.execute", "sql.validate",
    },
    Role.AUDITOR: {
        "audit.read", "datasource.view", "member.view", "policy.view", "query.read_own", "run.read_all",
    },
    Role.ADMIN: set(ROLES_FOR),
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_exactly_this(tenant, role):
    user = make_member(tenant, role)

    with tenant_scope(tenant.id):
        assert {act for act in ROLES_FOR if allowed(user, act)} == EXPECTED[role]


def test_an_act_that_is_not_in_the_table_nobody_may_do(tenant, administrator):
    with tenant_scope(tenant.id):
        assert not allowed(administrator, "tenant.delete")


def test_roles_add_up(tenant):
    user = make_member(tenant, Role.VIEWER, Role.AUDITOR)

    with tenant_scope(tenant.id):
        assert allowed(user, "query.ask")
        assert allowed(user, "audit.read")


def test_nobody_may_do_anything_outside_of_a_tenant(administrator, operator):
    assert not allowed(administrator, "query.ask")
    assert not allowed(operator, "member.edit")


def test_roles_in_one_tenant_are_none_in_another(other_tenant, administrator):
    with tenant_scope(other_tenant.id):
        assert not allowed(administrator, "query.read_own")


def test_the_anonymous_may_do_nothing(tenant):
    with tenant_scope(tenant.id):
        assert not allowed(AnonymousUser(), "query.read_own")


def end_membership(tenant, user):
    services.end_membership(user_id=user.id, actor=None)


def close_account(tenant, user):
    user.is_active = False
    user.save()


def suspend_tenant(tenant, user):
    Tenant.objects.filter(id=tenant.id).update(status=TenantStatus.SUSPENDED)


def take_the_roles(tenant, user):
    Membership.objects.filter(user=user).update(roles=[])


@pytest.mark.parametrize("take_away", [end_membership, close_account, suspend_tenant, take_the_roles])
def test_what_is_taken_away_is_gone_at_once(tenant, viewer, take_away):
    with tenant_scope(tenant.id):
        assert allowed(viewer, "query.ask")
        take_away(tenant, viewer)
        assert not allowed(viewer, "query.ask")


def test_an_operator_administers_and_sees_no_data(tenant, operator):
    with tenant_scope(tenant.id):
        may = {act for act in ROLES_FOR if allowed(operator, act)}

    assert may == OPERATORS_MAY
    assert may.isdisjoint({"query.ask", "sql.execute", "sql.validate", "run.read_all", "datasource.query"})


def test_an_operator_who_is_a_member_has_the_members_rights_only(tenant, operator):
    with tenant_scope(tenant.id):
        services.add_member(user=operator, roles=[Role.VIEWER], actor=None)

        assert allowed(operator, "query.ask")
        assert not allowed(operator, "member.edit")


def test_require_stops_whoever_may_not(tenant, viewer):
    with tenant_scope(tenant.id), pytest.raises(Forbidden) as stopped:
        require(viewer, "sql.execute")

    assert stopped.value.params == {"act": "sql.execute"}


@pytest.fixture
def group(tenant):
    with tenant_scope(tenant.id):
        yield services.create_group(name="sales", actor=None)


def test_an_object_without_permissions_is_open_to_the_role(tenant, viewer, group):
    assert allowed(viewer, "dataset.view", group)


def test_an_object_that_names_a_user_is_closed_to_others(tenant, viewer, analyst, group):
    services.restrict_object(obj=group, act="dataset.view", users=[analyst], groups=[], actor=None)

    assert allowed(analyst, "dataset.view", group)
    assert not allowed(viewer, "dataset.view", group)


def test_an_object_that_names_a_group_is_open_to_its_members(tenant, viewer, analyst, group):
    services.join_group(user=viewer, group=group, actor=None)
    services.restrict_object(obj=group, act="dataset.view", users=[], groups=[group], actor=None)

    assert allowed(viewer, "dataset.view", group)
    assert not allowed(analyst, "dataset.view", group)


def test_a_permission_for_one_act_says_nothing_of_another(tenant, viewer, analyst, group):
    services.restrict_object(obj=group, act="dataset.ask", users=[analyst], groups=[], actor=None)

    assert allowed(viewer, "dataset.view", group)


def test_an_object_permission_never_widens_a_role(tenant, viewer, group):
    services.restrict_object(obj=group, act="dataset.edit", users=[viewer], groups=[], actor=None)

    assert not allowed(viewer, "dataset.edit", group)


def test_a_restriction_binds_administrators_and_operators(tenant, administrator, operator, analyst, group):
    services.restrict_object(obj=group, act="dataset.view", users=[analyst], groups=[], actor=None)

    assert not allowed(administrator, "dataset.view", group)
    assert not allowed(operator, "dataset.view", group)


def test_a_restriction_can_be_lifted_and_both_are_on_record(tenant, viewer, analyst, group):
    services.restrict_object(obj=group, act="dataset.view", users=[analyst], groups=[], actor=None)
    services.restrict_object(obj=group, act="dataset.view", users=[], groups=[], actor=None)

    assert allowed(viewer, "dataset.view", group)
    assert audit_actions(tenant)[-2:] == ["object.restricted", "object.restricted"]


def test_djangos_question_gets_the_same_answer(tenant, viewer, operator):
    with tenant_scope(tenant.id):
        assert viewer.has_perm("query.ask")
        assert not viewer.has_perm("audit.read")
        assert not operator.has_perm("query.ask")
        assert not operator.has_perm("tenants.change_user")


def test_groups_and_attributes_are_read_typed(tenant, viewer, group):
    services.join_group(user=viewer, group=group, actor=None)
    services.set_attribute(user=viewer, name="region", value="华北", actor=None)
    services.set_attribute(user=viewer, name="level", value=3, actor=None)
    services.set_attribute(user=viewer, name="shops", value=("a", "b"), actor=None)

    assert selectors.groups_of(viewer.id) == {group.id}
    assert selectors.attributes_of(viewer.id) == {"region": "华北", "level": 3, "shops": ("a", "b")}


def test_a_tenant_does_not_see_anothers_groups(tenant, other_tenant, group):
    with tenant_scope(other_tenant.id):
        assert not Group.objects.filter(id=group.id).exists()
