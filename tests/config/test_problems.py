"""The shape of everything that goes wrong on the API, and the ids that tie answer, log and record together."""

import pytest
from django.db import OperationalError
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from apps.errors import Conflict
from apps.tenants.api.views import TenantApiView
from config.urls import urlpatterns as product
from tests.people import Caller

SECRET = "postgresql://user:hunter2@db"  # stands for what an exception may hold
SQL = {"sql": "SELECT 1", "data_source": "no-such"}


class Faulty(TenantApiView):
    def get(self, request: Request) -> Response:
        raise RuntimeError(SECRET)

    def post(self, request: Request) -> Response:
        raise Conflict


urlpatterns = [*product, path("api/faulty", Faulty.as_view())]
handler404, handler500 = "config.api.not_found", "config.api.server_error"


@pytest.fixture
def analysts(tenant, analyst) -> Caller:
    return Caller(raise_request_exception=False).with_key(analyst, tenant)


def test_a_problem_has_its_fixed_members(analysts):
    response = analysts.post_json("/api/ai/execute", SQL)

    assert response.headers["Content-Type"] == "application/problem+json"
    assert set(response.json()) == {
        "type", "title", "status", "detail", "code", "advice", "request_id", "errors",
    }  # fmt: skip
    assert response.json()["request_id"] == response.headers["X-Request-Id"] == "r-1"


def test_wrong_fields_are_named(analysts):
    problem = analysts.post_json("/api/ai/execute", {"data_source": "x"}).json()

    assert (problem["status"], problem["code"]) == (400, "input.invalid")
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [("sql", "required")]


@pytest.mark.urls("tests.config.test_problems")
def test_a_fault_of_ours_shows_an_incident_and_nothing_else(analysts, caplog):
    response = analysts.get("/api/faulty")

    problem = response.json()
    assert (response.status_code, problem["code"]) == (500, "incident")
    assert len(problem["incident_id"]) == 32
    assert "hunter2" not in response.content.decode()
    logged = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert [entry["incident_id"] for entry in logged if entry["event"] == "request.failed"] == [problem["incident_id"]]


def test_a_database_that_is_away_is_said_to_be_and_nothing_else(analysts, monkeypatch):
    def away(*_: object, **__: object) -> None:
        raise OperationalError(SECRET)

    monkeypatch.setattr("apps.queries.services.require", away)
    in_the_view = analysts.post_json("/api/ai/execute", SQL)
    monkeypatch.setattr("apps.tenants.entry.by_api_key", away)
    in_the_middleware = analysts.post_json("/api/ai/execute", SQL)

    for response in (in_the_view, in_the_middleware):
        assert (response.status_code, response.json()["code"]) == (503, "unavailable")
        assert "hunter2" not in response.content.decode()


@pytest.mark.urls("tests.config.test_problems")
def test_an_expected_stop_keeps_its_code_and_speaks_the_callers_language(analysts):
    problem = analysts.post_json("/api/faulty", {}, **{"Accept-Language": "en"}).json()

    assert (problem["status"], problem["code"]) == (409, "conflict")
    assert problem["detail"] == "This was changed in the meantime."
    assert problem["advice"] == "Reload and try again."


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "/api/no-such", 404, "not_found"),
        ("delete", "/api/ai/metrics", 405, "method.not_allowed"),
        ("get", "/api/ai/runs/00000000-0000-0000-0000-000000000000", 404, "not_found"),
    ],
)
def test_the_frameworks_own_errors_have_stable_codes(analysts, method, address, status, code):
    response = getattr(analysts, method)(address)

    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_body_that_is_no_json_is_said_to_be_none(analysts):
    response = analysts.post("/api/ai/query", "{", content_type="application/json", headers={"X-Request-Id": "r-1"})

    assert (response.status_code, response.json()["code"]) == (400, "body.malformed")


def test_a_post_without_a_request_id_is_refused_before_anything_happens(analysts):
    response = analysts.post("/api/ai/execute", SQL, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (400, "request_id.missing")


@pytest.mark.parametrize("hostile", ["a b", "x" * 129, "id\u00e9", "<script>", "a\tb"])
def test_a_malformed_request_id_is_refused_and_never_echoed(analysts, hostile):
    response = analysts.post_json("/api/ai/execute", SQL, **{"X-Request-Id": hostile})

    assert (response.status_code, response.json()["code"]) == (400, "request_id.malformed")
    assert hostile not in response.headers["X-Request-Id"]


def test_a_request_without_an_id_is_given_one(caller, db):
    first, second = caller.get("/health"), caller.get("/health")

    assert len(first.headers["X-Request-Id"]) == 32
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [("[" * 100_000, 400, "body.malformed"), ("x" * 3_000_000, 413, "body.too_large")],
)
def test_a_body_that_nobody_would_send_is_refused_by_name(analysts, body, status, code):
    response = analysts.post("/api/ai/execute", body, content_type="application/json", headers={"X-Request-Id": "r-1"})

    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_name_that_cannot_be_stored_is_a_name_that_is_not_there(analysts):
    assert analysts.get("/api/ai/schema?data_source=x%00").status_code == 404
