"""
Turns SQLite's EXPLAIN QUERY PLAN and the rows of its tables into the rows that a statement is expected to touch.

SQLite has no costs. It runs nested loops: what stands under one parent is nested in that order, a scan touches the
whole table for each row outside of it, a search a few rows. Filters may leave less, so the number errs upwards. A plan
names aliases: a name that is no table of the statement counts as the largest one. A recursion is guessed: as many rows
as the largest table, and RECURSION_ROWS if it only counts on from its own rows. An unknown line has no estimate.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.semantic.contracts import PlanEstimate

SEARCH_ROWS = 10.0  # SQLite's own assumption for an equality on an index without statistics
RANGE_SHARE = 0.25  # and for a range
RECURSION_ROWS = 1_000.0  # a series of days or numbers; the plan does not say where it ends

_LOOP = re.compile(r"(SCAN|SEARCH) (.+?)(?: (USING .*|VIRTUAL TABLE .*))?( LEFT-JOIN)?$")
_CONSTANT = re.compile(r"SCAN (\d+ )?CONSTANT ROWS?( LEFT-JOIN)?$")
_TOUCHES_NOTHING = re.compile(
    r"USE TEMP B-TREE|CO-ROUTINE|MATERIALIZE|COMPOUND QUERY|LEFT-MOST SUBQUERY|UNION|EXCEPT|INTERSECT|MERGE \(|LEFT$"
    r"|RIGHT$|(CORRELATED )?(SCALAR|LIST) SUBQUERY|(CREATE )?BLOOM FILTER|REUSE |MULTI-INDEX OR|INDEX \d|RIGHT-JOIN"
    r"|SETUP$|RECURSIVE STEP$|USING .* FOR IN-OPERATOR$"
)
_MADE_ONCE = re.compile(r"(?:CO-ROUTINE|MATERIALIZE) (.+)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of EXPLAIN QUERY PLAN."""

    id: int
    parent: int
    detail: str


class _Unreadable(Exception):
    """A line or a table's size is unknown."""


def estimate(lines: Sequence[Line], *, tables: frozenset[str], rows: Mapping[str, int]) -> PlanEstimate:
    """
    Weigh a plan.

    :param tables: the tables that the engine said it reads, by the authorizer.
    :param rows: their sizes, as far as known.
    """
    children: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        children[line.parent].append(line)
    scans: list[str] = []
    sizes = {name.lower(): float(rows[name]) for name in tables if name in rows}
    try:
        if len(sizes) < len(tables):
            raise _Unreadable
        touched: float | None = _touched(children, 0, sizes | _recursions(children, sizes), scans, outer=1.0)
    except _Unreadable:
        touched = None
    full = tuple(f"main.{name}" for name in sorted(tables) if name.lower() in scans or "?" in scans)
    return PlanEstimate(
        rows=touched, cost=None, full_scans=full, tables=frozenset(f"main.{name}" for name in sorted(tables))
    )


def _recursions(children: Mapping[int, list[Line]], sizes: Mapping[str, float]) -> dict[str, float]:
    """Rows that each recursive query is expected to make, all its steps together."""
    largest = max(sizes.values(), default=0.0)
    found: dict[str, float] = {}
    for line in [line for lines in children.values() for line in lines]:
        made = _MADE_ONCE.match(line.detail)
        steps = [step for step in children.get(line.id, ()) if step.detail == "RECURSIVE STEP"]
        if made and steps:
            series = all(len(children[step.id]) == 1 for step in steps)  # its own rows; nothing is joined to them
            found[made[1].lower()] = RECURSION_ROWS if series else max(largest, RECURSION_ROWS)
    return found


def _touched(
    children: Mapping[int, list[Line]], parent: int, sizes: Mapping[str, float], scans: list[str], *, outer: float
) -> float:
    """Rows touched below `parent`, when it runs `outer` times."""
    total, around = 0.0, outer
    for line in children.get(parent, ()):
        if line.detail.startswith("CORRELATED"):
            total += _touched(children, line.id, sizes, scans, outer=around)
        elif _TOUCHES_NOTHING.match(line.detail):
            total += _touched(children, line.id, sizes, scans, outer=outer)
        else:
            around *= _loop(line.detail, sizes, scans)
            total += around + _touched(children, line.id, sizes, scans, outer=around)
    return total


def _loop(detail: str, sizes: Mapping[str, float], scans: list[str]) -> float:
    if _CONSTANT.match(detail):
        return 1.0
    found = _LOOP.match(detail)
    if found is None:
        raise _Unreadable
    how, name, using = found[1], found[2].lower(), found[3] or ""
    size = sizes.get(name, max(sizes.values(), default=0.0))
    if how == "SCAN":
        scans.append(name if name in sizes else "?")
        return size
    if "INTEGER PRIMARY KEY (rowid=?)" in using:
        return 1.0
    if "=?" in using:
        return min(size, SEARCH_ROWS)
    return size * RANGE_SHARE
