"""Each verb: what it changes, what it puts on record, what it refuses."""

from datetime import UTC, datetime

import pytest

from apps.audit.models import AuditEvent
from apps.errors import NotFound
from apps.scope import tenant_scope
from apps.tenants import selectors, services
from apps.tenants.entry import by_api_key
from apps.tenants.models import ApiKey
from apps.tenants.roles import Role
from apps.tenants.services import NameTaken, WeakPassword
from tests.people import audit_actions

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def in_tenant(tenant):
    with tenant_scope(tenant.id):
        yield tenant


def last_event():
    return AuditEvent.objects.latest("sequence")


def test_a_tenants_chain_begins_with_its_creation(tenant):
    assert audit_actions(tenant) == ["tenant.created"]


def test_a_short_name_is_taken_once(tenant):
    with pytest.raises(NameTaken):
        services.create_tenant(slug="acme", name="Another")


@pytest.mark.parametrize("password", ["12345678", "password", "short", "observer-x"])
def test_a_password_that_is_easy_to_guess_is_refused(db, password):
    with pytest.raises(WeakPassword):
        services.create_user(username="observer-x", password=password)


def test_a_password_is_changed_on_record(in_tenant, viewer):
    services.set_password(user=viewer, password="an even longer night", actor=viewer)

    assert viewer.check_password("an even longer night")
    assert audit_actions(in_tenant)[-1] == "user.password_set"


def test_a_member_who_is_added_again_has_exactly_the_new_roles(in_tenant, analyst):
    services.add_member(user=analyst, roles=[Role.VIEWER], actor=None)

    assert selectors.roles_of(analyst.id) == {Role.VIEWER}
    assert audit_actions(in_tenant)[-2:] == ["member.added", "member.changed"]


def test_a_stranger_cannot_be_put_out(in_tenant, stranger):
    with pytest.raises(NotFound):
        services.end_membership(user_id=stranger.id, actor=None)


def test_joining_twice_is_recorded_once(in_tenant, viewer):
    group = services.create_group(name="sales", actor=None)
    services.join_group(user=viewer, group=group, actor=None)
    services.join_group(user=viewer, group=group, actor=None)
    services.leave_group(user=viewer, group=group, actor=None)

    assert audit_actions(in_tenant)[-3:] == ["group.created", "group.joined", "group.left"]
    assert selectors.groups_of(viewer.id) == frozenset()


def test_another_tenants_names_are_free(in_tenant, other_tenant):
    services.create_group(name="sales", actor=None)
    with tenant_scope(other_tenant.id):
        assert services.create_group(name="sales", actor=None).name == "sales"

    with pytest.raises(NameTaken):
        services.create_group(name="sales", actor=None)


def test_an_attributes_value_is_not_sealed_into_the_record(in_tenant, viewer):
    services.set_attribute(user=viewer, name="region", value="华北", actor=None)

    assert last_event().action == "attribute.set"
    assert "华北" not in last_event().data


def test_a_keys_text_is_stored_nowhere(in_tenant, viewer):
    key, text = services.issue_api_key(user=viewer, name="ci", actor=viewer)
    secret = text.rsplit(".", 1)[1]
    stored = ApiKey.objects.filter(id=key.id).values().get()

    assert text.startswith(f"acme.{key.prefix}.")
    assert secret not in str(stored)
    assert secret not in last_event().data
    assert secret not in repr(key)


def test_a_key_is_for_members(in_tenant, stranger):
    with pytest.raises(NotFound):
        services.issue_api_key(user=stranger, name="ci", actor=None)


def test_a_key_ends_at_once_and_only_once(in_tenant, viewer):
    key, text = services.issue_api_key(user=viewer, name="ci", actor=viewer)
    assert by_api_key(text, now=NOW).user == viewer

    services.revoke_api_key(key_id=key.id, actor=viewer, now=NOW)

    assert by_api_key(text, now=NOW) is None
    with pytest.raises(NotFound):
        services.revoke_api_key(key_id=key.id, actor=viewer, now=NOW)


def test_a_key_that_is_over_does_not_enter(in_tenant, viewer):
    _key, text = services.issue_api_key(user=viewer, name="ci", actor=viewer, expires_at=NOW)

    assert by_api_key(text, now=NOW) is None
    assert by_api_key(text, now=NOW.replace(year=2025)).user == viewer


@pytest.mark.parametrize("spoil", [
    lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
    lambda text: text.replace("acme", "globex", 1),
    lambda text: text.replace(".", "..", 1),
    lambda text: text + ".x",
    lambda text: "",
    lambda text: "密." + text,
    lambda text: "a" * 10_000,
])  # fmt: skip
def test_a_spoilt_key_does_not_enter(in_tenant, other_tenant, viewer, spoil):
    _key, text = services.issue_api_key(user=viewer, name="ci", actor=viewer)

    assert by_api_key(spoil(text), now=NOW) is None


def test_a_key_ends_with_its_members_membership(in_tenant, viewer):
    _key, text = services.issue_api_key(user=viewer, name="ci", actor=viewer)

    services.end_membership(user_id=viewer.id, actor=None)

    assert by_api_key(text, now=NOW) is None
