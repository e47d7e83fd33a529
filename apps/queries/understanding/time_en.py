"""English and numeric phrases of time, each as a pattern over normal text and what it means on a given day."""

import calendar
import re
from datetime import date, timedelta

from apps.queries.understanding.numbers import EN_NUMBER, whole_number
from apps.queries.understanding.periods import (
    LONGEST_ROLL,
    Period,
    complete,
    day,
    half,
    month,
    quarter,
    unit_of,
    unit_start,
    year,
)
from apps.queries.understanding.time_words import Rule, TimeWord, dated, known, rolled, vague
from apps.semantic.contracts import Grain

_DAYS = {"the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1}
_MONTHS = {calendar.month_abbr[number].lower(): number for number in range(1, 13)}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_OFFSETS = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1}
_TO_DATE = {"y": Grain.YEAR, "q": Grain.QUARTER, "m": Grain.MONTH, "w": Grain.WEEK}

_B, _E = r"(?<![a-z0-9])", r"(?![a-z0-9])"
_MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?P<y>(?:19|20|21)\d\d)|(?:the )?(?P<ry>this|last|previous|next) year(?:'s)?)"
_IN_YEAR = rf"(?:[ ,-]{{0,2}}(?:of )?(?:in )?{_YEAR})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_UNIT = r"(?P<u>day|week|month|quarter|year)"
_BEFORE_MONTH = re.compile(
    r"(?:in|during|for|of|since|before|after|from|to|until|till|through|and|between|by the end of|,|~|-) ?$"
)
_AFTER_MONTH = re.compile(r" ?(?:to|until|till|through|-|~) ?(?:" + "|".join(_MONTHS) + ")")


def _year(match: re.Match[str], today: date) -> int | None:
    found = match.groupdict()
    if found.get("y"):
        return int(found["y"])
    return today.year + _OFFSETS[found["ry"]] if found.get("ry") else None


def _relative_day(match: re.Match[str], today: date) -> TimeWord:
    return known(match, day(today + timedelta(days=_DAYS[match.group(0)])))


def _relative_unit(match: re.Match[str], today: date) -> TimeWord:
    return known(match, unit_of(today, Grain(match.group("u")), _OFFSETS[match.group("r")]))


def _month(match: re.Match[str], today: date) -> TimeWord | None:
    name, in_year = match.group("mon"), _year(match, today)
    # "may" and "march" are also verbs.
    if in_year is None and name in ("may", "march", "mar") and not _is_month(match):
        return None
    number = _MONTHS[name[:3]]
    return dated(match, lambda y: month(y, number), in_year, today)


def _is_month(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    starts = not before.strip() and match.group("mon") != "may"
    return starts or bool(_BEFORE_MONTH.search(before) or _AFTER_MONTH.match(match.string, match.end()))


def _day_of_month(match: re.Match[str], today: date) -> TimeWord:
    number, on = _MONTHS[match.group("mon")[:3]], int(match.group("d"))
    return dated(match, lambda y: day(date(y, number, on)), _year(match, today), today)


def _numeric(match: re.Match[str], today: date) -> TimeWord:
    number, of = int(match.group("m")), match.group("d")
    if of is None:
        return dated(match, lambda y: month(y, number), int(match.group("y")), today)
    return dated(match, lambda y: day(date(y, number, int(of))), int(match.group("y")), today)


def _quarter(match: re.Match[str], today: date) -> TimeWord:
    spelled = match.group("q")
    number = _ORDINALS.get(spelled) or int(spelled)
    return dated(match, lambda y: quarter(y, number), _year(match, today), today)


def _half(match: re.Match[str], today: date) -> TimeWord:
    spelled = match.group("h")
    number = _ORDINALS.get(spelled) or int(spelled)
    return dated(match, lambda y: half(y, number), _year(match, today), today)


def _whole_year(match: re.Match[str], today: date) -> TimeWord:
    return dated(match, year, int(match.group("y")), today)


def _rolling(match: re.Match[str], today: date) -> TimeWord | None:
    grain, count = Grain(match.group("u")), whole_number(match.group("n"))
    whole = match.group("whole") or match.group("r") in ("previous", "preceding")
    if count and whole and count <= LONGEST_ROLL[grain]:
        return known(match, complete(today, count, grain))
    return rolled(match, count, grain, today)


def _past_unit(match: re.Match[str], today: date) -> TimeWord | None:
    return rolled(match, 1, Grain(match.group("u")), today)


def _half_year(match: re.Match[str], today: date) -> TimeWord | None:
    return rolled(match, 6, Grain.MONTH, today)


def _to_date(match: re.Match[str], today: date) -> TimeWord:
    unit = next(filter(None, match.groups()))
    return known(match, Period(unit_start(today, _TO_DATE[unit[0]]), today + timedelta(days=1)))


def _until_now(match: re.Match[str], today: date) -> TimeWord:
    return known(match, Period(None, today + timedelta(days=1)))


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(_B + "(?:" + pattern + ")" + _E)


EN_TIMES: tuple[Rule, ...] = (
    (_rule("|".join(_DAYS)), _relative_day),
    (_rule(rf"(?:the )?(?P<r>this|current|last|previous|next) {_UNIT}(?:'s)?"), _relative_unit),
    (_rule(rf"{_MONTH}{_IN_YEAR}?"), _month),
    (_rule(rf"{_MONTH} {_DAY}{_IN_YEAR}?"), _day_of_month),
    (_rule(rf"(?:the )?{_DAY} (?:of )?{_MONTH}{_IN_YEAR}?"), _day_of_month),
    (
        re.compile(r"(?<![\d.-])(?P<y>(?:19|20|21)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?(?![\d-])"),
        _numeric,
    ),
    (_rule(rf"q(?P<q>[1-4]){_IN_YEAR}?"), _quarter),
    (_rule(rf"{_YEAR}[ -]?q(?P<q>[1-4])"), _quarter),
    (_rule(rf"(?:the )?(?P<q>{'|'.join(_ORDINALS)}) quarter{_IN_YEAR}?"), _quarter),
    (_rule(rf"h(?P<h>[12]){_IN_YEAR}?"), _half),
    (_rule(rf"{_YEAR}[ -]?h(?P<h>[12])"), _half),
    (_rule(rf"(?:the )?(?P<h>first|1st|second|2nd) half{_IN_YEAR}?"), _half),
    (
        re.compile(r"(?<![\d.,/])(?:(?<![a-z])(?:the )?year )?(?P<y>(?:19|20|21)\d\d)(?![\d/]|[.,]\d|年)(?![a-z])"),
        _whole_year,
    ),
    (
        _rule(
            r"(?:the )?(?P<r>last|past|previous|preceding|recent|trailing|latest|most recent)"
            rf" (?P<n>{EN_NUMBER}) (?P<whole>full |complete |whole |calendar )?{_UNIT}s?"
        ),
        _rolling,
    ),
    (_rule(rf"(?:the )?(?:past|trailing) {_UNIT}"), _past_unit),
    (_rule(r"(?:the )?(?:last|past) half(?: a)?[ -]year"), _half_year),
    (
        _rule(
            r"(?P<u>year|month|quarter|week)[ -]to[ -]date|(?P<v>y|m|q|w)td"
            r"|so far this (?P<w>year|month|quarter|week)|this (?P<x>year|month|quarter|week) so far"
        ),
        _to_date,
    ),
    (_rule(r"to date|until now|up to now|so far"), _until_now),
    (_rule(r"(?:the )?(?:last|past|recent) few (?:day|week|month|year)s|recently|lately|recent"), vague),
)
