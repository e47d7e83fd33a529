"""
Which of the overlapping findings explain the question: names, phrases of time and signals compete for its characters.

The choice covers as much of the text as possible with as few pieces as possible, so a longer name beats those it
contains. Between equals a name of the model wins over a phrase of time, and that over a signal: a steward's word is
worth more than ours. What stays uncovered is cut into words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.queries.understanding.lexicon import Lexicon, Meaning
from apps.queries.understanding.normal import NormalText
from apps.queries.understanding.signals import Signal, find_signals
from apps.queries.understanding.time_words import TimeWord


@dataclass(frozen=True, slots=True)
class TermMark:
    """Names or values of the model; `meanings` is never empty."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class TimeMark:
    start: int
    end: int
    word: TimeWord


@dataclass(frozen=True, slots=True)
class SignalMark:
    start: int
    end: int
    signal: Signal


Mark = TermMark | TimeMark | SignalMark

_PER_CHARACTER, _PER_PIECE = 10, 4
_PREFERENCE = {TermMark: 3, TimeMark: 2, SignalMark: 1}


def lay_out(text: NormalText, lexicon: Lexicon, times: Sequence[TimeWord]) -> tuple[Mark, ...]:
    """The marks that explain the text best, in order and without overlap."""
    marks: list[Mark] = [TermMark(o.start, o.end, o.meanings) for o in lexicon.find(text.text)]
    marks += [TimeMark(word.start, word.end, word) for word in times]
    marks += [SignalMark(found.start, found.end, found.signal) for found in find_signals(text.text)]
    return _heaviest(marks, len(text.text))


def _heaviest(marks: Sequence[Mark], length: int) -> tuple[Mark, ...]:
    """The set of marks without overlap that weighs most: from left to right, the best way to explain each prefix."""
    ending: dict[int, list[Mark]] = {}
    for mark in marks:
        ending.setdefault(mark.end, []).append(mark)
    best = [0] * (length + 1)
    taken: list[Mark | None] = [None] * (length + 1)
    for end in range(1, length + 1):
        best[end] = best[end - 1]
        for mark in ending.get(end, ()):
            weight = best[mark.start] + _weight(mark)
            if weight > best[end]:
                best[end], taken[end] = weight, mark
    chosen: list[Mark] = []
    at = length
    while at > 0:
        mark_here = taken[at]
        if mark_here:
            chosen.append(mark_here)
        at = mark_here.start if mark_here else at - 1
    return tuple(reversed(chosen))


def _weight(mark: Mark) -> int:
    return _PER_CHARACTER * (mark.end - mark.start) - _PER_PIECE + _PREFERENCE[type(mark)]
