"""
What the reader found out about a question: one frozen `Reading`.

`points` empty: `candidates[0].query` is what the question asks, or `metadata` is set. `points` not empty: the question
has several meanings, or none that we know; nothing may be computed before they are settled. A point is settled by
reading the same question again with `choices[point.key] = option.value`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from apps.semantic.contracts import SemanticQuery


class Intent(StrEnum):
    """What kind of answer is wanted."""

    AGGREGATE = "aggregate"
    TREND = "trend"
    RANKING = "ranking"
    COMPARISON = "comparison"
    DISTRIBUTION = "distribution"
    SHARE = "share"
    DETAIL = "detail"
    METADATA = "metadata"
    UNKNOWN = "unknown"


class TokenKind(StrEnum):
    """How a piece of the question was accounted for. SOFT words carry a little meaning that the answer does not use."""

    METRIC = "metric"
    DIMENSION = "dimension"
    ENTITY = "entity"
    VALUE = "value"
    TIME = "time"
    SIGNAL = "signal"
    FUNCTION = "function"
    SOFT = "soft"
    IGNORED = "ignored"
    UNEXPLAINED = "unexplained"


class PointKind(StrEnum):
    METRIC = "metric"
    DIMENSION = "dimension"
    VALUE = "value"
    TIME = "time"
    GRAIN = "grain"
    RANKING = "ranking"
    UNEXPLAINED = "unexplained"
    NOTHING = "nothing"


class Default(StrEnum):
    """What the question did not say and the reading filled in; shown with the answer."""

    ALL_TIME = "all_time"
    GRAIN_BY_LENGTH = "grain_by_length"
    MOST_RECENT = "most_recent"  # a month or day without a year: the latest that has begun
    ROLLING_TO_TODAY = "rolling_to_today"  # "last 3 months" end with today
    FIRST_ONLY = "first_only"  # "the highest" without a number


@dataclass(frozen=True, slots=True)
class Token:
    """
    A piece of the question as it was typed: `question[start:end]`.

    :param meaning: names of the manifest it stands for, ` | ` between several; empty for plain words.
    """

    text: str
    start: int
    end: int
    kind: TokenKind
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person: a message id with `%(name)s` places, translated by whoever shows it."""

    template: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to a point. `value` is opaque to everybody but the reader."""

    value: str
    label_zh: str
    label_en: str
    description_zh: str = ""
    description_en: str = ""

    def label(self, language: str) -> str:
        """The label in `language` (`zh…` or anything else for English)."""
        return self.label_zh if language.startswith("zh") else self.label_en


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """
    Something that only the user can decide.

    :param key: the same for the same words of the same question, so that a choice can be matched to it.
    :param options: what is offered, at most `MOST_OPTIONS`; empty: the question must be put in other words.
    """

    key: str
    kind: PointKind
    question: Message
    options: tuple[Option, ...] = ()


MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading as a query, best first. `reasons` name what it took for what, for curators."""

    query: SemanticQuery
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """
    The reader's parts of the confidence, each from 0 to 1; retrieval and rule checks are added by the stages.

    :param semantic_match: how exactly the words matched names of the manifest.
    :param schema_coverage: the share of the question's content words that was used.
    """

    semantic_match: float
    schema_coverage: float

    @property
    def total(self) -> float:
        """The reader's own confidence; below 0.7 something is asked, below 0.5 nothing may be computed."""
        return round(self.semantic_match * self.schema_coverage, 2)


class Subject(StrEnum):
    """What a metadata question asks about."""

    DEFINITION = "definition"
    METRICS = "metrics"
    DIMENSIONS = "dimensions"


@dataclass(frozen=True, slots=True)
class Metadata:
    """A question about the definitions themselves: names of the metrics or dimensions it concerns."""

    subject: Subject
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """
    All that was understood.

    :param language: `zh` or `en`.
    :param unexplained: content words that nothing explained, also those the user chose to ignore.
    :param time_words: the phrases of time as they were typed.
    :param metadata: set for questions about definitions; such a reading has no candidates.
    """

    language: str
    intent: Intent
    tokens: tuple[Token, ...]
    candidates: tuple[Candidate, ...]
    unexplained: tuple[str, ...]
    points: tuple[OpenPoint, ...]
    confidence: Confidence
    time_words: tuple[str, ...] = ()
    defaults: tuple[Default, ...] = ()
    metadata: Metadata | None = None
