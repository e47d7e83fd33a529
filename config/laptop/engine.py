"""
One embedded server: start it apart from us, know for sure whether it lives, stop it for sure.

Whether it lives is asked of a lock, never of a process id, which may have been given to a stranger. The server and
all its children inherit an open, locked file; the kernel frees the lock when the last of them is gone, however it died.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.laptop.place import Place

PATIENCE = 10.0  # seconds an engine gets to end after each signal
POLL = 0.02

# A started engine outlives this process; forgetting its handle would make Python complain about that.
_started: list[subprocess.Popen[bytes]] = []


class EngineFailed(SystemExit):
    """An engine did not start; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The process of one engine of one place. Callers hold the place's setup lock."""

    name: str
    place: Place
    stop_signals: tuple[signal.Signals, ...] = (signal.SIGTERM,)  # from gentle to urgent; SIGKILL comes last by itself

    @property
    def log(self) -> Path:
        """What the engine printed."""
        return self.place.logs / f"{self.name}.log"

    @property
    def _lock(self) -> Path:
        return self.place.folder / f"{self.name}.lock"

    def start(self, command: Sequence[str | Path], *, stdin: bytes = b"") -> subprocess.Popen[bytes]:
        """Start the engine, which must not be alive, in a session of its own; return at once."""
        with self._lock.open("a") as lock, self.log.open("ab") as log:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            lock.truncate(0)
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.place.folder,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                start_new_session=True,
                pass_fds=[lock.fileno()],
                **self.place.run_as,
            )
            lock.write(str(process.pid))
        _started.append(process)
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        return process

    def alive(self) -> bool:
        """Say whether any process of the engine lives."""
        if not self._lock.exists():
            return False
        with self._lock.open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def stop(self) -> None:
        """Stop the engine with all its children: gently, then by force. Nothing happens if it is not alive."""
        for signal_number in (*self.stop_signals, signal.SIGKILL):
            if not self.alive():
                return
            self._signal(signal_number)
            self._wait_until_gone()
        if self.alive():
            raise EngineFailed(f"{self.name} cannot be stopped; its process id is {self._lock.read_text()}.")

    def failed(self, reason: str) -> EngineFailed:
        """Return the error to raise: the reason and the end of the log."""
        lines = self.log.read_text(errors="replace").splitlines()[-12:] if self.log.exists() else []
        return EngineFailed("\n".join([f"{self.name} {reason}. The end of {self.log}:", *lines]))

    def _signal(self, signal_number: signal.Signals) -> None:
        first_process = int(self._lock.read_text())
        try:
            if signal_number is signal.SIGKILL:
                os.killpg(first_process, signal_number)
            else:
                os.kill(first_process, signal_number)
        except ProcessLookupError:
            return  # it is gone; its children notice that and end by themselves

    def _wait_until_gone(self) -> None:
        end = time.monotonic() + PATIENCE
        while self.alive() and time.monotonic() < end:
            for process in _started:
                process.poll()
            time.sleep(POLL)
