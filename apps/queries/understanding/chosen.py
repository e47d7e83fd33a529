"""
What the user answered to earlier points, written back into the pieces of the question.

Answers come from outside: one that was never offered, or names what this user cannot see, changes nothing, and the
point is asked again.
"""

from collections.abc import Mapping

from apps.queries.understanding.labels import IGNORE
from apps.queries.understanding.layout import SignalMark, TermMark
from apps.queries.understanding.leftovers import Piece, Word
from apps.queries.understanding.lexicon import Lexicon, Meaning
from apps.queries.understanding.signals import SignalKind
from apps.queries.understanding.values import TokenKind

_IGNORABLE = frozenset(
    (SignalKind.UNSUPPORTED, SignalKind.AGGREGATE, SignalKind.TOTAL, SignalKind.COUNT, SignalKind.COMPARE)
)


def word_key(words: str) -> str:
    """The key of the point about an unknown word."""
    return f"word:{words}"


def calculation_key(words: str) -> str:
    """The key of the point about a calculation that cannot be done."""
    return f"calculation:{words}"


def apply_choices(piece: Piece, text: str, choices: Mapping[str, str], lexicon: Lexicon) -> Piece:
    """The piece as the user explained it; itself, if the user did not."""
    words = text[piece.start : piece.end]
    if isinstance(piece, SignalMark):
        ignored = piece.signal.kind in _IGNORABLE and choices.get(calculation_key(words)) == IGNORE
        return Word(piece.start, piece.end, words, TokenKind.IGNORED) if ignored else piece
    answer = choices.get(word_key(words))
    if answer is None or not (isinstance(piece, TermMark) or _is_unexplained(piece)):
        return piece
    if answer == IGNORE:
        return Word(piece.start, piece.end, words, TokenKind.IGNORED)
    term = lexicon.term(answer) if isinstance(piece, Word) else None
    return TermMark(piece.start, piece.end, (Meaning(term, 1.0),)) if term else piece


def _is_unexplained(piece: Piece) -> bool:
    return isinstance(piece, Word) and piece.kind is TokenKind.UNEXPLAINED
