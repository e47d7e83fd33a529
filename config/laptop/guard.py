"""
Kills what a supervisor leaves behind, also after the supervisor itself was killed with -9.

It is a small process in a session of its own that reads numbers from a pipe: `123` is a process group to watch, `-123`
one to forget, `0` says that the supervisor is ending in good order. The pipe ends when the supervisor does, however it
dies. Then the guard stops every watched group, gently and after a while by force, and, if no `0` came, runs the command
it was given (which stops the engines). Run by path, so it imports nothing of ours and starts at once.

    guard.py SECONDS_TO_END_GENTLY [COMMAND …]
"""

import os
import signal
import subprocess
import sys
import time

POLL = 0.05


def main() -> None:
    """Watch until the pipe ends, then stop everything."""
    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_number, signal.SIG_IGN)
    groups: set[int] = set()
    in_good_order = False
    for number in map(int, sys.stdin):
        in_good_order = number == 0
        if number > 0:
            groups.add(number)
        groups.discard(-number)
    patience, *afterwards = sys.argv[1:]
    stop(groups, patience=float(patience))
    if afterwards and not in_good_order:
        subprocess.run(afterwards, check=False)


def stop(groups: set[int], *, patience: float) -> None:
    """Stop the groups with all their processes; return when they are gone, or twice `patience` (seconds) is over."""
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        groups = {group for group in groups if _send(group, signal_number)}
        end = time.monotonic() + patience
        while groups and time.monotonic() < end:
            time.sleep(POLL)
            groups = {group for group in groups if _send(group, 0)}


def _send(group: int, signal_number: int) -> bool:
    try:
        os.killpg(group, signal_number)
    except (ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
        return False
    return True


if __name__ == "__main__":
    main()
