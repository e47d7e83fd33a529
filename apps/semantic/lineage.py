"""
Where an answer comes from: read from the compiled statement itself, so it cannot claim anything else.

Every table and column that stands in the statement is named, also those that only join or filter; a table that was not
needed is not. Names are the database's, without a schema unless two tables of the statement share a name.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from apps.semantic.contracts import Join, Manifest, Metric, TableRef

if TYPE_CHECKING:
    from apps.semantic.compiler import Compiled


@dataclass(frozen=True, slots=True)
class Lineage:
    """
    The lineage summary of one statement.

    :param key_columns: `orders.amount`, each once, sorted.
    :param applied_rules: `rule:sales_calculation`, `rule:sales_filter`: what the steward defined and this used.
    :param metric_versions: metric -> version of its definition.
    :param join_path: `orders.customer_id = customers.id`, in the order of the joins.
    """

    source_tables: tuple[str, ...]
    key_columns: tuple[str, ...]
    applied_rules: tuple[str, ...]
    metric_versions: Mapping[str, str]
    join_path: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The summary as it is stored and shown: plain lists and texts."""
        return {
            "source_tables": list(self.source_tables),
            "key_columns": list(self.key_columns),
            "applied_rules": list(self.applied_rules),
            "metric_versions": dict(self.metric_versions),
            "join_path": list(self.join_path),
        }


def lineage(compiled: "Compiled", manifest: Manifest) -> Lineage:
    """Return what a compiled query reads and which definitions it follows."""
    tables = {table.alias: TableRef(table.db, table.name) for table in compiled.tree.find_all(exp.Table)}
    shown = _shown_names(tables)
    columns = {(shown[c.table], c.name) for c in compiled.tree.find_all(exp.Column)}
    return Lineage(
        source_tables=tuple(sorted(shown.values())),
        key_columns=tuple(sorted(f"{table}.{column}" for table, column in columns)),
        applied_rules=tuple(rule for metric in compiled.plan.metrics for rule in _rules(metric)),
        metric_versions={metric.name: str(metric.version) for metric in compiled.plan.metrics},
        join_path=tuple(_step(join, shown) for join in compiled.plan.joins),
    )


def _shown_names(tables: Mapping[str, TableRef]) -> dict[str, str]:
    """Alias -> name to show."""
    uses = Counter(ref.name for ref in set(tables.values()))
    return {alias: ref.name if uses[ref.name] == 1 else str(ref) for alias, ref in tables.items()}


def _rules(metric: Metric) -> tuple[str, ...]:
    calculation = f"rule:{metric.name}_calculation"
    return (calculation, f"rule:{metric.name}_filter") if metric.filter else (calculation,)


def _step(join: Join, shown: Mapping[str, str]) -> str:
    pairs = zip(join.source_columns, join.target_columns, strict=True)
    return " AND ".join(f"{shown[join.source]}.{s} = {shown[join.target]}.{t}" for s, t in pairs)
