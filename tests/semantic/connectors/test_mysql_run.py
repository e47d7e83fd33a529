"""Running a statement on a customer's MariaDB: values, caps, time limits, and a session like new each time."""

import gc
import os
import sys
import threading
import time
import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from apps.semantic.connectors.base import (
    CredentialsRefused,
    QueryCancelled,
    QueryFailed,
    QueryTimeout,
    ResultTooBig,
    SourceBusy,
    SourceUnreachable,
)
from apps.semantic.connectors.mysql import MysqlConnector, sessions
from apps.semantic.connectors.mysql.failures import TimezoneUnknown
from apps.semantic.connectors.mysql.pinned import SQL_MODE
from apps.semantic.contracts import ColumnKind, RunLimits
from apps.semantic.reachability import HostForbidden
from apps.semantic.secrets import Secret
from tests.semantic.connectors.mysql_shop import MysqlCustomer
from tests.semantic.connectors.unproved import LIMITS, Unproved, ignore, run

pytestmark = pytest.mark.mariadb

# A server that computes does not notice that nobody listens any more; one that sleeps or sends would.
COMPUTING = "SELECT count(*) FROM orders a, orders b, orders c WHERE a.amount + b.amount + c.amount = 0.001"
LONG = replace(LIMITS, timeout=timedelta(seconds=120))


@pytest.fixture
def connector(mysql_customer: MysqlCustomer) -> MysqlConnector:
    return MysqlConnector(mysql_customer.source)


def working(customer: MysqlCustomer) -> list[tuple[object, ...]]:
    """What the server still executes for the reader; an open connection without work is none of it."""
    name = customer.account.username
    return customer.ask(
        f"SELECT id, info FROM information_schema.processlist WHERE user = '{name}' AND info IS NOT NULL"
    )


def wait_until_idle(customer: MysqlCustomer) -> None:
    # The server forgets a closed connection a moment after we do.
    end = time.monotonic() + 20
    while working(customer) and time.monotonic() < end:
        time.sleep(0.05)
    assert working(customer) == []


def test_values_arrive_as_python_values_with_their_kinds(connector):
    rows = run(connector, "SELECT id, amount, state, paid, placed, day, note FROM orders WHERE id = 1")

    assert rows.rows == (
        (1, Decimal("0.25"), "open", False, datetime(2026, 1, 1, 0, 1), date(2026, 1, 2), None),  # noqa: DTZ001
    )
    assert [(column.name, column.kind) for column in rows.columns] == [
        ("id", ColumnKind.INTEGER),
        ("amount", ColumnKind.DECIMAL),
        ("state", ColumnKind.TEXT),
        ("paid", ColumnKind.BOOLEAN),
        ("placed", ColumnKind.TIMESTAMP),
        ("day", ColumnKind.DATE),
        ("note", ColumnKind.TEXT),
    ]
    assert (rows.truncated, rows.size) == (False, len("10.25open02026-01-01 00:01:002026-01-02"))


def test_times_are_durations_bits_are_numbers_bytes_stay_bytes(connector):
    rows = run(
        connector,
        "SELECT TIME'-25:01:02.5', TIME'838:59:59', x'00FF', 1.5e0, 18446744073709551615, NULL, '客户', TRUE,"
        " TIMESTAMP'2026-01-31 01:02:03.000004', CAST('0.10' AS DECIMAL(4, 2))",
    )

    assert rows.rows == (
        (
            -timedelta(hours=25, minutes=1, seconds=2.5),
            timedelta(hours=838, minutes=59, seconds=59),
            b"\x00\xff",
            1.5,
            18_446_744_073_709_551_615,
            None,
            "客户",
            1,
            datetime(2026, 1, 31, 1, 2, 3, 4),  # noqa: DTZ001
            Decimal("0.10"),
        ),
    )
    assert [column.kind for column in rows.columns] == [
        ColumnKind.TIME,
        ColumnKind.TIME,
        ColumnKind.BINARY,
        ColumnKind.FLOAT,
        ColumnKind.INTEGER,
        ColumnKind.TEXT,
        ColumnKind.TEXT,
        ColumnKind.INTEGER,
        ColumnKind.TIMESTAMP,
        ColumnKind.DECIMAL,
    ]


def test_columns_of_rare_types(connector, mysql_customer):
    mysql_customer.ask("DELETE FROM odd")
    mysql_customer.server.admin(
        "SET sql_mode = ''",
        (
            "INSERT INTO odd VALUES (1, -5, 2, 2026, b'101', '{\"a\": 1}', x'00', POINT(1, 2), 18446744073709551615,"
            " 'p', '0000-00-00')"
        ),
        "INSERT INTO odd (part, moment) VALUES ('q', '2026-02-00')",
        database="shop",
    )

    rows = run(connector, "SELECT tiny, flag, year, bits, packed, raw, whole, moment FROM odd ORDER BY part")

    assert rows.rows == (
        (-5, 2, 2026, 5, '{"a": 1}', b"\x00", 18_446_744_073_709_551_615, "0000-00-00 00:00:00.000000"),
        (None, None, None, None, None, None, None, "2026-02-00 00:00:00.000000"),
    )
    # 2 is neither true nor false, so the column of a result stays one of numbers.
    assert [column.kind for column in rows.columns][:4] == [ColumnKind.INTEGER] * 4
    assert run(connector, "SELECT spot FROM odd WHERE part = 'p'").columns[0].kind is ColumnKind.OTHER


def test_no_row_is_an_answer_with_its_columns(connector):
    rows = run(connector, "SELECT id, name, count(*) AS orders FROM customers WHERE id < 0 GROUP BY id, name")

    assert rows.rows == ()
    assert [(column.name, column.kind) for column in rows.columns] == [
        ("id", ColumnKind.INTEGER),
        ("name", ColumnKind.TEXT),
        ("orders", ColumnKind.INTEGER),
    ]
    assert (rows.truncated, rows.size) == (False, 0)


def test_a_percent_sign_is_sent_as_it_is(connector):
    assert run(connector, "SELECT count(*) FROM customers WHERE name LIKE '%er 1%' AND 7 % 4 = 3").rows == ((12,),)


def test_a_day_begins_in_the_sources_time_zone(mysql_customer):
    # This server has no named zones: one that never changes is sent as its offset.
    text = "SELECT date(placed) FROM orders WHERE id = 1"

    assert run(MysqlConnector(mysql_customer.source), text).rows == ((date(2026, 1, 1),),)
    in_utc = replace(mysql_customer.source, timezone="UTC")
    assert run(MysqlConnector(in_utc), text).rows == ((date(2025, 12, 31),),)


def test_a_zone_with_summer_time_is_refused_where_the_server_does_not_know_it(mysql_customer):
    with pytest.raises(TimezoneUnknown):
        run(MysqlConnector(replace(mysql_customer.source, timezone="Europe/Berlin")), "SELECT 1")


def test_a_zone_that_the_server_knows_is_used_by_its_name(mysql_customer):
    mysql_customer.server.admin(
        "INSERT INTO mysql.time_zone (Time_zone_id, Use_leap_seconds) VALUES (1, 'N')",
        "INSERT INTO mysql.time_zone_name (Name, Time_zone_id) VALUES ('Europe/Berlin', 1)",
        "INSERT INTO mysql.time_zone_transition_type (Time_zone_id, Transition_type_id, `Offset`, Is_DST, Abbreviation)"
        " VALUES (1, 0, 3600, 0, 'CET')",
    )
    try:
        connector = MysqlConnector(replace(mysql_customer.source, timezone="Europe/Berlin"))

        assert run(connector, "SELECT @@time_zone").rows == (("Europe/Berlin",),)
    finally:
        mysql_customer.server.admin(
            *(f"DELETE FROM mysql.{table}" for table in ("time_zone", "time_zone_name", "time_zone_transition_type"))
        )


def test_the_row_cap_cuts_and_says_so(connector):
    cut = run(connector, "SELECT id FROM orders ORDER BY id", limits=replace(LIMITS, max_rows=3))
    whole = run(connector, "SELECT id FROM orders ORDER BY id LIMIT 3", limits=replace(LIMITS, max_rows=3))

    assert (cut.rows, cut.truncated) == (((1,), (2,), (3,)), True)
    assert (whole.rows, whole.truncated) == (((1,), (2,), (3,)), False)


def test_the_byte_cap_cuts_before_the_row_that_would_exceed_it(connector):
    rows = run(connector, "SELECT repeat('é', 50) FROM orders", limits=replace(LIMITS, max_bytes=250))

    assert (len(rows.rows), rows.truncated, rows.size) == (2, True, 200)


def test_a_value_larger_than_a_whole_answer_is_not_taken_in(connector):
    with pytest.raises(ResultTooBig):
        run(connector, "SELECT repeat('x', 15000000)", limits=replace(LIMITS, max_bytes=1_000))


def test_a_cut_ends_the_query_in_the_server(connector, mysql_customer):
    run(connector, "SELECT a.id FROM orders a, orders b, orders c", limits=replace(LIMITS, max_rows=10))

    wait_until_idle(mysql_customer)


@pytest.mark.parametrize("text", ["SELECT SLEEP(60)", COMPUTING])
def test_the_server_stops_a_query_when_its_time_is_over(connector, mysql_customer, text):
    limits = RunLimits(timeout=timedelta(seconds=0.5), max_rows=10, max_bytes=1_000)

    with pytest.raises(QueryTimeout):
        run(connector, text, limits=limits)

    wait_until_idle(mysql_customer)


def test_a_server_that_keeps_no_time_limit_is_stopped_by_us(connector, mysql_customer, monkeypatch):
    monkeypatch.setattr(sessions, "STALL_SECONDS", 0.2)
    limits = RunLimits(timeout=timedelta(seconds=0.5), max_rows=10, max_bytes=1_000)
    monkeypatch.setattr(sessions, "pin", lambda *_args, **_named: None)

    with pytest.raises(QueryTimeout):
        run(connector, COMPUTING, limits=limits)

    wait_until_idle(mysql_customer)


def test_should_stop_ends_a_query_that_has_sent_no_row_yet(connector, mysql_customer):
    asked = []

    def should_stop() -> bool:
        asked.append(threading.get_ident())
        return len(asked) > 2

    with pytest.raises(QueryCancelled):
        connector.run(Unproved(COMPUTING), limits=LONG, run_mark="stop me", on_start=ignore, should_stop=should_stop)

    assert asked == [threading.get_ident()] * 3  # in the run's own thread
    wait_until_idle(mysql_customer)


def test_should_stop_ends_a_streaming_query(connector, mysql_customer):
    asked = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(QueryCancelled):
        connector.run(
            Unproved("SELECT a.id, SLEEP(0.005) FROM orders a"),
            limits=replace(LIMITS, timeout=timedelta(seconds=60)),
            run_mark="stop me",
            on_start=ignore,
            should_stop=should_stop,
        )

    wait_until_idle(mysql_customer)


def test_an_error_of_should_stop_is_the_callers_own(connector, mysql_customer):
    def should_stop() -> bool:
        raise LookupError("the product's own database")

    with pytest.raises(LookupError, match="the product's own"):
        connector.run(Unproved(COMPUTING), limits=LONG, run_mark="error", on_start=ignore, should_stop=should_stop)

    wait_until_idle(mysql_customer)


def test_a_result_that_is_given_up_is_not_read_on_later(connector, monkeypatch):
    afterwards: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", afterwards.append)

    run(connector, "SELECT a.id FROM orders a, orders b", limits=replace(LIMITS, max_rows=10))
    gc.collect()

    assert afterwards == []


def test_the_backend_is_known_before_the_sql_is_sent(connector, mysql_customer):
    seen = []

    def on_start(handle):
        rows = mysql_customer.ask(f"SELECT info FROM information_schema.processlist WHERE id = {handle.backend}")
        seen.append((handle.run_mark, rows))

    rows = connector.run(
        Unproved("SELECT CONNECTION_ID()"), limits=LIMITS, run_mark="known first", on_start=on_start
    ).rows

    assert seen == [("known first", [(None,)])]
    assert rows[0][0] > 0


def test_a_mark_is_held_by_one_run_at_a_time(connector):
    def same_again(_handle):
        with pytest.raises(SourceBusy):
            connector.run(Unproved("SELECT 2"), limits=LIMITS, run_mark="twice", on_start=ignore)

    assert connector.run(Unproved("SELECT 1"), limits=LIMITS, run_mark="twice", on_start=same_again).rows == ((1,),)


def test_a_session_keeps_nothing_of_the_one_before(connector):
    ((first,),) = run(connector, "SELECT CONNECTION_ID()").rows
    run(connector, "SELECT @left := 1, GET_LOCK('left', 0)")

    assert run(connector, "SELECT @left, IS_USED_LOCK('left'), CONNECTION_ID() <> " + str(first)).rows == (
        (None, None, 1),
    )


BAD_DEFAULTS = {
    "sql_mode": "'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'",
    "sql_select_limit": "2",
    "time_zone": "'-07:00'",
    "max_statement_time": "0",
    "group_concat_max_len": "4",
    "sql_auto_is_null": "1",
    "lc_time_names": "'de_DE'",
    "tx_read_only": "0",
    "character_set_server": "'latin1'",
    "collation_connection": "'latin1_swedish_ci'",
    "character_set_client": "'latin1'",
    "character_set_results": "'latin1'",
    "sql_notes": "0",
    "max_error_count": "0",
}


def test_bad_defaults_of_the_server_change_nothing(connector, mysql_customer):
    before = dict(mysql_customer.ask("SHOW GLOBAL VARIABLES"))
    shown = "SELECT @@sql_mode, @@time_zone, @@max_statement_time, @@tx_read_only, @@character_set_client, @@autocommit"
    mysql_customer.server.admin(*(f"SET GLOBAL {name} = {value}" for name, value in BAD_DEFAULTS.items()))
    try:
        pinned = run(connector, shown).rows
        read = run(
            connector, r"SELECT id, '\'', 1 || 0, '客户', MONTHNAME(day) FROM orders WHERE id < 4 ORDER BY id"
        ).rows
        joined = run(connector, "SELECT GROUP_CONCAT(name ORDER BY id SEPARATOR '') FROM customers WHERE id < 3").rows
        plan = connector.explain(Unproved("SELECT id FROM customers"), timeout=timedelta(seconds=5))
    finally:
        kept = {name: before[name] for name in BAD_DEFAULTS}
        numeric = {"sql_select_limit", "max_statement_time", "group_concat_max_len", "max_error_count"}
        mysql_customer.server.admin(
            *(f"SET GLOBAL {name} = {value if name in numeric else repr(value)}" for name, value in kept.items())
        )

    assert pinned == ((SQL_MODE, "+08:00", 10.0, 1, "utf8mb4", 1),)
    assert read == tuple((n, "'", 1, "客户", "January") for n in (1, 2, 3))
    assert joined == (("customer 1customer 2",),)
    assert plan.tables == {"shop.customers"}


def test_a_new_password_is_used_at_once(mysql_customer):
    run(MysqlConnector(mysql_customer.source), "SELECT 1")

    with pytest.raises(CredentialsRefused):
        run(MysqlConnector(replace(mysql_customer.source, password=Secret("changed"))), "SELECT 1")


def test_a_forked_child_has_places_of_its_own(mysql_customer, monkeypatch):
    monkeypatch.setattr(sessions, "AT_ONCE", 1)
    connector = MysqlConnector(replace(mysql_customer.source, id=uuid.uuid4()))
    read, write = os.pipe()

    def fork(_handle):
        child = os.fork()
        if child == 0:  # pragma: no cover  # another process
            os.write(write, str(run(connector, "SELECT 7").rows[0][0]).encode())
            os._exit(0)
        os.waitpid(child, 0)

    connector.run(Unproved("SELECT 1"), limits=LIMITS, run_mark="parent", on_start=fork)

    assert os.read(read, 20) == b"7"


def test_too_many_at_once_wait_and_then_are_told_so(mysql_customer, monkeypatch):
    monkeypatch.setattr(sessions, "AT_ONCE", 1)
    one = MysqlConnector(replace(mysql_customer.source, id=uuid.uuid4()))
    short = replace(LIMITS, timeout=timedelta(seconds=0.2))

    def ask_again(_handle):
        with pytest.raises(SourceBusy):
            run(one, "SELECT 2", limits=short)

    assert one.run(Unproved("SELECT 1"), limits=LIMITS, run_mark="first", on_start=ask_again).rows == ((1,),)


def test_a_closed_port_is_unreachable(mysql_customer):
    with pytest.raises(SourceUnreachable):
        run(MysqlConnector(replace(mysql_customer.source, port=1)), "SELECT 1")


def test_a_host_the_operator_does_not_allow_is_never_connected(mysql_customer):
    with pytest.raises(HostForbidden):
        run(MysqlConnector(replace(mysql_customer.source, allowed_hosts=())), "SELECT 1")


def test_a_database_that_is_not_there_refuses_the_account(mysql_customer):
    with pytest.raises(CredentialsRefused):
        run(MysqlConnector(replace(mysql_customer.source, database="no_such_database")), "SELECT 1")


@pytest.mark.parametrize("missing", ["database", "username"])
def test_the_driver_is_left_no_default(mysql_customer, missing):
    with pytest.raises(CredentialsRefused):
        run(MysqlConnector(replace(mysql_customer.source, **{missing: ""})), "SELECT 1")


def test_the_connection_is_encrypted(mysql_customer):
    cipher = "SELECT VARIABLE_VALUE <> '' FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher'"

    assert run(MysqlConnector(replace(mysql_customer.source, require_tls=True)), cipher).rows == ((1,),)
    assert run(MysqlConnector(mysql_customer.source), cipher).rows == ((1,),)


def test_a_password_beyond_latin_letters_works(mysql_customer):
    server = mysql_customer.server
    server.admin("CREATE OR REPLACE USER umlaut@`%` IDENTIFIED BY '密码ü'", "GRANT SELECT ON shop.orders TO umlaut@`%`")
    source = replace(mysql_customer.source, username="umlaut", password=Secret("密码ü"))

    assert run(MysqlConnector(source), "SELECT CURRENT_USER()").rows == (("umlaut@%",),)


@pytest.mark.parametrize("text", ["", "SHOW TABLES", "SET @x = 1", "SELECT 1 INTO @x"])
def test_text_that_is_no_query_fails(connector, text):
    with pytest.raises(QueryFailed):
        run(connector, text)
