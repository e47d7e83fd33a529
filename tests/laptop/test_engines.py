"""The engines start whatever a crash has left, are reused while they live, and stop for sure."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from subprocess import PIPE, STDOUT

import psycopg
import pytest

from config.laptop import postgres, valkey
from config.laptop.engine import Engine
from config.laptop.place import find_place
from config.laptop.ports import LOOPBACK


def rows(server, statement):
    with psycopg.connect(server.superuser(), autocommit=True) as connection:
        return connection.execute(statement).fetchall()


def make_table(server, name):
    with psycopg.connect(server.superuser(), autocommit=True) as connection:
        connection.execute(f"CREATE TABLE {name} AS SELECT 7 AS n")


def kill(place, signal_number=signal.SIGKILL):
    engine = postgres.engine(place)
    os.kill(int((place.folder / "postgres.lock").read_text()), signal_number)
    end = time.monotonic() + 10
    while engine.alive() and time.monotonic() < end:
        time.sleep(0.02)
    assert not engine.alive()


@pytest.fixture
def server(place):
    return postgres.start(place)[0]


def test_an_interrupted_first_start_is_made_good(place):
    (place.folder / "postgres.new").mkdir()
    (place.folder / "postgres.new" / "PG_VERSION").write_text("18")

    server, started = postgres.start(place)

    assert started
    assert rows(server, "SELECT 1") == [(1,)]


def test_a_living_server_is_reused(place, server):
    assert postgres.start(place) == (server, False)


def test_data_survive_kill_9(place, server):
    make_table(server, "kept")
    kill(place)

    again, started = postgres.start(place)

    assert started
    assert rows(again, "SELECT n FROM kept") == [(7,)]


def test_a_stale_pid_file_that_names_a_living_stranger_does_not_stop_the_start(place, server):
    postgres.engine(place).stop()
    stale = place.folder / "postgres" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{place.folder / 'postgres'}\n1\n5432\n\n127.0.0.1\n\nready\n")

    again, _ = postgres.start(place)

    assert rows(again, "SELECT 1") == [(1,)]


def test_a_taken_port_is_avoided(place, server):
    postgres.engine(place).stop()
    with socket.create_server((LOOPBACK, server.port)):
        again, _ = postgres.start(place)

    assert again.port != server.port
    assert rows(again, "SELECT 1") == [(1,)]


def test_a_server_that_does_not_answer_any_more_is_replaced(place, server):
    (place.folder / "postgres.port").write_text("1")

    again, started = postgres.start(place)

    assert started
    assert rows(again, "SELECT 1") == [(1,)]


def test_nobody_comes_in_without_the_password_or_from_another_machine(place, server):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.superuser(), password="postgres")
    assert rows(server, "SELECT setting FROM pg_settings WHERE name = 'listen_addresses'") == [(LOOPBACK,)]
    assert rows(server, "SELECT DISTINCT auth_method FROM pg_hba_file_rules") == [("scram-sha-256",)]


def test_the_password_is_in_no_command_line_and_no_repr(place, server):
    port, _ = valkey.start(place, password="a-secret-of-valkey", last_port=0)
    commands = subprocess.run(["ps", "-Aww", "-o", "args"], capture_output=True, check=True, text=True).stdout

    assert str(place.folder / "postgres") in commands  # so that the next line can fail
    assert [secret for secret in (server.password, "a-secret-of-valkey") if secret in commands] == []
    assert server.password not in repr(server)
    assert port > 0


def test_valkey_refuses_whoever_does_not_know_the_password(place):
    port, _ = valkey.start(place, password="right", last_port=0)

    with socket.create_connection((LOOPBACK, port)) as stranger:
        stranger.sendall(b"PING\r\n")
        assert stranger.recv(100).startswith(b"-NOAUTH")


def test_valkey_is_reused_with_the_same_password_and_replaced_with_another(place):
    port, _ = valkey.start(place, password="one", last_port=0)

    assert valkey.start(place, password="one", last_port=port) == (port, False)
    assert valkey.start(place, password="two", last_port=port) == (port, True)


def test_stopping_leaves_no_process(place, server):
    engine = postgres.engine(place)

    engine.stop()

    assert not engine.alive()
    with pytest.raises(psycopg.OperationalError):
        rows(server, "SELECT 1")


def test_an_engine_that_ignores_signals_is_killed(place, monkeypatch):
    monkeypatch.setattr("config.laptop.engine.PATIENCE", 0.5)
    stubborn = Engine(name="stubborn", place=place)
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
    process = stubborn.start([shutil.which("python3", path=os.defpath) or sys.executable, "-c", code])
    while "ready" not in stubborn.log.read_text():
        time.sleep(0.02)

    stubborn.stop()

    assert process.wait() == -signal.SIGKILL


def test_roots_engines_run_as_nobody_where_nobody_can_reach_them(tmp_path):
    tmp_path.chmod(0o700)
    place = find_place(tmp_path / "home")

    assert (place.account is not None) == (os.geteuid() == 0)
    assert place.folder.is_relative_to(tmp_path) == (os.geteuid() != 0)
    shutil.rmtree(place.folder)


def test_data_whose_keys_are_lost_are_set_aside_and_not_destroyed(place, server):
    make_table(server, "orphan")

    postgres.set_aside(place)
    fresh, _ = postgres.start(place)

    assert rows(fresh, "SELECT to_regclass('orphan')") == [(None,)]
    assert (place.folder / "postgres.unreadable" / "PG_VERSION").exists()


def test_two_starts_at_once_wait_for_each_other(place):
    environment = os.environ | {"CHAT2SQL_HOME": str(place.home)}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "config.laptop", "up"]

    both = [subprocess.Popen(command, env=environment, stdout=PIPE, stderr=STDOUT) for _ in range(2)]

    assert [(each.communicate(), each.returncode) for each in both] == [((b"", None), 0)] * 2
    assert (place.home / "env").stat().st_mode & 0o777 == 0o600
