"""Data sources: who may change them, what happens to their password, and what is recorded."""

import base64
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from apps.audit.models import AuditEvent
from apps.errors import Forbidden, InvalidInput
from apps.scope import tenant_scope
from apps.semantic.connectors import settings_of
from apps.semantic.connectors.postgres.sessions import sessions_of
from apps.semantic.models import DataSource
from apps.semantic.secrets import SecretUnreadable
from apps.semantic.services import datasource as services
from apps.tenants.models import Tenant
from apps.tenants.roles import Role
from tests.people import make_member

CANARY = "CANARY-9d1c-password"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADDRESS = {"engine": "postgres", "host": "db.example.com", "database": "shop", "username": "reader"}


@pytest.fixture(autouse=True)
def in_scope(tenant: Tenant) -> Iterator[None]:
    with tenant_scope(tenant.id):
        yield


@pytest.fixture
def source(administrator) -> DataSource:
    return services.create_data_source(user=administrator, name="shop", title="Shop", password=CANARY, **ADDRESS)


def audited() -> list[tuple[str, str]]:
    return [(event.action, event.data) for event in AuditEvent.objects.order_by("sequence")]


def test_a_password_goes_in_sealed_and_opens_for_the_connector_alone(source):
    assert CANARY not in source.sealed_password
    assert settings_of(source).password.reveal() == CANARY


def test_it_is_in_no_audit_event_log_or_repr(source, administrator, caplog):
    caplog.set_level(logging.DEBUG)
    services.set_source_password(user=administrator, data_source=source, password=CANARY + "-2")
    services.change_data_source(user=administrator, data_source=source, title="Other")

    assert CANARY not in str(audited()) + caplog.text + repr(settings_of(source)) + repr(vars(source))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.STEWARD, Role.AUDITOR])
def test_only_administrators_make_and_change_sources(source, tenant, role):
    user = make_member(tenant, role)
    before = audited()

    with pytest.raises(Forbidden):
        services.create_data_source(user=user, name="other", title="x", **ADDRESS)
    with pytest.raises(Forbidden):
        services.change_data_source(user=user, data_source=source, host="evil.example.com")
    with pytest.raises(Forbidden):
        services.set_source_password(user=user, data_source=source, password="x")

    assert DataSource.objects.get().host == "db.example.com"
    assert audited() == before


@pytest.mark.parametrize(
    "change",
    [
        {"host": "evil.example.com"},
        {"port": 6432},
        {"database": "other"},
        {"username": "other"},
        {"require_tls": False},
        {"engine": "sqlite"},
    ],
)
def test_another_address_or_account_clears_the_password(source, administrator, change):
    services.change_data_source(user=administrator, data_source=source, **change)

    assert DataSource.objects.get().sealed_password == ""
    assert '"password_cleared":true' in audited()[-1][1]


def test_other_changes_keep_it(source, administrator):
    services.change_data_source(user=administrator, data_source=source, title="New", max_rows=5, schemas=["shop"])

    changed = DataSource.objects.get()
    assert (changed.title, changed.max_rows, changed.schemas) == ("New", 5, ["shop"])
    assert settings_of(changed).password.reveal() == CANARY


def test_a_change_to_what_it_is_already_is_no_change(source, administrator):
    before = audited()

    services.change_data_source(user=administrator, data_source=source, host="db.example.com")

    assert audited() == before


def test_ciphertext_copied_to_another_source_does_not_open(source, administrator):
    thief = services.create_data_source(
        user=administrator, name="thief", title="x", **(ADDRESS | {"host": "evil.example.com"})
    )
    DataSource.objects.filter(id=thief.id).update(sealed_password=source.sealed_password)

    with pytest.raises(SecretUnreadable):
        settings_of(DataSource.objects.get(id=thief.id))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("username", ""),
        ("database", ""),
        ("database", "host=evil.example.com"),
        ("database", "postgresql://evil.example.com/x"),
        ("port", 65_536),
        ("timezone", "Moon/Base"),
        ("schemas", ["pg_catalog"]),
        ("schemas", ["shop", "information_schema"]),
        ("engine", "oracle"),
        ("statement_timeout_seconds", 0),
        ("name", "not a slug"),
    ],
)
def test_a_wrong_field_is_named(administrator, field, value):
    with pytest.raises(InvalidInput) as caught:
        services.create_data_source(
            user=administrator, **({"name": "shop", "title": "Shop"} | ADDRESS | {field: value})
        )

    assert caught.value.params["field"] == field
    assert DataSource.objects.count() == 0


def test_a_taken_name_is_refused(source, administrator):
    with pytest.raises(InvalidInput):
        services.create_data_source(user=administrator, name="shop", title="x", **ADDRESS)


def test_ensuring_twice_changes_nothing(administrator):
    first = services.ensure_data_source(user=administrator, name="shop", title="Shop", password=CANARY, **ADDRESS)
    before = audited()
    second = services.ensure_data_source(user=administrator, name="shop", title="Shop", password=CANARY, **ADDRESS)

    assert second.id == first.id
    assert audited() == before


def test_ensuring_a_moved_source_sets_its_password_again(administrator):
    services.ensure_data_source(user=administrator, name="shop", title="Shop", password=CANARY, **ADDRESS)
    moved = services.ensure_data_source(
        user=administrator, name="shop", title="Shop", password=CANARY, **(ADDRESS | {"port": 6432})
    )

    assert settings_of(DataSource.objects.get()).password.reveal() == CANARY
    assert moved.port == 6432


def test_a_connection_test_reports_and_is_recorded(administrator, settings):
    database = settings.DATABASES["default"]
    settings.SOURCE_HOSTS = (database["HOST"],)
    address = {"host": database["HOST"], "port": int(database["PORT"]), "database": database["NAME"]}
    source = services.create_data_source(
        user=administrator,
        name="own",
        title="x",
        engine="postgres",
        username=database["USER"],
        password=database["PASSWORD"],
        require_tls=False,
        **address,
    )

    report = services.test_connection(user=administrator, data_source=source)
    sessions_of(settings_of(source)).close_idle()  # or the test's database could not be dropped

    assert report.problem is None
    assert report.version.startswith("PostgreSQL ")
    assert "The account may change data; grant it SELECT only." in report.warnings
    assert audited()[-1] == ("datasource.tested", '{"outcome":"ok"}')


def test_a_failed_connection_test_says_why_in_fixed_words(source, administrator, settings):
    settings.SOURCE_HOSTS = ()
    DataSource.objects.filter(id=source.id).update(host="127.0.0.1")

    report = services.test_connection(user=administrator, data_source=DataSource.objects.get())

    assert report.problem.code == "source.host_forbidden"
    assert audited()[-1] == ("datasource.tested", '{"outcome":"source.host_forbidden"}')


def test_reading_a_schema_is_recorded(administrator, settings, tmp_path):
    settings.SQLITE_ROOT = tmp_path
    (tmp_path / "empty.db").touch()
    source = services.create_data_source(
        user=administrator, name="file", title="x", engine="sqlite", database="empty.db"
    )

    read = services.refresh_schema(user=administrator, data_source=source, now=NOON)

    assert (read.changed, read.catalog.tables) == (True, ())
    assert audited()[-1][0] == "schema.read"


def test_keys_rotate_tenant_by_tenant(source, settings):
    new = "k9:" + base64.urlsafe_b64encode(b"9" * 32).decode()
    before = source.sealed_password
    settings.ENCRYPTION_KEYS = f"{new},{settings.ENCRYPTION_KEYS}"
    out = StringIO()

    call_command("rotate_secrets", stdout=out)
    settings.ENCRYPTION_KEYS = new
    rotated = DataSource.objects.get()

    assert rotated.sealed_password != before
    assert settings_of(rotated).password.reveal() == CANARY
    assert audited()[-1][0] == "datasource.resealed"
    assert out.getvalue().endswith(": 1\n")
