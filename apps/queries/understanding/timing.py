"""The one period of a question, from its phrases of time and what the user chose about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from apps.queries.understanding.board import Board
from apps.queries.understanding.labels import ALL_TIME, period_option
from apps.queries.understanding.layout import TimeMark
from apps.queries.understanding.periods import Period
from apps.queries.understanding.points import choose_among_periods, choose_period
from apps.queries.understanding.signals import SignalKind
from apps.queries.understanding.time_words import TimeWord
from apps.queries.understanding.values import Default, OpenPoint
from apps.semantic.contracts import Grain


@dataclass(frozen=True, slots=True)
class Timing:
    """
    What the question says about time.

    :param period: None: nothing was said, or all time was chosen.
    :param each: one number for every such unit of the period was asked for by naming several.
    """

    period: Period | None = None
    each: Grain | None = None
    points: tuple[OpenPoint, ...] = ()
    defaults: tuple[Default, ...] = ()


def find_timing(board: Board, choices: Mapping[str, str]) -> Timing:
    """The period, or the point that must be settled to know it."""
    marks = board.times()
    if not marks:
        return Timing(defaults=(Default.ALL_TIME,))
    spelled = [board.text[mark.start : mark.end].strip() for mark in marks]
    key = "time:" + "+".join(spelled)
    chosen = _chosen(choices.get(key, ""))
    if chosen:
        return chosen
    for word, words in zip(_words(marks), spelled, strict=True):
        if word.problem:
            options = [period_option(period) for period in word.alternatives]
            return Timing(points=(choose_period(key, words, word.problem, options),))
    return _one(board, key, spelled, _nested(_words(marks)))


def _words(marks: Sequence[TimeMark]) -> list[TimeWord]:
    return [mark.word for mark in marks]


def _chosen(value: str) -> Timing | None:
    """What an option's value stands for; None: it is no value that was ever offered."""
    if value == ALL_TIME:
        return Timing()
    span, _, each = value.partition("/")
    start, dots, end = span.partition("..")
    if not dots or (each and each not in tuple(Grain)):
        return None
    try:
        period = Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    except ValueError:
        return None
    if period.start and period.end and period.start >= period.end:
        return None
    return Timing(period, Grain(each) if each else None)


def _nested(words: Sequence[TimeWord]) -> list[TimeWord]:
    """ "今年 … 3月": a phrase inside a named year belongs to that year, and the year alone says no more."""
    years = [w for w in words if w.period and w.period.grain is Grain.YEAR]
    inner = [w for w in words if w not in years]
    if len(years) != 1 or not inner or years[0].period is None or years[0].period.start is None:
        return list(words)
    moved = [_moved(word, years[0].period.start.year) for word in inner]
    inside = all(_within(word.period, years[0].period) for word in moved)
    return moved if inside else list(words)


def _moved(word: TimeWord, year: int) -> TimeWord:
    if not word.in_year:
        return word
    try:
        return replace(word, period=word.in_year(year), defaults=())
    except ValueError:
        return word


def _within(inner: Period | None, outer: Period) -> bool:
    if not (inner and inner.start and inner.end and outer.start and outer.end):
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _one(board: Board, key: str, spelled: Sequence[str], words: Sequence[TimeWord]) -> Timing:
    periods = sorted({w.period for w in words if w.period}, key=lambda p: (p.start or date.min, p.end or date.max))
    defaults = tuple(dict.fromkeys(default for word in words for default in word.defaults))
    if len(periods) == 1:
        return Timing(periods[0], defaults=defaults)
    together = Period(periods[0].start, periods[-1].end)
    each = _common_grain(periods)
    if _are_alternatives(board) and all(left.end == right.start for left, right in pairwise(periods)):
        return Timing(together, defaults=defaults)  # "2024 or 2025": in either of them, and nothing lies between
    if each and board.signals(SignalKind.COMPARE):
        return Timing(together, each, defaults=defaults)
    options = [period_option(together, each=each)] if each else []
    options += [period_option(together)] if each else []
    options += [period_option(period) for period in periods]
    return Timing(points=(choose_among_periods(key, ", ".join(spelled), options),))


def _are_alternatives(board: Board) -> bool:
    """Nothing but "or" joins the phrases of time."""
    ors = [
        i for i, _ in board.signals(SignalKind.OR) if board.is_time(board.before(i)) and board.is_time(board.after(i))
    ]
    return len(ors) == len(board.times()) - 1


def _common_grain(periods: Sequence[Period]) -> Grain | None:
    """The unit of which these are consecutive ones; None if they are not."""
    grains = {period.grain for period in periods}
    consecutive = all(left.end == right.start for left, right in pairwise(periods))
    return grains.pop() if len(grains) == 1 and consecutive else None
