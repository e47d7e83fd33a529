"""
Every address of the product, asked by everybody: nobody, an administrator of another tenant, and a member of each role.

The list of addresses comes from the URL conf, so an address without an expectation fails. An object of ours, asked for
by the stranger, must answer exactly as an object that does not exist.
"""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import models
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver

from apps.scope import tenant_scope
from apps.tenants import services
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import Caller, audit_actions, make_member
from tests.rows import MARK, make_row
from tests.tenancy_expectations import (
    ADMIN,
    ASKED,
    DEEDS,
    LET_IN,
    MEMBERS,
    NOBODYS,
    PAGES,
    RUN,
    SQL,
    STAFF,
    WHO,
    Ask,
    admin_addresses,
)


def addresses() -> Iterator[str]:
    """Every route of the URL conf."""

    def walk(patterns: list, prefix: str) -> Iterator[str]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield re.sub(r"(?<=\?P<app_label>)[^)]*", "", route)
            else:
                yield from walk(pattern.url_patterns, route)

    yield from walk(get_resolver().url_patterns, "/")


@pytest.fixture
def people(tenant: Tenant, other_tenant: Tenant) -> dict[str, Caller]:
    """Everybody, signed in where they belong."""
    callers = {
        who: Caller().as_(make_member(tenant, role, is_staff=who in STAFF), tenant) for who, role in MEMBERS.items()
    }
    stranger = make_member(other_tenant, Role.ADMIN, is_staff=True)
    return {"anonymous": Caller(), "stranger": Caller().as_(stranger, other_tenant), **callers}


def asked(caller: Caller, ask: Ask, path: str) -> HttpResponse:
    if ask.method == "GET":
        return caller.get(path)
    if path.startswith("/api/"):
        return caller.post_json(path, ask.body or {})
    return caller.post(path, ask.body or {})


def filled(route: str, *, key: object) -> str:
    """A path for a route, with `key` in place of every id."""
    path = route.replace("^(?P<app_label>)/$", "tenants/").replace("(?P<url>.*)$", "no/such/page/")
    return re.sub(r"<[^>]+>", str(key), path)


def test_every_address_has_its_expectation():
    expected = {ask.route for ask in ASKED} | set(admin_addresses())

    assert set(addresses()) == expected


def test_every_model_in_the_admin_has_its_rights():
    assert {model._meta.label_lower for model in admin.site._registry} == ADMIN.keys()


@pytest.mark.parametrize("ask", ASKED, ids=str)
def test_each_is_answered_as_expected(people, ask):
    path = filled(ask.route, key=NOBODYS)

    assert {who: asked(people[who], ask, path).status_code for who in WHO} == dict(zip(WHO, ask.answers, strict=True))


@pytest.mark.parametrize("label", ADMIN)
def test_each_sees_in_the_admin_what_their_role_may(people, tenant, label):
    model = next(m for m in admin.site._registry if m._meta.label_lower == label)
    with tenant_scope(tenant.id):
        row = make_row(model)
    base, rights = f"/admin/{label.replace('.', '/')}/", ADMIN[label]

    for page, ending in PAGES.items():
        for who in ("steward", "auditor", "admin"):
            let_in = people[who].get(base + ending.format(row.pk)).status_code in LET_IN
            assert let_in == rights.allows(who, page), (who, page)
        for who in ("anonymous", "viewer", "analyst"):
            assert people[who].get(base + ending.format(row.pk)).status_code == 302, (who, page)


def shape(response: HttpResponse, key: object) -> tuple[object, ...]:
    """All that a stranger could tell apart, with the id that they typed taken out."""
    body = re.sub(rb"[0-9a-f]{32}|name=.csrfmiddlewaretoken.*?>", b"", response.content)
    return response.status_code, response.headers.get("Location"), body.replace(str(key).encode(), b"")


@pytest.mark.parametrize("label", sorted(ADMIN.keys() - {"tenants.tenant"}))
def test_an_object_of_ours_does_not_exist_for_a_stranger(people, tenant, label):
    model = next(m for m in admin.site._registry if m._meta.label_lower == label)
    with tenant_scope(tenant.id):
        row = make_row(model)
    base, stranger, absent = f"/admin/{label.replace('.', '/')}/", people["stranger"], uuid.uuid4()

    for page in ("change", "delete", "history"):
        ours = stranger.get(base + PAGES[page].format(row.pk))
        none = stranger.get(base + PAGES[page].format(absent))
        assert shape(ours, row.pk) == shape(none, absent), page
    assert MARK.encode() not in stranger.get(base).content


@pytest.mark.parametrize("label", DEEDS)
def test_a_deed_to_an_object_of_ours_finds_nothing_for_a_stranger(people, tenant, label):
    model = next(m for m in admin.site._registry if m._meta.label_lower == label)
    with tenant_scope(tenant.id):
        row = make_row(model)
        before = model.objects.values().get(pk=row.pk)
    base = f"/admin/{label.replace('.', '/')}/"

    for deed in [deed.name for deed in admin.site._registry[model].deeds] + ["no-such"]:
        ours = people["stranger"].post(f"{base}{row.pk}/do/{deed}")
        none = people["stranger"].post(f"{base}{uuid.uuid4()}/do/{deed}")
        assert (ours.status_code, none.status_code) == (404, 404)
        assert people["viewer"].post(f"{base}{row.pk}/do/{deed}").status_code == 302  # to the door of the admin
    with tenant_scope(tenant.id):
        assert model.objects.values().get(pk=row.pk) == before


@pytest.mark.parametrize("ask", [ask for ask in ASKED if RUN in ask.route], ids=str)
def test_a_run_of_ours_does_not_exist_for_a_stranger_or_a_colleague(people, tenant, ask):
    run_model: type[models.Model] = next(m for m in admin.site._registry if m._meta.label_lower == "queries.queryrun")
    with tenant_scope(tenant.id):
        run = make_row(run_model)

    for who in ("stranger", "viewer", "admin"):
        ours = asked(people[who], ask, filled(ask.route, key=run.pk))
        none = asked(people[who], ask, filled(ask.route, key=NOBODYS))
        assert ours.status_code == none.status_code == 404
        assert MARK.encode() not in ours.content


def test_a_refusal_is_on_record(people, tenant):
    people["viewer"].post_json("/api/ai/execute", SQL)
    people["steward"].get("/admin/audit/auditevent/")

    assert audit_actions(tenant)[-2:] == ["access.denied", "access.denied"]


def test_reading_the_audit_is_on_record(people, tenant):
    people["auditor"].get("/admin/audit/auditevent/")

    assert audit_actions(tenant)[-1] == "audit.read"


def test_an_administrator_cannot_take_over_who_belongs_elsewhere_too(people, tenant, other_tenant):
    both = User.objects.create_user("both", password=None)
    for place in (tenant, other_tenant):
        with tenant_scope(place.id):
            services.add_member(user=both, roles=[Role.VIEWER], actor=None)

    page = people["admin"].get(f"/admin/tenants/user/{both.pk}/change/")
    password = people["admin"].get(f"/admin/tenants/user/{both.pk}/password/")

    assert (page.status_code, page.context["has_change_permission"], password.status_code) == (200, False, 403)
