"""
Phrases of time in a question, as half-open spans of calendar days.

What is promised:
- "today" is the day of `as_of` in the manifest's time zone; weeks start on Monday, quarters in January;
- "last 3 months", "最近三个月" roll up to and including today (23 August to 22 November, on 22 November);
  "last month", "上个月" and "last 3 complete months" are calendar units;
- a month or day without a year is the latest that has begun, or lies in the year of its neighbour ("2025年1月到3月");
- "since" includes the first day and ends with today; "after" and "before" exclude what they name; "until" includes it;
- a date that does not exist, an end before its start, and vague or doubtful phrases are returned with their problem,
  never dropped and never guessed.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from apps.queries.understanding.numbers import ZH_NUMBER
from apps.queries.understanding.periods import Period
from apps.queries.understanding.time_en import EN_TIMES
from apps.queries.understanding.time_words import TimeProblem, TimeWord
from apps.queries.understanding.time_zh import ZH_TIMES

_B, _E = r"(?<![a-z0-9])", r"(?![a-z0-9])"
_TO = re.compile(r"(?:期间)?\s?(?:到|至|直到|一直到|~|-|to|until|till|up to|through|thru)\s?(?:the )?")
_AND = re.compile(
    r"\s?(?:和|与|跟|及|或者?|、|,|/|\+|&|and|or|vs\.?|versus|对比|相比|compared (?:to|with))\s?(?:in |the )?"
)
_BETWEEN = re.compile(rf"(?:{_B}between\s(?:the )?|介于\s?|在\s?)$")
_FROM = re.compile(rf"(?:{_B}from\s(?:the )?|从\s?|自\s?|由\s?)$")
_SPAN_END = re.compile(r"\s?(?:之间|期间|这段时间|为止|止)")

_SINCE = re.compile(rf"(?:{_B}(?:ever )?since\s(?:the )?|{_B}starting (?:from|in|on)\s|自从?\s?|打从\s?)$")
_BEFORE = re.compile(rf"(?:{_B}(?:before|prior to|earlier than)\s(?:the )?|早于\s?)$")
_AFTER = re.compile(rf"(?:{_B}(?:after|later than|following)\s(?:the )?|晚于\s?)$")
_UNTIL = re.compile(rf"(?:{_B}(?:until|till|up to|through)\s(?:the )?|截至到?\s?|截止到?\s?)$")
_TAIL_SINCE = re.compile(
    rf"\s?(?:以来|至今|到现在|到今天|到目前为止|到目前|迄今为止|迄今|(?:until|to|till) (?:now|date|today){_E})"
)
_TAIL_FROM = re.compile(rf"\s?(?:起|开始|onwards?{_E}|on{_E})")
_TAIL_AFTER = re.compile(r"\s?(?:之后|以后)")
_TAIL_BEFORE = re.compile(rf"\s?(?:之前|以前|前(?!{ZH_NUMBER}|[a-z0-9天周]))")
_TAIL_UNTIL = re.compile(r"\s?(?:为止)")
_NO_HEAD = re.compile(r"(?!)")

_MakeBound = Callable[[Period, date], Period]
_BOUNDS: tuple[tuple[re.Pattern[str], re.Pattern[str], _MakeBound], ...] = (
    (_SINCE, _TAIL_SINCE, lambda p, tomorrow: Period(p.start, tomorrow)),
    (_NO_HEAD, _TAIL_FROM, lambda p, tomorrow: Period(p.start, None)),
    (_BEFORE, _TAIL_BEFORE, lambda p, tomorrow: Period(None, p.start)),
    (_AFTER, _TAIL_AFTER, lambda p, tomorrow: Period(p.end, None)),
    (_UNTIL, _TAIL_UNTIL, lambda p, tomorrow: Period(None, p.end)),
)


def find_times(text: str, *, today: date) -> tuple[TimeWord, ...]:
    """The phrases of time in a normal text, in order and without overlap."""
    atoms = _atoms(text, today)
    words: list[TimeWord] = []
    at = 0
    while at < len(atoms):
        span = _span(text, atoms[at], atoms[at + 1]) if at + 1 < len(atoms) else None
        words.append(span or _bounded(text, _neighbourly(text, atoms, at), today))
        at += 2 if span else 1
    return tuple(words)


def _atoms(text: str, today: date) -> list[TimeWord]:
    found = [
        word for pattern, make in (*ZH_TIMES, *EN_TIMES) for m in pattern.finditer(text) if (word := make(m, today))
    ]
    atoms: list[TimeWord] = []
    for word in sorted(found, key=lambda w: (w.start, -w.end)):
        if not atoms or word.start >= atoms[-1].end:
            atoms.append(word)
    return atoms


def _span(text: str, first: TimeWord, last: TimeWord) -> TimeWord | None:
    """`first` to `last`, both included, if the words around and between them say so."""
    gap, before, after = text[first.end : last.start], text[: first.start], _SPAN_END.match(text, last.end)
    lead = _BETWEEN.search(before) or _FROM.search(before)
    listed = _AND.fullmatch(gap) and _BETWEEN.search(before) and (after or "between" in before)
    if not (_TO.fullmatch(gap) or listed):
        return None
    start, end = lead.start() if lead else first.start, after.end() if after else last.end
    first, last = _same_year(first, last)
    if first.period is None or last.period is None:
        problem = first.problem or last.problem or TimeProblem.WRONG_DATE
        return TimeWord(start, end, None, problem)
    if first.period.start is None or last.period.end is None or first.period.start >= last.period.end:
        return TimeWord(start, end, None, TimeProblem.REVERSED)
    defaults = first.defaults if first.in_year else ()
    return TimeWord(start, end, Period(first.period.start, last.period.end), defaults=defaults)


def _same_year(first: TimeWord, last: TimeWord) -> tuple[TimeWord, TimeWord]:
    """Give a phrase without a year that of the other; of two without, the second follows the first."""
    if last.in_year and first.period and first.period.start:
        after = _in(last, first.period.start.year, not_before=first.period.start)
        if first.in_year and after.period and after.period.start and after.period.start.year > first.period.start.year:
            return _same_year(first, replace(last, in_year=None))
        last = after
    elif first.in_year and last.period and last.period.start:
        first = _in(first, last.period.start.year, not_after=last.period.start)
    return first, last


def _in(word: TimeWord, number: int, *, not_before: date | None = None, not_after: date | None = None) -> TimeWord:
    assert word.in_year is not None
    try:
        period = word.in_year(number)
        if not_before and period.start and period.start < not_before:
            period = word.in_year(number + 1)
        if not_after and period.start and period.start > not_after:
            period = word.in_year(number - 1)
    except ValueError:
        return replace(word, period=None, problem=TimeProblem.WRONG_DATE)
    return replace(word, period=period, in_year=None, defaults=())


def _neighbourly(text: str, atoms: list[TimeWord], at: int) -> TimeWord:
    """In a list ("2025年3月和4月") the year that one names holds for the other."""
    word = atoms[at]
    if not word.in_year:
        return word
    for other, gap in _neighbours(text, atoms, at):
        if not other.in_year and other.period and other.period.start and _AND.fullmatch(gap):
            return _in(word, other.period.start.year)
    return word


def _neighbours(text: str, atoms: list[TimeWord], at: int) -> list[tuple[TimeWord, str]]:
    before = [(atoms[at - 1], text[atoms[at - 1].end : atoms[at].start])] if at else []
    after = [(atoms[at + 1], text[atoms[at].end : atoms[at + 1].start])] if at + 1 < len(atoms) else []
    return before + after


def _bounded(text: str, word: TimeWord, today: date) -> TimeWord:
    """Widen the phrase by a word that makes it a bound: since, before, after, until."""
    tomorrow = today + timedelta(days=1)
    for head, tail, make in _BOUNDS:
        before, after = head.search(text[: word.start]), tail.match(text, word.end)
        if before or after:
            lead = before or _FROM.search(text[: word.start])
            start, end = lead.start() if lead else word.start, after.end() if after else word.end
            return _bound(replace(word, start=start, end=end), make, tomorrow)
    return _from_alone(text, word, tomorrow)


def _bound(word: TimeWord, make: _MakeBound, tomorrow: date) -> TimeWord:
    if word.period is None:
        return replace(word, alternatives=tuple(make(period, tomorrow) for period in word.alternatives))
    period = make(word.period, tomorrow)
    if period.start and period.end and period.start >= period.end:
        return replace(word, period=None, problem=TimeProblem.REVERSED)
    return replace(word, period=period, in_year=None)


def _from_alone(text: str, word: TimeWord, tomorrow: date) -> TimeWord:
    # "sales from March" may be those of March or those since March.
    lead = _FROM.search(text[: word.start])
    if not lead or word.period is None or word.period.start is None:
        return word
    since = Period(word.period.start, tomorrow)
    if since.end == word.period.end or word.period.start >= tomorrow:
        return replace(word, start=lead.start())
    return replace(
        word, start=lead.start(), period=None, problem=TimeProblem.AMBIGUOUS, alternatives=(word.period, since)
    )
