"""
Keeps a few processes running together, and stops them together with all their children.

A process that ends is started again a bounded number of times, and the end of its log is shown; then everything stops.
The guard stands behind: it does the stopping, so it happens even if this process is killed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from config.env import PROJECT_ROOT

RESTARTS = 3  # of each process; more would only hide a fault
PAUSE = 1.0  # seconds before a process is started again
PATIENCE = 8.0  # seconds that processes get to end by themselves
SHOWN_LINES = 15


class ServiceFailed(SystemExit):
    """A process ended too often."""


@dataclass(frozen=True, slots=True)
class Service:
    """One process to keep running."""

    name: str
    command: Sequence[str]


class Supervisor:
    """Use as a context manager: leaving the block stops everything."""

    def __init__(self, *, logs: Path, environment: Mapping[str, str], afterwards: Sequence[str] = ()) -> None:
        """:param afterwards: the guard runs this command if this process dies without leaving the block."""
        self._logs = logs
        self._environment = dict(os.environ) | dict(environment)
        self._afterwards = afterwards
        self._running: dict[str, tuple[Service, subprocess.Popen[bytes]]] = {}
        self._restarts: dict[str, int] = {}

    def __enter__(self) -> Self:
        self._guard = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("guard.py")), str(PATIENCE), *self._afterwards],
            stdin=subprocess.PIPE,
            cwd=PROJECT_ROOT,
            start_new_session=True,
            text=True,
            bufsize=1,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._tell_guard(0)
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        while self._guard.poll() is None:
            # A dead child that nobody has asked for still counts as a living group.
            for _service, process in self._running.values():
                process.poll()
            time.sleep(0.05)

    def start(self, service: Service) -> None:
        """Start a process in a session of its own; its output goes to `<logs>/<name>.log`."""
        with (self._logs / f"{service.name}.log").open("ab") as log:
            process = subprocess.Popen(
                service.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=PROJECT_ROOT,
                env=self._environment,
                start_new_session=True,
            )
        self._tell_guard(process.pid)
        self._running[service.name] = (service, process)

    def process_ids(self) -> tuple[int, ...]:
        """Return the processes that it started and has not replaced."""
        return tuple(process.pid for _service, process in self._running.values())

    def tend(self) -> None:
        """
        Start again what has ended. Call it a few times a second.

        :raises ServiceFailed: a process ended more often than it may.
        """
        for service, process in list(self._running.values()):
            if process.poll() is not None:
                self._restart(service, process)

    def _restart(self, service: Service, process: subprocess.Popen[bytes]) -> None:
        times = self._restarts.get(service.name, 0)
        print(self._obituary(service, process.returncode), file=sys.stderr, flush=True)
        if times == RESTARTS:
            raise ServiceFailed(f"{service.name} ended {times + 1} times; everything is being stopped.")
        self._restarts[service.name] = times + 1
        time.sleep(PAUSE)
        self._stop_children_of(process)
        self.start(service)

    def _stop_children_of(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError, PermissionError):  # it left none
            os.killpg(process.pid, signal.SIGKILL)
        self._tell_guard(-process.pid)

    def _obituary(self, service: Service, code: int) -> str:
        log = self._logs / f"{service.name}.log"
        lines = log.read_text(errors="replace").splitlines()[-SHOWN_LINES:]
        return "\n".join([f"{service.name} ended with code {code}. The end of {log}:", *lines])

    def _tell_guard(self, group: int) -> None:
        assert self._guard.stdin is not None
        self._guard.stdin.write(f"{group}\n")
