"""Days and months are days and months somewhere."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apps.errors import gettext_noop
from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.finding import Finding, Severity


def known_timezone(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """The dataset's time zone is an IANA name."""
    try:
        ZoneInfo(manifest.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        message = gettext_noop("There is no time zone “%(timezone)s”.")
        where = f"dataset:{manifest.name}"
        yield Finding("known_timezone", Severity.ERROR, where, message, {"timezone": manifest.timezone})
