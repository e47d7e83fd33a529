"""The sentence that says back what was computed is made from the query alone."""

from decimal import Decimal

import pytest

from apps.queries.understanding.explain import describe_metric, explain
from apps.queries.understanding.values import Default
from apps.semantic.contracts import Filter, FilterOperator, SemanticQuery
from tests.queries.understanding.coffee import AS_OF, COFFEE, reading


def said(question: str) -> str:
    found = reading(question)
    query = found.candidates[0].query
    return explain(query, COFFEE, language=found.language, as_of=AS_OF, defaults=found.defaults)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("销售额", "销售额（元），不限时间。"),
        (
            "最近三个月华北的销售额",
            "销售额（元），限大区为华北，时间范围 2026-08-23 至 2026-11-22，“最近”算到今天为止（含今天）。",
        ),
        (
            "今年每月的订单数",
            (
                "订单数（单），时间范围 2026-01-01 至 2026-12-31（截至 2026-11-22，该时段尚未结束），"
                "按下单日期（月）拆分。"
            ),
        ),
        (
            "2024年销量前十的产品",
            "销量（件），时间范围 2024-01-01 至 2024-12-31，按产品拆分，按销量从高到低排列，只取前 10 行。",
        ),
        ("昨天不含线上的订单数", "订单数（单），限渠道不为线上，时间范围 2026-11-21。"),
        ("多少个门店", "门店数。"),
        (
            "sales in North China or East China",
            "Sales (元), where region is East China (华东) or North China (华北), all time.",
        ),
        ("sales before 2025 by channel", "Sales (元), until 2024-12-31, by channel."),
        (
            "bottom 3 categories by units in 2025",
            (
                "Units sold (件), 2025-01-01 to 2025-12-31, by category, "
                "ordered by units sold, lowest first, first 3 rows only."
            ),
        ),
    ],
)
def test_the_sentence_of_a_query(question, sentence):
    assert said(question) == sentence


def test_every_operator_has_words_in_both_languages():
    for operator in FilterOperator:
        query = SemanticQuery(("sales",), filters=(Filter("order.channel", operator, (Decimal("1.5"),)),))

        for language in ("zh-hans", "en"):
            assert COFFEE.dimension("order.channel").words.title(language) in explain(
                query, COFFEE, language=language, as_of=AS_OF
            )


def test_every_default_has_words_but_all_time_is_said_as_the_period():
    query = SemanticQuery(("sales",))

    sentence = explain(query, COFFEE, language="en", as_of=AS_OF, defaults=tuple(Default))

    assert sentence == (
        "Sales (元), all time, the unit of time follows from the length of the period, "
        "a date without a year is the latest one, "
        "“last” ends with today, today included, “highest” and “lowest” mean the first one only."
    )


def test_a_metric_is_described_by_its_definition():
    sales = COFFEE.metric("sales")

    assert (
        describe_metric(sales, COFFEE, "zh-hans")
        == "销售额：订单.amount之和，时间以下单日期为准，单位 元，定义版本 1。"
    )
    assert describe_metric(sales, COFFEE, "en") == (
        "sales: sum of order.amount, dated by order date, in 元, definition version 1."
    )


def test_a_name_that_the_manifest_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        explain(SemanticQuery(("salary",)), COFFEE, language="en", as_of=AS_OF)
