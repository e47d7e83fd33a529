"""
Data sources: made, changed, tested and read by those who may, each with its audit event.

A password goes in and never comes out. When the address, the account or the demand for TLS changes, the stored password
is cleared: otherwise a connection test would carry it to wherever the new address leads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import AppError, InvalidInput, gettext_noop
from apps.semantic import catalog
from apps.semantic.contracts import AccountRisk, SchemaCatalog
from apps.semantic.models import DataSource
from apps.semantic.models.datasource import Engine
from apps.semantic.secrets import Secret, SecretUnreadable, password_context, seal, sealed_with_first_key, unseal
from apps.tenants.access import require
from apps.tenants.identity import User

_OF_MYSQL_ITSELF = frozenset({"mysql", "information_schema", "performance_schema", "sys"})
CLEARS_PASSWORD = frozenset({"engine", "host", "port", "database", "username", "require_tls"})

RISK_WORDS: Mapping[AccountRisk, str] = {
    AccountRisk.SUPERUSER: gettext_noop("The account is a superuser."),
    AccountRisk.ADMINISTERS: gettext_noop("The account may create roles or databases, or replicate."),
    AccountRisk.BYPASSES_ROW_SECURITY: gettext_noop("The account bypasses the database's own row level security."),
    AccountRisk.MAY_WRITE: gettext_noop("The account may change data; grant it SELECT only."),
    AccountRisk.MAY_CREATE: gettext_noop("The account may create objects or temporary tables."),
    AccountRisk.READS_ALL_DATABASES: gettext_noop("The account may read all databases of the server."),
    AccountRisk.REACHES_SERVER_FILES: gettext_noop("The account may reach files or programs of the server."),
}


class SourceFields(TypedDict, total=False):
    """What may be set of a data source; see the model for meanings and units."""

    name: str
    title: str
    engine: str
    host: str
    port: int | None
    database: str
    username: str
    require_tls: bool
    schemas: list[str]
    timezone: str
    is_active: bool
    statement_timeout_seconds: int
    max_rows: int
    medium_risk_rows: int | None
    high_risk_rows: int | None
    smallest_group: int


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """
    What a connection test found, in message ids for a person.

    :param problem: why it does not work; None: it does.
    :param version: the server's, if it was reached.
    :param warnings: what the account should not be able to do.
    """

    problem: AppError | None
    version: str = ""
    warnings: tuple[str, ...] = ()


@transaction.atomic
def create_data_source(*, user: User, password: str = "", **fields: Unpack[SourceFields]) -> DataSource:
    """
    Make a data source; nothing is connected yet.

    :raises InvalidInput: a field is wrong, or the name is taken.
    """
    require(user, "datasource.edit")
    data_source = DataSource(**fields)
    if password:
        data_source.sealed_password = _sealed(data_source, password)
    _checked(data_source).save()
    audit.record(
        Action.ROW_ADDED, actor=user, target=data_source, data={"fields": dict(fields), "password": bool(password)}
    )
    return data_source


@transaction.atomic
def change_data_source(*, user: User, data_source: DataSource, **fields: Unpack[SourceFields]) -> DataSource:
    """
    Change fields. Another address or account clears the password; set it anew afterwards. The smallest group is policy,
    and needs the right to edit it too.

    :raises InvalidInput: a field is wrong, or the name is taken.
    """
    require(user, "datasource.edit", data_source)
    stored = DataSource.objects.select_for_update().get(id=data_source.id)
    changes = {name: value for name, value in fields.items() if getattr(stored, name) != value}
    if not changes:
        return stored
    if "smallest_group" in changes:
        require(user, "policy.edit", data_source)
    for name, value in changes.items():
        setattr(stored, name, value)
    cleared = bool(stored.sealed_password) and not CLEARS_PASSWORD.isdisjoint(changes)
    if cleared:
        stored.sealed_password = ""
    _checked(stored).save()
    audit.record(Action.ROW_CHANGED, actor=user, target=stored, data={"fields": changes, "password_cleared": cleared})
    return stored


@transaction.atomic
def set_source_password(*, user: User, data_source: DataSource, password: str) -> None:
    """Store a new password, sealed. An empty one removes it."""
    require(user, "datasource.edit", data_source)
    stored = DataSource.objects.select_for_update().get(id=data_source.id)
    stored.sealed_password = _sealed(stored, password) if password else ""
    stored.save(update_fields=["sealed_password", "updated_at"])
    data_source.sealed_password = stored.sealed_password
    audit.record(Action.ROW_CHANGED, actor=user, target=stored, data={"password": bool(password)})


@transaction.atomic
def ensure_data_source(*, user: User, name: str, password: str, **fields: Unpack[SourceFields]) -> DataSource:  # type: ignore[misc]
    """Make the data source of this name, or bring it to this state; repeating it changes nothing."""
    found = DataSource.objects.filter(name=name).first()
    if found is None:
        return create_data_source(user=user, name=name, password=password, **fields)
    changed = change_data_source(user=user, data_source=found, **fields)
    if not changed.sealed_password or _unsealed(changed) != password:
        set_source_password(user=user, data_source=changed, password=password)
    return changed


def test_connection(*, user: User, data_source: DataSource) -> ConnectionReport:
    """Try the stored address and account. A failure is a report, not an error; both are recorded."""
    require(user, "datasource.test", data_source)
    try:
        found = catalog.probe(data_source)
    except AppError as problem:
        report = ConnectionReport(problem=problem)
    else:
        report = ConnectionReport(None, found.version, tuple(RISK_WORDS[risk] for risk in found.risks))
    outcome = report.problem.code if report.problem else "ok"
    audit.record(Action.DATASOURCE_TESTED, actor=user, target=data_source, data={"outcome": outcome})
    return report


def refresh_schema(*, user: User, data_source: DataSource, now: datetime) -> catalog.ReadSchema:
    """
    Read the schema now, whatever its age.

    :raises AppError: it cannot be read; the words say why.
    """
    require(user, "datasource.test", data_source)
    read = catalog.read_schema(data_source, now=now)
    facts = {"changed": read.changed, "fingerprint": read.catalog.fingerprint, "tables": len(read.catalog.tables)}
    audit.record(Action.SCHEMA_READ, actor=user, target=data_source, data=facts)
    return read


def read_draft(draft: DataSource, *, password: Secret | None = None) -> SchemaCatalog:
    """
    Read the schema that a source would have if it were stored like this; nothing is stored or recorded.

    Whoever calls this has made sure that the user may test data sources.

    :param password: to be used instead of the draft's own.
    :raises InvalidInput: a field is wrong.
    :raises AppError: it cannot be read; the words say why.
    """
    if password is not None:
        draft.sealed_password = _sealed(draft, password.reveal())
    return catalog.introspect(_checked(draft))


@transaction.atomic
def keep_schema(*, user: User, data_source: DataSource, schema: SchemaCatalog, now: datetime) -> None:
    """Store a schema that was read a moment ago, before the source was as it is now."""
    require(user, "datasource.test", data_source)
    changed = catalog.store_schema(data_source, schema, now=now)
    facts = {"changed": changed, "fingerprint": schema.fingerprint, "tables": len(schema.tables)}
    audit.record(Action.SCHEMA_READ, actor=user, target=data_source, data=facts)


def password_is(data_source: DataSource, password: Secret) -> bool:
    """Whether this is the stored password. One that cannot be opened any more is not."""
    try:
        return unseal(data_source.sealed_password, context=_context(data_source)) == password
    except SecretUnreadable:
        return False


@transaction.atomic
def reseal_passwords() -> int:
    """Seal the passwords of the tenant in scope with the first key; return how many were sealed with another one."""
    resealed = 0
    for data_source in DataSource.objects.select_for_update().exclude(sealed_password="").order_by("id"):
        if sealed_with_first_key(data_source.sealed_password):
            continue
        data_source.sealed_password = _sealed(data_source, _unsealed(data_source))
        data_source.save(update_fields=["sealed_password"])
        audit.record(Action.DATASOURCE_RESEALED, actor=None, target=data_source)
        resealed += 1
    return resealed


def _context(data_source: DataSource) -> str:
    return password_context(tenant_id=data_source.tenant_id, data_source_id=data_source.id)


def _sealed(data_source: DataSource, password: str) -> str:
    return seal(password, context=_context(data_source))


def _unsealed(data_source: DataSource) -> str:
    return unseal(data_source.sealed_password, context=_context(data_source)).reveal()


def _checked(data_source: DataSource) -> DataSource:
    try:
        data_source.full_clean()
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(field=field, reason=reasons[0]) from None
    fault = next(_faults(data_source), None)
    if fault is not None:
        raise InvalidInput(field=fault[0], reason=fault[1])
    return data_source


def _faults(data_source: DataSource) -> Iterator[tuple[str, str]]:
    if data_source.timezone not in available_timezones():
        yield "timezone", gettext_noop("there is no such time zone")
    if data_source.engine == Engine.SQLITE:
        return
    if not data_source.host:
        yield "host", gettext_noop("a host is needed")
    if not data_source.username:
        yield "username", gettext_noop("a user is needed")
    if "=" in data_source.database or "://" in data_source.database:
        yield "database", gettext_noop("give the name of a database, not a connection string")
    if data_source.engine == Engine.MYSQL and data_source.database.lower() in _OF_MYSQL_ITSELF:
        yield "database", gettext_noop("the engine's own schemas cannot be asked")
    if any(name.lower().startswith("pg_") or name == "information_schema" for name in data_source.schemas):
        yield "schemas", gettext_noop("the engine's own schemas cannot be asked")
