"""
Whether a run may go on: asked by the connectors between the rows they fetch, in the run's own thread.

Two things end a run: somebody stopped it, or the rights it was authorized under are no longer what they were. The
rights are resolved again, in full, at most every two seconds; what resolving them raises ends the run, too.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import DatabaseError

from apps.errors import AppError
from apps.queries.halts import PolicyChanged

ASK_EVERY = 2.0  # seconds; revocation has to stop a stream within five


@dataclass
class Watch:
    """
    A `should_stop` that remembers why it said yes.

    :param stopped: whether somebody stopped the run; cheap.
    :param policy_holds: whether the policy is still the one that was applied; resolves it again.
    """

    stopped: Callable[[], bool]
    policy_holds: Callable[[], bool]
    problem: AppError | DatabaseError | None = None
    _asked: float = field(default=float("-inf"))

    def require_rights(self) -> None:
        """
        Resolve the rights again, now.

        :raises PolicyChanged: they are others.
        :raises AppError: there are none any more, and why.
        """
        if not self.policy_holds():
            raise PolicyChanged
        self._asked = time.monotonic()

    def should_stop(self) -> bool:
        """Say whether the run has to end. Never raises: engines call this from within their own code."""
        if self.stopped():
            return True
        if time.monotonic() - self._asked < ASK_EVERY:
            return False
        try:
            self.require_rights()
        except (AppError, DatabaseError) as problem:
            self.problem = problem
        return self.problem is not None


def at_most_every(seconds: float, ask: Callable[[], bool]) -> Callable[[], bool]:
    """Return `ask` with an answer that serves for so long: for many statements in a row under the same rights."""
    asked, held = float("-inf"), False

    def ask_or_remember() -> bool:
        nonlocal asked, held
        if time.monotonic() - asked >= seconds:
            held, asked = ask(), time.monotonic()
        return held

    return ask_or_remember
