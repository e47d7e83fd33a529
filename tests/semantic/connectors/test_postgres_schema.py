"""What introspection sees: exactly what the account may read, in the configured schemas."""

from dataclasses import replace

import pytest
from django.conf import settings

from apps.semantic.connectors.postgres import PostgresConnector
from apps.semantic.contracts import AccountRisk, ColumnKind, ForeignKey, SchemaCatalog, TableRef
from apps.semantic.secrets import Secret
from tests.semantic.connectors.conftest import Customer


@pytest.fixture
def catalog(customer: Customer) -> SchemaCatalog:
    return PostgresConnector(customer.source).introspect()


def test_only_readable_tables_of_the_schemas_appear(catalog):
    assert [str(table.ref) for table in catalog.tables] == [
        "shop.customers",
        "shop.events",
        "shop.orders",
        "shop.paid",
        "shop.people",
    ]
    assert catalog.default_schema == "shop"


def test_a_column_without_the_right_to_read_does_not_exist(catalog):
    people = catalog.table(TableRef("shop", "people"))

    assert [column.name for column in people.columns] == ["id", "name"]


def test_columns_have_types_kinds_and_comments(catalog):
    orders = catalog.table(TableRef("shop", "orders"))
    customers = catalog.table(TableRef("shop", "customers"))

    assert [(column.name, column.type, column.kind, column.nullable) for column in orders.columns] == [
        ("id", "bigint", ColumnKind.INTEGER, False),
        ("customer_id", "bigint", ColumnKind.INTEGER, False),
        ("amount", "numeric(12,2)", ColumnKind.DECIMAL, True),
        ("state", "state", ColumnKind.TEXT, True),
        ("placed", "timestamp with time zone", ColumnKind.TIMESTAMPTZ, True),
        ("day", "date", ColumnKind.DATE, True),
        ("note", "text", ColumnKind.TEXT, True),
    ]
    assert (customers.comment, customers.column("phone").comment) == ("客户", "手机")


def test_keys_estimates_and_views(catalog):
    orders, events, paid, customers = (
        catalog.table(TableRef("shop", name)) for name in ("orders", "events", "paid", "customers")
    )

    assert orders.primary_key == ("id",)
    assert orders.foreign_keys == (ForeignKey(("customer_id",), TableRef("shop", "customers"), ("id",)),)
    assert customers.unique_keys == (("name",),)
    assert (orders.row_estimate, events.row_estimate, paid.row_estimate) == (20_000, 1_000, None)
    assert (orders.is_view, paid.is_view) == (False, True)


def test_equal_schemas_have_equal_fingerprints_and_others_do_not(customer, catalog):
    again = PostgresConnector(customer.source).introspect()
    other = PostgresConnector(replace(customer.source, schemas=("hidden",))).introspect()

    assert again.fingerprint == catalog.fingerprint
    assert other.fingerprint != catalog.fingerprint
    assert [str(table.ref) for table in other.tables] == ["hidden.orders"]


def test_the_check_names_the_server_and_finds_a_reading_account_harmless(customer):
    connector = PostgresConnector(customer.source)

    assert connector.check().startswith("PostgreSQL 1")
    assert connector.account_risks() == ()


def test_an_account_that_can_write_is_reported(customer):
    owner = settings.DATABASES["owner"]
    with_rights = replace(customer.source, username=owner["USER"], password=Secret(owner["PASSWORD"]))

    assert PostgresConnector(with_rights).account_risks() == (
        AccountRisk.ADMINISTERS,
        AccountRisk.MAY_WRITE,
        AccountRisk.MAY_CREATE,
    )
