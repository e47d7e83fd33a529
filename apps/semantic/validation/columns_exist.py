"""Definitions stand on tables and columns that the last look at the database found."""

from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def columns_exist(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """Every table and every column that is named exists, spelled as the engine stores it."""
    tables = {e.name: e.table for e in manifest.entities}
    for entity in manifest.entities:
        if catalog.table(entity.table) is None:
            message = gettext_noop("The table %(table)s does not exist.")
            yield Finding(
                "columns_exist", Severity.ERROR, f"entity:{entity.name}", message, {"table": str(entity.table)}
            )
    for where, entity_name, column in _named_columns(manifest):
        table = catalog.table(tables[entity_name])
        if table is not None and table.column(column) is None:
            message = gettext_noop("The table %(table)s has no column %(column)s.")
            params = {"table": str(table.ref), "column": column}
            yield Finding("columns_exist", Severity.ERROR, where, message, params)


def _named_columns(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    """Where, entity, column: of keys, joins, dimensions and metrics."""
    for entity in manifest.entities:
        yield from ((f"entity:{entity.name}", entity.name, column) for column in entity.primary_key)
    for join in manifest.joins:
        yield from ((f"join:{join.name}", join.source, column) for column in join.source_columns)
        yield from ((f"join:{join.name}", join.target, column) for column in join.target_columns)
    for dimension in manifest.dimensions:
        yield f"dimension:{dimension.name}", dimension.entity, dimension.column
    for metric in manifest.metrics:
        if metric.column:
            yield f"metric:{metric.name}", metric.entity, metric.column
