"""A metric's filter is SQL written by hand: it must be a condition over one row of its own table."""

from collections.abc import Iterator

from apps.semantic.compiler.metric_filter import bind_filter
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.sql.errors import DialectUnsupported, Refused
from apps.semantic.validation.finding import Finding, Severity


def metric_filters_read(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """Each filter is a condition over columns of the metric's entity, and passes the guard's lists."""
    for metric in manifest.metrics:
        table = catalog.table(manifest.entity(metric.entity).table)
        if not metric.filter or table is None:
            continue
        where = f"metric:{metric.name}"
        try:
            bind_filter(metric.filter, table=table, alias=metric.entity, dialect=manifest.dialect)
        except Refused as refusal:
            for violation in refusal.violations:
                params = {name: str(value) for name, value in violation.params.items()}
                yield Finding("metric_filters_read", Severity.ERROR, where, violation.message, params)
        except DialectUnsupported as refusal:
            params = {"dialect": manifest.dialect.value}
            yield Finding("metric_filters_read", Severity.ERROR, where, refusal.message, params)
