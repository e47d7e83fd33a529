"""Stopping a query from elsewhere: only the one that was meant, and for sure."""

import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from apps.semantic.connectors.base import ConnectorError, QueryCancelled, SourceGone
from apps.semantic.connectors.postgres import PostgresConnector, sessions
from apps.semantic.connectors.postgres import connector as module
from apps.semantic.contracts import BackendHandle
from tests.semantic.connectors.conftest import Customer
from tests.semantic.connectors.unproved import LIMITS, Unproved, ignore


class InBackground:
    """A query in a thread of its own; `handle` is known once it runs."""

    def __init__(self, connector: PostgresConnector, text: str, *, mark: str) -> None:
        self.handle: BackendHandle | None = None
        self.error: ConnectorError | None = None
        self._known = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(connector, text, mark))
        self._thread.start()
        assert self._known.wait(5)

    def _run(self, connector: PostgresConnector, text: str, mark: str) -> None:
        try:
            connector.run(Unproved(text), limits=LIMITS, run_mark=mark, on_start=self._started)
        except ConnectorError as error:
            self.error = error

    def _started(self, handle: BackendHandle) -> None:
        self.handle = handle
        self._known.set()

    def ended(self) -> type[ConnectorError] | None:
        self._thread.join(8)
        assert not self._thread.is_alive()
        return type(self.error) if self.error else None


@pytest.fixture
def connector(customer: Customer) -> PostgresConnector:
    return PostgresConnector(customer.source)


def working(customer: Customer, mark: str) -> list[tuple[object, ...]]:
    return customer.ask(f"SELECT pid FROM pg_stat_activity WHERE application_name = '{mark}'")


def test_a_running_query_is_ended_in_the_server(connector, customer):
    query = InBackground(connector, "SELECT pg_sleep(8)", mark="run 1")
    started = time.monotonic()

    assert connector.cancel(query.handle) is True
    assert time.monotonic() - started < 6
    assert query.ended() is QueryCancelled
    assert working(customer, "run 1") == []


def test_it_is_ended_from_another_process(customer):
    query = InBackground(PostgresConnector(customer.source), "SELECT pg_sleep(8)", mark="run 2")
    source = customer.source
    program = f"""
import uuid
from apps.semantic.connectors.base import SourceSettings
from apps.semantic.connectors.postgres import PostgresConnector
from apps.semantic.contracts import BackendHandle, Dialect
from apps.semantic.secrets import Secret
source = SourceSettings(id=uuid.uuid4(), dialect=Dialect.POSTGRES, database={source.database!r}, host={source.host!r},
    port={source.port!r}, username={source.username!r}, password=Secret(input()), require_tls=False,
    schemas=("shop",), allowed_hosts=({source.host!r},))
print(PostgresConnector(source).cancel(BackendHandle({query.handle.backend!r}, "run 2")))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=source.password.reveal(),
        capture_output=True,
        check=False,
        text=True,
        timeout=30,
    )

    assert done.stdout.splitlines()[-1:] == ["True"], done.stderr
    assert query.ended() is QueryCancelled


def test_a_query_that_sends_no_rows_asks_whether_to_stop_and_is_ended_in_the_server(connector, customer):
    asked = []

    def stop_when_asked_thrice():
        asked.append(working(customer, "run 8"))
        return len(asked) >= 3

    started = time.monotonic()
    with pytest.raises(QueryCancelled):
        connector.run(
            Unproved("SELECT pg_sleep(60)"),
            limits=replace(LIMITS, timeout=timedelta(seconds=60)),
            run_mark="run 8",
            on_start=ignore,
            should_stop=stop_when_asked_thrice,
        )

    assert time.monotonic() - started < 30
    assert asked[0] != []
    assert working(customer, "run 8") == []
    assert connector.run(Unproved("SELECT 1"), limits=LIMITS, run_mark="run 9", on_start=ignore).rows == ((1,),)


def test_another_runs_query_on_the_same_backend_is_left_alone(connector):
    query = InBackground(connector, "SELECT pg_sleep(0.5)", mark="run 3")

    assert connector.cancel(replace(query.handle, run_mark="run 4")) is False
    assert query.ended() is None


def test_a_query_that_has_ended_is_no_longer_there(connector):
    query = InBackground(connector, "SELECT 1", mark="run 5")
    query.ended()

    assert connector.cancel(query.handle) is False


def test_a_cancel_before_the_sql_is_sent_still_ends_it(connector):
    results = []

    def cancel_first(handle):
        thread = threading.Thread(target=lambda: results.append(connector.cancel(handle)))
        thread.start()
        time.sleep(0.3)

    with pytest.raises(QueryCancelled):
        connector.run(Unproved("SELECT pg_sleep(8)"), limits=LIMITS, run_mark="run 6", on_start=cancel_first)


def test_a_query_that_ignores_the_cancel_is_terminated(connector, customer, monkeypatch):
    monkeypatch.setattr(
        module, "CANCEL", replace(module.CANCEL, text=module.CANCEL.text.replace("pg_cancel_backend", ""))
    )
    monkeypatch.setattr(module, "CANCEL_PATIENCE", 0.3)
    query = InBackground(connector, "SELECT pg_sleep(8)", mark="run 7")

    assert connector.cancel(query.handle) is True
    assert query.ended() is SourceGone
    assert working(customer, "run 7") == []


def test_cancelling_needs_no_free_session(connector):
    queries = [InBackground(connector, "SELECT pg_sleep(8)", mark=f"full {n}") for n in range(4)]

    assert [connector.cancel(query.handle) for query in queries] == [True] * 4
    assert [query.ended() for query in queries] == [QueryCancelled] * 4


class Wire:
    """A network path to the server that can be frozen: it takes bytes and passes none on, and closes nothing."""

    def __init__(self, host: str, port: int) -> None:
        self.frozen = threading.Event()
        self._server = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._sockets = [self._listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.create_connection(self._server)
        self._sockets += [client, server]
        for source, target in ((client, server), (server, client)):
            threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                if not self.frozen.is_set():
                    target.sendall(data)

    def close(self) -> None:
        for each in self._sockets:
            each.close()


def test_a_frozen_server_does_not_hold_us_for_ever(customer, monkeypatch):
    monkeypatch.setattr(sessions, "STALL_SECONDS", 0.5)
    wire = Wire(customer.source.host, customer.source.port)
    connector = PostgresConnector(replace(customer.source, port=wire.port))
    limits = replace(LIMITS, timeout=timedelta(seconds=0.5))
    started = time.monotonic()

    with closing(wire), pytest.raises(SourceGone):
        connector.run(Unproved("SELECT 1"), limits=limits, run_mark="frozen", on_start=lambda _: wire.frozen.set())

    assert 1.0 <= time.monotonic() - started < 10.0
