"""A text that the parser would never come to an end with is refused, and the next one is read."""

import os
import sys
import time
from collections.abc import Iterator

import pytest

from apps.semantic.contracts import Dialect
from apps.semantic.rehearsal import Rehearsal, rehearse
from apps.semantic.sql.errors import Refused

# Found by fuzzing: each level doubles the parser's time.
DOUBLING = "SELECT " + "* FROM a JOIN TRIM(" * 32
# A reader for whom some text is endless, whatever bounds are found in time.
ENDLESS = """
from apps.semantic.rehearsal import reader
reader.CPU_SECONDS = 0.1
read = reader.reading.read
def endless(text, language):
    while "endless" in text:
        pass
    return read(text, language)
reader.reading.read = endless
reader.main()
"""


@pytest.fixture
def rehearsal() -> Iterator[Rehearsal]:
    rehearsal = Rehearsal((sys.executable, "-c", ENDLESS))
    yield rehearsal
    rehearsal.end()


def test_what_never_ends_is_refused_and_the_next_text_is_read(rehearsal: Rehearsal):
    for _ in range(2):
        rehearsal.require_end("SELECT 1", Dialect.POSTGRES)
        with pytest.raises(Refused) as refusal:
            rehearsal.require_end("SELECT endless", Dialect.POSTGRES)
        assert [violation.rule for violation in refusal.value.violations] == ["bounds"]
    rehearsal.require_end("SELECT 1", Dialect.POSTGRES)


@pytest.mark.parametrize(
    "text", ["SELECT 1", "no SQL", "", "'", "SELECT '\x00'", "\ud800", "a\nb\n\n", "选择 " * 30_000]
)
@pytest.mark.parametrize("dialect", Dialect)
def test_what_ends_is_for_the_guard_to_judge(text: str, dialect: Dialect):
    rehearse(text, dialect, ("added",))
    rehearse("SELECT 1", dialect)


def test_a_forked_worker_has_a_child_of_its_own():
    rehearse("SELECT 1", Dialect.SQLITE)
    read, write = os.pipe()
    if (worker := os.fork()) == 0:
        rehearse("SELECT 2", Dialect.SQLITE)
        os.write(write, b"done")
        os._exit(0)
    os.close(write)
    os.waitpid(worker, 0)

    assert os.read(read, 10) == b"done"
    rehearse("SELECT 3", Dialect.SQLITE)


def test_the_child_ends_with_its_process():
    rehearsal = Rehearsal()
    rehearsal.require_end("SELECT 1", Dialect.SQLITE)
    child = rehearsal._child
    assert child is not None
    assert child.stdin is not None

    child.stdin.close()  # as the kernel does when a process ends

    end = time.monotonic() + 30
    while child.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert child.poll() == 0
    assert child.stdout is not None
    child.stdout.close()
