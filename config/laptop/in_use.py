"""
Who needs the engines of a home: they stop with the last process that says it uses them.

A shared file lock says it, so a process that was killed stops needing them at the same moment.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from config.env import HOME
from config.laptop.place import find_place
from config.laptop.up import Started, alone, stop_engines, up


@contextmanager
def engines_in_use(*, keep_if_found_running: bool = False) -> Iterator[Started]:
    """
    Bring the engines up for the block; stop them afterwards unless another process uses them.

    :param keep_if_found_running: leave engines running that were started before the block.
    """
    started = Started()
    try:
        with _use():
            started = up()
            yield started
    finally:
        if started or not keep_if_found_running:
            stop_if_unused()


@contextmanager
def _use() -> Iterator[None]:
    with (find_place(HOME).folder / "use.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def stop_if_unused() -> None:
    """Stop the engines if no process uses them."""
    place = find_place(HOME)
    with alone(place), (place.folder / "use.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        stop_engines(place)
