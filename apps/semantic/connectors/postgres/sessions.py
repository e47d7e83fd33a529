"""
Sessions with one customer's PostgreSQL: few, reused, and each like new.

A reused connection is cleared by DISCARD ALL. Every session is a READ ONLY transaction, rolled back at the end, and
pins what changes how SQL is read. Whatever goes wrong on a connection, the connection is dropped. Connections belong
to one process: a forked child forgets its parent's. An idle one is closed by us after a minute, or by the server if we
never come back.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from psycopg.pq import TransactionStatus

from apps.semantic.connectors.base import QueryCancelled, QueryTimeout, SourceBusy, SourceSettings, checked_mark
from apps.semantic.connectors.mask_key import pads_of
from apps.semantic.connectors.postgres.connecting import Connection, connect
from apps.semantic.sql.masks.digest import INNER_SETTING, OUTER_SETTING

AT_ONCE = 4  # sessions per data source and process
IDLE_SECONDS = 60.0
LOCK_MS = 2_000
STALL_SECONDS = 2.0  # past its time limit, how long a server may stay silent before the socket is cut
_CLOCK_SLACK = 0.02  # the server's clock and ours may differ by so much when they time one statement


@dataclass(frozen=True, slots=True)
class Session:
    """An open READ ONLY transaction; `pid` is the server process behind it, whatever stands between."""

    connection: Connection
    pid: int


class Sessions:
    """The connections of one process to one data source, with one account."""

    def __init__(self, source: SourceSettings) -> None:
        self.source = source
        self._idle: list[tuple[float, Connection]] = []
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(AT_ONCE)

    @contextmanager
    def session(self, *, timeout: timedelta, mark: str) -> Iterator[Session]:
        """
        Work in a READ ONLY transaction whose statements the server stops after `timeout`.

        :raises SourceBusy: all sessions stay in use for as long as `timeout`.
        :raises QueryTimeout, QueryCancelled: the server stopped a statement.
        """
        if not self._slots.acquire(timeout=timeout.total_seconds()):
            raise SourceBusy
        try:
            silence = timeout.total_seconds() + STALL_SECONDS
            with self._connection() as connection, _cut_if_silent(connection, after=silence):
                session = Session(connection, _begin(connection, self.source, timeout, checked_mark(mark)))
                with _stopped_by_whom(timeout):
                    yield session
                connection.execute("ROLLBACK")
        finally:
            self._slots.release()

    def close_idle(self, *, older_than: float = 0.0) -> None:
        """Close connections that nobody used for so many seconds."""
        limit = time.monotonic() - older_than
        with self._lock:
            old = [connection for since, connection in self._idle if since <= limit]
            self._idle = [(since, connection) for since, connection in self._idle if since > limit]
        for connection in old:
            connection.close()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        connection, clean = self._take(), False
        try:
            yield connection
            clean = connection.info.transaction_status is TransactionStatus.IDLE
        finally:
            # After an error or a cancel its state is unknown: it is not used again.
            if clean:
                with self._lock:
                    self._idle.append((time.monotonic(), connection))
            else:
                connection.close()

    def _take(self) -> Connection:
        self.close_idle(older_than=IDLE_SECONDS)
        while True:
            with self._lock:
                connection = self._idle.pop()[1] if self._idle else None
            if connection is None:
                return connect(self.source)
            if _renewed(connection):
                return connection
            connection.close()


_registry: dict[tuple[int, object], Sessions] = {}
_registry_lock = threading.Lock()


def sessions_of(source: SourceSettings) -> Sessions:
    """Return this process's sessions of a source. Changed settings (a new password, say) get new ones."""
    key = (os.getpid(), source.id)
    with _registry_lock:
        for other in [k for k in _registry if k[0] != key[0]]:
            del _registry[other]  # a parent's: psycopg leaves connections of another process alone
        found = _registry.get(key)
        if found is None or found.source != source:
            _registry[key] = Sessions(source)
        current, others = _registry[key], list(_registry.values())
    if found is not None and found is not current:
        found.close_idle()
    for sessions in others:
        sessions.close_idle(older_than=IDLE_SECONDS)
    return current


@contextmanager
def apart(source: SourceSettings) -> Iterator[Connection]:
    """A connection of its own, in autocommit: for stopping a query when all sessions are taken."""
    connection = connect(source)
    try:
        with _cut_if_silent(connection, after=30.0):
            connection.execute("SELECT set_config('statement_timeout', '5000', false)")
            yield connection
    finally:
        connection.close()


def _renewed(connection: Connection) -> bool:
    """Put an idle connection into a new one's state; False: it is dead."""
    with _cut_if_silent(connection, after=STALL_SECONDS):
        try:
            connection.execute("DISCARD ALL")
        except psycopg.Error:
            return False
    return True


def _begin(connection: Connection, source: SourceSettings, timeout: timedelta, mark: str) -> int:
    connection.execute("BEGIN READ ONLY")
    settings = _settings(source, timeout, mark, server=connection.info.server_version)
    calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
    values = [part for pair in settings.items() for part in pair]
    row = connection.execute(f"SELECT pg_backend_pid(), {calls}".encode(), values).fetchone()
    assert row is not None
    if source.mask_key:
        # Parameters, so that the key stands in no statement; and no local variable, for a crash report may show those.
        connection.execute(
            b"SELECT set_config(%s, %s, false), set_config(%s, %s, false)",
            (INNER_SETTING, pads_of(source.mask_key)[0].reveal(), OUTER_SETTING, pads_of(source.mask_key)[1].reveal()),
        )
    return int(row[0])


def _settings(source: SourceSettings, timeout: timedelta, mark: str, *, server: int) -> dict[str, str]:
    milliseconds = max(1, int(timeout.total_seconds() * 1_000))
    settings = {
        # The temporary schema comes last, or a temporary object could stand in for a real one.
        "search_path": ", ".join(_quoted(schema) for schema in (*schemas_of(source), "pg_temp")),
        "standard_conforming_strings": "on",
        "TimeZone": source.timezone,
        "DateStyle": "ISO, YMD",
        "IntervalStyle": "postgres",
        "bytea_output": "hex",
        "extra_float_digits": "1",
        "row_security": "on",
        "default_transaction_read_only": "on",
        "statement_timeout": str(milliseconds),
        "lock_timeout": str(min(milliseconds, LOCK_MS)),
        "idle_in_transaction_session_timeout": str(milliseconds + 60_000),
        "application_name": mark,
    }
    if server >= 140_000:
        settings["idle_session_timeout"] = str(int(IDLE_SECONDS * 2_000))
    return settings


def schemas_of(source: SourceSettings) -> tuple[str, ...]:
    """The schemas that a source shows, the default one first."""
    return source.schemas or ("public",)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _stopped_by_whom(timeout: timedelta) -> Iterator[None]:
    """PostgreSQL reports its time-out and a person's cancel with one code: the clock tells them apart."""
    started = time.monotonic()
    try:
        yield
    except psycopg.errors.QueryCanceled:
        expired = time.monotonic() - started >= timeout.total_seconds() - _CLOCK_SLACK
        raise (QueryTimeout() if expired else QueryCancelled()) from None


@contextmanager
def _cut_if_silent(connection: Connection, *, after: float) -> Iterator[None]:
    """Cut the connection if the block lasts longer: a frozen server enforces no time limit of its own."""
    timer = threading.Timer(after, _cut, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connection: Connection) -> None:
    try:
        wire = socket.socket(fileno=os.dup(connection.fileno()))
    except (psycopg.Error, OSError):
        return  # it ended in this very moment
    with wire:
        wire.shutdown(socket.SHUT_RDWR)
