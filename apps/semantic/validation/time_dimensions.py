"""What a period of a question applies to must be a time that the engine can compare, reached in exactly one way."""

from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.compiler.boundaries import is_time
from apps.semantic.compiler.paths import path_to
from apps.semantic.compiler.refusals import AmbiguousPath, UnreachableDimension
from apps.semantic.contracts import DimensionKind, Manifest, Metric, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def time_dimensions(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """Time dimensions hold times; those that metrics and entities name exist, are time, and can be reached."""
    for dimension in manifest.dimensions:
        table = catalog.table(manifest.entity(dimension.entity).table)
        column = table.column(dimension.column) if table else None
        if dimension.kind is DimensionKind.TIME and column and not is_time(column.kind, manifest.dialect):
            message = gettext_noop("%(column)s holds %(kind)s, in which no days can be found.")
            params = {"column": column.name, "kind": column.kind.value}
            yield Finding("time_dimensions", Severity.ERROR, f"dimension:{dimension.name}", message, params)
    times = {d.name for d in manifest.dimensions if d.kind is DimensionKind.TIME}
    named = [(f"entity:{e.name}", e.default_time_dimension) for e in manifest.entities]
    named += [(f"metric:{m.name}", m.time_dimension) for m in manifest.metrics]
    for where, name in named:
        if name and name not in times:
            message = gettext_noop("“%(name)s” is not a time dimension of this dataset.")
            yield Finding("time_dimensions", Severity.ERROR, where, message, {"name": name})
    for metric in manifest.metrics:
        if metric.time_dimension in times and not _reaches_its_time(metric, manifest):
            message = gettext_noop("There is not exactly one many-to-one path from this metric to “%(name)s”.")
            where = f"metric:{metric.name}"
            yield Finding("time_dimensions", Severity.ERROR, where, message, {"name": metric.time_dimension})


def _reaches_its_time(metric: Metric, manifest: Manifest) -> bool:
    try:
        path_to(manifest.dimension(metric.time_dimension), metric=metric, manifest=manifest)
    except (UnreachableDimension, AmbiguousPath):
        return False
    return True
