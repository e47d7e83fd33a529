"""Names become aliases in SQL and columns of answers: they must survive every engine, and each must be one thing."""

import re
from collections import Counter
from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity

# PostgreSQL cuts longer identifiers silently, and two that were different could become one.
MOST_BYTES = 63
_WELL_FORMED = re.compile(r"[^\W\d][\w.]*")


def names(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """Names are well-formed and unique: among entities, among joins, and among metrics and dimensions together."""
    groups = (
        [("dataset", manifest.name)],
        [("entity", e.name) for e in manifest.entities],
        [("join", j.name) for j in manifest.joins],
        [("dimension", d.name) for d in manifest.dimensions] + [("metric", m.name) for m in manifest.metrics],
    )
    for group in groups:
        # SQLite tells names apart without regard to case.
        uses = Counter(name.casefold() for _, name in group)
        for kind, name in group:
            if not _WELL_FORMED.fullmatch(name) or len(name.encode()) > MOST_BYTES:
                message = gettext_noop(
                    "The name “%(name)s” must be letters, digits, “_” and “.”, begin with a letter, "
                    "and take at most %(most)s bytes."
                )
                params = {"name": name, "most": str(MOST_BYTES)}
                yield Finding("names", Severity.ERROR, f"{kind}:{name}", message, params)
            if uses[name.casefold()] > 1:
                message = gettext_noop("The name “%(name)s” is given to several things.")
                yield Finding("names", Severity.ERROR, f"{kind}:{name}", message, {"name": name})
