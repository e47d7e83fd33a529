"""Phrases of time, read on Sunday 22 November 2026; spans are half open, an empty end is open."""

from datetime import UTC, date, datetime

import pytest

from apps.queries.understanding.normal import normal
from apps.queries.understanding.reader import read
from apps.queries.understanding.time_words import TimeProblem
from apps.queries.understanding.times import find_times
from tests.queries.understanding.coffee import COFFEE, LEXICON, in_short

SUNDAY = date(2026, 11, 22)


def spans(text: str, today: date = SUNDAY) -> list[str]:
    periods = [word.period for word in find_times(normal(text), today=today)]
    return [f"{p.start or ''}..{p.end or ''}" if p else "?" for p in periods]


CHINESE = """
今天 2026-11-22..2026-11-23
昨天 2026-11-21..2026-11-22
前天 2026-11-20..2026-11-21
本周 2026-11-16..2026-11-23
上周 2026-11-09..2026-11-16
上上周 2026-11-02..2026-11-09
这个月 2026-11-01..2026-12-01
上个月 2026-10-01..2026-11-01
上月 2026-10-01..2026-11-01
本季度 2026-10-01..2027-01-01
上季度 2026-07-01..2026-10-01
今年 2026-01-01..2027-01-01
去年 2025-01-01..2026-01-01
前年 2024-01-01..2025-01-01
近7天 2026-11-16..2026-11-23
最近30天 2026-10-24..2026-11-23
过去两周 2026-11-09..2026-11-23
最近三个月 2026-08-23..2026-11-23
过去12个月 2025-11-23..2026-11-23
近半年 2026-05-23..2026-11-23
近一年 2025-11-23..2026-11-23
最近三个完整月 2026-08-01..2026-11-01
2025年3月 2025-03-01..2025-04-01
二〇二五年三月 2025-03-01..2025-04-01
2025-03 2025-03-01..2025-04-01
2025-03-15 2025-03-15..2025-03-16
2025/3/1 2025-03-01..2025-03-02
2024年2月29日 2024-02-29..2024-03-01
2025年第一季度 2025-01-01..2025-04-01
2025年Q1 2025-01-01..2025-04-01
3月份 2026-03-01..2026-04-01
12月 2025-12-01..2026-01-01
一季度 2026-01-01..2026-04-01
上半年 2026-01-01..2026-07-01
去年下半年 2025-07-01..2026-01-01
去年3月 2025-03-01..2025-04-01
2025年前三个月 2025-01-01..2025-04-01
今年1-3月 2026-01-01..2026-04-01
今年以来 2026-01-01..2026-11-23
年初至今 2026-01-01..2026-11-23
自2025年3月以来 2025-03-01..2026-11-23
从2025年1月到3月 2025-01-01..2025-04-01
2024年11月到2月 2024-11-01..2025-03-01
在3月1日和3月15日之间 2026-03-01..2026-03-16
2025年之前 ..2025-01-01
2025年3月1日之后 2025-03-02..
截至2025年6月 ..2025-07-01
2024全年 2024-01-01..2025-01-01
2024至2025年 2024-01-01..2026-01-01
"""
ENGLISH = """
today|2026-11-22..2026-11-23
yesterday|2026-11-21..2026-11-22
this week|2026-11-16..2026-11-23
last week|2026-11-09..2026-11-16
last month|2026-10-01..2026-11-01
this quarter|2026-10-01..2027-01-01
last year|2025-01-01..2026-01-01
next month|2026-12-01..2027-01-01
last 7 days|2026-11-16..2026-11-23
the past three months|2026-08-23..2026-11-23
the last 3 complete months|2026-08-01..2026-11-01
past month|2026-10-23..2026-11-23
in March 2025|2025-03-01..2025-04-01
March|2026-03-01..2026-04-01
in December|2025-12-01..2026-01-01
March 5, 2025|2025-03-05..2025-03-06
5 March 2025|2025-03-05..2025-03-06
in 2024|2024-01-01..2025-01-01
Q1 2025|2025-01-01..2025-04-01
2025 Q1|2025-01-01..2025-04-01
first quarter of 2025|2025-01-01..2025-04-01
Q4 last year|2025-10-01..2026-01-01
H1 2025|2025-01-01..2025-07-01
year to date|2026-01-01..2026-11-23
ytd|2026-01-01..2026-11-23
so far this month|2026-11-01..2026-11-23
since March|2026-03-01..2026-11-23
from Jan 2025 to Mar 2025|2025-01-01..2025-04-01
between January and March 2025|2025-01-01..2025-04-01
March to May|2026-03-01..2026-06-01
before 2025|..2025-01-01
after March 2025|2025-04-01..
until June 2025|..2025-07-01
2024-2025|2024-01-01..2026-01-01
"""


@pytest.mark.parametrize("line", CHINESE.strip().splitlines())
def test_a_chinese_phrase_is_these_days(line):
    phrase, expected = line.split()

    assert spans(phrase) == [expected]


@pytest.mark.parametrize("line", ENGLISH.strip().splitlines())
def test_an_english_phrase_is_these_days(line):
    phrase, expected = line.split("|")

    assert spans(phrase) == [expected]


@pytest.mark.parametrize(
    ("phrase", "today", "expected"),
    [
        ("最近一年", date(2024, 2, 29), "2023-03-01..2024-03-01"),
        ("last 1 months", date(2026, 3, 30), "2026-02-28..2026-03-31"),
        ("上个月", date(2024, 3, 31), "2024-02-01..2024-03-01"),
        ("上周", date(2026, 1, 1), "2025-12-22..2025-12-29"),
        ("this week", date(2027, 1, 1), "2026-12-28..2027-01-04"),
        ("上季度", date(2026, 1, 1), "2025-10-01..2026-01-01"),
        ("昨天", date(2025, 3, 1), "2025-02-28..2025-03-01"),
        ("12月", date(2026, 12, 1), "2026-12-01..2027-01-01"),
    ],
)
def test_edges_of_the_calendar(phrase, today, expected):
    assert spans(phrase, today) == [expected]


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("2025年2月30日", TimeProblem.WRONG_DATE),
        ("2025年13月", TimeProblem.WRONG_DATE),
        ("2025-02-30", TimeProblem.WRONG_DATE),
        ("2025-13", TimeProblem.WRONG_DATE),
        ("Feb 30 2025", TimeProblem.WRONG_DATE),
        ("2023年2月29日", TimeProblem.WRONG_DATE),
        ("from June 2025 to March 2025", TimeProblem.REVERSED),
        ("最近99999天", TimeProblem.TOO_LONG),
        ("最近", TimeProblem.VAGUE),
        ("recently", TimeProblem.VAGUE),
        ("前三个月", TimeProblem.AMBIGUOUS),
        ("from March", TimeProblem.AMBIGUOUS),
    ],
)
def test_what_is_no_certain_period_is_reported_not_dropped(phrase, problem):
    (word,) = find_times(normal(phrase), today=SUNDAY)

    assert (word.period, word.problem) == (None, problem)


def test_a_doubtful_phrase_names_its_readings():
    (word,) = find_times("前三个月", today=SUNDAY)

    assert [(str(p.start), str(p.end)) for p in word.alternatives] == [
        ("2026-08-23", "2026-11-23"),
        ("2026-01-01", "2026-04-01"),
    ]


@pytest.mark.parametrize("text", ["sales may rise", "前10名", "3个产品"])
def test_what_only_looks_like_time_is_none(text):
    assert spans(text) == []


def test_today_is_the_day_in_the_zone_of_the_data():
    late_in_london = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)

    found = read("今天的销售额", lexicon=LEXICON, manifest=COFFEE, as_of=late_in_london)

    assert in_short(found.candidates[0].query) == "sales from 2027-01-01 to 2027-01-02"
