"""
Reads PostgreSQL's EXPLAIN (VERBOSE, FORMAT JSON) and turns it into the rows that the statement is expected to touch.

A full scan touches the whole table, however few rows its filter leaves; the inner side of a nested loop is touched once
per outer row; a subquery once per row that asks it, unless its rows stand in a hash table. A LIMIT stops its subtree in
the proportion that the planner itself expects. A join that produces more rows than it reads counts by what it produces.
A plan we cannot read has no row estimate, which counts as too expensive.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.semantic.contracts import PlanEstimate, TableRef

Node = Mapping[str, Any]

_WHOLE_TABLE = frozenset({"Seq Scan", "Sample Scan", "Foreign Scan", "Custom Scan"})
_RUN_ONCE = frozenset({"Materialize", "Memoize", "Hash"})  # what is below is not run again for each outer row
_INPUTS = frozenset({"Outer", "Inner", "Member", "InitPlan"})
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*\"""")  # values and names, which may say anything


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that a plan names: the table a person knows (a partition's root) and its rows, if known."""

    table: TableRef
    rows: float | None


@dataclass(frozen=True, slots=True)
class _Scan:
    node: Node
    times: float


def scanned(plan: Node) -> frozenset[TableRef]:
    """The relations that the plan names, partitions as such."""
    return frozenset(ref for ref in (_ref(scan.node) for scan in _nodes(plan, 1.0)) if ref is not None)


def estimate(plan: Node, relations: Mapping[TableRef, Relation]) -> PlanEstimate:
    """Weigh a plan. `relations` describes what `scanned` returned."""
    touched, produced = 0.0, 0.0
    full_scans: list[str] = []
    for step in _nodes(plan, 1.0):
        produced = max(produced, _rows(step.node) * step.times)
        ref = _ref(step.node)
        if ref is None:
            continue
        known = relations.get(ref)
        rows = _rows(step.node)
        if step.node["Node Type"] in _WHOLE_TABLE:
            full_scans.append(str(known.table if known else ref))
            if known is not None and known.rows is not None:
                rows = max(rows, known.rows)
        touched += rows * step.times
    tables = frozenset(str(relations[ref].table if ref in relations else ref) for ref in scanned(plan))
    return PlanEstimate(
        rows=max(touched, produced),
        cost=float(plan["Total Cost"]),
        full_scans=tuple(dict.fromkeys(full_scans)),
        tables=tables,
    )


def _nodes(node: Node, times: float) -> Iterator[_Scan]:
    """Every node of the plan with how often it runs, as a fraction if a LIMIT stops it early."""
    yield _Scan(node, times)
    children: list[Node] = node.get("Plans", [])
    if node["Node Type"] == "Limit" and children:
        times *= _fraction(node, children[0])
    outer_rows = max(1.0, _rows(children[0])) if children else 1.0
    for child in children:
        inner = child.get("Parent Relationship") == "Inner" and node["Node Type"] == "Nested Loop"
        again = inner and child["Node Type"] not in _RUN_ONCE
        per_row = child.get("Parent Relationship") == "SubPlan" and not _hashed(child, node)
        factor = outer_rows if again else _asked(child, node) if per_row else 1.0
        yield from _nodes(child, times * factor)


def _asked(subplan: Node, node: Node) -> float:
    """How often a subplan runs. In a filter that is for more rows than are left: the planner's cost tells how many."""
    own = float(node["Total Cost"]) - sum(
        float(child["Total Cost"]) for child in node["Plans"] if child.get("Parent Relationship") in _INPUTS
    )
    each = float(subplan["Total Cost"])
    return max(1.0, _rows(node), own / each if each > 0 else 0.0)


def _hashed(subplan: Node, node: Node) -> bool:
    """Whether the subplan's rows are read once and looked up for each row; its parent's expressions say so."""
    said = f"(hashed {subplan.get('Subplan Name')})"
    texts = [text for value in node.values() for text in (value if isinstance(value, list) else [value])]
    return any(said in _QUOTED.sub("", text) for text in texts if isinstance(text, str))


def _fraction(limit: Node, child: Node) -> float:
    whole = float(child["Total Cost"])
    return min(1.0, float(limit["Total Cost"]) / whole) if whole > 0 else 1.0


def _rows(node: Node) -> float:
    return float(node["Plan Rows"])


def _ref(node: Node) -> TableRef | None:
    if "Relation Name" not in node:
        return None
    return TableRef(schema=str(node.get("Schema", "")), name=str(node["Relation Name"]))
