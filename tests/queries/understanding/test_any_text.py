"""Whatever is typed, the reader neither fails nor dawdles, and says the same twice."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.queries.understanding.normal import LONGEST_QUESTION
from apps.queries.understanding.reach import is_reachable
from tests.queries.understanding.coffee import COFFEE, reading

WORDS = """
销售额 利润 北京 华北 华东 每月 按 各 前十 最高 最近三个月 2025年 2月30日 到 从 除了 以外 或 和 多少 平均 趋势 的
产品 客户 地区 sales profit north by each top 5 highest last month 2025 between and since not or how many average trend
orders products city > 100 % ? , 、
"""
anything = st.text(max_size=LONGEST_QUESTION)
nearly_questions = st.lists(st.sampled_from(WORDS.split()), max_size=24).flatmap(
    lambda words: st.sampled_from(("", " ")).map(lambda gap: gap.join(words))
)
calm = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@calm
@given(st.one_of(anything, nearly_questions))
def test_any_text_is_read_the_same_way_twice(text):
    assert reading(text) == reading(text)


@calm
@given(nearly_questions)
def test_a_reading_is_answered_or_asked_about_and_never_loses_a_word(text):
    found = reading(text)

    assert found.metadata or found.points or found.candidates
    assert "".join(t.text for t in found.tokens if str(t.kind) == "unexplained") == "".join(found.unexplained)
    assert all(text[t.start : t.end] == t.text for t in found.tokens)
    assert sum(c.isalnum() for t in found.tokens for c in t.text) == sum(c.isalnum() for c in text)


@calm
@given(nearly_questions)
def test_where_the_joins_allow_a_reading_no_other_is_offered(text):
    possible = [is_reachable(candidate.query, COFFEE) for candidate in reading(text).candidates]

    assert len(set(possible)) < 2


@pytest.mark.parametrize(
    "text",
    [
        "华北的销售额按月" * 250,
        "sales by month in north " * 80,
        "2025年1月到3月和" * 180,
        "利润" * 1_000,
        "北京" * 1_000,
        "a" * 2_000,
        "除了" * 1_000,
        "前" * 2_000,
        "\x00\ufffe\u202e" * 600,
        "((((" * 500,
    ],
    ids=lambda text: text[:8].encode("unicode_escape").decode(),
)
def test_a_very_long_question_takes_no_time_to_speak_of(text):
    started = time.process_time()

    reading(text)

    assert time.process_time() - started < 1.0  # a busy machine; alone it is some 30 ms
