"""The REST doors of a run, as a program meets them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from apps.queries import runner, services
from apps.queries.models import QueryRun
from apps.scope import tenant_scope
from apps.semantic.models import DataSource
from apps.tenants.roles import Role
from tests.people import Caller, audit_actions, make_member
from tests.queries.corner_shop import CornerShop


@pytest.fixture(autouse=True)
def worked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run is worked when its transaction has committed, by the process that asked."""

    def work(*, tenant_id: Any, run_id: Any) -> None:
        with tenant_scope(tenant_id):
            runner.work(run_id=run_id, now=timezone.now())

    monkeypatch.setattr(services, "send", work)


@pytest.fixture
def api(shop: CornerShop) -> Iterator[Caller]:
    return Caller().with_key(shop.everywhere, shop.tenant)


def test_a_question_is_answered(api: Caller):
    response = api.post_json("/api/ai/query", {"question": "各大区的销售额"})

    body = response.json()
    assert response.status_code == 200
    assert body["status"] == "succeeded"
    assert body["request_id"] == "r-1"
    assert body["rows"] == [["south", 40], ["north", 30]]
    assert [column["title"] for column in body["columns"]] == ["大区", "销售额"]
    assert body["lane"] == "semantic"
    assert body["references"] == ["metric:revenue@1"]
    assert response.headers["Cache-Control"] == "no-store"


def test_a_run_is_read_again_by_its_id(api: Caller):
    asked = api.post_json("/api/ai/query", {"question": "销售额"}).json()

    again = api.get(f"/api/ai/runs/{asked['run_id']}").json()

    assert again["rows"] == asked["rows"]
    assert again["audit_id"] == asked["audit_id"]


def test_what_is_not_finished_in_time_is_a_link(api: Caller, monkeypatch: pytest.MonkeyPatch, settings: Any):
    monkeypatch.setattr(services, "send", lambda **_: None)
    settings.QUERY_WAIT = settings.QUERY_WAIT * 0

    response = api.post_json("/api/ai/query", {"question": "销售额"})

    assert response.status_code == 202
    assert response.json()["status"] == "queued"
    assert api.get(response.json()["run"]).json()["status"] == "queued"


def test_a_post_needs_a_request_id(api: Caller):
    response = api.post("/api/ai/query", {"question": "销售额"}, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["code"] == "request_id.missing"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "input.invalid"),
        ({"question": ""}, "input.invalid"),
        ({"question": "x" * 2001}, "input.invalid"),
        ({"question": "销售额", "dataset": "nothing"}, "not_found"),
        ({"question": "销售额", "session_id": "00000000-0000-4000-8000-000000000000"}, "not_found"),
    ],
)
def test_bad_input_has_a_code_and_leaves_no_run(shop: CornerShop, api: Caller, body: dict[str, str], code: str):
    with tenant_scope(shop.tenant.id):
        before = QueryRun.objects.count()

    response = api.post_json("/api/ai/query", body)

    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == code
    with tenant_scope(shop.tenant.id):
        assert QueryRun.objects.count() == before


def test_a_vague_question_is_clarified_and_answered(api: Caller):
    asked = api.post_json("/api/ai/query", {"question": "各大区的情况"}).json()
    assert asked["status"] == "needs_clarification"
    point = asked["clarification"][0]

    choices = {point["key"]: point["options"][0]["value"]}
    answered = api.post_json("/api/ai/clarify", {"run_id": asked["run_id"], "choices": choices}).json()

    assert answered["run_id"] != asked["run_id"]
    assert answered["status"] in {"succeeded", "needs_clarification"}


def test_sql_is_judged_without_being_run(shop: CornerShop, api: Caller):
    good = api.post_json("/api/ai/validate", {"sql": "SELECT region FROM sales", "data_source": "corner"}).json()
    bad = api.post_json("/api/ai/validate", {"sql": "DELETE FROM sales", "data_source": "corner"}).json()

    assert (good["verdict"], good["columns"]) == ("accept", ["region"])
    assert "LIMIT 1001" in good["sql"]
    assert (bad["verdict"], bad["error"]["code"]) == ("reject", "sql.refused")
    assert bad["error"]["violations"]
    assert bad["rules"] == ["one_select"]
    assert (good["risk"], good["gate"], good["rules"], good["message"]) == ("low", "run", [], "")
    assert audit_actions(shop.tenant)[-2:] == ["sql.validated", "sql.validated"]


@pytest.fixture
def costly(shop: CornerShop) -> Iterator[None]:
    """Every statement that reads a row is of medium risk."""
    with tenant_scope(shop.tenant.id):
        DataSource.objects.filter(id=shop.source.id).update(medium_risk_rows=1)
        yield
        DataSource.objects.filter(id=shop.source.id).update(medium_risk_rows=None)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ai/query", {"question": "各大区的销售额"}),
        ("/api/ai/execute", {"sql": "SELECT region FROM sales", "data_source": "corner"}),
    ],
)
def test_what_costs_much_is_confirmed_at_its_own_address(api: Caller, costly: None, path: str, body: dict[str, str]):
    asked = api.post_json(path, body).json()
    assert asked["status"] == "needs_confirmation"
    assert asked["confirmation"]["risk"] == "medium"
    assert asked["confirmation"]["is_open"] is True
    assert (asked["rows"], asked["sql"], asked["error"]) == ([], "", None)

    answered = api.post_json(f"/api/ai/runs/{asked['run_id']}/confirm", {})
    again = api.post_json(f"/api/ai/runs/{asked['run_id']}/confirm", {})

    assert answered.status_code == 200
    assert answered.json()["status"] == "succeeded"
    assert answered.json()["run_id"] != asked["run_id"]
    assert answered.json()["rows"]
    assert (again.status_code, again.json()["code"]) == (409, "query.already_confirmed")


def test_a_judgement_says_that_it_would_wait(api: Caller, costly: None):
    judged = api.post_json("/api/ai/validate", {"sql": "SELECT region FROM sales", "data_source": "corner"}).json()

    assert (judged["verdict"], judged["risk"], judged["gate"]) == ("accept", "medium", "confirm")
    assert judged["error"]["code"] == "query.needs_confirmation"


def test_a_judgement_of_what_costs_too_much_accepts_its_sql_and_says_that_it_would_not_run(
    shop: CornerShop, api: Caller
):
    with tenant_scope(shop.tenant.id):
        DataSource.objects.filter(id=shop.source.id).update(high_risk_rows=1)
    judged = api.post_json("/api/ai/validate", {"sql": "SELECT region FROM sales", "data_source": "corner"}).json()
    with tenant_scope(shop.tenant.id):
        DataSource.objects.filter(id=shop.source.id).update(high_risk_rows=None)

    assert (judged["verdict"], judged["risk"], judged["gate"]) == ("accept", "high", "refuse")
    assert judged["error"]["code"] == "query.too_expensive"


@pytest.mark.parametrize("path", ["/api/ai/validate", "/api/ai/execute"])
def test_half_a_character_is_bad_input(api: Caller, path: str):
    response = api.post_json(path, {"sql": "SELECT '\ud800'", "data_source": "corner"})

    assert (response.status_code, response.json()["code"]) == (400, "input.invalid")


def test_written_sql_is_governed(shop: CornerShop):
    north = Caller().with_key(shop.north, shop.tenant)

    body = north.post_json("/api/ai/execute", {"sql": "SELECT * FROM sales", "data_source": "corner"}).json()

    assert body["lane"] == "written"
    assert [row[1:3] for row in body["rows"]] == [["north", "138****1111"], ["north", "138****2222"]]


def test_who_may_not_execute_is_told_so_and_recorded(shop: CornerShop):
    viewer = make_member(shop.tenant, Role.VIEWER, username="rest-viewer")
    caller = Caller().with_key(viewer, shop.tenant)

    response = caller.post_json("/api/ai/execute", {"sql": "SELECT 1", "data_source": "corner"})

    assert response.status_code == 403
    assert response.json()["code"] == "forbidden"
    assert audit_actions(shop.tenant)[-1] == "access.denied"


def test_the_schema_shows_what_is_granted_and_what_is_masked(api: Caller):
    body = api.get("/api/ai/schema").json()

    columns = {column["name"]: column["masked"] for column in body["tables"][0]["columns"]}
    assert columns == {"id": False, "region": False, "phone": True, "amount": False, "sold_on": False}


def test_the_metrics_come_with_their_definitions(api: Caller):
    body = api.get("/api/ai/metrics").json()

    assert [(m["name"], m["formula"], m["version"]) for m in body[0]["metrics"]] == [("revenue", "sum(amount)", 1)]


def test_anothers_run_does_not_exist(shop: CornerShop, api: Caller):
    mine = api.post_json("/api/ai/query", {"question": "销售额"}).json()["run_id"]
    other = Caller().with_key(shop.owner, shop.tenant)

    found = other.get(f"/api/ai/runs/{mine}")
    absent = other.get("/api/ai/runs/00000000-0000-4000-8000-000000000000")

    assert found.status_code == absent.status_code == 404
    assert {k: v for k, v in found.json().items() if k not in ("request_id", "instance")} == {
        k: v for k, v in absent.json().items() if k not in ("request_id", "instance")
    }


def test_rating_and_cancelling_are_accepted(api: Caller):
    run = api.post_json("/api/ai/query", {"question": "销售额"}).json()["run_id"]

    assert api.post_json(f"/api/ai/runs/{run}/feedback", {"score": 5}).status_code == 204
    assert api.post_json(f"/api/ai/runs/{run}/feedback", {"score": 9}).status_code == 400
    assert api.post_json(f"/api/ai/runs/{run}/cancel", {}).json()["status"] == "succeeded"


def test_a_cookie_alone_may_not_post(shop: CornerShop):
    caller = Caller(enforce_csrf_checks=True).as_(shop.everywhere, shop.tenant)

    assert caller.post_json("/api/ai/query", {"question": "销售额"}).status_code == 403


def test_the_document_describes_every_door(api: Caller):
    document = api.get("/api/schema?format=json").json()

    assert set(document["paths"]) >= {
        "/api/ai/query",
        "/api/ai/clarify",
        "/api/ai/validate",
        "/api/ai/execute",
        "/api/ai/runs/{run_id}",
        "/api/ai/runs/{run_id}/confirm",
        "/api/ai/schema",
        "/api/ai/metrics",
    }
    assert transaction.get_autocommit()
