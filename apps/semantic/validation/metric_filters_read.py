"""A metric's filter is SQL written by hand: it must be a condition over one row of its own table."""

from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.compiler.metric_filter import UnreadableFilterError, filter_columns
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def metric_filters_read(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """Each filter is a condition over columns of the metric's entity."""
    for metric in manifest.metrics:
        table = catalog.table(manifest.entity(metric.entity).table)
        if not metric.filter or table is None:
            continue
        try:
            filter_columns(metric.filter, columns=[c.name for c in table.columns], dialect=manifest.dialect)
        except UnreadableFilterError:
            message = gettext_noop("The filter is not a condition over columns of %(table)s.")
            yield Finding(
                "metric_filters_read", Severity.ERROR, f"metric:{metric.name}", message, {"table": str(table.ref)}
            )
