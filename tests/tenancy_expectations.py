"""
Who may ask for what: every address of the product with what each person is answered, for `test_tenancy`.

To add an address is to add a line here, and to think about each column of it.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from apps.tenants.roles import Role

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
    post(f"/chat/runs/{RUN}/confirm",              302, 404, 404, 404, 404, 404, 404),
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
    post(f"/api/ai/runs/{RUN}/confirm",            401, 404, 404, 404, 404, 404, 404),
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


def admin_addresses() -> Iterator[str]:
    """The routes that the admin makes for the models of `ADMIN`."""
    for label in ADMIN:
        base = f"/admin/{label.replace('.', '/')}/"
        yield base + "<path:object_id>/"  # an old address that leads to the change page
        yield from (base + page.format("<path:object_id>") for page in PAGES.values())
    yield from (f"/admin/{label.replace('.', '/')}/{DEED}" for label in DEEDS)
