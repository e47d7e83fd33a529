"""
Feeds the guard with hostile and grammar-made text for a while.

    python -m tests.fuzz.sql_guard [seconds] [seed]

Every input must be answered within three seconds of processor time, by a refusal or by SQL that is proved; and no
engine that is asked about accepted SQL may take it for a write. Anything else ends the run with the input that did it.
As in the product, a process that may die reads each text first; a text that it dies of is worth a bound of its own.
"""

import gc
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from apps.semantic.contracts import Dialect
from apps.semantic.rehearsal import rehearse
from apps.semantic.sql.errors import Refused, Unprovable
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from config.laptop.in_use import engines_in_use
from tests.fuzz.effects import Effect, effects
from tests.fuzz.hostile import text as hostile_text
from tests.fuzz.written import written
from tests.semantic.sql import golden, shop

BOUND = 3.0  # seconds of processor time that an answer may take: others may keep this machine busy
ROUND = 3_000  # inputs, after which the grammar writes others
WRITTEN = 150  # statements a round and dialect
ASK_EVERY = {Dialect.SQLITE: 1, Dialect.POSTGRES: 20, Dialect.MYSQL: 20}  # accepted statements


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    print(f"seed {seed}", flush=True)
    signal.signal(signal.SIGPROF, late)
    gc.callbacks.append(lambda *_: None)  # where the interpreter hears of signals, even in compiled loops
    with engines_in_use(keep_if_found_running=True), effects() as found:
        Fuzzer(random.Random(seed), found).run(seconds)


def late(*_: object) -> None:
    """End everything at once: nothing that is raised here would get out of the parser's compiled loops."""
    print(f"more than {BOUND} s for {_judged[0]}", file=sys.stderr, flush=True)
    os._exit(1)


_judged = [""]  # what the guard is at


class Fuzzer:
    """Throws texts at the guard, and counts what comes back."""

    def __init__(self, dice: random.Random, engines: Mapping[Dialect, Effect]) -> None:
        self._dice, self._engines = dice, engines
        self._corpus = {d: [case.sql for case in golden.cases() if case.dialect is d] for d in Dialect}
        self._answers: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._slowest = 0.0

    def run(self, seconds: float) -> None:
        """Go on for so long; say every ten minutes, and at the end, how it stands."""
        end = time.monotonic() + seconds
        say = time.monotonic() + 600
        while time.monotonic() < end:
            seed = self._dice.randrange(2**32)
            texts = {dialect: written(dialect, count=WRITTEN, seed=seed) for dialect in Dialect}
            for _ in range(ROUND):
                self._one(texts)
                if time.monotonic() >= end:
                    break
            if time.monotonic() >= say:
                self._tell()
                say += 600
        self._tell()

    def _one(self, texts: Mapping[Dialect, Sequence[str]]) -> None:
        dialect = self._dice.choice(tuple(Dialect))
        text = hostile_text(self._dice, self._corpus[dialect], texts[dialect])
        start = time.process_time()
        kind, authorized = answer(text, dialect, self._dice.choice(tuple(shop.POLICIES)))
        self._answers[kind] += 1
        self._slowest = max(self._slowest, time.process_time() - start)
        if authorized is not None and dialect in self._engines:
            self._ask(authorized, text)

    def _ask(self, authorized: AuthorizedSql, text: str) -> None:
        name = authorized.dialect.value
        if self._dice.randrange(ASK_EVERY[authorized.dialect]):
            return
        self._asked[name] += 1
        if effect := self._engines[authorized.dialect](authorized.render()):
            sys.exit(f"{effect} in {name}: {text!r} as {authorized.render()!r}")

    def _tell(self) -> None:
        asked = ", ".join(f"{name} {number}" for name, number in sorted(self._asked.items()))
        answers = ", ".join(f"{number} {kind}" for kind, number in sorted(self._answers.items()))
        print(
            f"{self._answers.total()} inputs: {answers}; slowest {self._slowest * 1000:.0f} ms; "
            f"asked of engines, no write: {asked or 'none'}",
            flush=True,
        )


def answer(text: str, dialect: Dialect, policy_name: str) -> tuple[str, AuthorizedSql | None]:
    """What the guard says of the text: one word, and what would run."""
    schema, policy = shop.catalog(dialect), shop.POLICIES[policy_name](dialect)
    _judged[0] = f"{dialect.value}: {text!r}"
    try:
        rehearse(text, dialect)
    except Refused:
        print(f"the parser did not come to an end with {_judged[0]}", flush=True)
        return "refused as endless", None
    signal.setitimer(signal.ITIMER_PROF, BOUND)
    try:
        checked = guard(GeneratedSql(text, dialect), visible_catalog(schema, policy), max_rows=10)
        return "accepted", apply_policy(checked, policy, schema)
    except Refused:
        return "refused", None
    except Unprovable:
        return "unprovable", None
    except BaseException:
        print(_judged[0], file=sys.stderr)
        raise
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
