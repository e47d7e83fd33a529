"""
Reads one question over one manifest, without a model and without a clock.

What it promises: every word is accounted for (in `Reading.tokens`); a word that nothing explains, a name with several
meanings that make different queries, a date that does not exist and a calculation that no query expresses each become
an open point; the same input gives the same reading. It errs towards asking.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.queries.understanding.assembly import Draft
from apps.queries.understanding.board import Board
from apps.queries.understanding.candidates import Readings, find_readings
from apps.queries.understanding.chosen import apply_choices
from apps.queries.understanding.confidence import reader_confidence
from apps.queries.understanding.intents import find_intent
from apps.queries.understanding.language import language_of
from apps.queries.understanding.layout import lay_out
from apps.queries.understanding.leftovers import Word, pieces_of
from apps.queries.understanding.lexicon import Lexicon
from apps.queries.understanding.meanings import find_variables
from apps.queries.understanding.metadata import find_metadata
from apps.queries.understanding.normal import NormalText, normalise
from apps.queries.understanding.openness import open_points
from apps.queries.understanding.phrases import spoken_language
from apps.queries.understanding.points import nothing_understood
from apps.queries.understanding.times import find_times
from apps.queries.understanding.timing import find_timing
from apps.queries.understanding.tokens import tokens_of
from apps.queries.understanding.values import Candidate, Intent, Metadata, Reading, TokenKind
from apps.semantic.contracts import Manifest

_NO_CHOICES: Mapping[str, str] = {}


def read(
    question: str,
    *,
    lexicon: Lexicon,
    manifest: Manifest,
    as_of: datetime,
    language: str | None = None,
    choices: Mapping[str, str] = _NO_CHOICES,
) -> Reading:
    """
    What the question means.

    :param lexicon: of exactly this manifest, which is reduced to what the user may see.
    :param as_of: the moment that "today" is taken from; zone aware.
    :param language: of the user, if known; else it is told from the question.
    :param choices: answers to points of earlier readings of this question, by their keys.
    :raises QuestionTooLong: it has more characters than anybody types.
    """
    text = normalise(question)
    board = _board(text, lexicon, as_of, choices, manifest)
    spoken = _language(language, text)
    if metadata := find_metadata(board, manifest):
        return _metadata_reading(metadata, board, text, spoken, manifest)
    timing = find_timing(board, choices)
    variables = find_variables(board, manifest)
    readings = find_readings(variables, board=board, timing=timing, choices=choices, manifest=manifest)
    best = readings.drafts[0]
    confidence = reader_confidence(board, best.quality if best.query else None)
    return Reading(
        language=spoken,
        intent=find_intent(board, best.query),
        tokens=tokens_of(board, text, best),
        candidates=_candidates(readings, confidence.schema_coverage),
        unexplained=_unexplained(board, text),
        points=open_points(board, text, timing, variables, readings, lexicon=lexicon, manifest=manifest),
        confidence=confidence,
        time_words=tuple(text.words(mark.start, mark.end).strip() for mark in board.times()),
        defaults=tuple(dict.fromkeys(best.defaults)),
    )


def _board(
    text: NormalText, lexicon: Lexicon, as_of: datetime, choices: Mapping[str, str], manifest: Manifest
) -> Board:
    today = as_of.astimezone(ZoneInfo(manifest.timezone)).date()
    pieces = pieces_of(text.text, lay_out(text, lexicon, find_times(text.text, today=today)))
    board = Board(text.text, tuple(apply_choices(piece, text.text, choices, lexicon) for piece in pieces)).settled()
    # Signals that did not hold are words by now, which the user may have explained as well.
    again = tuple(apply_choices(piece, text.text, choices, lexicon) for piece in board.pieces)
    return replace(board, pieces=again)


def _language(given: str | None, text: NormalText) -> str:
    return spoken_language(given) if given else language_of(text.text)


def _candidates(readings: Readings, coverage: float) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(draft.query, round(draft.quality * coverage, 2), tuple(_reasons(draft)))
        for draft in readings.drafts
        if draft.query
    )


def _reasons(draft: Draft) -> Iterator[str]:
    for index, use in draft.uses:
        yield f"{index}: {use.option}"


def _unexplained(board: Board, text: NormalText) -> tuple[str, ...]:
    kinds = (TokenKind.UNEXPLAINED, TokenKind.IGNORED)
    return tuple(text.words(p.start, p.end) for p in board.pieces if isinstance(p, Word) and p.kind in kinds)


def _metadata_reading(metadata: Metadata, board: Board, text: NormalText, language: str, manifest: Manifest) -> Reading:
    offered = tuple(metric.name for metric in manifest.metrics)
    return Reading(
        language=language,
        intent=Intent.METADATA,
        tokens=tokens_of(board, text, None),
        candidates=(),
        unexplained=_unexplained(board, text),
        points=() if metadata.names else (nothing_understood(offered, manifest),),
        confidence=reader_confidence(board, 1.0 if metadata.names else None),
        metadata=metadata,
    )
