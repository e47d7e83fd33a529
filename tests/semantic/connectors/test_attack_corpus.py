"""
The public corpus of attacks sent straight to the connectors, as if guard, policy and proof did not exist: what should
change, create, run or reach anything does not.
"""

from contextlib import suppress
from pathlib import Path

import pytest

from apps.semantic.connectors.base import ConnectorError, SourceSettings
from apps.semantic.connectors.mysql import MysqlConnector
from apps.semantic.connectors.postgres import PostgresConnector
from apps.semantic.connectors.sqlite import SqliteConnector
from apps.semantic.contracts import Connector, Dialect
from tests.semantic.connectors.conftest import Customer
from tests.semantic.connectors.mysql_shop import MysqlCustomer
from tests.semantic.connectors.test_mysql_attacks import NO_QUERIES, QUERIES
from tests.semantic.connectors.test_mysql_attacks import STATE as MYSQL_STATE
from tests.semantic.connectors.test_postgres_attacks import REFUSED as POSTGRES_REFUSED
from tests.semantic.connectors.test_postgres_attacks import STATE as POSTGRES_STATE
from tests.semantic.connectors.test_sqlite_attacks import REFUSED as SQLITE_REFUSED
from tests.semantic.connectors.test_sqlite_attacks import digests
from tests.semantic.connectors.unproved import run
from tests.semantic.sql.attacks import Attack, attacks

TRACE = Path("/tmp/chat2sql-attack")  # what the corpus would write
ELSEWHERE = frozenset((*POSTGRES_REFUSED, *SQLITE_REFUSED, *NO_QUERIES, *QUERIES))  # tried there one by one
EFFECTS = ("write", "ddl", "file", "program", "network")
# The engines let these pass, and they leave nothing: a NULL instead of a file, a value for one session that ends.
HARMLESS = frozenset(
    {
        "SELECT pg_walfile_name(pg_current_wal_lsn())",
        "SELECT pg_notify('a', 'b')",
        "SELECT setseed(0.5)",
        "SELECT set_config('statement_timeout', '0', false)",
        "SELECT pg_logical_emit_message(true, 'a', 'b')",
        "SELECT txid_current()",
        "SET search_path = hidden",
        "BEGIN READ WRITE",
        "COMMIT",
        "SELECT LOAD_FILE('/etc/passwd')",
        "SELECT LOAD_FILE(0x2f6574632f706173737764)",
        "SELECT @a",
        "SELECT @n := @n + 1 AS n, id FROM orders, (SELECT @n := 0) AS t",
        "SELECT LAST_INSERT_ID(42)",
        "SELECT id FROM orders PROCEDURE ANALYSE()",
    }
)


def tried(dialect: Dialect) -> list[object]:
    found = [a for a in attacks(dialect, *EFFECTS) if a.sql not in ELSEWHERE]
    return [pytest.param(attack, id=f"{attack.kind}:{attack.reason}") for attack in found]


def send(connector: Connector, attack: Attack) -> None:
    """It must fail, unless it is harmless; and it must not have written a file."""
    if attack.kind == "network" or attack.sql in HARMLESS:
        with suppress(ConnectorError):
            run(connector, attack.sql)
    else:
        with pytest.raises(ConnectorError):
            run(connector, attack.sql)
    assert not TRACE.exists()


@pytest.mark.parametrize("attack", tried(Dialect.POSTGRES))
def test_postgres_is_what_it_was(customer: Customer, attack: Attack) -> None:
    before = customer.ask(POSTGRES_STATE)

    send(PostgresConnector(customer.source), attack)

    assert customer.ask(POSTGRES_STATE) == before


@pytest.mark.mariadb
@pytest.mark.parametrize("attack", tried(Dialect.MYSQL))
def test_mariadb_is_what_it_was(mysql_customer: MysqlCustomer, attack: Attack) -> None:
    before = mysql_customer.ask(MYSQL_STATE)

    send(MysqlConnector(mysql_customer.source), attack)

    assert mysql_customer.ask(MYSQL_STATE) == before


@pytest.mark.parametrize("attack", tried(Dialect.SQLITE))
def test_the_sqlite_file_is_what_it_was(shop_file: SourceSettings, attack: Attack) -> None:
    before = digests(shop_file.files)

    send(SqliteConnector(shop_file), attack)

    assert digests(shop_file.files) == before
