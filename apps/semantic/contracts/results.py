"""What comes back from a customer's database, and what a connector promises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from apps.semantic.contracts.schema import ColumnKind, Dialect, SchemaCatalog

if TYPE_CHECKING:
    from apps.semantic.sql.typestate import AuthorizedSql

Cell = str | int | float | Decimal | bool | date | datetime | time | timedelta | bytes | None


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class OutputColumn:
    name: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class Rows:
    """
    A result, already masked by the database.

    :param truncated: the row or byte cap cut it; there was more.
    :param size: bytes of the values as text.
    """

    columns: tuple[OutputColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool
    size: int
    duration: timedelta


@dataclass(frozen=True, slots=True)
class PlanEstimate:
    """
    An EXPLAIN, read.

    :param rows: rows the plan expects to touch; None: the plan could not be read (which widens the estimate).
    :param tables: base relations the engine says it reads; None: the engine did not say.
    """

    rows: float | None
    cost: float | None
    full_scans: tuple[str, ...]
    tables: frozenset[str] | None
    supported: bool = True


@dataclass(frozen=True, slots=True)
class RunLimits:
    timeout: timedelta
    max_rows: int
    max_bytes: int


@dataclass(frozen=True, slots=True)
class BackendHandle:
    """What another process needs to cancel a running query: the backend, and the mark that proves it is still ours."""

    backend: str
    run_mark: str


class AccountRisk(StrEnum):
    """What a data source's account can do beyond reading. The product works; its administrator should know."""

    SUPERUSER = "superuser"
    ADMINISTERS = "administers"
    BYPASSES_ROW_SECURITY = "bypasses_row_security"
    MAY_WRITE = "may_write"
    MAY_CREATE = "may_create"
    READS_ALL_DATABASES = "reads_all_databases"
    REACHES_SERVER_FILES = "reaches_server_files"


class Connector(Protocol):
    """
    One customer's database, read only.

    Every method raises `apps.semantic.connectors.base.ConnectorError` subclasses with fixed words: what an engine says
    may echo values and is never passed on.
    """

    dialect: Dialect

    def check(self) -> str:
        """Connect, prove that the session cannot write, and return the server's version."""

    def account_risks(self) -> tuple[AccountRisk, ...]:
        """Say what the account can do beyond reading, worst first."""

    def introspect(self) -> SchemaCatalog:
        """Read the schema that the account can see."""

    def explain(self, sql: "AuthorizedSql", *, timeout: timedelta) -> PlanEstimate:
        """Ask the engine for its plan of exactly this statement; it is not run."""

    def run(
        self,
        sql: "AuthorizedSql",
        *,
        limits: RunLimits,
        run_mark: str,
        on_start: Callable[[BackendHandle], None],
        should_stop: Callable[[], bool] = ...,
    ) -> Rows:
        """
        Run it in a fresh read-only session.

        :param run_mark: up to 63 printable ASCII characters that no other run has.
        :param on_start: called once the backend is known and before the SQL is sent.
        :param should_stop: asked in the run's own thread, at most every 200 ms; True ends the run.
        """

    def cancel(self, handle: BackendHandle) -> bool:
        """
        End the query if that backend still works for that run, and return when it has ended.

        False: it no longer does, or it runs inside another process of ours, where `should_stop` ends it.
        """
