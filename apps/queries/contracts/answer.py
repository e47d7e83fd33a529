"""What a run found out, as it is stored and shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from apps.semantic.contracts import Risk

JsonCell = str | int | float | bool | None


class Lane(StrEnum):
    """Who wrote the SQL: an approved query, the compiler, a model, or the user."""

    VERIFIED = "verified"
    SEMANTIC = "semantic"
    GENERATED = "generated"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Notice:
    """A caution beside the answer: a stable code and words with params."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of the answer, for people.

    :param kind: metric or dimension; `column` for SQL that the user wrote.
    :param type: a `ColumnKind`.
    :param grain: day, week, month, quarter or year where the values are first days of such periods.
    """

    name: str
    title: str
    kind: str
    type: str
    unit: str = ""
    decimals: int | None = None
    grain: str = ""


@dataclass(frozen=True, slots=True)
class AppliedPolicy:
    """A rule that shaped the rows: `kind` is an `AppliedRule`'s."""

    kind: str
    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric as it was defined when it answered."""

    name: str
    title: str
    version: int
    formula: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar days the answer covers, half open."""

    start: date | None
    end: date | None
    timezone: str


@dataclass(frozen=True)
class Answer:
    """What a run found out. Metadata questions have a sentence and definitions, but no SQL."""

    lane: Lane
    sentence: str
    confidence: float
    confidence_parts: Mapping[str, float]
    sql: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[JsonCell, ...], ...] = ()
    truncated: bool = False
    size: int = 0
    duration: timedelta = timedelta()
    risk: Risk | None = None
    policies: tuple[AppliedPolicy, ...] = ()
    proof: Mapping[str, object] = field(default_factory=dict)
    engine_view: str = "unavailable"
    lineage: Mapping[str, object] = field(default_factory=dict)
    definitions: tuple[Definition, ...] = ()
    period: Period | None = None
    references: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    unexplained: tuple[str, ...] = ()
