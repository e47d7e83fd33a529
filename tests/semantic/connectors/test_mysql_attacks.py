"""
Attacks sent straight to the connector, as if guard, policy and proof did not exist.

Nothing they try has an effect: not on the data, not on the server's files, not on the session of the next question. The
account may only SELECT, the session is READ ONLY, and the protocol carries one statement. Each of these holds alone.
"""

import logging
import socket
import struct
import threading
import traceback
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pymysql
import pytest

from apps.semantic.connectors.base import AccountMayNot, ConnectorError, QueryFailed, SourceGone, SourceUnreachable
from apps.semantic.connectors.mysql import MysqlConnector
from apps.semantic.connectors.mysql import connector as module
from apps.semantic.connectors.mysql.connecting import connect
from apps.semantic.connectors.mysql.sessions import session
from apps.semantic.contracts import RunLimits
from apps.semantic.secrets import Secret
from tests.semantic.connectors.mysql_shop import MysqlCustomer
from tests.semantic.connectors.unproved import Unproved, ignore, run

pytestmark = pytest.mark.mariadb

STATE = """
SELECT (SELECT count(*) FROM shop.orders), (SELECT coalesce(sum(amount), 0) FROM shop.orders),
       (SELECT count(*) FROM shop.customers), (SELECT next_not_cached_value FROM shop.counter),
       (SELECT count(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA IN ('shop', 'shop_hidden')),
       (SELECT group_concat(SCHEMA_NAME ORDER BY SCHEMA_NAME) FROM information_schema.SCHEMATA),
       (SELECT count(*) FROM mysql.proc), (SELECT count(*) FROM mysql.event), (SELECT count(*) FROM mysql.plugin),
       (SELECT sha2(group_concat(concat(host, user, priv) ORDER BY host, user SEPARATOR ''), 256)
        FROM mysql.global_priv),
       (SELECT sha2(group_concat(concat(VARIABLE_NAME, VARIABLE_VALUE) ORDER BY VARIABLE_NAME SEPARATOR ''), 256)
        FROM information_schema.GLOBAL_VARIABLES WHERE VARIABLE_NAME NOT IN ('GTID_BINLOG_STATE'))
"""

NO_QUERIES = [
    "INSERT INTO orders (id) VALUES (0)",
    "REPLACE INTO orders (id) VALUES (1)",
    "UPDATE orders SET amount = 0",
    "DELETE FROM orders",
    "TRUNCATE orders",
    "DROP TABLE orders",
    "CREATE TABLE taken AS SELECT * FROM orders",
    "CREATE TEMPORARY TABLE orders AS SELECT 1 AS id",
    "CREATE VIEW taken AS SELECT 1",
    "CREATE FUNCTION f() RETURNS int RETURN 1",
    "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders",
    "ALTER TABLE orders ADD taken int",
    "CALL wipe()",
    "DO wiped()",
    "BEGIN NOT ATOMIC DELETE FROM shop.orders; END",
    "EXECUTE IMMEDIATE 'DELETE FROM shop.orders'",
    "PREPARE s FROM 'DELETE FROM shop.orders'",
    "SET STATEMENT max_statement_time = 0 FOR DELETE FROM orders",
    "LOAD DATA INFILE '/etc/passwd' INTO TABLE orders",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE orders",
    "LOAD XML INFILE '/etc/passwd' INTO TABLE orders",
    "LOCK TABLES orders WRITE",
    "FLUSH TABLES WITH READ LOCK",
    "HANDLER orders OPEN",
    "XA START 'x'",
    "SET PASSWORD = PASSWORD('taken')",
    "ALTER USER CURRENT_USER() IDENTIFIED BY 'taken'",
    "CREATE USER intruder",
    "GRANT ALL ON shop.* TO CURRENT_USER()",
    "SET ROLE ALL",
    "SET GLOBAL max_connections = 1",
    "SET SESSION sql_log_bin = 0",
    "SET GLOBAL general_log_file = '/tmp/x.php'",
    "INSTALL SONAME 'ha_connect'",
    "INSTALL PLUGIN x SONAME 'x.so'",
    "KILL 1",
    "SHUTDOWN",
    "RESET MASTER",
    "CHANGE MASTER TO MASTER_HOST = '192.0.2.1'",
    "BINLOG 'x'",
    "OPTIMIZE TABLE orders",
    "ANALYZE TABLE orders",
    "REPAIR TABLE orders",
    "USE shop_hidden",
    "COMMIT",
    "START TRANSACTION READ WRITE",
    "SET TRANSACTION READ WRITE",
    "SHOW GRANTS",
    "SHOW PROCESSLIST",
    "HELP 'x'",
    "VALUES (1)",
    "TABLE orders",
]
QUERIES = [
    # writes that begin as a query
    "SELECT id FROM orders INTO OUTFILE '/tmp/chat2sql-attack'",
    "SELECT id FROM orders LIMIT 1 INTO DUMPFILE '/tmp/chat2sql-attack'",
    "SELECT NEXT VALUE FOR counter",
    "SELECT nextval(counter)",
    "SELECT setval(counter, 99)",
    "SELECT wiped()",
    "WITH gone AS (SELECT 1) DELETE FROM orders",
    "SELECT 1 INTO @taken",
    # several statements
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE orders",
    "SELECT 1;;SELECT 2",
    "SELECT 1\0 FROM nowhere",
    "SELECT 1 /*! ; DELETE FROM orders */",
    # what the account was not granted
    "SELECT * FROM salaries",
    "SELECT * FROM shop.salaries",
    "SELECT id_card FROM people",
    "SELECT * FROM people",
    "SELECT * FROM shop_hidden.orders",
    "SELECT * FROM mysql.global_priv",
    "SELECT * FROM mysql.user",
    "SELECT * FROM mysql.proc",
    "SELECT * FROM counter",
]


@pytest.fixture
def connector(mysql_customer: MysqlCustomer) -> MysqlConnector:
    return MysqlConnector(mysql_customer.source)


@pytest.fixture(scope="module")
def untouched(mysql_customer: MysqlCustomer) -> list[tuple[object, ...]]:
    """All of the server that an attack could change, before the first of them."""
    mysql_customer.server.admin(
        "CREATE OR REPLACE USER writer@`%` IDENTIFIED BY 'w'", "GRANT ALL ON shop.* TO writer@`%`"
    )
    return mysql_customer.ask(STATE)


@pytest.fixture
def knows_no_words(monkeypatch):
    """The connector as if it did not look at how a text begins."""
    monkeypatch.setattr(module, "_reading", lambda sql: sql.render())


@pytest.mark.parametrize("attack", NO_QUERIES)
def test_what_is_no_query_is_not_sent(connector, attack):
    with pytest.raises(QueryFailed):
        run(connector, attack)


@pytest.mark.parametrize("attack", QUERIES)
def test_an_attack_fails_and_leaves_no_trace(connector, mysql_customer, untouched, attack):
    with pytest.raises(ConnectorError):
        run(connector, attack)

    assert mysql_customer.ask(STATE) == untouched
    assert not Path("/tmp/chat2sql-attack").exists()


@pytest.mark.parametrize("attack", NO_QUERIES + QUERIES)
def test_the_server_alone_keeps_the_same_attacks_without_effect(
    connector, mysql_customer, untouched, knows_no_words, attack
):
    with suppress(ConnectorError):  # some it lets pass; then they have no effect
        run(connector, attack)

    assert mysql_customer.ask(STATE) == untouched
    assert run(connector, SESSION).rows == UNTOUCHED


SESSION = """
SELECT @@tx_read_only, @@sql_mode LIKE 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES%', @@max_statement_time, @@time_zone,
       DATABASE(), @taken, IS_USED_LOCK('taken'), CURRENT_ROLE()
"""
UNTOUCHED = ((1, 1, 10.0, "+08:00", "shop", None, None, None),)
WITHOUT_EFFECT = [
    "SELECT @taken := 1",
    "SELECT GET_LOCK('taken', 0)",
    "SELECT RELEASE_ALL_LOCKS()",
    "SELECT LAST_INSERT_ID(7)",
    "SELECT id FROM orders WHERE id = 1 FOR UPDATE",
    "SELECT LOAD_FILE('/etc/passwd')",
    "SET @@SESSION.tx_read_only = 0",
    "SET SESSION sql_mode = 'ANSI_QUOTES'",
    "SET SESSION max_statement_time = 0",
    "SET NAMES latin1",
]


@pytest.mark.parametrize("attack", WITHOUT_EFFECT)
def test_what_the_server_lets_pass_reaches_no_later_question(
    connector, mysql_customer, untouched, knows_no_words, attack
):
    with suppress(ConnectorError):  # refused is as good as without effect
        assert run(connector, attack).rows != (("root:x:0:0",),)

    assert run(connector, SESSION).rows == UNTOUCHED
    assert mysql_customer.ask(STATE) == untouched


def test_a_file_of_the_server_is_not_read(connector):
    assert run(connector, "SELECT LOAD_FILE('/etc/passwd')").rows == ((None,),)


WRITES = ["INSERT INTO orders (id, customer_id) VALUES (0, 1)", "DELETE FROM orders", "CREATE TABLE taken (id int)"]


@pytest.mark.parametrize("attack", WRITES)
def test_without_the_accounts_limits_the_transaction_still_only_reads(
    mysql_customer, untouched, knows_no_words, attack
):
    source = replace(mysql_customer.source, username="writer", password=Secret("w"))
    with pytest.raises(QueryFailed):
        run(MysqlConnector(source), attack)

    assert mysql_customer.ask(STATE) == untouched


@pytest.mark.parametrize("attack", WRITES)
def test_without_the_read_only_transaction_the_account_still_may_not(mysql_customer, attack):
    with closing(connect(mysql_customer.source)) as wire:
        assert wire.ask("SELECT @@tx_read_only") == [(0,)]
        with pytest.raises(pymysql.MySQLError):
            wire.ask(attack)

    assert mysql_customer.ask("SELECT count(*) FROM orders") == [(20_000,)]


def test_a_second_statement_is_impossible_on_the_connection_itself(mysql_customer):
    with session(mysql_customer.source, timeout=timedelta(seconds=20)) as opened:
        with pytest.raises(pymysql.err.ProgrammingError):
            opened.wire.ask("SELECT 1; SELECT 2")

        assert opened.wire.ask("SELECT 3") == [(3,)]


@pytest.mark.parametrize("text", ["SELECT 1 AS a; DELETE FROM orders", "SELECT '%s', '%(x)s', '%d'"])
def test_what_is_sent_is_the_text_itself(mysql_customer, connector, text):
    server = mysql_customer.server
    server.admin("SET GLOBAL log_output = 'TABLE'", "TRUNCATE mysql.general_log", "SET GLOBAL general_log = 1")
    try:
        with suppress(ConnectorError):
            run(connector, text)
    finally:
        server.admin("SET GLOBAL general_log = 0", "SET GLOBAL log_output = 'FILE'")
    name = mysql_customer.account.username
    sent = server.admin(
        "SELECT CAST(argument AS CHAR) FROM mysql.general_log"
        f" WHERE command_type = 'Query' AND user_host LIKE '{name}%' ORDER BY event_time"
    )

    assert sent[-1:] == [(text,)]


def test_a_permission_error_is_told_apart(connector):
    with pytest.raises(AccountMayNot):
        run(connector, "SELECT * FROM salaries")


LEAKS = [
    "SELECT `PLANTED` FROM customers",
    "SELECT * FROM planted_PLANTED",
    "SELECT extractvalue(1, concat('~', phone, 'PLANTED')) FROM customers",
    "SELECT updatexml(1, concat('~', (SELECT phone FROM customers LIMIT 1), 'PLANTED'), 1)",
    "SELECT CAST(phone AS signed) * 1e300 * 1e300 AS PLANTED FROM customers",
    "SELECT (SELECT concat(phone, 'PLANTED') FROM customers)",
    "SELECT exp(id * 1000) + 'PLANTED' FROM customers",
    "SELECT PLANTED(1)",
]


@pytest.mark.parametrize("attack", LEAKS)
def test_an_error_repeats_nothing_that_the_engine_said(connector, caplog, capfd, attack):
    caplog.set_level(logging.DEBUG)

    with pytest.raises(ConnectorError) as caught:
        run(connector, attack)

    shown = "".join(traceback.format_exception(caught.value, chain=True)).replace(attack, "")
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert "138000" not in shown
    assert "PLANTED" not in caplog.text + "".join(capfd.readouterr()) + str(caught.value) + repr(caught.value)


CANARY = "CANARY-7f3a-password"


@pytest.mark.parametrize("change", [{}, {"port": 1}, {"require_tls": True}, {"database": "no_such_database"}])
def test_a_password_is_in_no_repr_error_or_log(mysql_customer, caplog, capfd, change):
    caplog.set_level(logging.DEBUG)
    source = replace(mysql_customer.source, password=Secret(CANARY), **change)

    with pytest.raises(ConnectorError) as caught:
        MysqlConnector(source).check()

    frames = [frame.frame.f_locals for frame in caught.traceback]
    ours = [values for values in frames if "change" not in values]
    shown = repr(source) + repr(vars(MysqlConnector(source))) + str(caught.value) + repr(ours) + caplog.text
    assert caught.value.__context__ is None
    assert CANARY not in shown + "".join(capfd.readouterr())


def test_an_open_connection_forgets_the_password(mysql_customer):
    with closing(connect(mysql_customer.source)) as wire:
        password = mysql_customer.account.password

        assert password not in repr(vars(wire))


class Impostor:
    """A server that says what it likes: a greeting, and then one answer to everything."""

    OK = b"\x00\x00\x00\x02\x00\x00\x00"

    def __init__(self, *, plugin: bytes = b"mysql_native_password", then: bytes = OK, to_queries: bytes = OK) -> None:
        self.heard = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._script = (plugin, then, to_queries)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        plugin, then, to_queries = self._script
        client, _ = self._listener.accept()
        # Protocol 10, the salt's two halves, and abilities without TLS.
        abilities = 0x0008_0000 | 0x8000 | 0x0200 | 0x0008
        greeting = b"\x0a8.0.36\x00" + struct.pack("<I", 7) + b"12345678\x00" + struct.pack("<H", abilities & 0xFFFF)
        greeting += b"\x2d\x02\x00" + struct.pack("<H", abilities >> 16) + b"\x15" + b"\x00" * 10 + b"123456789012\x00"
        with client, suppress(OSError):
            self._send(client, 0, greeting + plugin + b"\x00")
            self.heard += client.recv(65_536)
            self._send(client, 2, then)
            while data := client.recv(65_536):
                self.heard += data
                self._send(client, 1, to_queries if data[4:5] == b"\x03" and b"NAMES" not in data else self.OK)

    def _send(self, client: socket.socket, number: int, payload: bytes) -> None:
        client.sendall(struct.pack("<I", len(payload))[:3] + bytes([number]) + payload)

    def close(self) -> None:
        self._listener.close()


def at(impostor: Impostor, customer: MysqlCustomer, **change: object) -> MysqlConnector:
    return MysqlConnector(replace(customer.source, port=impostor.port, password=Secret(CANARY), **change))


def test_a_server_that_asks_for_a_local_file_gets_none(mysql_customer, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("OUR OWN FILE")
    impostor = Impostor(to_queries=b"\xfb" + str(secret).encode())

    with closing(impostor), pytest.raises(SourceGone):
        at(impostor, mysql_customer).check()

    assert b"OUR OWN FILE" not in impostor.heard


@pytest.mark.parametrize("plugin", [b"mysql_clear_password", b"dialog", b"mysql_old_password"])
def test_a_server_without_tls_does_not_get_the_password_itself(mysql_customer, plugin):
    impostor = Impostor(then=b"\xfe" + plugin + b"\x00" + b"Password: ")

    with closing(impostor), pytest.raises(ConnectorError):
        at(impostor, mysql_customer).check()

    assert CANARY.encode() not in impostor.heard


def test_a_server_without_tls_hears_nothing_where_tls_is_required(mysql_customer):
    impostor = Impostor()

    with closing(impostor), pytest.raises(SourceUnreachable):
        at(impostor, mysql_customer, require_tls=True).check()

    assert impostor.heard == b""


@pytest.mark.parametrize("answer", [b"", b"\xfe", b"\xfc\xff", b"\x01", b"\xff\x07", b"\x00", b"\x05garbage"])
def test_a_server_that_breaks_the_protocol_breaks_nothing_else(mysql_customer, answer):
    impostor = Impostor(to_queries=answer)

    with closing(impostor), pytest.raises(ConnectorError) as caught:
        at(impostor, mysql_customer).run(
            Unproved("SELECT 1"),
            limits=RunLimits(timeout=timedelta(seconds=2), max_rows=10, max_bytes=1_000),
            run_mark="impostor",
            on_start=ignore,
        )

    assert caught.value.__context__ is None
