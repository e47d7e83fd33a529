"""Stopping a query from elsewhere on MariaDB: only the one that was meant, and for sure."""

import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pymysql
import pytest

from apps.semantic.connectors.base import (
    CancelFailed,
    ConnectorError,
    QueryCancelled,
    QueryTimeout,
    SourceGone,
    SourceUnreachable,
)
from apps.semantic.connectors.mysql import MysqlConnector, marks, sessions
from apps.semantic.connectors.mysql import connector as module
from apps.semantic.contracts import BackendHandle
from tests.semantic.connectors.mysql_shop import MysqlCustomer
from tests.semantic.connectors.test_postgres_cancel import Wire
from tests.semantic.connectors.unproved import LIMITS, Unproved, ignore

pytestmark = pytest.mark.mariadb

LONG = replace(LIMITS, timeout=timedelta(seconds=60))
COMPUTING = "SELECT count(*) FROM orders a, orders b, orders c WHERE a.amount + b.amount + c.amount = 0.001"


class InBackground:
    """A query in a thread of its own; `handle` is known once it runs."""

    def __init__(self, connector: MysqlConnector, text: str, *, mark: str) -> None:
        self.handle: BackendHandle | None = None
        self.error: ConnectorError | None = None
        self._known = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(connector, text, mark))
        self._thread.start()
        assert self._known.wait(20)

    def _run(self, connector: MysqlConnector, text: str, mark: str) -> None:
        try:
            connector.run(Unproved(text), limits=LONG, run_mark=mark, on_start=self._started)
        except ConnectorError as error:
            self.error = error

    def _started(self, handle: BackendHandle) -> None:
        self.handle = handle
        self._known.set()

    def ended(self) -> type[ConnectorError] | None:
        self._thread.join(40)
        assert not self._thread.is_alive()
        return type(self.error) if self.error else None


@pytest.fixture
def connector(mysql_customer: MysqlCustomer) -> MysqlConnector:
    return MysqlConnector(mysql_customer.source)


def executing(customer: MysqlCustomer, handle: BackendHandle) -> list[tuple[object, ...]]:
    return customer.ask(
        f"SELECT info FROM information_schema.processlist WHERE id = {handle.backend} AND command = 'Query'"
    )


def wait_until_it_executes(customer: MysqlCustomer, handle: BackendHandle) -> None:
    end = time.monotonic() + 20
    while not executing(customer, handle) and time.monotonic() < end:
        time.sleep(0.02)


def test_a_computing_query_is_ended_in_the_server(connector, mysql_customer):
    query = InBackground(connector, COMPUTING, mark="run 1")
    wait_until_it_executes(mysql_customer, query.handle)

    assert connector.cancel(query.handle) is True
    assert executing(mysql_customer, query.handle) == []
    assert query.ended() is QueryCancelled


def test_a_query_that_waits_is_ended_although_it_returns_as_if_nothing_had_happened(connector, mysql_customer):
    query = InBackground(connector, "SELECT SLEEP(50)", mark="run 2")
    wait_until_it_executes(mysql_customer, query.handle)
    started = time.monotonic()

    assert connector.cancel(query.handle) is True
    assert executing(mysql_customer, query.handle) == []
    query.ended()
    assert time.monotonic() - started < 30


def test_it_is_ended_from_another_process(mysql_customer):
    query = InBackground(MysqlConnector(mysql_customer.source), COMPUTING, mark="run 3")
    source = mysql_customer.source
    program = f"""
import uuid
from apps.semantic.connectors.base import SourceSettings
from apps.semantic.connectors.mysql import MysqlConnector
from apps.semantic.contracts import BackendHandle, Dialect
from apps.semantic.secrets import Secret
source = SourceSettings(id=uuid.uuid4(), dialect=Dialect.MYSQL, database={source.database!r}, host={source.host!r},
    port={source.port!r}, username={source.username!r}, password=Secret(input()), require_tls=False,
    allowed_hosts=({source.host!r},))
print(MysqlConnector(source).cancel(BackendHandle({query.handle.backend!r}, "run 3")))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=source.password.reveal(),
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )

    assert done.stdout.splitlines()[-1:] == ["True"], done.stderr
    assert query.ended() is QueryCancelled


def test_another_runs_query_on_the_same_connection_is_left_alone(connector):
    query = InBackground(connector, "SELECT SLEEP(1)", mark="run 4")

    assert connector.cancel(replace(query.handle, run_mark="run 5")) is False
    assert query.ended() is None


def test_another_connection_of_the_account_is_left_alone(connector, mysql_customer):
    with closing(pymysql.connect(**mysql_customer.server.settings(mysql_customer.account))) as other:
        assert connector.cancel(BackendHandle(str(other.thread_id()), "run 6")) is False
        other.ping(reconnect=False)


def test_a_query_that_has_ended_is_no_longer_there(connector):
    query = InBackground(connector, "SELECT 1", mark="run 7")
    query.ended()

    assert connector.cancel(query.handle) is False


def test_a_cancel_before_the_sql_is_sent_still_ends_it(connector):
    results = []

    def cancel_first(handle):
        threading.Thread(target=lambda: results.append(connector.cancel(handle))).start()
        time.sleep(0.5)

    started = time.monotonic()
    with pytest.raises((QueryCancelled, SourceGone)):
        connector.run(Unproved(COMPUTING), limits=LONG, run_mark="run 8", on_start=cancel_first)

    assert time.monotonic() - started < 30


def test_a_query_that_ignores_the_stop_loses_its_connection(connector, mysql_customer, monkeypatch):
    def kill(wire, what, connection):
        return what == "QUERY" or sessions.kill(wire, what, connection)

    monkeypatch.setattr(module, "kill", kill)
    monkeypatch.setattr(module, "CANCEL_PATIENCE", 1.0)
    query = InBackground(connector, COMPUTING, mark="run 9")

    assert connector.cancel(query.handle) is True
    assert query.ended() is SourceGone
    assert executing(mysql_customer, query.handle) == []


def test_a_server_that_does_not_obey_is_reported(connector, mysql_customer, monkeypatch):
    monkeypatch.setattr(module, "kill", lambda *_: True)
    monkeypatch.setattr(module, "CANCEL_PATIENCE", 0.2)
    query = InBackground(connector, "SELECT SLEEP(3)", mark="run 10")

    with pytest.raises(CancelFailed):
        connector.cancel(query.handle)

    assert query.ended() is None


def test_a_cluster_without_named_locks_still_answers(connector, monkeypatch):
    def forbidden(wire, text):
        if "LOCK(" in text:
            raise pymysql.err.NotSupportedError(1235, "no locks here")
        return ask(wire, text)

    ask = marks.Wire.ask
    monkeypatch.setattr(marks.Wire, "ask", forbidden)
    handles = []
    rows = connector.run(Unproved("SELECT 1"), limits=LIMITS, run_mark="run 11", on_start=handles.append)

    assert rows.rows == ((1,),)
    assert connector.cancel(handles[0]) is False


def test_cancelling_needs_no_free_session(connector):
    queries = [InBackground(connector, COMPUTING, mark=f"full {n}") for n in range(4)]

    assert [connector.cancel(query.handle) for query in queries] == [True] * 4
    assert [query.ended() for query in queries] == [QueryCancelled] * 4


def test_a_frozen_server_does_not_hold_us_for_ever(mysql_customer, monkeypatch):
    monkeypatch.setattr(sessions, "STALL_SECONDS", 0.5)
    wire = Wire(mysql_customer.source.host, mysql_customer.source.port)
    connector = MysqlConnector(replace(mysql_customer.source, port=wire.port))
    limits = replace(LIMITS, timeout=timedelta(seconds=0.5))
    started = time.monotonic()

    with closing(wire), pytest.raises(QueryTimeout):
        connector.run(Unproved("SELECT 1"), limits=limits, run_mark="frozen", on_start=lambda _: wire.frozen.set())

    assert 1.0 <= time.monotonic() - started < 30.0


def test_a_server_that_never_greets_does_not_hold_us_for_ever(mysql_customer):
    wire = Wire(mysql_customer.source.host, mysql_customer.source.port)
    wire.frozen.set()
    connector = MysqlConnector(replace(mysql_customer.source, port=wire.port))
    started = time.monotonic()

    with closing(wire), pytest.raises(SourceUnreachable):
        connector.run(Unproved("SELECT 1"), limits=LIMITS, run_mark="silent", on_start=ignore)

    assert time.monotonic() - started < 30.0
