"""A run: its stages, its states, what is asked, and what it works with."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from apps.queries.contracts.answer import JsonCell, Notice
from apps.semantic.compiler import Compiled
from apps.semantic.contracts import AccessPolicy, Risk, Rows, RunLimits, SchemaCatalog
from apps.semantic.lineage import Lineage
from apps.semantic.sql.narrowed import NarrowedUse
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql

if TYPE_CHECKING:
    from apps.semantic.handles import DataSource


class Stage(StrEnum):
    """The stages in their order; `pipeline.py` runs them."""

    INTENT = "intent"
    CLARIFICATION = "clarification"
    GENERATION = "generation"
    GUARDRAILS = "guardrails"
    PERMISSIONS = "permissions"
    PRECHECK = "precheck"
    EXECUTION = "execution"
    RELEASE = "release"
    EXPLANATION = "explanation"


class RunStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    NEEDS_CLARIFICATION = "needs_clarification"
    NEEDS_CONFIRMATION = "needs_confirmation"
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


class Gate(StrEnum):
    """What becomes of a statement whose plan was read."""

    RUN = "run"
    CONFIRM = "confirm"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Consent:
    """
    What a user agreed to: exactly this text, under exactly this policy, at no more than this risk.

    :param text_sha256: of the final text, as the proof names it.
    """

    text_sha256: str
    policy_fingerprint: str
    risk: Risk


@dataclass(frozen=True)
class Tools:
    """
    What a run works with, gathered once by the runner for one user, one data source and one moment.

    :param catalog: the whole snapshot; `visible` is what the user may know of it.
    :param stale: the snapshot could not be refreshed.
    :param policy_holds: asks again whether the policy is still the one above; raises what now forbids it altogether.
    :param on_admitted: told of the statement that will run, before anything of it is sent.
    :param admit_narrowed: told of what the statement does with narrowed columns; raises if it may not, this often.
    :param consent: what the user agreed to run although it is costly.
    """

    catalog: SchemaCatalog
    visible: SchemaCatalog
    policy: AccessPolicy
    source: "DataSource"
    limits: RunLimits
    run_mark: str
    stale: bool
    policy_holds: Callable[[], bool]
    on_backend: Callable[[str], None]
    should_stop: Callable[[], bool]
    on_admitted: "Callable[[AuthorizedSql, Prechecked], None]"
    admit_narrowed: Callable[[tuple[NarrowedUse, ...]], None]
    consent: Consent | None


class Trace(Protocol):
    """Stores and announces what a run does."""

    def stage(self, stage: Stage) -> AbstractContextManager[None]:
        """Time a stage; an error inside marks it as stopped and goes on."""

    def note(self, **facts: JsonCell) -> None:
        """Attach facts (never values of the customer's data) to the current stage's event."""


@dataclass(frozen=True, slots=True)
class Generated:
    """SQL for the guard, what its columns mean, and where they come from."""

    sql: GeneratedSql
    compiled: Compiled
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class Prechecked:
    """
    What the engine's plan said.

    :param gate: what becomes of the statement if nobody confirmed it.
    :param engine_view: `agrees` with the proof about what is read, or `unavailable`.
    :param rows: rows that it would touch, as far as the engine estimates that and the user may know it.
    :param full_scans: of the statement's tables, those that would be read from end to end; likewise.
    :param timed_out: the engine could not plan it in time, which counts as a high risk that a user may take.
    """

    risk: Risk
    gate: Gate
    limits: RunLimits
    engine_view: str
    notices: tuple[Notice, ...] = ()
    rows: int | None = None
    full_scans: tuple[str, ...] = ()
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class Ran:
    """A statement that ran: as what, judged how, and what it gave. `stale`: by a snapshot that was not refreshed."""

    authorized: AuthorizedSql
    prechecked: Prechecked
    rows: Rows
    cells: tuple[tuple[JsonCell, ...], ...]
    stale: bool
