"""
The pieces of a question in their order, and what stands next to what.

Two pieces are neighbours if only grammar stands between them. Signals that do not hold in their place become plain
words here: from then on a "not" has something to exclude and a "by" something to split by.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from apps.queries.understanding.layout import SignalMark, TermMark, TimeMark
from apps.queries.understanding.leftovers import Piece, Word, word_at
from apps.queries.understanding.lexicon import Term, TermKind
from apps.queries.understanding.signals import Signal, SignalKind
from apps.queries.understanding.values import TokenKind

_LISTING = frozenset(("和", "与", "及", "以及", "跟", "、", ",", "and", "&", "/", "or", "或", "或者", ", and"))


@dataclass(frozen=True, slots=True)
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
        return [
            (i, p.signal) for i, p in enumerate(self.pieces) if isinstance(p, SignalMark) and p.signal.kind in kinds
        ]

    def terms(self) -> list[int]:
        """Places of the names and values."""
        return [i for i, piece in enumerate(self.pieces) if isinstance(piece, TermMark)]

    def times(self) -> list[TimeMark]:
        """The phrases of time."""
        return [piece for piece in self.pieces if isinstance(piece, TimeMark)]

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

    def settled(self) -> "Board":
        """The same with each signal that does not hold in its place turned into a plain word."""
        return replace(self, pieces=tuple(self._settle()))

    def _settle(self) -> Iterator[Piece]:
        excluded = False
        for index, piece in enumerate(self.pieces):
            if not isinstance(piece, SignalMark):
                yield piece
                continue
            holds = excluded if piece.signal.kind is SignalKind.NOT_END else self._holds(index, piece.signal)
            excluded = excluded or (holds and piece.signal.kind is SignalKind.NOT)
            yield piece if holds else word_at(self.text, piece.start, piece.end)

    def _holds(self, index: int, signal: Signal) -> bool:
        before, after = self.before(index), self.after(index)
        if signal.kind in (SignalKind.BY, SignalKind.WHICH):
            ranked = signal.kind is SignalKind.BY and bool(self.signals(SignalKind.RANK, SignalKind.SORT))
            return bool(self.meant(after, TermKind.DIMENSION, TermKind.ENTITY, *([TermKind.METRIC] if ranked else [])))
        if signal.kind is SignalKind.NOT:
            return bool(self.meant(after, TermKind.VALUE))
        if signal.kind is SignalKind.OR:
            left = {term.name for term in self.meant(before, TermKind.VALUE)}
            return bool(left & {term.name for term in self.meant(after, TermKind.VALUE)})
        if signal.kind is SignalKind.AGGREGATE:
            return bool(self.meant(after, TermKind.METRIC, TermKind.ENTITY, TermKind.DIMENSION))
        if signal.kind is SignalKind.COUNT:
            return any(self.meant(i, TermKind.METRIC, TermKind.ENTITY, TermKind.DIMENSION) for i in self.terms())
        return True


def is_grammar(piece: Piece) -> TypeGuard[Word]:
    """A word that may stand between neighbours: grammar, or one that the user chose to ignore."""
    return isinstance(piece, Word) and piece.kind in (TokenKind.FUNCTION, TokenKind.IGNORED)


def _is_listing(piece: Piece) -> bool:
    if isinstance(piece, SignalMark):
        return piece.signal.kind is SignalKind.OR
    return is_grammar(piece) and piece.text in _LISTING
