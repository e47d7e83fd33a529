"""A stored schema as a page shows it: bounded, so that a database of ten thousand tables still has a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from apps.semantic.catalog import SchemaUnavailable, stored_catalog
from apps.semantic.contracts import ColumnInfo, SchemaCatalog, TableInfo
from apps.semantic.models import DataSource, SchemaSnapshot

MOST_TABLES = 300
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class TableView:
    """One table with as many columns as a page shows; `left_out` counts the others."""

    name: str
    is_view: bool
    rows: int | None
    comment: str
    columns: tuple[ColumnInfo, ...]
    key: frozenset[str]
    left_out: int


@dataclass(frozen=True, slots=True)
class SchemaView:
    """As many tables as a page shows; `left_out` counts the others."""

    tables: tuple[TableView, ...]
    left_out: int
    total: int
    confirmed_at: datetime | None = None


def schema_view(source: DataSource) -> SchemaView | None:
    """Return the newest stored schema of a source; None: it was never read."""
    try:
        catalog = stored_catalog(source)
    except SchemaUnavailable:
        return None
    newest = SchemaSnapshot.objects.filter(data_source=source).order_by("-taken_at", "-confirmed_at")
    return bounded(catalog, confirmed_at=newest.values_list("confirmed_at", flat=True).first())


def bounded(catalog: SchemaCatalog, *, confirmed_at: datetime | None = None) -> SchemaView:
    """Return the first tables and columns of a schema, and how many there are beyond."""
    shown = catalog.tables[:MOST_TABLES]
    return SchemaView(
        tables=tuple(_views(shown)),
        left_out=len(catalog.tables) - len(shown),
        total=len(catalog.tables),
        confirmed_at=confirmed_at,
    )


def _views(tables: Iterable[TableInfo]) -> Iterable[TableView]:
    for table in tables:
        yield TableView(
            name=str(table.ref),
            is_view=table.is_view,
            rows=table.row_estimate,
            comment=table.comment,
            columns=table.columns[:MOST_COLUMNS],
            key=frozenset(table.primary_key),
            left_out=max(0, len(table.columns) - MOST_COLUMNS),
        )
