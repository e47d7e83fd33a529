"""Coming in: by name and password, by key, into one tenant of several; and what ends that."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from apps.scope import tenant_scope
from apps.tenants import entry, services
from apps.tenants.models import ApiKey, Tenant, TenantStatus, User
from apps.tenants.roles import Role
from tests.people import PASSWORD, Caller, audit_actions, make_member

ME = "/tenant"  # a page that shows where one is
API = "/api/ai/metrics"


def sign_in(caller: Caller, user: User, password: str = PASSWORD):
    return caller.post(reverse("login"), {"username": user.username, "password": password})


def is_inside(caller: Caller, **headers: str) -> str | None:
    """The short name of the tenant that a request of this caller is in."""
    found = caller.get(ME, headers=headers).wsgi_request.tenant
    return found and found.slug


def test_a_member_of_one_tenant_is_in_it_after_signing_in(caller, tenant, viewer):
    response = sign_in(caller, viewer)

    assert response.status_code == 302
    assert is_inside(caller) == "acme"
    assert audit_actions(tenant)[-1] == "session.signed_in"


def test_the_sessions_key_changes_with_signing_in(caller, viewer):
    caller.get(reverse("login"))
    caller.session["planted"] = True
    before = caller.session.session_key

    sign_in(caller, viewer)

    assert caller.session.session_key != before


def test_a_wrong_password_is_on_record_where_the_name_is_known(caller, tenant, viewer):
    response = sign_in(caller, viewer, "wrong")

    assert response.status_code == 200
    assert audit_actions(tenant)[-1] == "session.sign_in_failed"


def test_an_unknown_name_gets_the_same_answer_and_is_on_nobodys_record(caller, tenant, viewer):
    known = sign_in(caller, viewer, "wrong").context["form"].non_field_errors()
    unknown = sign_in(caller, User(username="nobody"), "wrong").context["form"].non_field_errors()

    assert known == unknown
    assert audit_actions(tenant).count("session.sign_in_failed") == 1


def test_whoever_has_no_tenant_does_not_come_in(caller, tenant, viewer):
    with tenant_scope(tenant.id):
        services.end_membership(user_id=viewer.id, actor=None)

    response = sign_in(caller, viewer)

    assert response.context["form"].errors.as_data()["__all__"][0].code == "no_tenant"
    assert Session.objects.count() == 0


def test_signing_out_is_on_record_and_ends_the_session(caller, tenant, viewer):
    sign_in(caller, viewer)

    caller.post(reverse("logout"))

    assert audit_actions(tenant)[-1] == "session.signed_out"
    assert is_inside(caller) is None


def test_signing_out_takes_a_post(caller, tenant, viewer):
    sign_in(caller, viewer)

    assert caller.get(reverse("logout")).status_code == 405


@pytest.fixture
def of_both(viewer, other_tenant):
    with tenant_scope(other_tenant.id):
        services.add_member(user=viewer, roles=[Role.ADMIN], actor=None)
    return viewer


def test_a_member_of_several_tenants_is_in_none_before_choosing(caller, of_both):
    sign_in(caller, of_both)

    assert is_inside(caller) is None
    assert {tenant.slug for tenant in caller.get(ME).context["tenants"]} == {"acme", "globex"}


def test_choosing_enters_and_is_on_record(caller, other_tenant, of_both):
    sign_in(caller, of_both)

    caller.post(ME, {"tenant": "globex"})

    assert is_inside(caller) == "globex"
    assert audit_actions(other_tenant)[-1] == "tenant.entered"


def test_one_request_may_name_another_of_ones_tenants(caller, tenant, of_both):
    caller.as_(of_both, tenant)

    assert is_inside(caller, **{"X-Tenant": "globex"}) == "globex"
    assert is_inside(caller) == "acme"


def test_a_strangers_tenant_cannot_be_named_or_chosen(caller, tenant, other_tenant, viewer):
    caller.as_(viewer, tenant)

    assert is_inside(caller, **{"X-Tenant": "globex"}) is None
    assert is_inside(caller, **{"X-Tenant": "no-such"}) is None
    assert caller.post(ME, {"tenant": "globex"}).status_code == 404
    assert caller.post(ME, {"tenant": "no-such"}).status_code == 404
    assert audit_actions(other_tenant) == ["tenant.created"]


def test_a_forged_session_does_not_enter(caller, other_tenant, viewer):
    caller.as_(viewer, other_tenant)

    assert is_inside(caller) is None


def test_choosing_never_leads_to_another_site(caller, tenant, viewer):
    caller.as_(viewer, tenant)

    response = caller.post(ME, {"tenant": "acme", "next": "https://evil.example/"})

    assert response.headers["Location"] == "/"


def test_an_operator_enters_by_name_and_on_record(caller, tenant, operator):
    sign_in(caller, operator)
    assert is_inside(caller) is None
    assert is_inside(caller, **{"X-Tenant": "acme"}) is None

    caller.post(ME, {"tenant": "acme"})

    assert is_inside(caller) == "acme"
    with tenant_scope(tenant.id):
        assert audit_actions(tenant)[-1] == "tenant.entered"


def end_membership(tenant: Tenant, user: User) -> None:
    with tenant_scope(tenant.id):
        services.end_membership(user_id=user.id, actor=None)


def close_account(tenant: Tenant, user: User) -> None:
    User.objects.filter(id=user.id).update(is_active=False)


def suspend_tenant(tenant: Tenant, user: User) -> None:
    Tenant.objects.filter(id=tenant.id).update(status=TenantStatus.SUSPENDED)


def change_password(tenant: Tenant, user: User) -> None:
    with tenant_scope(tenant.id):
        services.set_password(user=User.objects.get(id=user.id), password="another long night", actor=None)


@pytest.mark.parametrize("event", [end_membership, close_account, suspend_tenant, change_password])
def test_a_session_ends_at_the_next_request(caller, tenant, viewer, event):
    caller.as_(viewer, tenant)
    assert is_inside(caller) == "acme"

    event(tenant, viewer)

    assert is_inside(caller) is None


# Keys


def test_a_key_enters_its_tenant(caller, tenant, viewer):
    caller.with_key(viewer, tenant)

    response = caller.get(API)

    assert response.status_code == 200
    assert response.wsgi_request.tenant == tenant
    assert response.wsgi_request.user == viewer


def test_a_keys_use_is_noted(caller, tenant, viewer):
    caller.with_key(viewer, tenant).get(API)

    with tenant_scope(tenant.id):
        assert ApiKey.objects.get().last_used_at is not None


def test_a_wrong_key_is_refused_though_a_session_stands_behind_it(caller, tenant, viewer):
    caller.as_(viewer, tenant)

    response = caller.get(API, headers={"Authorization": "Bearer acme.wrong.wrong"})

    assert response.status_code == 401
    assert response.json()["code"] == "authentication.failed"
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize("header", ["Basic dXNlcjpwYXNz", "Bearer", "bearer x", "Token acme.a.b"])
def test_other_schemes_are_refused(caller, db, header):
    assert caller.get(API, headers={"Authorization": header}).status_code == 401


def test_a_key_is_for_the_api_only(caller, tenant, administrator):
    caller.with_key(administrator, tenant)

    assert is_inside(caller) is None
    assert caller.get("/admin/").status_code == 302


def test_a_key_names_its_own_tenant_whatever_the_header_says(caller, tenant, other_tenant, viewer):
    caller.with_key(viewer, tenant)

    assert caller.get(API, headers={"X-Tenant": "globex"}).wsgi_request.tenant == tenant


def test_a_key_in_another_tenants_name_is_refused(caller, tenant, other_tenant, viewer, stranger):
    caller.with_key(viewer, tenant)
    caller.defaults["HTTP_AUTHORIZATION"] = caller.defaults["HTTP_AUTHORIZATION"].replace("acme", "globex")

    assert caller.get(API).status_code == 401


# Forged requests


@pytest.mark.parametrize("path", ["/api/ai/query", "/api/ai/execute", "/api/ai/validate", "/api/ai/clarify"])
def test_a_session_needs_a_csrf_token_on_the_api(tenant, analyst, path):
    caller = Caller(enforce_csrf_checks=True).as_(analyst, tenant)

    response = caller.post_json(path, {})

    assert response.status_code == 403
    assert response.json()["code"] == "forbidden"


@pytest.mark.parametrize("path", ["/login", "/logout", "/tenant"])
def test_pages_need_a_csrf_token(db, path):
    assert Caller(enforce_csrf_checks=True).post(path, {}).status_code == 403


def test_a_key_needs_no_csrf_token(tenant, analyst):
    caller = Caller(enforce_csrf_checks=True).with_key(analyst, tenant)

    assert caller.post_json("/api/ai/validate", {}).status_code == 400


def test_only_the_users_own_session_key_is_kept(caller, tenant, viewer):
    caller.as_(viewer, tenant)

    assert set(caller.session.keys()) == {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
        entry.SESSION_KEY,
    }


def test_roles_are_read_again_for_each_request(caller, tenant):
    member = make_member(tenant, Role.ANALYST)
    caller.with_key(member, tenant)
    assert caller.post_json("/api/ai/validate", {}).status_code == 400

    with tenant_scope(tenant.id):
        services.add_member(user=member, roles=[Role.AUDITOR], actor=None)

    assert caller.get(API).status_code == 403
