"""Running a statement on a customer's PostgreSQL: values, caps, time limits, and a session like new each time."""

import os
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import psycopg
import pytest

from apps.semantic.connectors.base import (
    CredentialsRefused,
    QueryCancelled,
    QueryFailed,
    QueryTimeout,
    SourceBusy,
    SourceUnreachable,
)
from apps.semantic.connectors.postgres import PostgresConnector, sessions
from apps.semantic.contracts import ColumnKind, RunLimits
from apps.semantic.reachability import HostForbidden
from apps.semantic.secrets import Secret
from tests.semantic.connectors.conftest import Customer
from tests.semantic.connectors.unproved import LIMITS, Unproved, ignore, run


@pytest.fixture
def connector(customer: Customer) -> PostgresConnector:
    return PostgresConnector(customer.source)


def test_values_arrive_as_python_values_with_their_kinds(connector):
    rows = run(connector, "SELECT id, amount, state, placed, day, note FROM orders WHERE id = 1")

    shanghai = ZoneInfo("Asia/Shanghai")
    assert rows.rows == (
        (1, Decimal("0.25"), "open", datetime(2026, 1, 1, 0, 1, tzinfo=shanghai), date(2026, 1, 2), None),
    )
    assert [(column.name, column.kind) for column in rows.columns] == [
        ("id", ColumnKind.INTEGER),
        ("amount", ColumnKind.DECIMAL),
        ("state", ColumnKind.TEXT),
        ("placed", ColumnKind.TIMESTAMPTZ),
        ("day", ColumnKind.DATE),
        ("note", ColumnKind.TEXT),
    ]
    assert (rows.truncated, rows.size) == (False, len("10.25open2026-01-01 00:01:00+08:002026-01-02"))


def test_what_python_cannot_hold_stays_the_servers_text(connector):
    rows = run(
        connector,
        "SELECT date 'infinity', timestamp '0044-03-15 BC', interval '1 month 2 days', ARRAY[1, 2],"
        " '{\"a\": 1}'::jsonb,"
        " '192.0.2.1'::inet, '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid, 'x'::bytea, true, 1.5::float8",
    )

    assert rows.rows == (
        (
            "infinity",
            "0044-03-15 00:00:00 BC",
            "1 mon 2 days",
            "{1,2}",
            '{"a": 1}',
            "192.0.2.1",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            b"x",
            True,
            1.5,
        ),
    )


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


def test_a_day_begins_in_the_sources_time_zone(customer):
    text = "SELECT date_trunc('day', timestamptz '2026-01-31 20:00Z')::date"

    assert run(PostgresConnector(customer.source), text).rows == ((date(2026, 2, 1),),)
    assert run(PostgresConnector(replace(customer.source, timezone="UTC")), text).rows == ((date(2026, 1, 31),),)


def test_the_row_cap_cuts_and_says_so(connector):
    cut = run(connector, "SELECT id FROM orders ORDER BY id", limits=replace(LIMITS, max_rows=3))
    whole = run(connector, "SELECT id FROM orders ORDER BY id LIMIT 3", limits=replace(LIMITS, max_rows=3))

    assert (cut.rows, cut.truncated) == (((1,), (2,), (3,)), True)
    assert (whole.rows, whole.truncated) == (((1,), (2,), (3,)), False)


def test_the_byte_cap_cuts_before_the_row_that_would_exceed_it(connector):
    rows = run(connector, "SELECT repeat('é', 50) FROM orders", limits=replace(LIMITS, max_bytes=250))

    assert (len(rows.rows), rows.truncated, rows.size) == (2, True, 200)


def test_a_cut_ends_the_query_in_the_server(connector, customer):
    limits = replace(LIMITS, max_rows=10)
    connector.run(
        Unproved("SELECT a.id FROM orders a, orders b, orders c"), limits=limits, run_mark="cut here", on_start=ignore
    )

    assert customer.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'cut here'") == [(0,)]


def test_the_server_stops_a_query_when_its_time_is_over(connector, customer):
    limits = RunLimits(timeout=timedelta(seconds=0.5), max_rows=10, max_bytes=1_000)
    started = time.monotonic()

    with pytest.raises(QueryTimeout):
        connector.run(Unproved("SELECT pg_sleep(30)"), limits=limits, run_mark="too slow", on_start=ignore)

    assert time.monotonic() - started < 10
    assert customer.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'too slow'") == [(0,)]


def test_should_stop_ends_a_streaming_query(connector):
    asked = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(QueryCancelled):
        connector.run(
            Unproved("SELECT a.id, pg_sleep(0.005) FROM orders a"),
            limits=LIMITS,
            run_mark="stop me",
            on_start=ignore,
            should_stop=should_stop,
        )

    assert len(asked) == 2


def test_the_backend_is_known_before_the_sql_is_sent(connector, customer):
    seen = []

    def on_start(handle):
        rows = customer.ask(f"SELECT application_name, query FROM pg_stat_activity WHERE pid = {handle.backend}")
        seen.append((handle.run_mark, rows[0][0], "marker" in rows[0][1]))

    connector.run(Unproved("SELECT 'marker'"), limits=LIMITS, run_mark="known first", on_start=on_start)

    assert seen == [("known first", "known first", False)]


def test_a_session_keeps_nothing_of_the_one_before(customer):
    connector = PostgresConnector(replace(customer.source, id=customer.source.id))
    pid = run(connector, "SELECT pg_backend_pid()").rows
    run(connector, "SELECT set_config('search_path', 'hidden', false), set_config('statement_timeout', '0', false)")
    run(connector, "SELECT pg_advisory_lock(1)")

    assert run(connector, "SELECT current_setting('search_path'), current_setting('statement_timeout')").rows == (
        ('"shop", "pg_temp"', "10s"),
    )
    assert run(
        connector, "SELECT pg_backend_pid(), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')"
    ).rows == ((*pid[0], 0),)


PINNED = {
    "standard_conforming_strings": "off",
    "search_path": "hidden",
    "TimeZone": "America/New_York",
    "DateStyle": "German",
    "IntervalStyle": "sql_standard",
    "default_transaction_read_only": "off",
    "statement_timeout": "0",
}


def test_bad_defaults_of_the_server_change_nothing(customer):
    database = customer.source.database
    for name, value in PINNED.items():
        _as_owner(customer, f"ALTER DATABASE {database} SET {name} = '{value}'")
    try:
        connector = PostgresConnector(replace(customer.source, timezone="UTC"))
        shown = run(connector, "SELECT " + ", ".join(f"current_setting('{name}')" for name in PINNED))
        read_only = run(connector, "SELECT current_setting('transaction_read_only'), date '2026-01-31'")
    finally:
        _as_owner(customer, f"ALTER DATABASE {database} RESET ALL")

    assert shown.rows == (("on", '"shop", "pg_temp"', "UTC", "ISO, YMD", "postgres", "on", "10s"),)
    assert read_only.rows == (("on", date(2026, 1, 31)),)


def _as_owner(customer, text):
    with psycopg.connect(customer.url, autocommit=True) as connection:
        connection.execute(text)


def test_a_dead_connection_is_replaced(connector, customer):
    ((pid,),) = run(connector, "SELECT pg_backend_pid()").rows
    # The product's account ends its own backend, as an administrator's restart would.
    run(PostgresConnector(replace(customer.source, timezone="UTC")), f"SELECT pg_terminate_backend({pid})")

    ((other,),) = run(connector, "SELECT pg_backend_pid()").rows
    assert other != pid


def test_a_new_password_gets_new_connections(customer):
    run(PostgresConnector(customer.source), "SELECT 1")

    with pytest.raises(CredentialsRefused):
        run(PostgresConnector(replace(customer.source, password=Secret("changed"))), "SELECT 1")


def test_a_forked_child_does_not_use_its_parents_connections(customer):
    ((parents,),) = run(PostgresConnector(customer.source), "SELECT pg_backend_pid()").rows
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover  # another process
        ((pid,),) = run(PostgresConnector(customer.source), "SELECT pg_backend_pid()").rows
        os.write(write, str(pid).encode())
        os._exit(0)
    os.waitpid(child, 0)

    assert int(os.read(read, 20)) != parents
    assert run(PostgresConnector(customer.source), "SELECT pg_backend_pid()").rows == ((parents,),)


def test_too_many_at_once_wait_and_then_are_told_so(connector, customer, monkeypatch):
    monkeypatch.setattr(sessions, "AT_ONCE", 1)
    one = PostgresConnector(replace(customer.source, id=customer.source.id, timezone="UTC"))
    short = replace(LIMITS, timeout=timedelta(seconds=0.2))

    def ask_again(_handle):
        with pytest.raises(SourceBusy):
            run(one, "SELECT 2", limits=short)

    assert one.run(Unproved("SELECT 1"), limits=LIMITS, run_mark="first", on_start=ask_again).rows == ((1,),)


def test_a_closed_port_is_unreachable(customer):
    with pytest.raises(SourceUnreachable):
        run(PostgresConnector(replace(customer.source, port=1)), "SELECT 1")


def test_tls_is_demanded_where_it_is_required(customer):
    with pytest.raises(SourceUnreachable):
        run(PostgresConnector(replace(customer.source, require_tls=True)), "SELECT 1")


def test_a_host_the_operator_does_not_allow_is_never_connected(customer):
    with pytest.raises(HostForbidden):
        run(PostgresConnector(replace(customer.source, allowed_hosts=())), "SELECT 1")


@pytest.mark.parametrize("variable", ["PGOPTIONS", "PGSSLMODE", "PGTARGETSESSIONATTRS", "PGREQUIREAUTH", "PGHOSTADDR"])
def test_the_deployments_own_environment_does_not_reach_the_customer(customer, monkeypatch, variable):
    poison = {
        "PGOPTIONS": "-c search_path=hidden -c nonsense=1",
        "PGSSLMODE": "verify-full",
        "PGTARGETSESSIONATTRS": "standby",
        "PGREQUIREAUTH": "none",
        "PGHOSTADDR": "192.0.2.1",
    }
    monkeypatch.setenv(variable, poison[variable])
    fresh = PostgresConnector(replace(customer.source, timezone="UTC"))

    assert run(fresh, "SELECT 1").rows == ((1,),)


@pytest.mark.parametrize("database", ["host=192.0.2.1 dbname=x", "postgresql://192.0.2.1/x"])
def test_a_database_name_is_never_a_connection_string(customer, database):
    with pytest.raises(CredentialsRefused):
        run(PostgresConnector(replace(customer.source, database=database)), "SELECT 1")


def test_text_that_is_no_query_fails(connector):
    with pytest.raises(QueryFailed):
        run(connector, "")
