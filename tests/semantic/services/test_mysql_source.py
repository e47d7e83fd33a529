"""A data source on MySQL or MariaDB, from its form to its schema: the same service, another engine."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from apps.errors import InvalidInput
from apps.scope import tenant_scope
from apps.semantic.models import DataSource
from apps.semantic.services import datasource as services
from apps.tenants.models import Tenant
from tests.mariadb import Account, MariaDb
from tests.people import Caller
from tests.semantic.admin.pages import page

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADDRESS = {"engine": "mysql", "name": "shop", "title": "Shop", "host": "db.example.com", "username": "reader"}


@pytest.fixture(autouse=True)
def in_scope(tenant: Tenant) -> Iterator[None]:
    with tenant_scope(tenant.id):
        yield


def at(server: MariaDb, account: Account) -> dict[str, object]:
    where = {"host": server.host, "port": server.port, "database": account.database, "username": account.username}
    return ADDRESS | where | {"password": account.password}


@pytest.mark.mariadb
def test_it_is_tested_and_read(administrator, mariadb_server, settings):
    settings.SOURCE_HOSTS = (mariadb_server.host,)
    database = mariadb_server.create_database("service_shop")
    mariadb_server.admin("CREATE TABLE orders (id int PRIMARY KEY)", database=database)
    account = mariadb_server.create_reader(database)
    source = services.create_data_source(user=administrator, **at(mariadb_server, account))

    report = services.test_connection(user=administrator, data_source=source)
    read = services.refresh_schema(user=administrator, data_source=source, now=NOON)

    assert (report.problem, report.warnings) == (None, ())
    assert report.version.startswith("MariaDB ")
    assert [str(table.ref) for table in read.catalog.tables] == ["service_shop.orders"]


@pytest.mark.mariadb
def test_rights_beyond_reading_are_named_in_words(administrator, mariadb_server, settings):
    settings.SOURCE_HOSTS = (mariadb_server.host,)
    account = mariadb_server.create_reader(mariadb_server.create_database("service_rights"))
    mariadb_server.admin(f"GRANT SELECT, FILE ON *.* TO `{account.username}`@`%`")
    source = services.create_data_source(user=administrator, **at(mariadb_server, account))

    assert services.test_connection(user=administrator, data_source=source).warnings == (
        "The account may read all databases of the server.",
        "The account may reach files or programs of the server.",
    )


@pytest.mark.parametrize("database", ["mysql", "Information_Schema", "performance_schema", "sys"])
def test_the_servers_own_databases_are_no_data_source(administrator, database):
    with pytest.raises(InvalidInput) as caught:
        services.create_data_source(user=administrator, **ADDRESS, database=database)

    assert caught.value.params["field"] == "database"
    assert DataSource.objects.count() == 0


@pytest.mark.parametrize(
    ("engine", "asks_for_schemas"), [("postgres", True), ("mysql", False)], ids=["postgres", "mysql"]
)
def test_schemas_are_asked_of_postgresql_alone(caller: Caller, tenant, administrator, engine, asks_for_schemas):
    caller.as_(administrator, tenant)

    shown = caller.get(page("datasource", "add") + f"?engine={engine}").content.decode()

    assert ('name="schemas"' in shown, 'name="host"' in shown) == (asks_for_schemas, True)
