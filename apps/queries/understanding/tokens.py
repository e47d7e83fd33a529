"""Every word of the question, as it was typed, with what it was taken for."""

from collections.abc import Mapping

from apps.queries.understanding.assembly import Draft
from apps.queries.understanding.board import Board
from apps.queries.understanding.layout import SignalMark, TermMark, TimeMark
from apps.queries.understanding.leftovers import Piece
from apps.queries.understanding.lexicon import TermKind
from apps.queries.understanding.meanings import Use, UseKind
from apps.queries.understanding.normal import NormalText
from apps.queries.understanding.values import Token, TokenKind

_KINDS = {UseKind.METRIC: TokenKind.METRIC, UseKind.GROUP: TokenKind.DIMENSION, UseKind.FILTER: TokenKind.VALUE}


def tokens_of(board: Board, text: NormalText, draft: Draft | None) -> tuple[Token, ...]:
    """The tokens of a reading, in order; together they cover all words."""
    uses = dict(draft.uses) if draft else {}
    return tuple(_token(index, piece, text, uses) for index, piece in enumerate(board.pieces))


def _token(index: int, piece: Piece, text: NormalText, uses: Mapping[int, Use]) -> Token:
    start, end = text.typed(piece.start, piece.end)
    kind, meaning = _account(piece, uses.get(index))
    return Token(text.original[start:end], start, end, kind, meaning)


def _account(piece: Piece, use: Use | None) -> tuple[TokenKind, str]:
    if isinstance(piece, TimeMark):
        period = piece.word.period
        return TokenKind.TIME, f"{period.start or ''}..{period.end or ''}" if period else str(piece.word.problem)
    if isinstance(piece, SignalMark):
        return TokenKind.SIGNAL, str(piece.signal.kind)
    if isinstance(piece, TermMark):
        if use and use.kind in _KINDS:
            return _KINDS[use.kind], use.option
        kinds = [meaning.term.kind for meaning in piece.meanings]
        first = next((k for k in (TermKind.ENTITY, TermKind.DIMENSION) if k in kinds), kinds[0])
        return TokenKind(first.value), " | ".join(meaning.term.label for meaning in piece.meanings)
    return piece.kind, ""
