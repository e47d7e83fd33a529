"""Sums and averages are of numbers; only counting needs no column."""

from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.compiler.aggregates import NUMERIC
from apps.semantic.contracts import Aggregate, Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def metric_columns_fit(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """Each metric has the column that its aggregate needs, of a kind that it can work on."""
    for metric in manifest.metrics:
        where = f"metric:{metric.name}"
        if not metric.column:
            if metric.aggregate is not Aggregate.COUNT:
                message = gettext_noop("%(aggregate)s needs a column.")
                params = {"aggregate": metric.aggregate.value}
                yield Finding("metric_columns_fit", Severity.ERROR, where, message, params)
            continue
        table = catalog.table(manifest.entity(metric.entity).table)
        column = table.column(metric.column) if table else None
        if column is None:
            continue  # named by columns_exist
        if metric.aggregate in (Aggregate.SUM, Aggregate.AVG) and column.kind not in NUMERIC:
            message = gettext_noop("%(aggregate)s needs numbers, and %(column)s holds %(kind)s.")
            params = {"aggregate": metric.aggregate.value, "column": column.name, "kind": column.kind.value}
            yield Finding("metric_columns_fit", Severity.ERROR, where, message, params)
