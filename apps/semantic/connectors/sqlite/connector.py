"""
A customer's SQLite file, read only.

Each statement has a connection of its own, opened hardened and closed afterwards. There is no server: a query runs in
this process, `cancel` ends it here, and a query of another process ends when its own `should_stop` says so.
"""

import time
from collections.abc import Callable
from datetime import timedelta

import apsw

from apps.semantic.connectors.base import SourceSettings, checked_mark, never, text_to_send
from apps.semantic.connectors.fetching import Collector, StopSignal
from apps.semantic.connectors.sqlite import plan
from apps.semantic.connectors.sqlite.failures import without_the_engines_words
from apps.semantic.connectors.sqlite.opening import open_file
from apps.semantic.connectors.sqlite.schema import SCHEMA, read_tables, row_counts
from apps.semantic.connectors.sqlite.statement import backend_name, cancel_here, known_as, statement
from apps.semantic.connectors.sqlite.values import typed
from apps.semantic.contracts import (
    AccountRisk,
    BackendHandle,
    Dialect,
    OutputColumn,
    PlanEstimate,
    Rows,
    RunLimits,
    SchemaCatalog,
)
from apps.semantic.snapshots import with_fingerprint
from apps.semantic.sql.typestate import AuthorizedSql

LARGEST_OWN_VALUE = 10_000_000  # bytes; for our own questions to the schema
COUNT_SECONDS = 3.0  # of an introspection, for counting rows


class SqliteConnector:
    """See `apps.semantic.contracts.Connector`."""

    dialect = Dialect.SQLITE

    def __init__(self, source: SourceSettings) -> None:
        self._source = source

    @without_the_engines_words
    def check(self) -> str:
        """Open the file, read its schema, and return the engine's version."""
        database = open_file(self._source, largest_value=LARGEST_OWN_VALUE)
        database.connection.close()
        return f"SQLite {apsw.sqlite_lib_version()}"

    def account_risks(self) -> tuple[AccountRisk, ...]:
        """A file has no accounts; it is opened read-only."""
        return ()

    @without_the_engines_words
    def introspect(self) -> SchemaCatalog:
        """Read the schema of the file."""
        database = open_file(self._source, largest_value=LARGEST_OWN_VALUE)
        try:
            tables = read_tables(database, count_seconds=COUNT_SECONDS)
        finally:
            database.connection.close()
        return with_fingerprint(SchemaCatalog(dialect=self.dialect, default_schema=SCHEMA, tables=tables))

    @without_the_engines_words
    def explain(self, sql: AuthorizedSql, *, timeout: timedelta) -> PlanEstimate:
        """Ask for the plan of exactly this statement; it is not run."""
        end = time.monotonic() + timeout.total_seconds()
        question = "EXPLAIN QUERY PLAN " + text_to_send(sql)
        with statement(
            self._source, timeout=timeout, largest_value=LARGEST_OWN_VALUE, stop=StopSignal(never)
        ) as opened:
            lines = [plan.Line(int(i), int(parent), str(text)) for i, parent, _, text in opened.execute(question)]
            tables = frozenset(opened.gate.tables)
        rows = self._rows_of(tables, seconds=max(0.1, (end - time.monotonic()) / 2))
        return plan.estimate(lines, tables=tables, rows=rows)

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
        """Run it on a connection of its own; `on_start` is called before the SQL is sent."""
        text, mark, stop = text_to_send(sql), checked_mark(run_mark), StopSignal(should_stop)
        on_start(BackendHandle(backend=backend_name(), run_mark=mark))
        started = time.monotonic()
        collector = Collector(limits)
        with (
            statement(self._source, timeout=limits.timeout, largest_value=limits.max_bytes, stop=stop) as opened,
            known_as(mark, opened),
        ):
            for row in opened.execute(text):
                if not collector.take(row):
                    break
        rows, kinds = typed(collector.taken, [declared for _, declared in opened.columns])
        columns = tuple(OutputColumn(name, kind) for (name, _), kind in zip(opened.columns, kinds, strict=True))
        return collector.rows(columns, duration=timedelta(seconds=time.monotonic() - started), typed=rows)

    def cancel(self, handle: BackendHandle) -> bool:
        """End the query if it runs in this process; False: it does not."""
        return cancel_here(handle.backend, handle.run_mark)

    def _rows_of(self, tables: frozenset[str], *, seconds: float) -> dict[str, int]:
        database = open_file(self._source, largest_value=LARGEST_OWN_VALUE)
        try:
            return row_counts(database.connection, sorted(tables), seconds=seconds)
        finally:
            database.connection.close()
