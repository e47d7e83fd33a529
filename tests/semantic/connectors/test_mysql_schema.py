"""What introspection sees: exactly what the account may read, in the configured database."""

from dataclasses import replace

import pytest

from apps.semantic.connectors.mysql import MysqlConnector
from apps.semantic.connectors.mysql.account import risks_of
from apps.semantic.connectors.mysql.zones import fixed_offset
from apps.semantic.contracts import AccountRisk, ColumnKind, ForeignKey, SchemaCatalog, TableRef
from apps.semantic.secrets import Secret
from tests.semantic.connectors.mysql_shop import MysqlCustomer

on_a_server = pytest.mark.mariadb


@pytest.fixture
def catalog(mysql_customer: MysqlCustomer) -> SchemaCatalog:
    return MysqlConnector(mysql_customer.source).introspect()


@on_a_server
def test_only_readable_tables_of_the_database_appear(catalog):
    assert [str(table.ref) for table in catalog.tables] == [
        "shop.beyond",
        "shop.customers",
        "shop.odd",
        "shop.orders",
        "shop.paid",
        "shop.people",
    ]
    assert catalog.default_schema == "shop"


@on_a_server
def test_a_column_without_the_right_to_read_does_not_exist(catalog):
    people = catalog.table(TableRef("shop", "people"))

    assert [column.name for column in people.columns] == ["id", "name"]
    assert (people.primary_key, people.unique_keys) == (("id",), ())


@on_a_server
def test_a_right_to_write_a_column_does_not_show_it(mysql_customer):
    server = mysql_customer.server
    account = server.create_reader("shop", tables=("orders",))
    server.admin(f"GRANT SELECT (id), INSERT (id_card) ON shop.people TO `{account.username}`@`%`")

    people = MysqlConnector(server.source(account)).introspect().table(TableRef("shop", "people"))

    assert [column.name for column in people.columns] == ["id"]


@on_a_server
def test_columns_have_types_kinds_and_comments(catalog):
    orders = catalog.table(TableRef("shop", "orders"))
    customers = catalog.table(TableRef("shop", "customers"))

    assert [(column.name, column.type, column.kind, column.nullable) for column in orders.columns] == [
        ("id", "bigint(20)", ColumnKind.INTEGER, False),
        ("customer_id", "bigint(20)", ColumnKind.INTEGER, False),
        ("amount", "decimal(12,2)", ColumnKind.DECIMAL, True),
        ("state", "enum('open','paid')", ColumnKind.TEXT, True),
        ("paid", "tinyint(1)", ColumnKind.BOOLEAN, True),
        ("placed", "timestamp", ColumnKind.TIMESTAMP, True),
        ("day", "date", ColumnKind.DATE, True),
        ("note", "text", ColumnKind.TEXT, True),
    ]
    assert (customers.comment, customers.column("phone").comment) == ("客户", "手机")


@on_a_server
def test_rare_types_have_kinds(catalog):
    odd = catalog.table(TableRef("shop", "odd"))

    assert {column.name: column.kind for column in odd.columns} == {
        "we`ird `.`x": ColumnKind.INTEGER,
        "tiny": ColumnKind.INTEGER,
        "flag": ColumnKind.BOOLEAN,
        "year": ColumnKind.INTEGER,
        "bits": ColumnKind.INTEGER,
        "packed": ColumnKind.TEXT,  # what MariaDB makes of JSON
        "raw": ColumnKind.BINARY,
        "spot": ColumnKind.OTHER,
        "whole": ColumnKind.INTEGER,
        "part": ColumnKind.TEXT,
        "moment": ColumnKind.TIMESTAMP,
    }
    assert odd.unique_keys == ()  # a key over the beginning of a text says nothing about the whole


@on_a_server
def test_keys_estimates_and_views(catalog):
    orders, paid, customers = (catalog.table(TableRef("shop", name)) for name in ("orders", "paid", "customers"))

    assert orders.primary_key == ("id",)
    assert orders.foreign_keys == (ForeignKey(("customer_id",), TableRef("shop", "customers"), ("id",)),)
    assert customers.unique_keys == (("name",),)
    assert orders.row_estimate == pytest.approx(20_000, rel=0.1)
    assert (orders.is_view, paid.is_view, paid.row_estimate, paid.comment) == (False, True, None, "")


@on_a_server
def test_equal_schemas_have_equal_fingerprints_and_others_do_not(mysql_customer, catalog):
    again = MysqlConnector(mysql_customer.source).introspect()
    other_reader = mysql_customer.server.create_reader("shop_hidden")
    other = MysqlConnector(mysql_customer.server.source(other_reader)).introspect()

    assert again.fingerprint == catalog.fingerprint
    assert other.fingerprint != catalog.fingerprint
    assert [str(table.ref) for table in other.tables] == ["shop_hidden.orders"]


@on_a_server
def test_databases_whose_names_differ_by_case_alone_are_not_mixed(mysql_customer):
    server = mysql_customer.server
    server.create_database("Shop")
    server.admin("CREATE TABLE other (id int)", database="Shop")
    server.admin(f"GRANT SELECT ON `Shop`.* TO `{mysql_customer.account.username}`@`%`")
    try:
        lower = MysqlConnector(mysql_customer.source).introspect()
        upper = MysqlConnector(replace(mysql_customer.source, database="Shop")).introspect()
    finally:
        server.admin(f"REVOKE SELECT ON `Shop`.* FROM `{mysql_customer.account.username}`@`%`", "DROP DATABASE Shop")

    assert {table.ref.schema for table in lower.tables} == {"shop"}
    assert [str(table.ref) for table in upper.tables] == ["Shop.other"]


@on_a_server
def test_the_check_names_the_server_and_finds_a_reading_account_harmless(mysql_customer):
    connector = MysqlConnector(mysql_customer.source)

    assert connector.check().startswith("MariaDB 1")
    assert connector.account_risks() == ()


@on_a_server
def test_the_administrator_is_reported_as_what_it_is(mysql_customer):
    root = mysql_customer.server.root
    source = replace(mysql_customer.source, username=root.username, password=Secret(root.password))

    assert MysqlConnector(source).account_risks() == (
        AccountRisk.SUPERUSER,
        AccountRisk.ADMINISTERS,
        AccountRisk.MAY_WRITE,
        AccountRisk.MAY_CREATE,
        AccountRisk.READS_ALL_DATABASES,
        AccountRisk.REACHES_SERVER_FILES,
    )


GRANTS = [
    ("GRANT USAGE ON *.* TO `r`@`%` IDENTIFIED BY PASSWORD '*1 INSERT ON *.* TO '", ()),
    ("GRANT SELECT, SHOW VIEW ON `shop`.* TO `r`@`%`", ()),
    ("GRANT SELECT (`a`, `INSERT ON *`), SHOW VIEW ON `my shop`.`t TO x` TO `r`@`%`", ()),
    ("GRANT SELECT ON *.* TO `r`@`%`", (AccountRisk.READS_ALL_DATABASES,)),
    ("GRANT SELECT, INSERT (`a`) ON `my shop`.`t` TO `r`@`%`", (AccountRisk.MAY_WRITE,)),
    ("GRANT CREATE TEMPORARY TABLES ON `shop`.* TO `r`@`%`", (AccountRisk.MAY_CREATE,)),
    ("GRANT ALL PRIVILEGES ON `shop`.* TO `r`@`%`", (AccountRisk.MAY_WRITE, AccountRisk.MAY_CREATE)),
    ("GRANT EXECUTE ON PROCEDURE `shop`.`wipe` TO `r`@`%`", (AccountRisk.MAY_WRITE,)),
    ("GRANT FILE ON *.* TO `r`@`%`", (AccountRisk.REACHES_SERVER_FILES,)),
    ("GRANT SUPER ON *.* TO `r`@`%`", (AccountRisk.SUPERUSER, AccountRisk.ADMINISTERS)),
    ("GRANT BACKUP_ADMIN,XA_RECOVER_ADMIN ON *.* TO `r`@`%`", (AccountRisk.ADMINISTERS,)),
    ("GRANT SELECT ON `shop`.* TO `r`@`%` WITH GRANT OPTION", (AccountRisk.ADMINISTERS,)),
    ("GRANT PROXY ON ''@'%' TO 'r'@'%'", (AccountRisk.ADMINISTERS,)),
    ("GRANT `readers` TO `r`@`%`", ()),
]


@pytest.mark.parametrize(("grant", "risks"), GRANTS)
def test_what_a_grant_means(grant, risks):
    assert risks_of([grant]) == risks


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("UTC", "+00:00"),
        ("Asia/Shanghai", "+08:00"),
        ("Asia/Kolkata", "+05:30"),
        ("Etc/GMT+12", "-12:00"),
        ("Europe/Berlin", None),
        ("America/New_York", None),
        ("Asia/Pyongyang", None),  # changed in 2015 and in 2018
    ],
)
def test_a_zone_that_has_changed_has_no_fixed_offset(zone, offset):
    assert fixed_offset(zone) == offset
