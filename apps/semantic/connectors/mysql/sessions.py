"""
Sessions with one customer's MySQL or MariaDB: few at a time, each on a connection of its own.

Nothing can survive from one question to the next, because nothing is reused. Every session is a READ ONLY transaction
whose statements the server stops in time. Whatever stops us before the server is done, an interruption or a full
answer, its work is ended from a second connection.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pymysql
import structlog

from apps.errors import AppError
from apps.semantic.connectors.base import QueryCancelled, QueryTimeout, SourceBusy, SourceSettings, never
from apps.semantic.connectors.mysql.connecting import connect
from apps.semantic.connectors.mysql.pinned import pin
from apps.semantic.connectors.mysql.server import Server, server_of
from apps.semantic.connectors.mysql.wire import Wire, number_of
from apps.semantic.contracts import Dialect
from apps.semantic.sql.typestate import PlatformSql

logger = structlog.get_logger(__name__)

AT_ONCE = 4  # sessions per data source and process
STALL_SECONDS = 2.0  # past its time limit, how long a server may stay silent before we end its work
APART_SECONDS = 30.0
OWN_ANSWERS = 64_000_000  # bytes that one of our own questions may bring, such as a schema
READ_ONLY = PlatformSql("SET SESSION TRANSACTION READ ONLY", Dialect.MYSQL)
BEGIN = PlatformSql("START TRANSACTION READ ONLY", Dialect.MYSQL)
_UNKNOWN_CONNECTION = 1094


@dataclass(frozen=True, slots=True)
class Session:
    """An open READ ONLY transaction, and the server that it is with."""

    wire: Wire
    server: Server


@contextmanager
def session(
    source: SourceSettings,
    *,
    timeout: timedelta,
    stopped: Callable[[], bool] = never,
    most_bytes: int = OWN_ANSWERS,
) -> Iterator[Session]:
    """
    Work in a READ ONLY transaction whose statements the server stops after `timeout`.

    :param stopped: asked in this thread while waiting for the server; True ends the session.
    :param most_bytes: what the session may receive.
    :raises SourceBusy: all sessions stay in use for as long as `timeout`.
    :raises QueryTimeout, QueryCancelled: the server, or we, stopped a statement.
    """
    slots = _slots_of(source.id)
    if not slots.acquire(timeout=timeout.total_seconds()):
        raise SourceBusy
    try:
        wire = connect(source)
        connection: int | None = None
        try:
            deadline = time.monotonic() + timeout.total_seconds() + STALL_SECONDS
            wire.watch(_judge(stopped, deadline), most_bytes=most_bytes)
            server = server_of(wire)
            connection = server.connection
            pin(wire, server, source, timeout=timeout)
            wire.ask(READ_ONLY.text)
            wire.ask(BEGIN.text)
            yield Session(wire, server)
        finally:
            if wire.busy and connection is not None:
                _end_work(source, connection)
            wire.end()
    finally:
        slots.release()


@contextmanager
def apart(source: SourceSettings) -> Iterator[Wire]:
    """A connection of its own, outside of the sessions' number: for stopping what others do."""
    wire = connect(source)
    try:
        wire.watch(_judge(never, time.monotonic() + APART_SECONDS), most_bytes=OWN_ANSWERS)
        yield wire
    finally:
        wire.end()


def kill(wire: Wire, what: str, connection: int) -> bool:
    """
    Ask the server to end a connection's statement (`QUERY`) or the connection itself; False: there is none.

    An account may do so to its own connections. The server never gives a number twice.
    """
    try:
        wire.ask(f"KILL {what} {connection:d}")
    except pymysql.MySQLError as error:
        if number_of(error) != _UNKNOWN_CONNECTION:
            raise
        return False
    return True


def _end_work(source: SourceSettings, connection: int) -> None:
    # Our end of the wire may be closed already: a server that computes does not notice.
    try:
        with apart(source) as wire:
            kill(wire, "CONNECTION", connection)
    except (pymysql.MySQLError, AppError) as error:
        # Whatever made us stop is what the caller has to hear; the server's own time limit holds.
        logger.warning("source.left_working", error=type(error).__name__)


def _judge(stopped: Callable[[], bool], deadline: float) -> Callable[[], None]:
    def may_go_on() -> None:
        if stopped():
            raise QueryCancelled
        if time.monotonic() > deadline:
            raise QueryTimeout

    return may_go_on


_slots: dict[tuple[int, UUID], threading.BoundedSemaphore] = {}
_slots_lock = threading.Lock()


def _slots_of(source: UUID) -> threading.BoundedSemaphore:
    key = (os.getpid(), source)  # a forked child must not wait for what its parent holds
    with _slots_lock:
        return _slots.setdefault(key, threading.BoundedSemaphore(AT_ONCE))
