"""
Every address of the product, asked by everybody: nobody, an administrator of another tenant, and a member of each role.

The list of addresses comes from the URL conf, so an address without an expectation fails. An object of ours, asked for
by the stranger, must answer exactly as an object that does not exist.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

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

WHO = ("anonymous", "stranger", "viewer", "analyst", "steward", "auditor", "admin")
MEMBERS = {
    "viewer": Role.VIEWER,
    "analyst": Role.ANALYST,
    "steward": Role.STEWARD,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMIN,
}
STAFF = frozenset({"stranger", "steward", "auditor", "admin"})  # stewards, auditors and administrators use the admin
NOBODYS = uuid.UUID(int=0)


@dataclass(frozen=True)
class Ask:
    """A request to one address and what each of WHO is answered, in their order."""

    method: str
    route: str
    answers: tuple[int, ...]
    body: object = None

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


def get(route: str, *answers: int) -> Ask:
    return Ask("GET", route, answers)


def post(route: str, *answers: int, body: object = None) -> Ask:
    return Ask("POST", route, answers, body)


SQL = {"sql": "SELECT 1", "data_source": "no-such"}
RUN = "<uuid:run_id>"
# fmt: off
ASKED = (
    #                                           nobody strngr viewer analst stewrd auditr admin
    get("/",                                       302, 200, 200, 200, 200, 200, 200),
    post("/chat/ask",                              302, 400, 400, 400, 400, 403, 400),
    get("/chat/recent",                            302, 200, 200, 200, 200, 200, 200),
    get(f"/chat/runs/{RUN}",                       302, 404, 404, 404, 404, 404, 404),
    post(f"/chat/runs/{RUN}/clarify",              302, 404, 404, 404, 404, 403, 404),
    post(f"/chat/runs/{RUN}/cancel",               302, 404, 404, 404, 404, 404, 404),
    post(f"/chat/runs/{RUN}/rate",                 302, 404, 404, 404, 404, 403, 404, body={"score": "5"}),
    get("/login",                                  200, 302, 302, 302, 302, 302, 302),
    post("/logout",                                302, 302, 302, 302, 302, 302, 302),
    get("/tenant",                                 302, 200, 200, 200, 200, 200, 200),
    post("/i18n/setlang/",                         302, 302, 302, 302, 302, 302, 302),
    post("/api/ai/query",                          401, 404, 404, 404, 404, 403, 404, body={"question": "?"}),
    post("/api/ai/clarify",                        401, 404, 404, 404, 404, 403, 404, body={"run_id": str(NOBODYS)}),
    post("/api/ai/validate",                       401, 404, 403, 404, 404, 403, 404, body=SQL),
    post("/api/ai/execute",                        401, 404, 403, 404, 404, 403, 404, body=SQL),
    get(f"/api/ai/runs/{RUN}",                     401, 404, 404, 404, 404, 404, 404),
    post(f"/api/ai/runs/{RUN}/cancel",             401, 404, 404, 404, 404, 404, 404),
    post(f"/api/ai/runs/{RUN}/feedback",           401, 404, 404, 404, 404, 403, 404, body={"score": 5}),
    get("/api/ai/schema",                          401, 404, 404, 404, 404, 403, 404),
    get("/api/ai/metrics",                         401, 200, 200, 200, 200, 403, 200),
    get("/api/schema",                             200, 200, 200, 200, 200, 200, 200),
    get("/api/docs",                               200, 200, 200, 200, 200, 200, 200),
    get("/api/health",                             200, 200, 200, 200, 200, 200, 200),
    get("/health",                                 200, 200, 200, 200, 200, 200, 200),
    get("/ready",                                  200, 200, 200, 200, 200, 200, 200),
    get("/admin/",                                 302, 200, 302, 302, 200, 200, 200),
    get("/admin/login/",                           302, 302, 403, 403, 302, 302, 302),
    post("/admin/logout/",                         302, 302, 302, 302, 302, 302, 302),
    get("/admin/password_change/",                 302, 200, 302, 302, 200, 200, 200),
    get("/admin/password_change/done/",            302, 200, 302, 302, 200, 200, 200),
    get("/admin/autocomplete/",                    302, 403, 302, 302, 403, 403, 403),
    get("/admin/jsi18n/",                          302, 200, 302, 302, 200, 200, 200),
    get("/admin/search/",                          302, 404, 302, 302, 404, 404, 404),
    get("/admin/r/<path:content_type_id>/<path:object_id>/", 302, 404, 302, 302, 404, 404, 404),
    get("/admin/^(?P<app_label>)/$",               302, 200, 302, 302, 404, 200, 200),
    get("/admin/(?P<url>.*)$",                     302, 404, 302, 302, 404, 404, 404),
    get("/admin/tenants/user/<id>/password/",      302, 404, 302, 302, 403, 403, 404),
)
# fmt: on


@dataclass(frozen=True)
class Rights:
    """Which of the people who use the admin may see a model's rows there, add one, and delete one."""

    see: str
    add: str = ""
    delete: str = ""

    def allows(self, who: str, page: str) -> bool:
        everything = {"list": self.see, "change": self.see, "add": self.add, "delete": self.delete}
        # A row's history is a page of the audit.
        may = {**everything, "history": " ".join(set(self.see.split()) & {"auditor", "admin"})}
        return who in may[page].split()


AUDIT = Rights(see="auditor admin")
PEOPLE = Rights(see="auditor admin", add="admin", delete="admin")
MEANING = Rights(see="steward admin", add="steward admin", delete="steward admin")
POLICY = Rights(see="steward auditor admin", add="admin", delete="admin")
ADMIN = {
    "audit.auditevent": AUDIT,
    "audit.queryrecord": AUDIT,
    "tenants.tenant": Rights(see=""),
    "tenants.user": Rights(see="auditor admin", add="admin"),
    "tenants.membership": Rights(see="auditor admin"),
    "tenants.group": PEOPLE,
    "tenants.userattribute": PEOPLE,
    "tenants.apikey": Rights(see="admin", add="admin"),
    "semantic.datasource": Rights(see="steward auditor admin", add="admin"),
    "semantic.schemasnapshot": Rights(see="steward auditor admin"),
    "semantic.dataset": Rights(see="steward admin", add="steward admin"),
    "semantic.entity": MEANING,
    "semantic.join": MEANING,
    "semantic.dimension": MEANING,
    "semantic.metric": MEANING,
    "semantic.grant": POLICY,
    "semantic.columnrule": POLICY,
    "rag.corpusentry": MEANING,
    "queries.chatsession": AUDIT,
    "queries.queryrun": AUDIT,
    "queries.feedback": AUDIT,
}
PAGES = {"list": "", "add": "add/", "change": "{}/change/", "delete": "{}/delete/", "history": "{}/history/"}
# Models with buttons that post to `<object>/do/<deed>`.
DEEDS = (
    "rag.corpusentry",
    "semantic.columnrule",
    "semantic.dataset",
    "semantic.datasource",
    "semantic.dimension",
    "semantic.entity",
    "semantic.grant",
    "semantic.join",
    "semantic.metric",
)
DEED = "<path:object_id>/do/<slug:deed>"
LET_IN = {200, 503}  # 503: the page was opened, and the made-up row's database cannot be asked


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


def admin_addresses() -> Iterator[str]:
    """The routes that the admin makes for the models of `ADMIN`."""
    for label in ADMIN:
        base = f"/admin/{label.replace('.', '/')}/"
        yield base + "<path:object_id>/"  # an old address that leads to the change page
        yield from (base + page.format("<path:object_id>") for page in PAGES.values())
    yield from (f"/admin/{label.replace('.', '/')}/{DEED}" for label in DEEDS)


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
