"""Chinese phrases of time, each as a pattern over normal text and what it means on a given day."""

import re
from datetime import date, timedelta

from apps.queries.understanding.numbers import ZH_NUMBER, chinese_digits, whole_number
from apps.queries.understanding.periods import (
    LONGEST_ROLL,
    Period,
    complete,
    day,
    half,
    month,
    quarter,
    rolling,
    shift_months,
    unit_of,
    unit_start,
    year,
)
from apps.queries.understanding.time_words import Rule, TimeProblem, TimeWord, dated, known, rolled, troubled, vague
from apps.semantic.contracts import Grain

_DAYS = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
}
_YEARS = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1}
_UNITS = {
    "天": Grain.DAY,
    "日": Grain.DAY,
    "周": Grain.WEEK,
    "星期": Grain.WEEK,
    "礼拜": Grain.WEEK,
    "月": Grain.MONTH,
    "季": Grain.QUARTER,
    "季度": Grain.QUARTER,
    "年": Grain.YEAR,
}
_YEAR = (
    r"(?:(?P<y>(?:19|20|21)\d\d|[一二]?[零〇一二三四五六七八九]{4})\s?年(?:度)?的?|(?P<yy>(?:19|20|21)\d\d)\s?(?=q)"
    rf"|(?P<ry>{'|'.join(_YEARS)})(?:度)?的?)"
)
_COUNTED = (
    r"(?:个?(?P<whole>完整的?|整)个?(?P<wu>月|季度|星期|周|天|年)|(?P<u>个月|个?季度|个?星期|个?礼拜|周|天|日|年))"
)


def _year(match: re.Match[str], today: date) -> int | None:
    found = match.groupdict()
    if found.get("ry"):
        return today.year + _YEARS[found["ry"]]
    spelled = found.get("y") or found.get("yy")
    if not spelled:
        return None
    return int(spelled if spelled.isascii() else chinese_digits(spelled))


def _relative_day(match: re.Match[str], today: date) -> TimeWord:
    return known(match, day(today + timedelta(days=_DAYS[match.group(0)])))


def _relative_unit(match: re.Match[str], today: date) -> TimeWord:
    ups, downs = match.group("up"), match.group("down")
    offset = len(downs) if downs else -len(ups) if ups else 0
    return known(match, unit_of(today, _UNITS[match.group("u")], offset))


def _month_or_day(match: re.Match[str], today: date) -> TimeWord | None:
    number, of = whole_number(match.group("m")), match.group("d")
    if number is None:
        return None
    if of is None:
        return dated(match, lambda y: month(y, number), _year(match, today), today)
    on = whole_number(of)
    return None if on is None else dated(match, lambda y: day(date(y, number, on)), _year(match, today), today)


def _quarter(match: re.Match[str], today: date) -> TimeWord | None:
    number = whole_number(match.group("q"))
    return None if number is None else dated(match, lambda y: quarter(y, number), _year(match, today), today)


def _half(match: re.Match[str], today: date) -> TimeWord:
    return dated(match, lambda y: half(y, 1 if match.group("h") == "上" else 2), _year(match, today), today)


def _whole_year(match: re.Match[str], today: date) -> TimeWord:
    return dated(match, year, _year(match, today), today)


def _rolling(match: re.Match[str], today: date) -> TimeWord | None:
    grain, count = _counted_unit(match), whole_number(match.group("n"))
    if count and match.group("whole") and count <= LONGEST_ROLL[grain]:
        return known(match, complete(today, count, grain))
    return rolled(match, count, grain, today)


def _counted_unit(match: re.Match[str]) -> Grain:
    return _UNITS[(match.group("wu") or match.group("u")).removeprefix("个")]


def _months(match: re.Match[str], today: date) -> TimeWord | None:
    first, last = whole_number(match.group("m")), whole_number(match.group("m2"))
    if first is None or last is None:
        return None
    if first > last:
        return troubled(match, TimeProblem.REVERSED)
    return dated(match, lambda y: Period(month(y, first).start, month(y, last).end), _year(match, today), today)


def _until_now(match: re.Match[str], today: date) -> TimeWord:
    return known(match, Period(None, today + timedelta(days=1)))


def _half_unit(match: re.Match[str], today: date) -> TimeWord | None:
    return rolled(match, *((6, Grain.MONTH) if match.group("u") == "年" else (15, Grain.DAY)), today)


def _first_or_last(match: re.Match[str], today: date) -> TimeWord | None:
    # "前三个月": the three months that lead up to today, or the first three of the year. Both are common.
    grain, count = _counted_unit(match), whole_number(match.group("n"))
    if not count or count > LONGEST_ROLL[grain]:
        return None
    other = (
        _first_of(today.year, count, grain) if grain in (Grain.MONTH, Grain.QUARTER) else complete(today, count, grain)
    )
    return troubled(match, TimeProblem.AMBIGUOUS, *dict.fromkeys((rolling(today, count, grain), other)))


def _first_in_year(match: re.Match[str], today: date) -> TimeWord | None:
    count = whole_number(match.group("n"))
    grain = Grain.QUARTER if "季" in match.group("u") else Grain.MONTH
    if not count or count > (4 if grain is Grain.QUARTER else 12):
        return troubled(match, TimeProblem.WRONG_DATE)
    return dated(match, lambda y: _first_of(y, count, grain), _year(match, today), today)


def _first_of(in_year: int, count: int, grain: Grain) -> Period:
    start = date(in_year, 1, 1)
    return Period(start, shift_months(start, count * (3 if grain is Grain.QUARTER else 1)))


def _to_date(match: re.Match[str], today: date) -> TimeWord:
    start = unit_start(today, _UNITS[match.group("u")])
    return known(match, Period(start, today + timedelta(days=1)))


ZH_TIMES: tuple[Rule, ...] = (
    (re.compile("|".join(_DAYS)), _relative_day),
    (
        re.compile(
            r"(?:这一?个?|本|当|(?P<up>上+)一?个?|(?P<down>下+)一?个?)(?P<u>周|星期|礼拜|月|季度|季)(?!年)(?:份)?"
        ),
        _relative_unit,
    ),
    (
        re.compile(rf"{_YEAR}?(?<![\d零一二三四五六七八九十])(?P<m>{ZH_NUMBER})月(?:份)?(?:(?P<d>{ZH_NUMBER})[日号])?"),
        _month_or_day,
    ),
    (re.compile(rf"{_YEAR}?\s?(?:第?(?P<q>[一二三四1-4])季度?)"), _quarter),
    (re.compile(rf"{_YEAR}\s?第?q(?P<q>[1-4])(?!\d)"), _quarter),
    (re.compile(rf"{_YEAR}?(?<![\d-])(?P<m>{ZH_NUMBER})\s?[-~到至]\s?(?P<m2>{ZH_NUMBER})月(?:份)?(?!\d)"), _months),
    (re.compile(r"(?:截至|截止到?|到)目前(?:为止)?|迄今为止|至今"), _until_now),
    (re.compile(rf"{_YEAR}?(?P<h>[上下])半年度?"), _half),
    (re.compile(rf"(?<!\d){_YEAR.replace('的?', '')}(?:全年|整年)?"), _whole_year),
    (re.compile(rf"(?:最近|近|过去|过往|近期)的?(?P<n>{ZH_NUMBER}){_COUNTED}(?:以来|之内|以内|内|来|里)?"), _rolling),
    (re.compile(r"(?:最近|近|过去|过往)的?半(?:个)?(?P<u>年|月)(?:以来|之内|以内|内|来)?"), _half_unit),
    (re.compile(rf"前(?P<n>{ZH_NUMBER}){_COUNTED}"), _first_or_last),
    (re.compile(rf"{_YEAR}前(?P<n>{ZH_NUMBER})(?P<u>个月|个?季度)"), _first_in_year),
    (re.compile(r"今?本?(?P<u>年|月|周|季度)初(?:至今|到今天|到现在|到目前|以来|迄今)(?:为止)?"), _to_date),
    (
        re.compile(
            r"(?:最近|过去|近)几(?:天|周|个月|月|年|个季度)|最近|近期|近来|近日|近年来?|前段时间|前阵子|过去一段时间"
        ),
        vague,
    ),
)
