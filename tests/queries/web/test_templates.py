"""What the templates make of a run: everything that the answer promises, escaped, and nothing inline."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from apps.queries.contracts import Column, ErrorView, NoticeView, OptionView, PointView, PolicyView, RunView
from apps.queries.web.presentation import present
from tests.queries.web.run_views import ANSWERED, ASKED, COSTLY, REFUSED, RUN_ID, SHANGHAI, UNCLEAR

HOSTILE = "<img src=x onerror=alert(1)>\"'&{{ 7|add:7 }}"
TURNS = {"asked": ASKED, "answered": ANSWERED, "unclear": UNCLEAR, "costly": COSTLY, "refused": REFUSED}


class Tags(HTMLParser):
    """Every tag with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def with_attribute(self, name: str) -> list[str | None]:
        return [attributes[name] for _, attributes in self.found if name in attributes]


def rendered(run: RunView, *, language: str = "zh-hans") -> str:
    with translation.override(language):
        context = {"turn": present(run, zone=SHANGHAI), "session_id": RUN_ID, "socket_url": "wss://chat.example"}
        return render_to_string("queries/run/turn.html", context, request=RequestFactory().get("/"))


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_answer_shows_sentence_table_sql_reasons_and_its_audit_record():
    text = text_of(rendered(ANSWERED))

    for part in (
        "语义层",
        "可信度 92%",
        "华北的销售额，2026-08-22 至 2026-11-21。",
        "行范围：本大区订单",
        "当前使用缓存元数据",
        "销售额 (元)",
        "1,234,567.80",
        "为什么是这个数",
        "销售额 v3 · sum(amount)",
        "orders.store_id = stores.id",
        "metric:sales@3",
        "SELECT 1",
        "171 ms",
        "5f0c7a9e-9d1c-4d0e-8b3c-7c0d5d5a2f11",
    ):
        assert part in text


def test_the_same_answer_in_english():
    text = text_of(rendered(ANSWERED, language="en"))

    for part in ("Confidence 92%", "Why this number", "SQL that ran", "Definition", "销售额 (CNY)", "Is this right?"):
        assert part in text


def test_a_running_question_says_where_its_stages_are_to_be_heard():
    tags = Tags(rendered(ASKED))

    assert tags.with_attribute("data-socket") == [f"wss://chat.example/ws/runs/{RUN_ID}"]
    assert tags.with_attribute("data-url") == [f"/chat/runs/{RUN_ID}"]
    assert tags.with_attribute("data-stage")[:2] == ["intent", "clarification"]


def test_a_clarification_offers_its_options_as_buttons():
    buttons = [a for tag, a in Tags(rendered(UNCLEAR)).found if tag == "button" and "value" in a]

    assert [(b["name"], b["value"]) for b in buttons] == [
        ("choice:metric:金额", "sales"),
        ("choice:metric:金额", "refund_amount"),
    ]


def test_several_points_are_settled_in_one_form():
    point = UNCLEAR.clarification[0]
    two = replace(UNCLEAR, clarification=(point, replace(point, key="other")))
    radios = [a for tag, a in Tags(rendered(two)).found if tag == "input" and a.get("type") == "radio"]

    assert [r["name"] for r in radios] == ["choice:metric:金额"] * 2 + ["choice:other"] * 2
    assert all("required" in r for r in radios)


def test_what_costs_much_gives_its_reason_and_two_buttons():
    html = rendered(COSTLY)
    forms = [a["action"] for tag, a in Tags(html).found if tag == "form"]

    assert "这个查询要读取数据库的很大一部分" in text_of(html)
    assert forms == [f"/chat/runs/{RUN_ID}/confirm", f"/chat/runs/{RUN_ID}/cancel"]


def test_what_can_no_longer_be_confirmed_has_no_buttons():
    assert COSTLY.confirmation is not None
    html = rendered(replace(COSTLY, confirmation=replace(COSTLY.confirmation, is_open=False)), language="en")

    assert "This can no longer be confirmed; ask again." in text_of(html)
    assert [tag for tag, _ in Tags(html).found if tag == "form"] == []


def test_a_refusal_says_what_to_do_and_its_code():
    text = text_of(rendered(REFUSED))

    for part in ("需要读取的数据过多", "请缩短时间范围", "query.too_expensive", "已拒绝"):
        assert part in text


def test_whatever_the_database_or_a_steward_wrote_is_text():
    hostile = replace(
        ANSWERED,
        question=HOSTILE,
        sentence=HOSTILE,
        lane_title=HOSTILE,
        columns=(Column(name=HOSTILE, title=HOSTILE, kind="column", type="text", unit=HOSTILE),),
        rows=((HOSTILE,),),
        sql=f"SELECT '{HOSTILE}' -- {HOSTILE}",
        policies=(PolicyView(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        warnings=(NoticeView(HOSTILE, HOSTILE),),
        definitions=(replace(ANSWERED.definitions[0], title=HOSTILE, formula=HOSTILE, description=HOSTILE),),
        lineage={"source_tables": [HOSTILE], "join_path": [HOSTILE]},
        references=(HOSTILE,),
        unexplained=(HOSTILE,),
        audit_id=HOSTILE,
    )

    assert_only_text(rendered(hostile), places=19)


def test_the_words_of_a_clarification_and_of_an_error_are_text_too():
    option = OptionView(HOSTILE, HOSTILE, HOSTILE)

    assert_only_text(rendered(replace(UNCLEAR, clarification=(PointView(HOSTILE, HOSTILE, (option,)),))), places=5)
    assert COSTLY.confirmation is not None
    hostile = replace(COSTLY.confirmation, message=HOSTILE, advice=HOSTILE, risk=HOSTILE)
    assert_only_text(rendered(replace(COSTLY, confirmation=hostile)), places=3)
    assert_only_text(rendered(replace(REFUSED, error=ErrorView(HOSTILE, HOSTILE, HOSTILE))), places=4)


def assert_only_text(html: str, *, places: int) -> None:
    tags = Tags(html)
    assert not [tag for tag, _ in tags.found if tag in ("img", "script", "style", "iframe")]
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    assert html.count("&lt;img src=x") >= places
    assert html.count("{{ 7|add:7 }}") >= places  # shown, not evaluated


@pytest.mark.parametrize("name", TURNS)
def test_nothing_is_inline_as_the_content_security_policy_wants(name):
    tags = Tags(rendered(TURNS[name]))

    assert tags.with_attribute("style") == []
    assert not [n for _, attributes in tags.found for n in attributes if n.startswith("on")]


@pytest.mark.parametrize("name", TURNS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_control_has_a_name_and_every_id_is_there_once(name, language):
    tags = Tags(rendered(TURNS[name], language=language))
    ids = tags.with_attribute("id")

    assert len(ids) == len(set(ids))
    assert [i for i in tags.with_attribute("aria-labelledby") if i not in ids] == []
