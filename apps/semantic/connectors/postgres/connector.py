"""
A customer's PostgreSQL, read only.

The text of an `AuthorizedSql` goes out through the extended protocol without parameters: the server itself refuses a
second statement, and nothing here touches the text. Rows are streamed and the query is cancelled at the caps.
"""

import json
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import cast

from psycopg import Cursor
from psycopg.pq import ExecStatus
from psycopg.rows import TupleRow

from apps.semantic.connectors.base import (
    CancelFailed,
    QueryCancelled,
    QueryFailed,
    SourceSettings,
    checked_mark,
    never,
    text_to_send,
)
from apps.semantic.connectors.fetching import Collector, StopSignal
from apps.semantic.connectors.postgres import account, plan
from apps.semantic.connectors.postgres.connecting import Connection
from apps.semantic.connectors.postgres.failures import without_the_engines_words
from apps.semantic.connectors.postgres.schema import read_tables
from apps.semantic.connectors.postgres.sessions import apart, schemas_of, sessions_of
from apps.semantic.connectors.postgres.values import kind_of
from apps.semantic.contracts import (
    AccountRisk,
    BackendHandle,
    ColumnKind,
    Dialect,
    OutputColumn,
    PlanEstimate,
    Rows,
    RunLimits,
    SchemaCatalog,
    TableRef,
)
from apps.semantic.snapshots import with_fingerprint
from apps.semantic.sql.typestate import AuthorizedSql, PlatformSql

OWN_WORK = timedelta(seconds=30)  # introspection and checks
ROWS_AT_ONCE = 50  # few, so that wide rows cannot fill the memory before the cap is seen
CANCEL_PATIENCE = 2.0  # seconds for each of the two ways to stop a query
CANCEL_POLL = 0.05

RELATIONS = PlatformSql(
    """
SELECT n.nspname, c.relname, rn.nspname, r.relname, c.reltuples::float8
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_class AS r ON r.oid = coalesce(pg_partition_root(c.oid), c.oid)
JOIN pg_namespace AS rn ON rn.oid = r.relnamespace
WHERE c.relname = ANY(%s) AND n.nspname = ANY(%s)
""",
    Dialect.POSTGRES,
)
TEXT_TYPES = PlatformSql(
    """
SELECT oid::bigint FROM pg_type WHERE oid = ANY(%s::bigint[]::oid[]) AND (typtype = 'e' OR typname = 'citext')
""",
    Dialect.POSTGRES,
)
FIRST_USER_DEFINED = 16_384  # lower type OIDs are the server's own
CANCEL = PlatformSql(
    """
SELECT pg_cancel_backend(pid) FROM pg_stat_activity
WHERE pid = %s AND application_name = %s AND usename = current_user AND datname = current_database()
""",
    Dialect.POSTGRES,
)
TERMINATE = PlatformSql(
    """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid = %s AND application_name = %s AND usename = current_user AND datname = current_database()
""",
    Dialect.POSTGRES,
)


class PostgresConnector:
    """See `apps.semantic.contracts.Connector`."""

    dialect = Dialect.POSTGRES

    def __init__(self, source: SourceSettings) -> None:
        self._source = source

    @without_the_engines_words
    def check(self) -> str:
        """Connect, prove that the session cannot write, and return the server's version."""
        with sessions_of(self._source).session(timeout=OWN_WORK, mark="chat2sql check") as session:
            return account.version_of_read_only(session.connection)

    @without_the_engines_words
    def account_risks(self) -> tuple[AccountRisk, ...]:
        """Return what the account can do beyond reading."""
        with sessions_of(self._source).session(timeout=OWN_WORK, mark="chat2sql check") as session:
            return account.risks(session.connection)

    @without_the_engines_words
    def introspect(self) -> SchemaCatalog:
        """Read the schema that the account can see, in the configured schemas."""
        schemas = schemas_of(self._source)
        with sessions_of(self._source).session(timeout=OWN_WORK, mark="chat2sql schema") as session:
            tables = read_tables(session.connection, schemas=schemas)
        return with_fingerprint(SchemaCatalog(dialect=self.dialect, default_schema=schemas[0], tables=tables))

    @without_the_engines_words
    def explain(self, sql: AuthorizedSql, *, timeout: timedelta) -> PlanEstimate:
        """Ask for the plan of exactly this statement; it is not run."""
        question = b"EXPLAIN (VERBOSE, FORMAT JSON) " + text_to_send(sql).encode()
        with sessions_of(self._source).session(timeout=timeout, mark="chat2sql explain") as session:
            answer = "".join(str(line[0]) for line in session.connection.cursor().stream(question))
            top = json.loads(answer)[0]["Plan"]
            return plan.estimate(top, _relations(session.connection, plan.scanned(top)))

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
        text = text_to_send(sql).encode()
        with sessions_of(self._source).session(timeout=limits.timeout, mark=run_mark) as session:
            on_start(BackendHandle(backend=str(session.pid), run_mark=run_mark))
            started = time.monotonic()
            collector = Collector(limits)
            with session.connection.cursor() as cursor:
                stop = StopSignal(should_stop)
                with _stoppable(session.connection, stop):
                    _collect(cursor, text, collector, stop)
                columns = _columns(cursor, session.connection, text)
        return collector.rows(columns, duration=timedelta(seconds=time.monotonic() - started))

    @without_the_engines_words
    def cancel(self, handle: BackendHandle) -> bool:
        """End the query if that backend still works for that run; returns when it has ended."""
        target = (int(handle.backend), checked_mark(handle.run_mark))
        with apart(self._source) as connection:
            if not connection.execute(CANCEL.text.encode(), target).fetchall():
                return False
            for sql in (CANCEL, TERMINATE):
                if _gone(connection, sql, target):
                    return True
        raise CancelFailed


def _collect(cursor: Cursor[TupleRow], text: bytes, collector: Collector, stop: StopSignal) -> None:
    # Closing the stream early cancels the query in the server.
    with closing(cast("Generator[TupleRow]", cursor.stream(text, size=ROWS_AT_ONCE))) as stream:
        for row in stream:
            if stop.given():
                raise QueryCancelled
            if not collector.take(row):
                return


@contextmanager
def _stoppable(connection: Connection, stop: StopSignal) -> Iterator[None]:
    """Ask `stop` also while the server works and sends no rows."""
    connection.stopping = stop.given
    try:
        yield
    finally:
        connection.stopping = never


def _columns(cursor: Cursor[TupleRow], connection: Connection, text: bytes) -> tuple[OutputColumn, ...]:
    # The driver describes a stream by its first row, so one without rows has to be described by the server.
    described = [(column.name, column.type_code) for column in cursor.description or ()] or _shape(connection, text)
    made = [oid for _, oid in described if oid >= FIRST_USER_DEFINED]
    texts = {oid for (oid,) in connection.execute(TEXT_TYPES.text.encode(), (made,)).fetchall()} if made else set()
    return tuple(
        OutputColumn(name=name, kind=ColumnKind.TEXT if oid in texts else kind_of(oid)) for name, oid in described
    )


def _shape(connection: Connection, text: bytes) -> list[tuple[str, int]]:
    """Names and type OIDs of what a statement returns; it is parsed and not run."""
    connection.pgconn.prepare(b"", text)
    shape = connection.pgconn.describe_prepared(b"")
    if shape.status != ExecStatus.COMMAND_OK or not shape.nfields:
        raise QueryFailed
    return [((shape.fname(number) or b"").decode(), shape.ftype(number)) for number in range(shape.nfields)]


def _relations(connection: Connection, refs: frozenset[TableRef]) -> dict[TableRef, plan.Relation]:
    names, schemas = [ref.name for ref in refs], [ref.schema for ref in refs]
    if not refs:
        return {}
    found = connection.execute(RELATIONS.text.encode(), (names, schemas)).fetchall()
    return {
        TableRef(schema, name): plan.Relation(TableRef(root_schema, root), rows if rows >= 0 else None)
        for schema, name, root_schema, root, rows in found
    }


def _gone(connection: Connection, sql: PlatformSql, target: tuple[int, str]) -> bool:
    # Asked again and again: a cancel that arrives before the statement does has no effect.
    end = time.monotonic() + CANCEL_PATIENCE
    while connection.execute(sql.text.encode(), target).fetchall():
        if time.monotonic() > end:
            return False
        time.sleep(CANCEL_POLL)
    return True
