"""The one place where a customer's database is read for a user."""

from apps.queries.contracts import Tools
from apps.queries.halts import Cancelled
from apps.queries.rights import Watch
from apps.semantic.connectors import connector_for
from apps.semantic.connectors.base import QueryCancelled
from apps.semantic.contracts import BackendHandle, Rows, RunLimits
from apps.semantic.handles import DataSource
from apps.semantic.sql.typestate import AuthorizedSql


def execute(sql: AuthorizedSql, limits: RunLimits, tools: Tools) -> Rows:
    """
    Run an authorized statement within its limits, while the rights it was authorized under hold.

    :raises PolicyChanged: they no longer do, before anything was sent or while rows came; or what took them away.
    :raises TooManyLookups: a column that may only be filtered by was asked for too many values.
    :raises Cancelled: the run was stopped, before anything was sent or on the database itself.
    :raises ConnectorError: the database did not answer; fixed words, never the engine's.
    """
    if tools.should_stop():
        raise Cancelled
    watch = Watch(stopped=tools.should_stop, policy_holds=tools.policy_holds)
    watch.require_rights()
    tools.admit_narrowed(sql.narrowed)
    try:
        rows = connector_for(tools.source).run(
            sql,
            limits=limits,
            run_mark=tools.run_mark,
            on_start=lambda handle: tools.on_backend(handle.backend),
            should_stop=watch.should_stop,
        )
    except QueryCancelled:
        # The database may end it before this worker has learnt that somebody asked for that.
        raise watch.problem or Cancelled() from None
    watch.require_rights()  # a statement that thinks for long and answers at once is never asked in between
    return rows


def stop(source: DataSource, *, backend: str, run_mark: str) -> bool:
    """End what a run is still doing on its database, from any process; False: it does nothing there any more."""
    return connector_for(source).cancel(BackendHandle(backend=backend, run_mark=run_mark))
