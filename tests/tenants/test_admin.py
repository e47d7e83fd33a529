"""The admin's forms: what a change leaves on record, and what a form must not do."""

import pytest

from apps.audit.models import AuditEvent
from apps.scope import tenant_scope
from apps.tenants import services
from apps.tenants.models import ApiKey, Group, Membership, User
from tests.people import audit_actions


@pytest.fixture
def admins(caller, tenant, administrator):
    return caller.as_(administrator, tenant)


def group_form(name: str) -> dict[str, object]:
    return {"name": name, "places-TOTAL_FORMS": 0, "places-INITIAL_FORMS": 0}


def last_event(tenant) -> AuditEvent:
    with tenant_scope(tenant.id):
        return AuditEvent.objects.latest("sequence")


def test_a_new_row_is_on_record_by_the_names_of_its_fields(admins, tenant, administrator):
    response = admins.post("/admin/tenants/group/add/", group_form("销售部"))

    assert response.status_code == 302
    event = last_event(tenant)
    assert (event.action, event.actor_id, event.target_name) == ("row.added", administrator.id, "销售部")


def test_a_name_that_the_tenant_has_already_is_a_message_and_no_fault(admins, tenant):
    admins.post("/admin/tenants/group/add/", group_form("sales"))

    response = admins.post("/admin/tenants/group/add/", group_form("sales"))

    assert response.status_code == 200
    assert audit_actions(tenant).count("row.added") == 1


def test_a_deleted_row_is_on_record(admins, tenant):
    with tenant_scope(tenant.id):
        group = services.create_group(name="sales", actor=None)

    admins.post(f"/admin/tenants/group/{group.pk}/delete/", {"post": "yes"})

    assert last_event(tenant).action == "row.deleted"
    with tenant_scope(tenant.id):
        assert not Group.objects.exists()


def test_a_new_person_is_a_viewer_here(admins, tenant):
    password = "a long and quiet night"
    form = {"username": "new", "full_name": "", "email": "", "password1": password, "password2": password}

    response = admins.post("/admin/tenants/user/add/", form)

    assert response.status_code == 302
    with tenant_scope(tenant.id):
        assert Membership.objects.get(user__username="new").roles == ["viewer"]
    assert audit_actions(tenant)[-2:] == ["member.added", "row.added"]


def test_an_administrator_cannot_make_an_operator(admins, tenant, viewer):
    form = {"username": viewer.username, "full_name": "", "email": "", "is_active": "on", "is_superuser": "on"}

    admins.post(f"/admin/tenants/user/{viewer.pk}/change/", form)

    assert not User.objects.get(id=viewer.id).is_superuser


def test_a_key_is_shown_once_and_by_no_cookie(admins, tenant, viewer):
    response = admins.post("/admin/tenants/apikey/add/", {"user": viewer.pk, "name": "ci"})

    with tenant_scope(tenant.id):
        key = ApiKey.objects.get()
    text = response.context["key_text"]
    secret = text.rsplit(".", 1)[1]
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert secret in response.content.decode()
    assert secret not in str(response.cookies)
    assert secret not in admins.get(f"/admin/tenants/apikey/{key.pk}/change/").content.decode()
    assert audit_actions(tenant)[-1] == "api_key.issued"


def test_only_members_can_be_chosen(admins, tenant, stranger):
    response = admins.get("/admin/tenants/apikey/add/")

    with tenant_scope(tenant.id):
        offered = set(response.context["adminform"].form.fields["user"].queryset.values_list("username", flat=True))
    assert offered == {"acme-admin"}


def test_a_membership_takes_roles_and_nothing_else(admins, tenant, viewer):
    with tenant_scope(tenant.id):
        membership = Membership.objects.get(user=viewer)
    address = f"/admin/tenants/membership/{membership.pk}/change/"

    admins.post(address, {"roles": ["analyst", "auditor"], "is_active": "on"})
    refused = admins.post(address, {"roles": ["god"], "is_active": "on"})

    assert refused.status_code == 200
    with tenant_scope(tenant.id):
        assert Membership.objects.get(user=viewer).roles == ["analyst", "auditor"]


def test_a_new_tenants_chain_begins_with_its_creation(caller, tenant, operator):
    caller.as_(operator, tenant)

    form = {"slug": "new", "name": "New", "status": "active", "timezone": "UTC", "language": "en"}
    caller.post("/admin/tenants/tenant/add/", form)

    made = next(iter(type(tenant).objects.filter(slug="new")))
    assert audit_actions(made) == ["tenant.created"]


def test_ones_own_password_is_changed_on_record(admins, tenant):
    form = {
        "old_password": "a long and quiet night",
        "new_password1": "another long night",
        "new_password2": "another long night",
    }

    response = admins.post("/admin/password_change/", form)

    assert response.status_code == 302
    assert audit_actions(tenant)[-1] == "user.password_set"
