"""How sure the reader is, from 0 to 1: how well the names fit, and how much of the question was used."""

from apps.queries.understanding.board import Board
from apps.queries.understanding.leftovers import Word
from apps.queries.understanding.values import Confidence, TokenKind

_WEIGHT = {TokenKind.SOFT: 0.3, TokenKind.IGNORED: 0.3, TokenKind.UNEXPLAINED: 1.0}
_CEILING_WITH_UNKNOWN = 0.65  # below the 0.7 from which an answer needs no caution


def reader_confidence(board: Board, quality: float | None) -> Confidence:
    """
    The reader's parts of the confidence.

    :param quality: of the best reading, from 0 to 1; None: there is no reading.
    """
    words = [piece.kind for piece in board.pieces if isinstance(piece, Word) and piece.kind is not TokenKind.FUNCTION]
    used = sum(1 for piece in board.pieces if not isinstance(piece, Word))
    lost = sum(_WEIGHT[kind] for kind in words)
    coverage = 1 - lost / (used + len(words)) if used or words else 0.0
    if TokenKind.UNEXPLAINED in words:
        coverage = min(coverage, _CEILING_WITH_UNKNOWN)
    return Confidence(semantic_match=round(quality or 0.0, 2), schema_coverage=round(coverage, 2))
