"""A question is about a number: without a metric none can be answered."""

from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def something_to_ask(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """The dataset has a metric."""
    if not manifest.metrics:
        message = gettext_noop("There is no metric yet, so nothing can be asked.")
        yield Finding("something_to_ask", Severity.ERROR, f"dataset:{manifest.name}", message)
