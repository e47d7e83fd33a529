"""With a cycle there is always a second way to everywhere, and every question would be ambiguous."""

from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from apps.errors import gettext_noop
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def acyclic_joins(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """Many-to-one steps never lead back to where they began."""
    targets: dict[str, set[str]] = defaultdict(set)
    for join in manifest.joins:
        targets[join.source].add(join.target)
    try:
        TopologicalSorter({source: sorted(found) for source, found in sorted(targets.items())}).prepare()
    except CycleError as error:
        message = gettext_noop("These joins go in a circle: %(path)s.")
        circle = [str(name) for name in reversed(error.args[1])]
        yield Finding("acyclic_joins", Severity.ERROR, f"entity:{circle[0]}", message, {"path": " → ".join(circle)})
