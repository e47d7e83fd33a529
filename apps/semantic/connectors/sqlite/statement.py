"""
One statement on one fresh connection: gated, timed, and stoppable.

SQLite has no server that could end a query, so the engine itself asks us every few thousand steps whether to go on. The
time limit and a cancel are both answered there, in the thread that runs the query.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import apsw

from apps.semantic.connectors.base import CancelFailed, QueryCancelled, QueryFailed, QueryTimeout, SourceSettings
from apps.semantic.connectors.fetching import StopSignal
from apps.semantic.connectors.sqlite.opening import Database, Gate, open_file

STEPS = 2_000  # of the engine's machine between two questions
CANCEL_PATIENCE = 5.0  # seconds until a query that was told to stop must have ended


@dataclass(slots=True)
class Clock:
    """Decides whether a statement goes on; remembers why it did not."""

    deadline: float
    stop: StopSignal
    cancelled: threading.Event = field(default_factory=threading.Event)
    timed_out: bool = False

    def must_stop(self) -> bool:
        """The engine's progress handler: True ends the statement."""
        if time.monotonic() >= self.deadline:
            self.timed_out = True
        return self.timed_out or self.cancelled.is_set() or self.stop.given()


@dataclass(slots=True)
class Statement:
    """
    A gated connection, good for one statement.

    :param columns: names and declared types of its result, once it was started.
    """

    database: Database
    gate: Gate
    clock: Clock
    columns: list[tuple[str, str | None]] = field(default_factory=list)

    def execute(self, text: str) -> apsw.Cursor:
        """
        Start the statement.

        :raises apsw.ExecTraceAbort: the text is more than one statement, or not one that only reads.
        :raises QueryFailed: the text is no statement.
        """
        cursor = self.database.connection.cursor()

        def only_this(prepared: apsw.Cursor, sql: str, _bindings: object) -> bool:
            # The engine prepares up to the first semicolon; what it has prepared must be all there is.
            self.columns = [(name, declared) for name, declared, *_ in prepared.get_description()]
            return prepared.is_readonly and sql.strip() == text.strip()

        cursor.exec_trace = only_this
        rows = cursor.execute(text)
        if not self.columns:
            raise QueryFailed
        return rows


@contextmanager
def statement(
    source: SourceSettings, *, timeout: timedelta, largest_value: int, stop: StopSignal
) -> Iterator[Statement]:
    """
    Open the file for one statement.

    :raises QueryTimeout, QueryCancelled: the statement was ended by the clock, or by somebody.
    """
    clock = Clock(deadline=time.monotonic() + timeout.total_seconds(), stop=stop)
    database = open_file(source, largest_value=largest_value)
    with closing(database.connection):
        gate = Gate(database)
        database.connection.set_progress_handler(clock.must_stop, STEPS)
        database.connection.authorizer = gate
        try:
            yield Statement(database, gate, clock)
        except apsw.InterruptError:
            raise (QueryTimeout() if clock.timed_out else QueryCancelled()) from None


@dataclass(frozen=True, slots=True)
class _Running:
    statement: Statement
    ended: threading.Event


_running: dict[str, _Running] = {}


def backend_name() -> str:
    """Where a query of this process runs: there is no server, so the process itself is the backend."""
    return f"process:{os.getpid()}"


@contextmanager
def known_as(mark: str, running: Statement) -> Iterator[None]:
    """Let `cancel` of this process find the statement by its run's mark."""
    entry = _Running(running, threading.Event())
    _running[mark] = entry
    try:
        yield
    finally:
        del _running[mark]
        entry.ended.set()


def cancel_here(backend: str, mark: str) -> bool:
    """
    End the statement of that run, if it runs in this process, and wait until it has ended.

    :raises CancelFailed: it does not end.
    """
    entry = _running.get(mark) if backend == backend_name() else None
    if entry is None:
        return False
    entry.statement.clock.cancelled.set()
    if not entry.ended.wait(CANCEL_PATIENCE):
        raise CancelFailed
    return True
