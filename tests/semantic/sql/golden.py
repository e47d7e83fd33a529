"""
Reads golden files: cases parted by blank lines, each with `-- key: value` headers, then SQL.

    -- title: what the case shows
    -- dialect: postgres | sqlite | mysql | both (PostgreSQL and SQLite) | all
    -- policy: everything | restricted      (everything if absent)
    -- escaped: yes                          (\\u00a0 and the like stand for the character)
    -- refuse: rule [rule …]   or   -- accept
    SELECT …
    -- becomes
    SELECT … as it is sent
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from apps.semantic.contracts import Dialect

FOLDER = Path(__file__).parents[2] / "golden" / "sql"
_BECOMES = "-- becomes\n"


@dataclass(frozen=True)
class Case:
    file: str
    title: str
    dialect: Dialect
    policy: str
    refuse: frozenset[str]  # empty: accepted
    sql: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.file}:{self.dialect.value}:{self.title}"


def cases(pattern: str = "*.sql") -> Iterator[Case]:
    for path in sorted(FOLDER.glob(pattern)):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            yield from _case(path.stem, block + "\n")


def _case(file: str, block: str) -> Iterator[Case]:
    headers: dict[str, str] = {}
    body, _, becomes = block.partition(_BECOMES)
    lines = body.splitlines()
    while lines and lines[0].startswith("-- ") and lines[0].split(":")[0][3:] in _HEADERS:
        key, _, value = lines.pop(0)[3:].partition(":")
        headers[key] = value.strip()
    assert ("refuse" in headers) != ("accept" in headers), block
    dialects = _SEVERAL.get(headers["dialect"]) or [Dialect(headers["dialect"])]
    sql = "\n".join(lines)
    if "escaped" in headers:  # characters that editors do not show
        sql = sql.encode("ascii").decode("unicode_escape")
    for dialect in dialects:
        yield Case(
            file=file,
            title=headers["title"],
            dialect=dialect,
            policy=headers.get("policy", "everything"),
            refuse=frozenset(headers.get("refuse", "").split()),
            sql=sql,
            becomes=becomes.strip(),
        )


def marked(found: Iterable[Case]) -> list[ParameterSet]:
    """The cases as parameters of a test that runs them: those of MySQL need a server."""
    return [pytest.param(case, id=str(case), marks=needs(case)) for case in found]


def needs(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.mariadb] if case.dialect is Dialect.MYSQL else []


_SEVERAL = {"both": [Dialect.POSTGRES, Dialect.SQLITE], "all": list(Dialect)}
_HEADERS = frozenset({"title", "dialect", "policy", "refuse", "accept", "escaped"})


def expected(case: Case, final: str, *, update: bool) -> str:
    """What the case should become; with `update`, that is `final`, and the file says so from now on."""
    if not update:
        return case.becomes
    path = FOLDER / f"{case.file}.sql"
    head = f"-- title: {case.title}\n-- dialect: {case.dialect.value}\n"
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    path.write_text("\n\n".join(_updated(block, head, final) for block in blocks) + "\n", encoding="utf-8")
    return final


def _updated(block: str, head: str, final: str) -> str:
    body, mark, _ = block.partition(_BECOMES)
    return body + mark + final if block.startswith(head) else block
