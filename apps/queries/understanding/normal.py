"""
One spelling of a text, with the way back to what was typed.

Full-width and compatibility forms become plain ones (NFKC), letters lose their case, runs of white space and control
characters become one space. Traditional characters stay as they are: a wrong conversion would be a guess.
"""

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from apps.errors import AppError, gettext_noop

LONGEST_QUESTION = 2_000  # characters

_PLAIN = {"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "－": "-", "﹣": "-", "～": "~", "〜": "~"}


class QuestionTooLong(AppError):
    """Longer than anybody types; reading it would cost more than it explains."""

    code: ClassVar[str] = "question.too_long"
    message = gettext_noop("The question is longer than %(limit)s characters.")
    advice = gettext_noop("Ask in one or two sentences.")


@dataclass(frozen=True, slots=True)
class NormalText:
    """`text` is normal; character `i` of it came from `original[origin[i][0]:origin[i][1]]`."""

    original: str
    text: str
    origin: tuple[tuple[int, int], ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `text[start:end]`, which is not empty."""
        return self.origin[start][0], self.origin[end - 1][1]

    def words(self, start: int, end: int) -> str:
        """What was typed at `text[start:end]`."""
        first, last = self.typed(start, end)
        return self.original[first:last]


def normalise(original: str) -> NormalText:
    """
    Bring a text into its normal spelling.

    :raises QuestionTooLong: more than `LONGEST_QUESTION` characters.
    """
    if len(original) > LONGEST_QUESTION:
        raise QuestionTooLong(limit=LONGEST_QUESTION)
    characters: list[str] = []
    origin: list[tuple[int, int]] = []
    simple = _is_simple(original)
    for start, end in ((i, i + 1) for i in range(len(original))) if simple else _clusters(original):
        for character in original[start].casefold() if simple else _plain(original[start:end]):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            origin.append((start, end))
    return NormalText(original, "".join(characters), tuple(origin))


def normal(text: str) -> str:
    """The normal spelling alone, without spaces at its ends; for names, which may be of any length."""
    folded = text if _is_simple(text) else "".join(_plain(text[start:end]) for start, end in _clusters(text))
    return " ".join(folded.casefold().split())


def is_wordlike(character: str) -> bool:
    """A letter or digit of a script that puts spaces between words."""
    return character.isalnum() and not is_han(character)


def is_han(character: str) -> bool:
    """A Chinese character."""
    return "一" <= character <= "鿿" or character in "〇㐀" or "㐀" <= character <= "䶿"


def stands_alone(text: str, start: int, end: int) -> bool:
    """`text[start:end]` does not cut a word of a script with spaces in two."""
    if start > 0 and is_wordlike(text[start]) and is_wordlike(text[start - 1]):
        return False
    return not (end < len(text) and is_wordlike(text[end - 1]) and is_wordlike(text[end]))


def _is_simple(text: str) -> bool:
    """Plain letters and Chinese characters only: all that normalising does to them is to fold the case."""
    return all(" " <= c <= "~" or "一" <= c <= "鿿" for c in text)


def _clusters(text: str) -> list[tuple[int, int]]:
    # A base with its combining marks composes to one character only if they are normalised together.
    bounds = [i for i, character in enumerate(text) if i == 0 or not unicodedata.combining(character)]
    return list(pairwise([*bounds, len(text)]))


def _plain(cluster: str) -> str:
    folded = unicodedata.normalize("NFKC", cluster).casefold()
    return "".join(" " if _is_blank(c) else _PLAIN.get(c, c) for c in folded)


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
