"""A run as the page shows it."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from apps.queries.contracts import Column, Period
from apps.queries.web.cells import Cell
from apps.queries.web.presentation import Header, Step, period_words, present
from tests.queries.web.run_views import ANSWERED, ASKED, PERIOD, REFUSED, SHANGHAI


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


def test_an_answer_is_formatted_by_its_columns():
    turn = present(ANSWERED, zone=SHANGHAI)

    assert turn.headers == (Header("大区", "", "text"), Header("销售额", "元", "number"))
    assert turn.rows == (
        (Cell("华北", "text"), Cell("1,234,567.80", "number")),
        (Cell("华东", "text"), Cell("—", "number null")),
    )
    assert turn.percent == 92
    assert turn.tables == ("orders", "stores")
    assert turn.joins == ("orders.store_id = stores.id",)


def test_times_are_those_of_the_tenant_s_clocks():
    turn = present(ANSWERED, zone=SHANGHAI)

    assert turn.asked == "11-22 10:30"
    assert turn.as_of == "2026-11-22 10:30:00（Asia/Shanghai）"


def test_one_metric_alone_is_a_figure():
    alone = replace(ANSWERED, columns=ANSWERED.columns[1:], rows=(("5",),))

    assert present(alone, zone=SHANGHAI).is_figure
    assert not present(ANSWERED, zone=SHANGHAI).is_figure


def test_a_unit_that_the_title_says_is_not_repeated():
    column = Column(name="n", title="Orders", kind="metric", type="integer", unit="orders")

    with translation.override("en"):
        turn = present(replace(ANSWERED, columns=(column,), rows=((3,),)), zone=SHANGHAI)

    assert turn.headers == (Header("Orders", "", "number"),)


def test_a_column_of_periods_says_of_which_length():
    column = Column(name="order_date", title="下单日期", kind="dimension", type="date", grain="month")

    turn = present(replace(ANSWERED, columns=(column,), rows=(("2026-08-01",),)), zone=SHANGHAI)

    assert turn.headers == (Header("下单日期", "月", "time"),)


def test_a_running_turn_shows_what_is_done_what_is_next_and_what_waits():
    turn = present(ASKED, zone=SHANGHAI)

    assert turn.steps[:2] == (Step("intent", "理解问题", "done", "3"), Step("clarification", "检查歧义", "", ""))
    assert turn.steps[-1].name == "explanation"
    assert turn.now == "检查歧义"


def test_a_turn_that_ended_shows_only_what_happened():
    assert [step.name for step in present(REFUSED, zone=SHANGHAI).steps] == ["intent"]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (PERIOD, "2026-08-22 至 2026-11-21（Asia/Shanghai）"),
        (replace(PERIOD, end=date(2026, 8, 23)), "2026-08-22（Asia/Shanghai）"),
        (replace(PERIOD, end=None), "2026-08-22 起（Asia/Shanghai）"),
        (replace(PERIOD, start=None), "截至 2026-11-21（Asia/Shanghai）"),
        (Period(None, None, "Asia/Shanghai"), "全部时间"),
    ],
)
def test_a_period_is_said_with_its_last_day_included(period, words):
    assert period_words(period) == words
