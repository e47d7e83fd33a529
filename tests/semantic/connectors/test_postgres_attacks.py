"""
Attacks sent straight to the connector, as if guard, policy and proof did not exist.

Nothing they try has an effect: not on the data, not on the server's files, not on the session of the next question. The
account may only SELECT, the session is READ ONLY, and the protocol carries one statement.
"""

import logging
import traceback
from contextlib import suppress
from dataclasses import replace

import pytest

from apps.semantic.connectors.base import AccountMayNot, ConnectorError, QueryFailed
from apps.semantic.connectors.postgres import PostgresConnector
from apps.semantic.secrets import Secret
from tests.semantic.connectors.conftest import Customer
from tests.semantic.connectors.unproved import run

STATE = """
SELECT (SELECT count(*) FROM shop.orders), (SELECT count(*) FROM shop.customers), (SELECT last_value FROM shop.counter),
       (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_largeobject_metadata),
       (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_roles), (SELECT count(*) FROM pg_prepared_xacts),
       (SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%')
"""

REFUSED = [
    # writes, plain and hidden
    "INSERT INTO orders (id) VALUES (0)",
    "UPDATE orders SET amount = 0",
    "DELETE FROM orders",
    "TRUNCATE orders",
    "MERGE INTO orders o USING customers c ON o.id = c.id WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM gone",
    "SELECT id INTO taken FROM orders",
    "SELECT id INTO TEMP taken FROM orders",
    "CREATE TABLE taken AS SELECT * FROM orders",
    "CREATE TEMP TABLE orders AS SELECT 1 AS id",
    "SELECT * FROM orders FOR UPDATE",
    "SELECT nextval('counter')",
    "SELECT setval('counter', 99)",
    "SELECT lo_create(0)",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_export(1, '/tmp/x')",
    # several statements, and the end of the transaction
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE orders",
    "COMMIT; DELETE FROM orders",
    "SELECT 1;;SELECT 2",
    "BEGIN; SELECT 1",
    "SELECT 1\0 FROM nowhere",
    # files, programs, network
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_binary_file('PG_VERSION')",
    "SELECT * FROM pg_ls_dir('/')",
    "SELECT pg_stat_file('/etc/passwd')",
    "COPY orders TO '/tmp/orders'",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "COPY orders FROM PROGRAM 'id'",
    "COPY orders TO STDOUT",
    "SELECT * FROM dblink('host=127.0.0.1', 'SELECT 1') AS t(a int)",
    "CREATE EXTENSION dblink",
    "LOAD '$libdir/plpgsql'",
    # code
    "DO $$ BEGIN DELETE FROM shop.orders; END $$",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CALL nothing()",
    "SELECT query_to_xml('DELETE FROM shop.orders RETURNING 1', true, false, '')",
    "SELECT query_to_xml('SELECT * FROM shop.salaries', true, false, '')",
    # rights, settings that last, the server itself
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "GRANT ALL ON orders TO PUBLIC",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER SYSTEM SET work_mem = '1GB'",
    "ALTER DATABASE postgres SET default_transaction_read_only = off",
    "CREATE ROLE intruder",
    "SET TRANSACTION READ WRITE",
    "SELECT set_config('transaction_read_only', 'off', true)",
    "SELECT set_config('session_authorization', 'postgres', false)",
    "SELECT pg_reload_conf()",
    "SELECT pg_rotate_logfile()",
    "CHECKPOINT",
    "VACUUM",
    "REINDEX TABLE orders",
    "PREPARE TRANSACTION 'x'",
    "SELECT pg_create_physical_replication_slot('x')",
    "SELECT pg_switch_wal()",
    "NOTIFY x",
    "LISTEN x",
    "LOCK TABLE orders",
    # what the account was not granted
    "SELECT * FROM salaries",
    "SELECT * FROM shop.salaries",
    "SELECT id_card FROM people",
    "SELECT * FROM people",
    "TABLE salaries",
    "SELECT rolpassword FROM pg_authid",
    "SELECT * FROM pg_largeobject",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_file_settings",
    "SELECT * FROM pg_hba_file_rules",
]


@pytest.fixture
def connector(customer: Customer) -> PostgresConnector:
    return PostgresConnector(customer.source)


@pytest.mark.parametrize("attack", REFUSED)
def test_an_attack_fails_and_leaves_no_trace(connector, customer, attack):
    before = customer.ask(STATE)

    with pytest.raises(ConnectorError):
        run(connector, attack)

    assert customer.ask(STATE) == before


WITHOUT_EFFECT = [
    "SELECT set_config('default_transaction_read_only', 'off', false)",
    "SELECT set_config('search_path', 'hidden', false)",
    "SELECT set_config('statement_timeout', '0', false)",
    "SELECT set_config('standard_conforming_strings', 'off', false)",
    "SELECT set_config('TimeZone', 'America/New_York', false)",
    "SELECT pg_advisory_lock(42)",
    "SELECT setseed(0.5)",
    "SELECT pg_export_snapshot()",
    "SELECT pg_notify('x', 'y')",
    "SELECT pg_logical_emit_message(false, 'x', 'y')",
    "SET default_transaction_read_only = off",
    "SET search_path = hidden",
    "RESET ALL",
    "COMMIT",
    "ROLLBACK",
    "DISCARD ALL",
    "DEALLOCATE ALL",
    "SHOW server_version",
]
SESSION = """
SELECT current_setting('transaction_read_only'), current_setting('default_transaction_read_only'),
       current_setting('search_path'), current_setting('statement_timeout'), current_setting('TimeZone'),
       current_setting('standard_conforming_strings'), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'),
       (SELECT count(*) FROM pg_listening_channels())
"""


@pytest.mark.parametrize("attack", WITHOUT_EFFECT)
def test_what_the_server_lets_pass_reaches_no_later_question(connector, customer, attack):
    before = customer.ask(STATE)

    with suppress(ConnectorError):  # refused is as good as without effect
        run(connector, attack)

    assert run(connector, SESSION).rows == (("on", "on", '"shop", "pg_temp"', "10s", "Asia/Shanghai", "on", 0, 0),)
    assert customer.ask(STATE) == before


def test_a_permission_error_is_told_apart(connector):
    with pytest.raises(AccountMayNot):
        run(connector, "SELECT * FROM salaries")


LEAKS = [
    "SELECT CAST(phone || '-PLANTED' AS int) FROM customers",
    "SELECT 1 / (id - 1) FROM customers WHERE name = 'PLANTED'",
    "SELECT 'PLANTED'::date",
    'SELECT "PLANTED" FROM customers',
    "SELECT ('{\"PLANTED'::text)::json",
    "SELECT * FROM planted_PLANTED",
]


@pytest.mark.parametrize("attack", LEAKS)
def test_an_error_repeats_nothing_that_the_engine_said(connector, caplog, capfd, attack):
    caplog.set_level(logging.DEBUG)

    with pytest.raises(QueryFailed) as caught:
        run(connector, attack + " -- PLANTED" if "1 /" not in attack else attack.replace("= 'PLANTED'", "<> 'PLANTED'"))

    shown = "".join(traceback.format_exception(caught.value, chain=True)).replace(attack, "")
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert "138000" not in shown
    assert "PLANTED" not in caplog.text + "".join(capfd.readouterr()) + str(caught.value) + repr(caught.value)


CANARY = "CANARY-7f3a-password"


@pytest.mark.parametrize("change", [{}, {"port": 1}, {"require_tls": True}, {"database": "no_such_database"}])
def test_a_password_is_in_no_repr_error_or_log(customer, caplog, capfd, change):
    caplog.set_level(logging.DEBUG)
    source = replace(customer.source, password=Secret(CANARY), **change)

    with pytest.raises(ConnectorError) as caught:
        PostgresConnector(source).check()

    frames = [frame.frame.f_locals for frame in caught.traceback]
    ours = [values for values in frames if "change" not in values]
    shown = repr(source) + repr(vars(PostgresConnector(source))) + str(caught.value) + repr(ours) + caplog.text
    assert caught.value.__context__ is None
    assert CANARY not in shown + "".join(capfd.readouterr())
