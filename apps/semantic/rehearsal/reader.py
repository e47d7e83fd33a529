"""
The process that reads texts on trial: one request a line on standard input, one byte on standard output for each.

It says only that it came to an end. The kernel ends it when one text has cost `CPU_SECONDS`; then nobody answers.
"""

import json
import signal
import sys
from contextlib import suppress

from apps.semantic.contracts import Dialect
from apps.semantic.sql import reading
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.languages import language_of

CPU_SECONDS = 1.5
ANSWER = b"."


def main() -> None:
    """Serve until standard input ends."""
    for line in sys.stdin.buffer:
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)  # nobody handles SIGPROF: it ends the process
        text, dialect, functions = json.loads(line)
        with suppress(Refused):  # whoever reads it next says why
            reading.read(text, language_of(Dialect(dialect), functions))
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.buffer.write(ANSWER)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
