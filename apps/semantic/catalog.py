"""
What a data source looks like now: the newest stored snapshot, read anew when it is older than an hour.

If the database cannot be read, the last good snapshot serves, marked stale, and the next try waits a minute. Without
any snapshot there is no schema and no query. A snapshot is stored only when the schema changed; otherwise the newest
one is confirmed, with fresh row estimates.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from apps import events
from apps.errors import AppError, gettext_noop
from apps.semantic.announcements import SchemaChanged
from apps.semantic.connectors import connector_for
from apps.semantic.contracts import AccountRisk, SchemaCatalog
from apps.semantic.models import DataSource, SchemaSnapshot
from apps.semantic.snapshots import from_json, to_json

logger = structlog.get_logger(__name__)

FRESH_FOR = timedelta(hours=1)
RETRY_AFTER = timedelta(minutes=1)
KEPT_IN_MEMORY = 64  # parsed catalogs per process


class SchemaUnavailable(AppError):
    """The schema was never read, and cannot be read now."""

    code = "schema.unavailable"
    http_status = 503
    message = gettext_noop("The database's structure cannot be read; please check the connection.")
    advice = gettext_noop("Test the connection of the data source, then refresh its schema.")


@dataclass(frozen=True, slots=True)
class ReadSchema:
    """A schema just read; `changed`: it differs from the snapshot before."""

    catalog: SchemaCatalog
    changed: bool


@dataclass(frozen=True, slots=True)
class Probe:
    """What a connection test found."""

    version: str
    risks: tuple[AccountRisk, ...]


def current_catalog(data_source: DataSource, *, now: datetime) -> tuple[SchemaCatalog, bool]:
    """
    Return the schema, and whether it is stale because the database could not be read.

    :raises SchemaUnavailable: there is no snapshot and the database cannot be read.
    """
    newest = _newest(data_source)
    if newest is not None and now - newest.confirmed_at < FRESH_FOR:
        return _with_functions(_catalog(newest), data_source), False
    if newest is not None and not _attempts.may_try(data_source.id, now=now):
        return _with_functions(_catalog(newest), data_source), True
    try:
        return _with_functions(read_schema(data_source, now=now).catalog, data_source), False
    except AppError as error:
        logger.warning("schema.refresh_failed", data_source=str(data_source.id), code=error.code)
        if newest is None:
            raise SchemaUnavailable from None
        return _with_functions(_catalog(newest), data_source), True


def stored_catalog(data_source: DataSource) -> SchemaCatalog:
    """
    Return the newest snapshot's schema, however old; the database is not asked.

    :raises SchemaUnavailable: it was never read.
    """
    newest = _newest(data_source)
    if newest is None:
        raise SchemaUnavailable
    return _with_functions(_catalog(newest), data_source)


def read_schema(data_source: DataSource, *, now: datetime) -> ReadSchema:
    """
    Read the database's schema and store what changed.

    :raises ConnectorError, HostForbidden, HostUnknown, FileForbidden, SecretUnreadable: it cannot be read.
    """
    catalog = introspect(data_source)
    return ReadSchema(catalog, changed=store_schema(data_source, catalog, now=now))


def introspect(data_source: DataSource) -> SchemaCatalog:
    """
    Read the database's schema; nothing is stored. The source need not be stored, either.

    :raises ConnectorError, HostForbidden, HostUnknown, FileForbidden, SecretUnreadable: it cannot be read.
    """
    return connector_for(data_source).introspect()


def probe(data_source: DataSource) -> Probe:
    """
    Connect, prove that sessions only read, and look at the account's rights.

    :raises ConnectorError, HostForbidden, HostUnknown, FileForbidden, SecretUnreadable: it does not work.
    """
    connector = connector_for(data_source)
    return Probe(version=connector.check(), risks=connector.account_risks())


@transaction.atomic
def store_schema(data_source: DataSource, catalog: SchemaCatalog, *, now: datetime) -> bool:
    """Keep a schema that was just read; return whether it differs from the one before."""
    # Two processes may have read it at once: the second one finds the first one's snapshot.
    DataSource.objects.select_for_update().get(id=data_source.id)
    newest = _newest(data_source)
    content = to_json(catalog)
    if newest is not None and newest.fingerprint == catalog.fingerprint:
        SchemaSnapshot.objects.filter(id=newest.id).update(content=content, confirmed_at=now)
        return False
    SchemaSnapshot.objects.create(
        data_source=data_source, content=content, fingerprint=catalog.fingerprint, taken_at=now, confirmed_at=now
    )
    events.announce(SchemaChanged(data_source_id=data_source.id))
    return True


def _with_functions(catalog: SchemaCatalog, data_source: DataSource) -> SchemaCatalog:
    # Not part of the snapshot: it is what the database said.
    return replace(catalog, functions=tuple(data_source.added_functions)) if data_source.added_functions else catalog


def _newest(data_source: DataSource) -> SchemaSnapshot | None:
    snapshots = SchemaSnapshot.objects.filter(data_source=data_source).defer("content")
    newest: SchemaSnapshot | None = snapshots.order_by("-taken_at", "-confirmed_at").first()
    return newest


class _Attempts:
    """Which sources somebody of this process tried to read a moment ago: the others need not wait for it, too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[UUID, datetime] = {}

    def may_try(self, data_source_id: UUID, *, now: datetime) -> bool:
        with self._lock:
            last = self._last.get(data_source_id)
            if last is not None and timedelta(0) <= now - last < RETRY_AFTER:
                return False
            self._last[data_source_id] = now
            return True


class _Parsed:
    """Parsed snapshots of this process, the least used leave first. A snapshot's row was read in its tenant's scope."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._catalogs: OrderedDict[tuple[UUID, datetime], SchemaCatalog] = OrderedDict()

    def of(self, snapshot: SchemaSnapshot) -> SchemaCatalog:
        key = (snapshot.id, snapshot.confirmed_at)
        with self._lock:
            if key in self._catalogs:
                self._catalogs.move_to_end(key)
                return self._catalogs[key]
        catalog = from_json(snapshot.content)
        with self._lock:
            self._catalogs[key] = catalog
            while len(self._catalogs) > KEPT_IN_MEMORY:
                self._catalogs.popitem(last=False)
        return catalog


_attempts = _Attempts()
_catalog = _Parsed().of
