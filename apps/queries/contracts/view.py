"""One run as its owner sees it, at every door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from apps.queries.contracts.answer import Column, Definition, JsonCell, Period


@dataclass(frozen=True, slots=True)
class StageView:
    name: str
    title: str
    seq: int
    status: str
    ms: float
    note: Mapping[str, JsonCell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViolationView:
    """One rule that a statement broke, where, and what would be allowed."""

    rule: str
    message: str
    advice: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class ErrorView:
    code: str
    message: str
    advice: str
    violations: tuple[ViolationView, ...] = ()


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
class ConfirmationView:
    """
    Why a run waits for its user, and until when.

    :param is_open: it may still be confirmed.
    """

    risk: str
    message: str
    advice: str
    expires_at: datetime
    is_open: bool


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
    confirmation: ConfirmationView | None = None
    error: ErrorView | None = None
    audit_id: str = ""
    duration_ms: int | None = None
    stages: tuple[StageView, ...] = ()
