"""
A customer's MySQL or MariaDB, read only.

The text of an `AuthorizedSql` goes out unchanged and alone: no parameters, no client-side interpolation, and the
protocol's flag for several statements stays off, so the server itself refuses a second one.
"""

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pymysql

from apps.semantic.connectors.base import (
    CancelFailed,
    QueryCancelled,
    QueryFailed,
    SourceSettings,
    never,
    text_to_send,
)
from apps.semantic.connectors.fetching import Collector, StopSignal
from apps.semantic.connectors.mysql import account, plan
from apps.semantic.connectors.mysql.failures import without_the_engines_words
from apps.semantic.connectors.mysql.marks import holds_mark, put_mark
from apps.semantic.connectors.mysql.schema import read_schema
from apps.semantic.connectors.mysql.sessions import Session, apart, kill, session
from apps.semantic.connectors.mysql.values import described
from apps.semantic.connectors.mysql.wire import number_of
from apps.semantic.contracts import (
    AccountRisk,
    BackendHandle,
    Dialect,
    PlanEstimate,
    Rows,
    RunLimits,
    SchemaCatalog,
)
from apps.semantic.snapshots import with_fingerprint
from apps.semantic.sql.typestate import AuthorizedSql

OWN_WORK = timedelta(seconds=30)  # introspection and checks
CANCEL_PATIENCE = 2.0  # seconds for each of the two ways to stop a query
CANCEL_POLL = 0.05
_BESIDE_THE_ROWS = 1_000_000  # bytes: descriptions, and a last row that does not fit
_BESIDE_A_ROW = 256  # bytes: lengths and empty values
_READS = re.compile(r"[\s(]*(?:SELECT|WITH)\b", re.IGNORECASE)


class MysqlConnector:
    """See `apps.semantic.contracts.Connector`."""

    dialect = Dialect.MYSQL

    def __init__(self, source: SourceSettings) -> None:
        self._source = source

    @without_the_engines_words
    def check(self) -> str:
        """Connect, prove that the session cannot write, and return the server's version."""
        with session(self._source, timeout=OWN_WORK) as opened:
            return account.version_of_read_only(opened)

    @without_the_engines_words
    def account_risks(self) -> tuple[AccountRisk, ...]:
        """Return what the account can do beyond reading."""
        with session(self._source, timeout=OWN_WORK) as opened:
            return account.risks(opened.wire)

    @without_the_engines_words
    def introspect(self) -> SchemaCatalog:
        """Read the schema that the account can see, in the configured database."""
        with session(self._source, timeout=OWN_WORK) as opened:
            database, tables = read_schema(opened)
        return with_fingerprint(SchemaCatalog(dialect=self.dialect, default_schema=database, tables=tables))

    @without_the_engines_words
    def explain(self, sql: AuthorizedSql, *, timeout: timedelta) -> PlanEstimate:
        """Ask for the plan of exactly this statement; it is not run."""
        text = _reading(sql)
        with session(self._source, timeout=timeout) as opened:
            try:
                return plan.ask(opened, text)
            except pymysql.MySQLError as error:
                if number_of(error) != plan.NOT_TOLD:
                    raise
        return plan.UNREADABLE

    @without_the_engines_words
    def run(
        self,
        sql: AuthorizedSql,
        *,
        limits: RunLimits,
        run_mark: str,
        on_start: Callable[[BackendHandle], None],
        should_stop: Callable[[], bool] = never,
    ) -> Rows:
        """Run it in a fresh read-only session; `on_start` is called before the SQL is sent."""
        text = _reading(sql)
        stop = StopSignal(should_stop)
        most = 2 * limits.max_bytes + _BESIDE_A_ROW * limits.max_rows + _BESIDE_THE_ROWS
        with session(self._source, timeout=limits.timeout, stopped=stop.given, most_bytes=most) as opened:
            put_mark(opened.wire, run_mark)
            on_start(BackendHandle(backend=str(opened.server.connection), run_mark=run_mark))
            started = time.monotonic()
            collector = Collector(limits)
            _collect(opened, text, collector, stop)
            columns, rows = described(opened.wire.fields(), collector.taken)
            duration = timedelta(seconds=time.monotonic() - started)
        return collector.rows(columns, duration=duration, typed=rows)

    @without_the_engines_words
    def cancel(self, handle: BackendHandle) -> bool:
        """End the query if that backend still works for that run; returns when it has ended."""
        connection = int(handle.backend)
        with apart(self._source) as wire:
            if not holds_mark(wire, connection, handle.run_mark):
                return False
            for what in ("QUERY", "CONNECTION"):
                # Asked again and again: a stop that arrives before the statement does has no effect.
                end = time.monotonic() + CANCEL_PATIENCE
                while time.monotonic() < end:
                    if not kill(wire, what, connection) or not holds_mark(wire, connection, handle.run_mark):
                        return True
                    time.sleep(CANCEL_POLL)
        raise CancelFailed


def _reading(sql: AuthorizedSql) -> str:
    """
    Return the text to send.

    :raises QueryFailed: it does not begin as a reading statement does. A READ ONLY transaction forbids writing, but not
        that a statement ends it, sets a variable or kills a connection.
    """
    text = text_to_send(sql)
    if not _READS.match(text):
        raise QueryFailed
    return text


def _collect(opened: Session, text: str, collector: Collector, stop: StopSignal) -> None:
    for row in opened.wire.stream(text.encode()):
        if stop.given():
            raise QueryCancelled
        if not collector.take(row):
            return
    if not opened.wire.fields():
        raise QueryFailed  # it returned no rows by nature
