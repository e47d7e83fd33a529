"""`manage.py check_sql`: every line gets an answer, as every other door would give it."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.audit.models import AuditEvent, AuditText
from apps.queries import checking
from apps.queries.checking import Checker, read_lines
from apps.scope import tenant_scope
from apps.semantic.models import DataSource
from apps.semantic.services.datasource import create_data_source
from apps.tenants import services as people
from apps.tenants.models import User
from apps.tenants.roles import Role
from tests.people import audit_actions, make_member
from tests.queries.corner_shop import CornerShop

Check = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def check(shop: CornerShop, tmp_path: Path) -> Check:
    """Run the command on these lines; its results."""

    def run(*lines: object, user: User | None = None, **options: Any) -> list[dict[str, Any]]:
        cases, out = tmp_path / "cases.jsonl", tmp_path / "results.jsonl"
        cases.write_bytes(b"".join(raw(line) + b"\n" for line in lines))
        given = {"source": "corner", "user": (user or shop.everywhere).username, "out": str(out), **options}
        call_command("check_sql", str(cases), stderr=StringIO(), **given)
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]

    return run


def raw(line: object) -> bytes:
    if isinstance(line, bytes):
        return line
    return json.dumps({"id": "a", "sql": line} if isinstance(line, str) else line).encode()


@pytest.fixture
def thresholds(shop: CornerShop) -> Iterator[Callable[..., None]]:
    def set_to(**rows: int) -> None:
        with tenant_scope(shop.tenant.id):
            DataSource.objects.filter(id=shop.source.id).update(**rows)

    yield set_to
    set_to(medium_risk_rows=None, high_risk_rows=None)


def test_a_line_says_what_would_run_and_that_it_is_proved(check: Check):
    (result,) = check("SELECT phone, amount FROM sales ORDER BY id")

    assert list(result) == [
        "id",
        "line",
        "verdict",
        "rules",
        "message",
        "sql",
        "proof",
        "risk",
        "gate",
        "columns",
        "rows",
        "error",
    ]
    assert (result["id"], result["verdict"], result["rules"], result["message"]) == ("a", "accept", [], "")
    assert "LIMIT 1001" in result["sql"]
    assert len(result["proof"]["text_sha256"]) == 64
    assert (result["risk"], result["columns"]) == ("low", ["phone", "amount"])
    assert (result["rows"], result["error"]) == (None, None)


def test_a_refused_line_names_the_rules_it_broke(check: Check):
    (result,) = check("DELETE FROM sales")

    assert (result["verdict"], result["rules"], result["error"]) == ("reject", ["one_select"], None)
    assert result["message"]
    assert (result["sql"], result["proof"], result["columns"], result["rows"]) == ("", {}, [], None)


def test_executed_rows_are_arrays_in_the_order_of_their_columns(check: Check, shop: CornerShop):
    (result,) = check(
        "SELECT id, phone, amount * 1.0 / 4 AS quarter, sold_on, NULL AS nothing FROM sales WHERE id = 1",
        execute=True,
    )

    assert result["columns"] == ["id", "phone", "quarter", "sold_on", "nothing"]
    assert result["rows"] == [[1, "138****1111", 2.5, "2026-01-05", None]]


def test_rows_are_those_that_this_user_may_see(check: Check, shop: CornerShop):
    (result,) = check("SELECT count(*) AS n FROM sales", user=shop.north, execute=True)

    assert result["rows"] == [[2]]


def test_medium_risk_runs_and_high_risk_does_not(check: Check, thresholds: Callable[..., None]):
    thresholds(medium_risk_rows=1)
    (medium,) = check("SELECT id FROM sales WHERE id = 1", execute=True)
    (only_judged,) = check("SELECT id FROM sales WHERE id = 1")
    thresholds(high_risk_rows=1)
    (high,) = check("SELECT id FROM sales", execute=True)

    assert (medium["risk"], medium["rows"], medium["error"]) == ("medium", [[1]], None)
    assert (only_judged["risk"], only_judged["gate"], only_judged["error"]) == ("medium", "confirm", None)
    assert (high["verdict"], high["risk"], high["rows"]) == ("accept", "high", None)
    assert high["error"] == "query.too_expensive"


def test_a_statement_that_the_engine_cannot_carry_out_stays_accepted(check: Check):
    (result,) = check("SELECT abs(-9223372036854775807 - amount / amount) AS n FROM sales", execute=True)

    assert (result["verdict"], result["rows"], result["error"]) == ("accept", None, "source.query_failed")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"nonsense", "the line is no JSON"),
        (b'{"id": 1, "sql": NaN}', "the line is no JSON"),
        (b"[" * 100_000, "the line is no JSON"),
        (b"\xff\xfe", "the line is no JSON"),
        (b'["SELECT 1"]', "the line is no JSON object"),
        (b'{"id": "b"}', "the line has no text “sql”"),
        (b'{"id": "b", "sql": 7}', "the line has no text “sql”"),
        (b'{"id": "b", "sql": "' + b"x" * 1_000_001 + b'"}', "the line is too long"),
        ({"id": "b", "sql": ""}, "sql: must not be empty"),
        ({"id": "b", "sql": "SELECT '" + "x" * 20_000 + "'"}, "sql: is too long"),
        ({"id": "b", "sql": "SELECT '\x00'"}, "sql: holds a character that cannot be stored"),
        ({"id": "b", "sql": "SELECT '\ud800'"}, "sql: holds a character that cannot be stored"),
    ],
    ids=lambda value: "" if not isinstance(value, str) else value.replace(" ", "-"),
)
def test_a_bad_line_is_rejected_and_the_next_one_is_judged(check: Check, line: object, problem: str):
    bad, good = check(line, "SELECT 1 AS one", execute=True)

    assert (bad["verdict"], bad["rules"], bad["message"]) == ("reject", ["input.invalid"], problem)
    assert good["rows"] == [[1]]
    assert good["line"] == 2


def test_ids_come_back_as_they_were_whatever_they_are(check: Check):
    ids = [7, "华北", "\ud800", None, ["x"], 1.5]

    assert [result["id"] for result in check(*({"id": i, "sql": "SELECT 1"} for i in ids))] == ids


def test_blank_lines_and_a_byte_order_mark_are_passed_over():
    lines = list(read_lines(BytesIO(b'\xef\xbb\xbf{"id": 1, "sql": "SELECT 1"}\n\n  \n{"id": 2, "sql": "SELECT 2"}')))

    assert [(line.number, line.id, line.problem) for line in lines] == [(1, 1, ""), (4, 2, "")]


def test_a_fault_of_ours_is_that_lines_error_and_not_the_end(check: Check, monkeypatch: pytest.MonkeyPatch):
    judge_with = checking.judge_with

    def faulty(tools: Any, sql: str) -> Any:
        if "boom" in sql:
            raise RuntimeError("secret 42")
        return judge_with(tools, sql)

    monkeypatch.setattr(checking, "judge_with", faulty)
    bad, good = check("SELECT 'boom'", "SELECT 1 AS one")

    assert (bad["verdict"], bad["rules"], bad["error"]) == ("reject", ["internal"], "internal")
    assert "secret" not in json.dumps(bad)
    assert good["verdict"] == "accept"


def test_rights_that_are_taken_away_reject_what_follows(shop: CornerShop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checking, "GATHER_EVERY", 0.0)
    leaver = make_member(shop.tenant, Role.ANALYST, username="checking-leaver")
    lines = [checking.Line(number, number, "SELECT 1 AS one") for number in (1, 2)]
    with tenant_scope(shop.tenant.id, user_id=leaver.id):
        results = Checker(user=leaver, data_source_name="corner", execute=True).results(lines)
        first = next(results)
        people.end_membership(user_id=leaver.id, actor=shop.owner)
        second = next(results)

    assert first["rows"] == ((1,),)
    assert (second["verdict"], second["rows"], second["error"]) == ("reject", None, "forbidden")


def test_rights_are_gathered_once_for_many_lines(
    shop: CornerShop, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(checking, "GATHER_EVERY", 3_600.0)
    lines = [checking.Line(number, number, "SELECT region FROM sales") for number in range(50)]
    with tenant_scope(shop.tenant.id, user_id=shop.everywhere.id):
        checker = Checker(user=shop.everywhere, data_source_name="corner", execute=False)
        with django_assert_max_num_queries(0):
            verdicts = {result["verdict"] for result in checker.results(lines)}

    assert verdicts == {"accept"}


def test_the_record_holds_the_run_of_the_file_and_each_statement_that_was_executed(check: Check, shop: CornerShop):
    check("SELECT region FROM sales WHERE id = 3", "DROP TABLE sales", execute=True)

    assert audit_actions(shop.tenant)[-3:] == ["sql.check_started", "sql.checked", "sql.check_finished"]
    with tenant_scope(shop.tenant.id):
        events = list(AuditEvent.objects.order_by("-sequence")[:2])
        finished, checked = (json.loads(event.data) for event in events)
        text = AuditText.objects.get(event_id=events[1].id).body
    assert finished["counts"] == {"lines": 2, "accept": 1, "ran": 1, "reject": 1}
    assert len(finished["file_sha256"]) == 64
    assert checked["rows"] == 1
    assert checked["sql_sha256"] == checked["proof"]["text_sha256"]
    assert checked["engine_view"] == "agrees"
    assert "SELECT region FROM sales WHERE id = 3" in text
    assert "south" not in json.dumps(checked) + text


def test_no_record_no_rows(check: Check, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Checker, "_run", broken)
    (result,) = check("SELECT region FROM sales", execute=True)

    assert (result["rows"], result["error"]) == (None, "internal")


def test_a_viewer_may_not_have_files_executed(check: Check, shop: CornerShop):
    viewer = make_member(shop.tenant, Role.VIEWER, username="checking-viewer")

    with pytest.raises(CommandError):
        check("SELECT 1", user=viewer, execute=True)


def test_whoever_is_no_member_finds_no_source(check: Check, shop: CornerShop):
    with pytest.raises(CommandError, match="No such user"):
        check("SELECT 1", user=User(username="nobody-at-all"))


def test_of_several_tenants_one_has_to_be_named(check: Check, shop: CornerShop):
    other = people.create_tenant(slug="corner-two", name="Two")
    both = make_member(other, Role.ADMIN, username="checking-both")
    with tenant_scope(other.id):
        create_data_source(user=both, name="corner", title="corner", engine="sqlite", database=shop.file.name)
    with tenant_scope(shop.tenant.id):
        people.add_member(user=both, roles=[Role.ANALYST], actor=None)

    with pytest.raises(CommandError, match="--tenant"):
        check("SELECT 1", user=both)

    assert check("SELECT 1", user=both, tenant="corner")[0]["verdict"] == "accept"


def test_results_go_to_standard_output_if_nothing_else_is_said(check: Check, shop: CornerShop, tmp_path: Path):
    cases, out = tmp_path / "cases.jsonl", StringIO()
    cases.write_bytes(raw("SELECT 1 AS one") + b"\n")
    said = StringIO()

    call_command("check_sql", str(cases), source="corner", user=shop.everywhere.username, stdout=out, stderr=said)

    assert json.loads(out.getvalue())["verdict"] == "accept"
    assert "lines 1" in said.getvalue()
