"""
Has a text read by a process that may die of it.

The parser backtracks; what makes it read for hours is bounded where it is known (`apps.semantic.sql.bounds`), and
cannot be known whole. Nor can it be interrupted. So each text is first read by a child, which the kernel ends after so
much work: then the text is refused, and the next one gets a new child. A process has one child, which ends with it.
"""

import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from apps.semantic.contracts import Dialect
from apps.semantic.rehearsal.reader import ANSWER
from apps.semantic.sql import bounds
from apps.semantic.sql.errors import Refused

PATIENCE = 20.0  # seconds; only a machine that is busy beyond use takes so long
_ROOT = Path(__file__).parents[3]
_READER = (sys.executable, "-m", "apps.semantic.rehearsal.reader")


class Rehearsal:
    """A child that reads texts, for one thread at a time."""

    def __init__(self, reader: Sequence[str] = _READER) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def require_end(self, text: str, dialect: Dialect, functions: Iterable[str] = ()) -> None:
        """
        Return if the parser comes to an end with `text`, whatever it finds.

        :raises Refused: it does not.
        """
        if any(bounds.characters_allowed(text)):
            return  # refused before it is parsed
        request = json.dumps([text, dialect.value, sorted(functions)]).encode() + b"\n"
        with self._lock:
            if not self._answers(request):
                self.end()
                raise Refused([bounds.too_deep()])

    def end(self) -> None:
        """End the child; the next text gets another."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _answers(self, request: bytes) -> bool:
        child = self._child = self._child or self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(request)
            child.stdin.flush()
        except BrokenPipeError:
            return False
        answered = select.poll()  # not `select`, which takes no descriptor above 1,023
        answered.register(child.stdout, select.POLLIN)
        return bool(answered.poll(PATIENCE * 1_000)) and os.read(child.stdout.fileno(), 1) == ANSWER

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._reader,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it could quote the text
            cwd=_ROOT,
            env={"PATH": os.defpath},  # nothing of ours, which may be secret
            start_new_session=True,
        )


def rehearse(text: str, dialect: Dialect, functions: Iterable[str] = ()) -> None:
    """
    Return if the parser comes to an end with `text`, whatever it finds.

    :raises Refused: it does not.
    """
    if os.getpid() not in _of_process:
        _of_process.clear()  # a forked worker must not speak to its parent's child
    _of_process.setdefault(os.getpid(), Rehearsal()).require_end(text, dialect, functions)


_of_process: dict[int, Rehearsal] = {}
