"""
The words that no mark covers: grammar, small talk, or something we do not know.

Chinese is cut into words first, so that a character which is grammar on its own does not hide inside an unknown word
("有机食品" is unknown, although "有" means nothing). Neighbouring unknown words are kept together: they are one name
more often than two.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import rjieba

from apps.queries.understanding.function_words import FUNCTION_WORDS, SOFT_WORDS
from apps.queries.understanding.layout import Mark
from apps.queries.understanding.normal import is_han
from apps.queries.understanding.values import TokenKind

# Signs that compare or calculate are words: leaving "> 100" out of an answer would change it.
_WORD = re.compile(r"[㐀-䶿一-鿿〇]+|[^\W_㐀-䶿一-鿿〇]+(?:['.,][^\W_㐀-䶿一-鿿〇]+)*|[<>≥≤≠%+*]+")
_ELISION = re.compile(r"'(?:s|re|d|ll|m|ve)$|'$")


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` of the normal text; its kind is FUNCTION, SOFT or UNEXPLAINED."""

    start: int
    end: int
    text: str
    kind: TokenKind


Piece = Mark | Word


def pieces_of(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The marks and the words between them, in order: every word of the text is in one of them."""
    pieces: list[Piece] = []
    at = 0
    for mark in (*marks, None):
        pieces.extend(_joined(text, list(_words(text, at, mark.start if mark else len(text)))))
        if mark:
            pieces.append(mark)
            at = mark.end
    return tuple(pieces)


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for found in _WORD.finditer(text, start, end):
        at = found.start()
        for cut in _cut(found.group(0)):
            yield word_at(text, at, at + len(cut))
            at += len(cut)


def _cut(run: str) -> list[str]:
    return list(rjieba.cut(run)) if is_han(run[0]) else [run]


def word_at(text: str, start: int, end: int) -> Word:
    """`text[start:end]` taken as one plain word."""
    return Word(start, end, text[start:end], _kind(text[start:end]))


def _kind(word: str) -> TokenKind:
    bare = _ELISION.sub("", word)
    if not bare or bare in FUNCTION_WORDS or _is_made_of_function_words(bare):
        return TokenKind.FUNCTION
    return TokenKind.SOFT if bare in SOFT_WORDS else TokenKind.UNEXPLAINED


def _is_made_of_function_words(word: str) -> bool:
    # The cutter may join "看一下" and the like; single characters are no proof, two together may be a new word.
    if not is_han(word[0]) or len(word) < 3:
        return False
    return any(word[:i] in FUNCTION_WORDS and word[i:] in FUNCTION_WORDS for i in range(1, len(word)))


def _joined(text: str, words: list[Word]) -> Iterator[Word]:
    pending: Word | None = None
    for word in words:
        if pending and word.kind is TokenKind.UNEXPLAINED and not text[pending.end : word.start].strip():
            pending = replace(pending, end=word.end, text=text[pending.start : word.end])
            continue
        if pending:
            yield pending
        pending = word if word.kind is TokenKind.UNEXPLAINED else None
        if not pending:
            yield word
    if pending:
        yield pending
