"""
The engine's own plan, read before anything runs: how much it would read, and of what.

A plan above the source's threshold is refused with advice. An engine that names a relation which the proof does not
is believed, and the query is not run. A plan that cannot be read in time counts as too expensive; an engine without
plans gets a hard limit of rows instead.
"""

from dataclasses import replace
from datetime import timedelta

from apps.errors import gettext_noop
from apps.queries.contracts import Notice, Prechecked, Tools
from apps.queries.halts import EngineDisagrees, TooExpensive
from apps.semantic.connectors import connector_for
from apps.semantic.connectors.base import QueryTimeout
from apps.semantic.contracts import PlanEstimate, Risk
from apps.semantic.sql.typestate import AuthorizedSql

EXPLAIN_TIMEOUT = timedelta(seconds=5)
ROWS_WITHOUT_PLAN = 100


class PlanTimeout(TooExpensive):
    """The engine could not plan it in time."""

    code = "query.plan_timeout"
    message = gettext_noop("Analysing the execution plan took too long; please simplify the query.")


def precheck(sql: AuthorizedSql, tools: Tools) -> Prechecked:
    """
    Ask the engine what the statement would do.

    :raises TooExpensive: it would read more than the source allows.
    :raises EngineDisagrees: it would read something that the proof does not name.
    """
    try:
        plan = connector_for(tools.source).explain(sql, timeout=EXPLAIN_TIMEOUT)
    except QueryTimeout:
        raise PlanTimeout from None
    if not plan.supported:
        limits = replace(tools.limits, max_rows=min(tools.limits.max_rows, ROWS_WITHOUT_PLAN))
        return Prechecked(Risk.MEDIUM, limits, "unavailable", (_UNSUPPORTED,))
    engine_view = _compare(plan, sql, tools)
    risk = _risk(plan, tools)
    if risk is Risk.HIGH:
        raise TooExpensive
    return Prechecked(risk, tools.limits, engine_view)


_UNSUPPORTED = Notice(
    "precheck.unsupported",
    gettext_noop("This database does not support checking execution plans; the number of rows was limited."),
)


def _risk(plan: PlanEstimate, tools: Tools) -> Risk:
    if plan.rows is None or plan.rows >= tools.source.high_risk_rows:
        return Risk.HIGH
    return Risk.MEDIUM if plan.rows >= tools.source.medium_risk_rows else Risk.LOW


def _compare(plan: PlanEstimate, sql: AuthorizedSql, tools: Tools) -> str:
    proved = [tools.catalog.table(ref) for ref in sql.tables]
    # A view's plan names the relations beneath it, which the snapshot does not list.
    if plan.tables is None or any(table is None or table.is_view for table in proved):
        return "unavailable"
    if not plan.tables <= {str(ref) for ref in sql.tables}:
        raise EngineDisagrees
    return "agrees"
