"""Everything about a question that only the user can decide, all at once, in the order of the question."""

from collections.abc import Iterator, Sequence

from apps.queries.understanding.board import Board
from apps.queries.understanding.candidates import Readings
from apps.queries.understanding.chosen import calculation_key, word_key
from apps.queries.understanding.layout import SignalMark
from apps.queries.understanding.leftovers import Word
from apps.queries.understanding.lexicon import Lexicon, Term, TermKind
from apps.queries.understanding.meanings import UseKind, Variable
from apps.queries.understanding.normal import NormalText
from apps.queries.understanding.points import choose_use, nothing_understood, unknown_word, unsupported
from apps.queries.understanding.roles import Role
from apps.queries.understanding.signals import SignalKind
from apps.queries.understanding.timing import Timing
from apps.queries.understanding.values import OpenPoint, TokenKind
from apps.semantic.contracts import Manifest

_CALCULATING = (SignalKind.AGGREGATE, SignalKind.TOTAL, SignalKind.COUNT)


def open_points(
    board: Board,
    text: NormalText,
    timing: Timing,
    variables: Sequence[Variable],
    readings: Readings,
    *,
    lexicon: Lexicon,
    manifest: Manifest,
) -> tuple[OpenPoint, ...]:
    """The points of a reading; empty: it may be answered."""
    found = [*timing.points, *_Asking(board, text, lexicon, manifest).about_words()]
    found += [point for v in variables if not v.uses for point in _unusable(v, board, text)]
    for key, variable in readings.open:
        piece = board.pieces[variable.index]
        found.append(choose_use(key, text.words(piece.start, piece.end), variable.uses, manifest))
    best = readings.drafts[0]
    found += best.points
    found += _incomparable(board, text, timing, readings)
    named = any(board.meant(v.index, TermKind.METRIC) for v in variables)
    if best.query is None and not named and not any(_offers_metric(point) for point in found):
        found.append(nothing_understood(_likely_metrics(board, manifest), manifest))
    return tuple({point.key: point for point in found}.values())


class _Asking:
    def __init__(self, board: Board, text: NormalText, lexicon: Lexicon, manifest: Manifest) -> None:
        self._board, self._text, self._lexicon, self._manifest = board, text, lexicon, manifest

    def about_words(self) -> Iterator[OpenPoint]:
        """Unknown words, and calculations that no query expresses."""
        for piece in self._board.pieces:
            if isinstance(piece, Word) and piece.kind is TokenKind.UNEXPLAINED:
                words = self._text.words(piece.start, piece.end)
                yield unknown_word(word_key(piece.text), words, self._suggestions(piece.text), self._manifest)
            elif isinstance(piece, SignalMark) and piece.signal.kind is SignalKind.UNSUPPORTED:
                spelled = self._board.text[piece.start : piece.end]
                words = self._text.words(piece.start, piece.end)
                yield unsupported(calculation_key(spelled), words, piece.signal.name)

    def _suggestions(self, word: str) -> list[Term]:
        return [term for _, term in self._lexicon.suggest(word)]


def _unusable(variable: Variable, board: Board, text: NormalText) -> Iterator[OpenPoint]:
    """A name that its place leaves no use for: "how many" of what has no count, "average" of what is only added."""
    piece = board.pieces[variable.index]
    words = text.words(piece.start, piece.end)
    for index in (board.before(variable.index), board.after(variable.index)):
        signal = board.signal(index)
        if index is not None and signal and signal.kind in _CALCULATING:
            beside = board.pieces[index]
            counted = signal.kind is SignalKind.COUNT
            said = words if counted else text.words(beside.start, beside.end)
            key = calculation_key(board.text[beside.start : beside.end])
            yield unsupported(key, said, "count" if counted else "statistic")
            return
    yield unsupported(word_key(variable.words), words, "split" if variable.role is Role.GROUPED else "date")


def _incomparable(board: Board, text: NormalText, timing: Timing, readings: Readings) -> Iterator[OpenPoint]:
    query = readings.drafts[0].query
    if query is None or query.group_by or timing.points:
        return
    for index, _ in board.signals(SignalKind.COMPARE):
        piece = board.pieces[index]
        key = calculation_key(board.text[piece.start : piece.end])
        yield unsupported(key, text.words(piece.start, piece.end), "comparison")


def _offers_metric(point: OpenPoint) -> bool:
    return any(option.value.startswith(f"{UseKind.METRIC}:") for option in point.options)


def _likely_metrics(board: Board, manifest: Manifest) -> list[str]:
    """The metrics of the entities that the question names come first."""
    named = {t.name for i in board.terms() for t in board.meant(i, TermKind.ENTITY)}
    named |= {manifest.dimension(t.name).entity for i in board.terms() for t in board.meant(i, TermKind.DIMENSION)}
    return [m.name for m in sorted(manifest.metrics, key=lambda m: m.entity not in named)]
