"""
The words by which this user may call things: metrics, dimensions, entities and named values, with their aliases.

It is built from a manifest that is already reduced to what the user may see, so a hidden thing is as unknown to it as
one that does not exist, in matches and in suggestions. One spelling may stand for several things; all are kept, and
deciding between them is not done here. Building is linear; the caller keeps a lexicon per manifest and policy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import ahocorasick
from rapidfuzz import fuzz, process

from apps.queries.understanding.function_words import FUNCTION_WORDS
from apps.queries.understanding.inflection import inflections
from apps.queries.understanding.normal import is_han, normal, stands_alone
from apps.semantic.contracts import Dimension, Manifest, Words

MOST_SPELLINGS = 200_000
LONGEST_SPELLING = 80  # characters; longer names are not said, they are pasted
EXACT, INFLECTED, IDENTIFIER = 1.0, 0.98, 0.95
_SIMILAR, _SIMILAR_HAN = 70, 50  # of 100, below it a suggestion is noise; one of two Chinese characters may be wrong


class TermKind(StrEnum):
    METRIC = "metric"
    DIMENSION = "dimension"
    ENTITY = "entity"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Term:
    """Something of the manifest. `name` is the metric's, dimension's or entity's; `value` is as stored, for values."""

    kind: TermKind
    name: str
    value: str = ""

    @property
    def label(self) -> str:
        """For curators: `metric:sales`, `value:region=华北`."""
        return f"{self.kind}:{self.name}={self.value}" if self.kind is TermKind.VALUE else f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term that a spelling may stand for. `quality` is 1 for a curated name, less for one that a rule derived."""

    term: Term
    quality: float


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`text[start:end]` spells these terms."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class Lexicon:
    """Spellings and what they stand for. Immutable; safe to share between threads."""

    def __init__(self, spellings: dict[str, tuple[Meaning, ...]]) -> None:
        self._spellings = spellings
        self._automaton = ahocorasick.Automaton()
        for spelling in spellings:
            self._automaton.add_word(spelling, len(spelling))
        self._automaton.make_automaton()
        self._names = tuple(spellings)
        self._terms = {m.term.label: m.term for meanings in spellings.values() for m in meanings}

    def __len__(self) -> int:
        return len(self._spellings)

    def __contains__(self, spelling: str) -> bool:
        return normal(spelling) in self._spellings

    def term(self, label: str) -> Term | None:
        """The term of this label, if this lexicon has it: labels come back from users."""
        return self._terms.get(label)

    def find(self, text: str) -> Iterator[Occurrence]:
        """Every occurrence in a normal text, overlapping ones too; words with spaces are never cut in two."""
        if not self._spellings:
            return
        for last, length in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if stands_alone(text, start, end):
                yield Occurrence(start, end, self._spellings[text[start:end]])

    def suggest(self, word: str, *, most: int = 4) -> tuple[tuple[str, Term], ...]:
        """Spellings that look like `word` and the terms they stand for, most similar first."""
        cutoff = _SIMILAR_HAN if len(word) < 4 and is_han(word[0]) else _SIMILAR
        found = process.extract(normal(word), self._names, scorer=fuzz.ratio, limit=most * 3, score_cutoff=cutoff)
        terms: dict[Term, str] = {}
        for spelling, _, _ in sorted(found, key=lambda hit: (-hit[1], -_in_place(normal(word), hit[0]), hit[0])):
            for meaning in self._spellings[spelling]:
                terms.setdefault(meaning.term, spelling)
        return tuple((spelling, term) for term, spelling in list(terms.items())[:most])


def _in_place(word: str, spelling: str) -> int:
    """Characters that are equal at the same place: "花北" is rather a misspelt "华北" than "北京"."""
    return sum(left == right for left, right in zip(word, spelling, strict=False))


def build_lexicon(manifest: Manifest) -> Lexicon:
    """The lexicon of exactly this manifest; beyond `MOST_SPELLINGS` named values are left out, later ones first."""
    qualities: dict[str, dict[Term, float]] = {}
    for term, spelling, quality in _all_spellings(manifest):
        if _is_sayable(spelling, term) and (spelling in qualities or len(qualities) < MOST_SPELLINGS):
            known = qualities.setdefault(spelling, {})
            known[term] = max(quality, known.get(term, 0.0))
    return Lexicon({spelling: _best_meanings(terms) for spelling, terms in qualities.items()})


def _best_meanings(qualities: dict[Term, float]) -> tuple[Meaning, ...]:
    # An identifier is no word of anybody: where a curated name is spelled alike, only that is meant.
    floor = INFLECTED if max(qualities.values()) >= INFLECTED else 0.0
    return tuple(Meaning(term, quality) for term, quality in qualities.items() if quality >= floor)


def _all_spellings(manifest: Manifest) -> Iterator[tuple[Term, str, float]]:
    for metric in manifest.metrics:
        yield from _named(Term(TermKind.METRIC, metric.name), metric.words)
    for dimension in manifest.dimensions:
        yield from _named(Term(TermKind.DIMENSION, dimension.name), dimension.words)
    for entity in manifest.entities:
        yield from _named(Term(TermKind.ENTITY, entity.name), entity.words)
    for dimension in manifest.dimensions:
        yield from _values(dimension)


def _named(term: Term, words: Words) -> Iterator[tuple[Term, str, float]]:
    for name in (words.zh, words.en, *words.synonyms):
        yield from _spelled(term, name, EXACT)
    yield from _spelled(term, term.name.replace(".", " ").replace("_", " "), IDENTIFIER)


def _values(dimension: Dimension) -> Iterator[tuple[Term, str, float]]:
    for value in dimension.values:
        term = Term(TermKind.VALUE, dimension.name, value.value)
        for name in (value.value, *value.aliases):
            yield from _spelled(term, name, EXACT)


def _spelled(term: Term, name: str, quality: float) -> Iterator[tuple[Term, str, float]]:
    spelling = normal(name)
    spaced = " ".join(spelling.replace("-", " ").replace("_", " ").split())
    for variant in dict.fromkeys((spelling, spaced)):
        yield term, variant, quality
        for inflected in inflections(variant):
            yield term, inflected, min(quality, INFLECTED)


def _is_sayable(spelling: str, term: Term) -> bool:
    if not spelling or len(spelling) > LONGEST_SPELLING:
        return False
    # "no" or "a" as a value would be found in every other English sentence.
    if term.kind is TermKind.VALUE and spelling in FUNCTION_WORDS:
        return False
    return len(spelling) > 1 or is_han(spelling)
