"""
Reads the public corpus of attacks, `tests/golden/attacks/`: a file for each engine, blank lines between the cases.

    -- title: what makes it an attack
    -- class: permission bypass, error oracle, write, …
    -- escaped: yes                          (\\u00a0 and the like stand for the character)
    SELECT …
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from apps.semantic.contracts import Dialect

FOLDER = Path(__file__).parents[2] / "golden" / "attacks"
CLASSES = frozenset(
    {
        *("permission bypass", "error oracle", "parser differential", "evasion", "catalog", "denial of service"),
        *("write", "ddl", "file", "network", "program", "sleep", "lock"),
    }
)
_HEADERS = ("-- title: ", "-- class: ", "-- escaped: ")


@dataclass(frozen=True)
class Attack:
    """`reason` says what it is after."""

    dialect: Dialect
    reason: str
    kind: str
    sql: str

    def __str__(self) -> str:
        return f"{self.dialect.value}:{self.kind}:{self.reason}"


def attacks(dialect: Dialect, *kinds: str) -> tuple[Attack, ...]:
    """An engine's attacks in their order; of these classes, or all."""
    blocks = (FOLDER / f"{dialect.value}.sql").read_text(encoding="utf-8").removesuffix("\n").split("\n\n")
    found = (_attack(dialect, block) for block in blocks)
    return tuple(attack for attack in found if not kinds or attack.kind in kinds)


def marked(*kinds: str) -> list[ParameterSet]:
    """All engines' attacks as parameters of a test that runs them."""
    return [
        pytest.param(attack, id=str(attack), marks=[pytest.mark.mariadb] if dialect is Dialect.MYSQL else [])
        for dialect in Dialect
        for attack in attacks(dialect, *kinds)
    ]


def _attack(dialect: Dialect, block: str) -> Attack:
    lines = block.split("\n")
    headers = {}
    while (head := next((h for h in _HEADERS if lines[0].startswith(h)), None)) is not None:
        headers[head] = lines.pop(0).removeprefix(head)
    sql = "\n".join(lines)
    if "-- escaped: " in headers:
        sql = sql.encode("ascii").decode("unicode_escape")
    kind = headers["-- class: "]
    assert kind in CLASSES, kind
    return Attack(dialect, headers["-- title: "], kind, sql)
