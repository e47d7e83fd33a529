"""A join whose target is not unique would count rows several times. Only a key makes a "one" side."""

from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.compiler.keys import enforced_keys, leads_to_one
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def joins_lead_to_one(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """The target columns of each join contain a key; one that the database does not enforce is pointed out."""
    for join in manifest.joins:
        where = f"join:{join.name}"
        table = catalog.table(manifest.entity(join.target).table)
        if len(join.source_columns) != len(join.target_columns) or not join.source_columns:
            message = gettext_noop("A join needs as many columns on one side as on the other, and at least one.")
            yield Finding("joins_lead_to_one", Severity.ERROR, where, message)
        elif table is None:
            continue  # named by columns_exist
        elif not leads_to_one(join, manifest=manifest, catalog=catalog):
            message = gettext_noop("%(columns)s is no key of %(table)s: rows would be counted several times.")
            params = {"columns": ", ".join(join.target_columns), "table": str(table.ref)}
            yield Finding("joins_lead_to_one", Severity.ERROR, where, message, params)
        elif not enforced_keys(table):
            message = gettext_noop("%(table)s has no key of its own; the declared one is believed.")
            yield Finding("joins_lead_to_one", Severity.WARNING, where, message, {"table": str(table.ref)})
