"""
The pieces of a question in their order, and what stands next to what.

Two pieces are neighbours if only grammar stands between them. Signals that do not hold in their place become plain
words here: from then on a "not" has something to exclude and a "by" something to split by.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeGuard

from apps.queries.understanding.layout import SignalMark, TermMark, TimeMark
from apps.queries.understanding.leftovers import Piece, Word, word_at
from apps.queries.understanding.lexicon import Term, TermKind
from apps.queries.understanding.numbers import whole_number
from apps.queries.understanding.signals import Signal, SignalKind
from apps.queries.understanding.values import TokenKind

_SPLITTING = (SignalKind.BY, SignalKind.WHICH)
_LISTING = frozenset(("和", "与", "及", "以及", "跟", "、", ",", "and", "&", "/", "or", "或", "或者", ", and"))


@dataclass(frozen=True)
class Board:
    """`pieces` cover the normal text `text` but for spaces and punctuation."""

    text: str
    pieces: tuple[Piece, ...]

    def before(self, index: int) -> int | None:
        """The neighbour to the left."""
        return next((i for i in range(index - 1, -1, -1) if not is_grammar(self.pieces[i])), None)

    def after(self, index: int) -> int | None:
        """The neighbour to the right."""
        return next((i for i in range(index + 1, len(self.pieces)) if not is_grammar(self.pieces[i])), None)

    def signal(self, index: int | None) -> Signal | None:
        """The signal at this place, if there is one."""
        piece = None if index is None else self.pieces[index]
        return piece.signal if isinstance(piece, SignalMark) else None

    def signals(self, *kinds: SignalKind) -> list[tuple[int, Signal]]:
        """All signals of these kinds, in order."""
        found = [placed for kind in kinds for placed in self._signals.get(kind, ())]
        return sorted(found, key=lambda placed: placed[0]) if len(kinds) > 1 else found

    @cached_property
    def _signals(self) -> dict[SignalKind, list[tuple[int, Signal]]]:
        by_kind: dict[SignalKind, list[tuple[int, Signal]]] = {}
        for index, piece in enumerate(self.pieces):
            if isinstance(piece, SignalMark):
                by_kind.setdefault(piece.signal.kind, []).append((index, piece.signal))
        return by_kind

    def has(self, *kinds: SignalKind) -> bool:
        """Some signal is of one of these kinds."""
        return any(kind in self._signals for kind in kinds)

    def terms(self) -> list[int]:
        """Places of the names and values."""
        return [i for i, piece in enumerate(self.pieces) if isinstance(piece, TermMark)]

    def times(self) -> list[TimeMark]:
        """The phrases of time."""
        return [piece for piece in self.pieces if isinstance(piece, TimeMark)]

    def is_time(self, index: int | None) -> bool:
        """The piece at this place is a phrase of time."""
        return index is not None and isinstance(self.pieces[index], TimeMark)

    def unexplained(self) -> list[Word]:
        """Content words that nothing explains."""
        return [p for p in self.pieces if isinstance(p, Word) and p.kind is TokenKind.UNEXPLAINED]

    def meant(self, index: int | None, *kinds: TermKind) -> list[Term]:
        """What the term at this place may mean, of these kinds."""
        piece = None if index is None else self.pieces[index]
        if not isinstance(piece, TermMark):
            return []
        return [m.term for m in piece.meanings if m.term.kind in kinds]

    def listed_after(self, index: int) -> int | None:
        """The place whose list this piece continues: "A, B and C"."""
        left = next((i for i in range(index - 1, -1, -1) if not _is_listing(self.pieces[i])), None)
        if left is None or not isinstance(self.pieces[left], TermMark):
            return None
        gap = self.text[self.pieces[left].end : self.pieces[index].start].strip()
        return left if all(word in _LISTING for word in gap.split()) and (gap or self._touch(left, index)) else None

    def _touch(self, left: int, right: int) -> bool:
        return self.pieces[left].end == self.pieces[right].start

    @cached_property
    def _names_something(self) -> bool:
        return any(self.meant(i, TermKind.METRIC, TermKind.ENTITY, TermKind.DIMENSION) for i in self.terms())

    def settled(self) -> "Board":
        """The same with each signal that does not hold in its place turned into a plain word."""
        return replace(self, pieces=tuple(self._settle()))

    def _settle(self) -> Iterator[Piece]:
        excluded = False
        for index, piece in enumerate(self.pieces):
            if not isinstance(piece, SignalMark):
                yield self._limit(index) or piece
                continue
            holds = excluded if piece.signal.kind is SignalKind.NOT_END else self._holds(index, piece.signal)
            excluded = excluded or (holds and piece.signal.kind is SignalKind.NOT)
            yield piece if holds else self._plain(index, piece)

    def _plain(self, index: int, piece: SignalMark) -> Word:
        word = word_at(self.text, piece.start, piece.end)
        after = next(
            (p for p in self.pieces[index + 1 :] if not (isinstance(p, Word) and p.kind is TokenKind.FUNCTION)), None
        )
        # Before an unknown word it is that word's grammar: one question about the two is enough.
        claimed = isinstance(after, Word) and after.kind in (TokenKind.UNEXPLAINED, TokenKind.IGNORED)
        return replace(word, kind=TokenKind.FUNCTION) if claimed and piece.signal.kind in _SPLITTING else word

    def _limit(self, index: int) -> SignalMark | None:
        """A bare number before what is ranked: "the 3 regions with the lowest sales"."""
        piece = self.pieces[index]
        ranked = self.has(SignalKind.RANK) and self.meant(self.after(index), TermKind.DIMENSION, TermKind.ENTITY)
        number = whole_number(piece.text) if isinstance(piece, Word) and ranked else None
        return SignalMark(piece.start, piece.end, Signal(SignalKind.LIMIT, number=number)) if number else None

    def _holds(self, index: int, signal: Signal) -> bool:
        before, after = self.before(index), self.after(index)
        thing = bool(self.meant(after, TermKind.DIMENSION, TermKind.ENTITY))
        number = bool(self.meant(after, TermKind.METRIC))
        ranked = self.has(SignalKind.RANK, SignalKind.SORT)
        values = {term.name for term in self.meant(after, TermKind.VALUE)}
        conditions = {
            SignalKind.BY: thing or (ranked and number),
            SignalKind.WHICH: thing,
            SignalKind.LIMIT: thing and ranked,
            SignalKind.NOT: bool(values),
            SignalKind.OR: bool(values & {term.name for term in self.meant(before, TermKind.VALUE)})
            or (self.is_time(before) and self.is_time(after)),
            SignalKind.AGGREGATE: thing or number,
            SignalKind.COUNT: self._names_something,
        }
        return conditions.get(signal.kind, True)


def is_grammar(piece: Piece) -> TypeGuard[Word]:
    """A word that may stand between neighbours: grammar, or one that the user chose to ignore."""
    return isinstance(piece, Word) and piece.kind in (TokenKind.FUNCTION, TokenKind.IGNORED)


def _is_listing(piece: Piece) -> bool:
    if isinstance(piece, SignalMark):
        return piece.signal.kind is SignalKind.OR
    return is_grammar(piece) and piece.text in _LISTING
