"""
The engine's own plan, read before anything runs: how much it would read, and of what.

This stage weighs; `gate` decides. A plan that cannot be read, or not in time, is of high risk; an engine without plans
gets a hard limit of rows instead. An engine that names a relation which the proof does not is believed, and the query
is not run. Estimates count hidden rows, too, so whomever the policy restricts learns the risk alone.
"""

from dataclasses import replace
from datetime import timedelta

from apps.errors import gettext_noop
from apps.queries.contracts import Gate, Notice, Prechecked, Tools
from apps.queries.halts import EngineDisagrees
from apps.semantic.connectors import connector_for
from apps.semantic.connectors.base import QueryTimeout
from apps.semantic.contracts import PlanEstimate, Risk
from apps.semantic.sql.typestate import AuthorizedSql
from apps.semantic.thresholds import risk_of

EXPLAIN_TIMEOUT = timedelta(seconds=5)
ROWS_WITHOUT_PLAN = 100


def precheck(sql: AuthorizedSql, tools: Tools) -> Prechecked:
    """
    Ask the engine what the statement would do.

    :raises EngineDisagrees: it would read something that the proof does not name.
    """
    try:
        plan = connector_for(tools.source).explain(sql, timeout=min(EXPLAIN_TIMEOUT, tools.limits.timeout))
    except QueryTimeout:
        return Prechecked(Risk.HIGH, Gate.CONFIRM, tools.limits, "unavailable", timed_out=True)
    if not plan.supported:
        limits = replace(tools.limits, max_rows=min(tools.limits.max_rows, ROWS_WITHOUT_PLAN))
        return Prechecked(Risk.MEDIUM, Gate.RUN, limits, "unavailable", (_UNSUPPORTED,))
    engine_view = _compare(plan, sql, tools)
    risk = risk_of(plan.rows, tools.source.thresholds)
    prechecked = Prechecked(risk, _GATES[risk], tools.limits, engine_view)
    if _is_restricted(sql, tools):
        return prechecked
    own = {str(ref) for ref in sql.tables}
    return replace(
        prechecked,
        rows=None if plan.rows is None else round(plan.rows),
        full_scans=tuple(name for name in plan.full_scans if name in own),
    )


_GATES = {Risk.LOW: Gate.RUN, Risk.MEDIUM: Gate.CONFIRM, Risk.HIGH: Gate.REFUSE}
_UNSUPPORTED = Notice(
    "precheck.unsupported",
    gettext_noop("This database does not support checking execution plans; the number of rows was limited."),
)


def _is_restricted(sql: AuthorizedSql, tools: Tools) -> bool:
    """Whether anything of the statement's tables is kept from the user; what is not understood is."""
    for ref in sql.tables:
        policy, table = tools.policy.table(ref), tools.catalog.table(ref)
        if policy is None or table is None or table.is_view:
            return True  # what stands beneath a view is nobody's grant
        if policy.restrictions or policy.column_rules:
            return True
        of_all_rows = {name for grant in policy.grants if grant.predicate is None for name in grant.columns}
        if not {column.name for column in table.columns} <= of_all_rows:
            return True
    return False


def _compare(plan: PlanEstimate, sql: AuthorizedSql, tools: Tools) -> str:
    proved = [tools.catalog.table(ref) for ref in sql.proof.reads]
    # A view's plan names the relations beneath it, which the snapshot does not list.
    if plan.tables is None or any(table is None or table.is_view for table in proved):
        return "unavailable"
    if not plan.tables <= {str(ref) for ref in sql.proof.reads}:
        raise EngineDisagrees
    return "agrees"
