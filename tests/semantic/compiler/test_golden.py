"""
The SQL of each query, byte for byte, on every engine.

`tests/golden/compiler/<topic>.sql` holds cases with a blank line between them: comments that ask (`-- metrics:`,
`-- by:`, `-- where:`, `-- time:`, `-- order:`, `-- limit:`), and either `-- refuse: <code>` or a statement per engine.
`pytest --golden-update` writes the statements; read what it wrote.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from apps.semantic.compiler import compile_query
from apps.semantic.compiler.refusals import QueryRefused
from apps.semantic.contracts import Dialect
from tests.semantic.compiler.notation import query
from tests.semantic.compiler.small_shop import catalog, manifest

GOLDEN = Path(__file__).parents[2] / "golden" / "compiler"
ENGINES = tuple(Dialect)
ASKED = ("metrics", "by", "where", "time", "order", "limit")


@dataclass(frozen=True)
class Case:
    """One question of a file: what is asked, and what has to come of it."""

    header: str
    expected: dict[str, str]

    @property
    def said(self) -> dict[str, str]:
        return dict(re.findall(r"^-- (\w+): ?(.*)$", self.header, re.MULTILINE))

    @property
    def asked(self) -> dict[str, str]:
        return {key: value for key, value in self.said.items() if key in ASKED}


def cases_of(path: Path) -> list[Case]:
    cases = []
    for block in re.split(r"\n{2,}", path.read_text(encoding="utf-8").strip()):
        header, *statements = re.split(r"^-- (postgres|sqlite|mysql)\n", block, flags=re.MULTILINE)
        expected = dict(zip(statements[::2], (text.strip() for text in statements[1::2]), strict=True))
        cases.append(Case(header.strip(), expected))
    return cases


def compiled(case: Case) -> dict[str, str]:
    if "refuse" in case.said:
        return {}
    return {d.value: compile_query(query(**case.asked), manifest(d), catalog(d)).text for d in ENGINES}


def written(cases: list[Case]) -> str:
    blocks = []
    for case in cases:
        statements = [f"-- {engine}\n{text}" for engine, text in case.expected.items()]
        blocks.append("\n".join([case.header, *statements]))
    return "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.sql")), ids=lambda path: path.stem)
def test_each_query_has_exactly_this_sql(path: Path, request: pytest.FixtureRequest) -> None:
    cases = cases_of(path)
    produced = [replace(case, expected=compiled(case)) for case in cases]
    if request.config.option.golden_update:
        path.write_text(written(produced), encoding="utf-8")

    assert written(produced) == path.read_text(encoding="utf-8")


REFUSED = [case for path in sorted(GOLDEN.glob("*.sql")) for case in cases_of(path) if "refuse" in case.said]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", REFUSED, ids=lambda case: " ".join(case.said.values()))
def test_what_has_no_safe_sql_is_refused_with_its_code(case: Case, engine: Dialect) -> None:
    with pytest.raises(QueryRefused) as refusal:
        compile_query(query(**case.asked), manifest(engine), catalog(engine))

    assert refusal.value.code == case.said["refuse"]
    assert str(refusal.value).startswith(case.said["refuse"])  # the sentence has all its parameters
    assert refusal.value.advice % refusal.value.params
