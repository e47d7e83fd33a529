"""
Reads the EXPLAIN of MySQL and MariaDB and turns it into the rows that the statement is expected to touch.

The rows of one block are joined by nested loops, so each table is read once for every row that those before it leave,
as the engine itself guesses. A block that depends on an outer row counts once for each row which any earlier block
reads; a derived table is made once. A LIMIT stops nothing here: the engine does not say how early it would. A row
without a number has no estimate, which counts as too expensive.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from apps.semantic.connectors.mysql.relations import Relations, relations_of
from apps.semantic.connectors.mysql.sessions import Session
from apps.semantic.contracts import Dialect, PlanEstimate
from apps.semantic.sql.typestate import PlatformSql

NOT_TOLD = 1345  # the account may read a view, but not look beneath it
UNREADABLE = PlanEstimate(rows=None, cost=None, full_scans=(), tables=None)

NOTES = PlatformSql("SHOW WARNINGS", Dialect.MYSQL)
COST = PlatformSql("SHOW SESSION STATUS LIKE 'Last_query_cost'", Dialect.MYSQL)
_THE_REWRITTEN_QUERY = 1003
_WHOLE = frozenset({"ALL", "index"})
_PER_OUTER_ROW = ("DEPENDENT", "UNCACHEABLE", "LATERAL")

Step = Mapping[str, Any]


def ask(opened: Session, text: str) -> PlanEstimate:
    """Ask for the plan of exactly this text, and for what the engine says of it."""
    # MySQL always leaves the note and has no such word any more.
    explain = "EXPLAIN EXTENDED " if opened.server.is_mariadb else "EXPLAIN "
    rows = opened.wire.ask(explain + text)
    names = [field.name for field in opened.wire.fields()]
    notes = [str(words) for _, code, words in opened.wire.ask(NOTES.text) if code == _THE_REWRITTEN_QUERY]
    cost = opened.wire.ask(COST.text)
    steps = [dict(zip(names, row, strict=True)) for row in rows]
    relations = relations_of(notes[0]) if len(notes) == 1 else None
    return estimate(steps, relations, cost=float(cost[0][1]) if cost else 0.0)


def estimate(steps: Sequence[Step], relations: Relations | None, *, cost: float) -> PlanEstimate:
    """Weigh a plan. `cost` is the engine's own; it says 0 where it has none."""
    aliases = relations.aliases if relations else {}
    whole = [str(aliases[step["table"]]) for step in steps if step["type"] in _WHOLE and step["table"] in aliases]
    return PlanEstimate(
        rows=_touched(steps),
        cost=cost or None,
        full_scans=tuple(dict.fromkeys(whole)),
        tables=frozenset(map(str, relations.tables)) if relations else None,
    )


def _touched(steps: Sequence[Step]) -> float | None:
    total, outer = 0.0, 1.0
    for _, block in groupby(steps, key=lambda step: (step["id"], step["select_type"])):
        joined = list(block)
        times = outer if str(joined[0]["select_type"]).startswith(_PER_OUTER_ROW) else 1.0
        read = _read_by(joined)
        if read is None:
            return None
        total += read * times
        outer = max(outer, read * times)
    return total


def _read_by(block: Sequence[Step]) -> float | None:
    """Rows that one block reads when it runs once."""
    read, left = 0.0, 1.0
    for step in block:
        if step["table"] is None or str(step["select_type"]).endswith(" RESULT"):
            continue  # no table is read, or what other blocks made
        if step["rows"] is None:
            return None
        reached = left * float(step["rows"])
        read += reached
        left = max(1.0, reached * float(step["filtered"] if step["filtered"] is not None else 100) / 100)
    return read
