"""
The values of one run, from the question to the answer: frozen, typed, free of Django.

A run goes through `Stage`s in order; a `Halt` ends it early for a reason that is expected and shown. `Answer` is what
is stored with the run; `RunView` is what every door shows of it.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Protocol
from uuid import UUID

from apps.errors import AppError, gettext_noop
from apps.queries.understanding.values import OpenPoint
from apps.semantic.contracts import AccessPolicy, Manifest, Risk, RunLimits, SchemaCatalog

JsonCell = str | int | float | bool | None


class Stage(StrEnum):
    """The stages in their order; `pipeline.py` runs them."""

    INTENT = "intent"
    CLARIFICATION = "clarification"
    COMPLETION = "completion"
    RETRIEVAL = "retrieval"
    GENERATION = "generation"
    GUARDRAILS = "guardrails"
    PERMISSIONS = "permissions"
    PRECHECK = "precheck"
    EXECUTION = "execution"
    RELEASE = "release"
    EXPLANATION = "explanation"


class Lane(StrEnum):
    """Who wrote the SQL: an approved query, the compiler, a model, or the user."""

    VERIFIED = "verified"
    SEMANTIC = "semantic"
    GENERATED = "generated"
    WRITTEN = "written"


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    NEEDS_CLARIFICATION = "needs_clarification"
    REFUSED = "refused"
    FAILED = "failed"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"
    WORKER_LOST = "worker_lost"

    @property
    def is_final(self) -> bool:
        """Nothing more will happen to the run."""
        return self not in (RunStatus.QUEUED, RunStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class RequestMeta:
    """Where a request came from; it goes to the audit, never to a log."""

    request_id: str
    trace_id: str = ""
    ip: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """
    What was asked.

    :param as_of: the moment that "today" means, zone aware.
    :param choices: answers to earlier clarifications, by the key of the point.
    """

    text: str
    language: str
    as_of: datetime
    choices: Mapping[str, str] = field(default_factory=dict)
    use_defaults: bool = False
    round: int = 0


class Source(Protocol):
    """What execution needs to know of a data source: how to reach it (opaque here) and its thresholds."""

    @property
    def medium_risk_rows(self) -> int: ...

    @property
    def high_risk_rows(self) -> int: ...


@dataclass(frozen=True)
class Tools:
    """
    What a run works with, gathered once by the runner for one user, one dataset and one moment.

    :param manifest: reduced to what the user may see; None for SQL that the user wrote.
    :param catalog: the whole snapshot; `visible` is what the user may know of it.
    :param stale: the snapshot could not be refreshed.
    :param policy_holds: asks again whether the policy is still the one above.
    """

    manifest: Manifest | None
    catalog: SchemaCatalog
    visible: SchemaCatalog
    policy: AccessPolicy
    source: Source
    limits: RunLimits
    run_mark: str
    stale: bool
    policy_holds: Callable[[], bool]
    on_backend: Callable[[str], None]
    should_stop: Callable[[], bool]


class Trace(Protocol):
    """Stores and announces what a run does."""

    def stage(self, stage: Stage) -> AbstractContextManager[None]:
        """Time a stage; an error inside marks it as stopped and goes on."""

    def note(self, **facts: JsonCell) -> None:
        """Attach facts (never values of the customer's data) to the current stage's event."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A caution beside the answer: a stable code and words with params."""

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer, for people: `kind` is metric or dimension, `type` a `ColumnKind`."""

    name: str
    title: str
    kind: str
    type: str
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class AppliedPolicy:
    """A rule that shaped the rows: `kind` is row_filter, mask or columns."""

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


class Halt(AppError):
    """The run ends here, as it should: nothing is broken."""

    status: ClassVar[RunStatus] = RunStatus.REFUSED


class NeedsClarification(Halt):
    """The question has several meanings, or none that we know: the user decides."""

    code = "query.needs_clarification"
    http_status = 200
    message = gettext_noop("Please tell us which you mean.")
    status = RunStatus.NEEDS_CLARIFICATION

    def __init__(self, points: tuple[OpenPoint, ...], confidence: float) -> None:
        super().__init__()
        self.points = points
        self.confidence = confidence


class NotUnderstood(Halt):
    """Asked back three times in vain."""

    code = "query.not_understood"
    http_status = 422
    message = gettext_noop("We could not understand this question.")
    advice = gettext_noop("Put it in other words, with a metric and what to split it by.")


class TooExpensive(Halt):
    """The plan touches more than the source allows."""

    code = "query.too_expensive"
    http_status = 422
    message = gettext_noop("This query would read too much of the database.")
    advice = gettext_noop("Shorten the period, add a filter, or group more coarsely.")


class PolicyChanged(Halt):
    """The user's rights changed while the question was being worked."""

    code = "query.policy_changed"
    http_status = 409
    message = gettext_noop("Your access rights changed while this was being answered.")
    advice = gettext_noop("Ask again.")


class EngineDisagrees(Halt):
    """The engine says it would read something the proof does not name."""

    code = "query.engine_disagrees"
    http_status = 422
    message = gettext_noop("The database would read more than was proved allowed, so the query was not run.")
    advice = gettext_noop("Put the query in a simpler form, or ask an administrator.")


class Cancelled(Halt):
    """The user, or an administrator, stopped it."""

    code = "query.cancelled"
    http_status = 409
    message = gettext_noop("The question was cancelled.")
    status = RunStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class StageView:
    name: str
    title: str
    seq: int
    status: str
    ms: float
    note: Mapping[str, JsonCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ErrorView:
    code: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class OptionView:
    value: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class PointView:
    key: str
    question: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    kind: str
    table: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    code: str
    message: str


@dataclass(frozen=True)
class RunView:
    """One run as its owner sees it, in the language asked for. `rows` is empty once the owner's rights have changed."""

    run_id: UUID
    request_id: str
    trace_id: str
    status: str
    question: str
    created_at: datetime
    lane: str = ""
    lane_title: str = ""
    sentence: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[JsonCell, ...], ...] = ()
    truncated: bool = False
    sql: str = ""
    confidence: float | None = None
    confidence_parts: Mapping[str, float] = field(default_factory=dict)
    risk: str = ""
    policies: tuple[PolicyView, ...] = ()
    proof: Mapping[str, object] = field(default_factory=dict)
    lineage: Mapping[str, object] = field(default_factory=dict)
    definitions: tuple[Definition, ...] = ()
    period: Period | None = None
    references: tuple[str, ...] = ()
    warnings: tuple[NoticeView, ...] = ()
    unexplained: tuple[str, ...] = ()
    clarification: tuple[PointView, ...] = ()
    error: ErrorView | None = None
    audit_id: str = ""
    duration_ms: int | None = None
    stages: tuple[StageView, ...] = ()
