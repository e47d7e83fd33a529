"""The chat page's doors, without a browser: who gets what, and in which shape."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.queries import runner, services
from apps.queries.models import QueryRun
from apps.rag.services import set_example_questions
from apps.scope import tenant_scope
from apps.semantic.models import DataSource
from apps.semantic.services.import_model import import_model
from apps.semantic.services.model import withdraw_dataset
from apps.tenants.roles import Role
from tests.people import Caller, audit_actions, make_member
from tests.queries.corner_shop import MODEL, CornerShop

SCRIPT = {"X-Fragment": "1", "Accept-Language": "zh-CN"}


@pytest.fixture(autouse=True)
def worked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run is worked when its transaction has committed, by the process that asked."""

    def work(*, tenant_id: Any, run_id: Any) -> None:
        with tenant_scope(tenant_id):
            runner.work(run_id=run_id, now=timezone.now())

    monkeypatch.setattr(services, "send", work)


@pytest.fixture
def asker(shop: CornerShop) -> Caller:
    return Caller().as_(shop.everywhere, shop.tenant)


def last_run(shop: CornerShop) -> QueryRun:
    with tenant_scope(shop.tenant.id):
        return QueryRun.objects.order_by("-created_at").first()


def test_a_stranger_is_sent_to_sign_in(shop: CornerShop):
    response = Caller().get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/login?next=/")


def test_the_page_names_the_dataset_and_keeps_out_of_caches(asker: Caller):
    response = asker.get("/", headers=SCRIPT)

    assert "数据集 · 销售" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert "script-src 'self';" in response.headers["Content-Security-Policy"]


@pytest.fixture
def archive(shop: CornerShop) -> Iterator[None]:
    """A second dataset, listed before the first."""
    model = MODEL | {"dataset": {**MODEL["dataset"], "name": "archive", "title_zh": "旧账", "title_en": "Archive"}}
    with tenant_scope(shop.tenant.id):
        added = import_model(model, user=shop.owner, data_source=shop.source, publish=True)
    yield
    with tenant_scope(shop.tenant.id):
        withdraw_dataset(added, user=shop.owner)


def test_the_page_of_a_run_goes_on_with_its_dataset(shop: CornerShop, asker: Caller, archive: None):
    asker.post("/chat/ask", {"question": "销售额", "dataset": "sales"}, headers=SCRIPT)

    page = asker.get(f"/?run={last_run(shop).id}", headers=SCRIPT).content.decode()

    assert '<option value="archive">旧账</option><option value="sales" selected>销售</option>' in page


def test_an_example_knows_its_dataset(shop: CornerShop, asker: Caller, archive: None):
    with tenant_scope(shop.tenant.id):
        set_example_questions(user=shop.owner, dataset_name="sales", language="zh", questions=["各大区的销售额"])

    page = asker.get("/", headers=SCRIPT).content.decode()

    assert 'data-example data-of="sales">各大区的销售额</button>' in page


def test_a_question_is_answered_by_its_turn(shop: CornerShop, asker: Caller):
    asked = asker.post("/chat/ask", {"question": "各大区的销售额"}, headers=SCRIPT)
    run = last_run(shop)

    turn = asker.get(f"/chat/runs/{run.id}", headers=SCRIPT).content.decode()

    assert asked.status_code == 202
    assert f'data-session="{run.session_id}"' in asked.content.decode()
    assert '<td class="text">north</td><td class="number">30</td>' in turn


def test_a_second_question_stays_in_its_conversation(shop: CornerShop, asker: Caller):
    asker.post("/chat/ask", {"question": "销售额"}, headers=SCRIPT)
    first = last_run(shop)

    asker.post("/chat/ask", {"question": "各大区的销售额", "session": str(first.session_id)}, headers=SCRIPT)

    assert last_run(shop).session_id == first.session_id
    assert last_run(shop).id != first.id


def test_without_scripts_one_is_led_to_the_whole_page(shop: CornerShop, asker: Caller):
    response = asker.post("/chat/ask", {"question": "销售额"})

    assert (response.status_code, response.headers["Location"]) == (302, f"/?run={last_run(shop).id}")


def test_an_empty_question_is_refused_in_words(asker: Caller):
    response = asker.post("/chat/ask", {"question": "  "}, headers=SCRIPT)

    assert response.status_code == 400
    assert 'data-problem="input.invalid"' in response.content.decode()
    assert "不能为空" in response.content.decode()


def test_who_may_not_ask_is_refused_and_it_is_on_record(shop: CornerShop):
    auditor = make_member(shop.tenant, Role.AUDITOR)
    before = audit_actions(shop.tenant)

    response = Caller().as_(auditor, shop.tenant).post("/chat/ask", {"question": "销售额"}, headers=SCRIPT)

    assert response.status_code == 403
    assert audit_actions(shop.tenant)[len(before) :] == ["access.denied"]


@pytest.mark.parametrize("path", ["", "/clarify", "/cancel", "/rate"])
def test_somebody_else_s_run_does_not_exist(shop: CornerShop, asker: Caller, path: str):
    asker.post("/chat/ask", {"question": "销售额"}, headers=SCRIPT)
    colleague = Caller().as_(shop.owner, shop.tenant)
    ask = colleague.post if path else colleague.get

    theirs = ask(f"/chat/runs/{last_run(shop).id}{path}", {"score": "5"}, headers=SCRIPT)
    nobodys = ask(f"/chat/runs/{shop.tenant.id}{path}", {"score": "5"}, headers=SCRIPT)

    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert theirs.content == nobodys.content


@pytest.mark.parametrize("wanted", ["nonsense", "018f3c2e-0000-7000-8000-000000000001"])
def test_an_address_of_no_run_is_a_page_that_says_so(asker: Caller, wanted: str):
    assert asker.get(f"/?run={wanted}").status_code == 404


@pytest.mark.parametrize(
    ("score", "status"), [("5", 200), ("0", 400), ("6", 400), ("²", 400), ("9" * 5_000, 400), ("", 400)]
)
def test_a_score_is_from_1_to_5(shop: CornerShop, asker: Caller, score: str, status: int):
    asker.post("/chat/ask", {"question": "销售额"}, headers=SCRIPT)

    assert asker.post(f"/chat/runs/{last_run(shop).id}/rate", {"score": score}, headers=SCRIPT).status_code == status


def test_a_post_from_another_site_is_refused(shop: CornerShop):
    caller = Caller(enforce_csrf_checks=True).as_(shop.everywhere, shop.tenant)

    assert caller.post("/chat/ask", {"question": "销售额"}, headers=SCRIPT).status_code == 403


def test_recent_questions_are_one_s_own_newest_first(shop: CornerShop):
    newcomer = make_member(shop.tenant, Role.ANALYST, username="newcomer")
    asker = Caller().as_(newcomer, shop.tenant)
    listed_at_first = asker.get("/chat/recent", headers=SCRIPT).content.decode()
    with tenant_scope(shop.tenant.id):
        for minute, question in enumerate(("first", "second")):
            QueryRun.objects.create(
                user_id=newcomer.id,
                kind=QueryRun.Kind.QUESTION,
                data_source_id=shop.source.id,
                question=question,
                language="en",
                as_of=timezone.now(),
                status="succeeded",
                request_id="r",
                created_at=timezone.now() + timedelta(minutes=minute),
            )

    listed = asker.get("/chat/recent", headers=SCRIPT).content.decode()

    assert "您的提问会列在这里" in listed_at_first
    assert re.findall(r'title="([^"]*)"', listed) == ["second", "first"]


@pytest.fixture
def costly(shop: CornerShop) -> Iterator[None]:
    """Every question that reads a row is of medium risk."""
    with tenant_scope(shop.tenant.id):
        DataSource.objects.filter(id=shop.source.id).update(medium_risk_rows=1)
        yield
        DataSource.objects.filter(id=shop.source.id).update(medium_risk_rows=None)


def asked_back(shop: CornerShop, asker: Caller) -> QueryRun:
    """Ask what costs much."""
    asker.post("/chat/ask", {"question": "销售额"}, headers=SCRIPT)
    with tenant_scope(shop.tenant.id):
        waiting = QueryRun.objects.filter(user_id=shop.everywhere.id, status="needs_confirmation")
        return waiting.order_by("-created_at").first()


def test_what_costs_much_is_asked_about_in_its_turn_and_answered_in_its_place(
    shop: CornerShop, asker: Caller, costly: None
):
    waiting = asked_back(shop, asker)
    turn = asker.get(f"/chat/runs/{waiting.id}", headers=SCRIPT).content.decode()

    confirmed = asker.post(f"/chat/runs/{waiting.id}/confirm", headers=SCRIPT)
    twice = asker.post(f"/chat/runs/{waiting.id}/confirm", headers=SCRIPT)

    assert 'data-confirmation="medium"' in turn
    assert confirmed.status_code == 202
    with tenant_scope(shop.tenant.id):
        assert QueryRun.objects.get(parent=waiting).status == "succeeded"
    assert twice.status_code == 409
    assert "query.already_confirmed" in twice.content.decode()


def test_what_costs_much_can_be_left(shop: CornerShop, asker: Caller, costly: None):
    waiting = asked_back(shop, asker)

    left = asker.post(f"/chat/runs/{waiting.id}/cancel", headers=SCRIPT).content.decode()

    assert 'data-problem="query.cancelled"' in left
