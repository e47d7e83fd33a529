"""Loading the shop into PostgreSQL: all or nothing, once a day, read by an account that can do nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from apps.semantic.demo_shop.load import Loaded, NotAShop, load, yesterday
from apps.semantic.demo_shop.reader import ReaderTooPowerful, powers_beyond_reading, scram_verifier
from apps.semantic.demo_shop.tables import TABLES
from config.env import load_env

DATABASE, READER, PASSWORD = "test_demo_shop", "test_shop_reader", "a reader's password"
UNTIL = date(2026, 11, 20)


@contextmanager
def superuser(database: str, **options: object) -> Iterator[psycopg.Connection]:
    url = load_env().demo_shop_owner_url
    assert url is not None, "DEMO_SHOP_OWNER_URL is needed: a superuser of a database server for the demo shop"
    with psycopg.connect(make_conninfo(url.get_secret_value(), dbname=database), **options) as connection:
        yield connection


def as_reader(password: str = PASSWORD) -> psycopg.Connection:
    url = load_env().demo_shop_owner_url.get_secret_value()
    return psycopg.connect(make_conninfo(url, dbname=DATABASE, user=READER, password=password))


def put(connection: psycopg.Connection, until: date = UNTIL) -> Loaded:
    return load(connection, until=until, reader_password=PASSWORD, reader=READER, scale=0.001)


def newest_order(connection: psycopg.Connection) -> date:
    return connection.execute("SELECT max(ordered_at AT TIME ZONE 'Asia/Shanghai')::date FROM orders").fetchone()[0]


@pytest.fixture
def empty() -> Iterator[psycopg.Connection]:
    """A superuser's connection to a database without tables, on which no role is yet the reader."""
    with superuser("postgres", autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(READER)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(DATABASE)))
        with superuser(DATABASE) as connection:
            yield connection
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(READER)))


@pytest.fixture
def shop(empty: psycopg.Connection) -> psycopg.Connection:
    put(empty)
    empty.commit()
    return empty


def test_it_builds_the_shop_and_says_what_is_in_it(empty):
    done = put(empty)

    assert done.rebuilt is True
    assert done.rows == {
        "cities": 39,
        "stores": 50,
        "categories": 8,
        "products": 400,
        "customers": 20,
        "orders": 730,
        "order_items": 1614,
        "refunds": 31,
    }
    assert newest_order(empty) == UNTIL


def test_a_second_load_of_the_same_day_leaves_it_alone(shop):
    before = shop.execute("SELECT 'orders'::regclass::oid").fetchone()

    done = put(shop)

    assert done.rebuilt is False
    assert shop.execute("SELECT 'orders'::regclass::oid").fetchone() == before


def test_a_new_day_replaces_it_and_the_reader_sees_the_new_one(shop):
    done = put(shop, until=date(2026, 11, 21))
    shop.commit()

    assert done.rebuilt is True
    with as_reader() as reading:
        assert newest_order(reading) == date(2026, 11, 21)


def test_a_load_that_fails_changes_nothing(shop):
    shop.execute(sql.SQL("GRANT pg_write_all_data TO {}").format(sql.Identifier(READER)))
    shop.commit()

    with pytest.raises(ReaderTooPowerful):
        put(shop, until=date(2026, 11, 21))

    assert newest_order(shop) == UNTIL


def test_a_database_with_other_tables_is_refused_and_kept(empty):
    empty.execute("CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)")
    empty.commit()

    with pytest.raises(NotAShop) as refused:
        put(empty)

    assert refused.value.params == {"tables": "orders"}
    assert empty.execute("SELECT id FROM orders").fetchall() == [(1,)]


def test_a_reader_with_another_power_stops_the_load(empty):
    empty.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(READER)))
    empty.execute(sql.SQL("GRANT pg_write_all_data TO {}").format(sql.Identifier(READER)))
    empty.commit()

    with pytest.raises(ReaderTooPowerful) as refused:
        put(empty)

    assert "act as pg_write_all_data" in refused.value.params["powers"]
    assert empty.execute("SELECT to_regclass('public.orders')").fetchone() == (None,)


def test_a_right_given_to_everybody_is_found(shop):
    shop.execute("CREATE SCHEMA other; CREATE TABLE other.wages (id int)")
    shop.execute("GRANT USAGE ON SCHEMA other TO PUBLIC; GRANT SELECT ON other.wages TO PUBLIC")

    with shop.cursor() as cursor:
        assert powers_beyond_reading(cursor, reader=READER) == ["read other.wages"]


def test_the_password_is_the_one_given_and_only_its_verifier_is_stored(shop):
    with as_reader() as reading:
        assert reading.execute("SELECT count(*) FROM products").fetchone() == (400,)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        as_reader("another password")
    (stored,) = shop.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [READER]).fetchone()
    assert stored.startswith("SCRAM-SHA-256$4096:")


def test_a_password_beyond_ascii_is_refused():
    with pytest.raises(UnicodeEncodeError):
        scram_verifier("密码")


def test_the_reader_reads_every_table(shop):
    with as_reader() as reading:
        for table in TABLES:
            reading.execute(sql.SQL("SELECT * FROM {} LIMIT 1").format(sql.Identifier(table)))
        assert reading.execute("SHOW default_transaction_read_only").fetchone() == ("on",)
        assert reading.execute("SHOW statement_timeout").fetchone() == ("30s",)


ATTACKS = [
    "UPDATE orders SET amount = 0",
    "DELETE FROM refunds",
    "TRUNCATE order_items",
    "INSERT INTO categories VALUES (9, 'x', 'x')",
    "CREATE TABLE mine (id int)",
    "CREATE TEMP TABLE mine (id int)",
    "CREATE TABLE mine AS SELECT * FROM customers",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "CREATE ROLE mine",
    "ALTER TABLE orders ADD COLUMN mine int",
    "DROP TABLE refunds",
    "DO $$ BEGIN PERFORM 1; END $$",
    "COPY customers TO PROGRAM 'cat'",
    "COPY customers TO '/tmp/customers'",
    "COPY customers FROM '/etc/passwd'",
    "SELECT query_to_xml('SELECT phone FROM customers', true, true, '')",
    "SELECT table_to_xml('customers', true, true, '')",
    "SELECT database_to_xml(true, true, '')",
    "SELECT * FROM ts_stat('SELECT to_tsvector(phone) FROM customers')",
    "SELECT ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, ''b''::tsquery')",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('.')",
    "SELECT pg_sleep(1)",
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_notify('a', 'b')",
    "SELECT pg_logical_emit_message(false, 'a', 'b')",
    "SELECT pg_reload_conf()",
    "SELECT rolpassword FROM pg_authid",
]


def test_the_reader_can_do_nothing_else_even_outside_a_read_only_transaction(shop):
    done = []
    with as_reader() as reading:
        for attack in ATTACKS:
            try:
                with reading.transaction():
                    reading.execute("SET TRANSACTION READ WRITE")
                    reading.execute(attack)
                    done.append(attack)
            except psycopg.errors.InsufficientPrivilege:
                pass

    assert done == []


def test_every_table_and_column_has_a_comment(shop):
    undescribed = shop.execute(
        """
        SELECT attrelid::regclass::text, attname::text FROM pg_attribute
        WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')
          AND attnum >= 0 AND NOT attisdropped AND col_description(attrelid, attnum) IS NULL
        UNION ALL
        SELECT oid::regclass::text, '' FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND obj_description(oid) IS NULL
        """
    ).fetchall()

    assert undescribed == []


def test_yesterday_is_counted_in_the_shops_own_time_zone():
    assert yesterday(datetime(2026, 11, 21, 15, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert yesterday(datetime(2026, 11, 21, 16, 0, tzinfo=UTC)) == date(2026, 11, 21)
