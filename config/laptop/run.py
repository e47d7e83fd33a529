"""
Runs the product until it is stopped: engines, migrations, web and socket servers, worker and beat.

Stopping (Ctrl-C, SIGTERM, SIGHUP, a closed terminal, even kill -9) leaves no process behind: see `guard`.
"""

import fcntl
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from config.env import HOME, PROJECT_ROOT
from config.laptop import envfile
from config.laptop.in_use import engines_in_use
from config.laptop.place import find_place
from config.laptop.ports import LOOPBACK, free_port
from config.laptop.services import services
from config.laptop.supervise import SHOWN_LINES, Supervisor

WEB_PORT, SOCKET_PORT = 8000, 8001  # wanted; any free ones otherwise
READY_WITHIN = 90.0  # seconds
READY_PATH = "ready"
# Loopback must not go through a proxy that the environment names.
LOOPBACK_ONLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_ENGINES = (sys.executable, "-m", "config.laptop", "stop-if-unused")


class AlreadyRunning(SystemExit):
    """Another `run` or `demo` serves this home."""


class NotReady(SystemExit):
    """The web server did not answer in time."""


@dataclass(frozen=True, slots=True)
class Running:
    """The product, answering at `url`."""

    url: str
    supervisor: Supervisor
    prepared: dict[str, Any]  # what `prepare` returned

    def wait(self) -> None:
        """Keep it running until a signal comes."""
        while True:
            self.supervisor.tend()
            time.sleep(0.2)


def manage(*arguments: str) -> str:
    """
    Run one management command and return what it prints; what it logs goes to `logs/manage.log`.

    :raises SystemExit: it fails; the message names the command and ends with the end of the log.
    """
    command = [sys.executable, "manage.py", *arguments]
    path = find_place(HOME).logs / "manage.log"
    with path.open("a") as log:
        done = subprocess.run(
            command,
            cwd=PROJECT_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        end = "\n".join(path.read_text().splitlines()[-SHOWN_LINES:])
        raise SystemExit(f"{done.stdout}manage.py {arguments[0]} failed with code {done.returncode}:\n{end}")
    return done.stdout


def migrate() -> None:
    """Bring the database's schema to the state of the code; only the owner may."""
    manage("migrate", "--database=owner", "--verbosity=0", "--no-input", "--skip-checks")


def _nothing() -> dict[str, Any]:
    return {}


@contextmanager
def running(*, prepare: Callable[[], dict[str, Any]] = _nothing) -> Iterator[Running]:
    """
    Run everything for the block; the web server answers when it begins.

    :param prepare: called when the schema is there, while the processes boot.

    :raises AlreadyRunning: this home is served already.
    :raises NotReady: the web server does not answer in time.
    """
    with _stopped_by_signals(), _only_one() as tell_others, engines_in_use():
        web_port, socket_port = free_port(WEB_PORT), free_port(SOCKET_PORT)
        url = f"http://{LOOPBACK}:{web_port}/"
        tell_others(url)
        socket_url = f"ws://{LOOPBACK}:{socket_port}"
        envfile.write(HOME, envfile.read(HOME) | {"SOCKET_URL": socket_url})
        migrate()
        environment = {"SOCKET_URL": socket_url, "PYTHONUNBUFFERED": "1"}
        with Supervisor(logs=find_place(HOME).logs, environment=environment, afterwards=STOP_ENGINES) as supervisor:
            for service in services(web_port=web_port, socket_port=socket_port):
                supervisor.start(service)
            prepared = prepare()  # while the processes boot: both take seconds
            _wait_until_ready(url, supervisor)
            yield Running(url=url, supervisor=supervisor, prepared=prepared)


def run() -> None:
    """Run everything until it is stopped."""
    with running() as product:
        print(f"Chat2SQL runs at {product.url} - Ctrl-C stops it.", flush=True)
        product.wait()


def _wait_until_ready(url: str, supervisor: Supervisor) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        supervisor.tend()
        try:
            LOOPBACK_ONLY.open(url + READY_PATH, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise NotReady(f"{url} did not answer within {READY_WITHIN:.0f} s; the logs are in {find_place(HOME).logs}.")


@contextmanager
def _only_one() -> Iterator[Callable[[str], None]]:
    with (find_place(HOME).folder / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(
                f"Chat2SQL runs already at {lock.read()} - stop it first, or set CHAT2SQL_HOME to another folder."
            ) from None
        lock.truncate(0)

        def tell_others(url: str) -> None:
            lock.write(url)
            lock.flush()

        yield tell_others


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    def stop(*_: object) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not interrupt the stopping
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
