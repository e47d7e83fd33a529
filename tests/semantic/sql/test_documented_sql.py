"""`docs/sql.md` tells what the guard does: its examples are judged so, and its lists of functions are the code's."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.languages import LANGUAGES
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.typestate import GeneratedSql
from tests.semantic.sql import shop

PAGE = Path(__file__).resolve().parents[3] / "docs" / "sql.md"
BEGIN, END = "<!-- functions: begin -->\n", "<!-- functions: end -->"
TITLES = {Dialect.POSTGRES: "PostgreSQL", Dialect.MYSQL: "MySQL and MariaDB", Dialect.SQLITE: "SQLite"}
WIDTH = 120


def examples(verdict: str) -> list[str]:
    return re.findall(rf"```sql {verdict}\n(.*?)\n```", PAGE.read_text(), re.DOTALL)


@pytest.mark.parametrize("dialect", TITLES)
@pytest.mark.parametrize("text", examples("accepted"))
def test_what_is_shown_as_accepted_is(text: str, dialect: Dialect) -> None:
    assert guard(GeneratedSql(text, dialect), shop.catalog(dialect), max_rows=1000).row_limit == 1000


@pytest.mark.parametrize("dialect", TITLES)
@pytest.mark.parametrize("text", examples("refused"))
def test_what_is_shown_as_refused_is(text: str, dialect: Dialect) -> None:
    with pytest.raises(Refused):
        guard(GeneratedSql(text, dialect), shop.catalog(dialect), max_rows=1000)


def test_there_are_examples_of_both() -> None:
    assert len(examples("accepted")) >= 3
    assert len(examples("refused")) >= 3


def test_golden_lists_of_functions(request: pytest.FixtureRequest) -> None:
    """`pytest --golden-update` writes them."""
    before, rest = PAGE.read_text().split(BEGIN)
    stored, after = rest.split(END)
    written = "\n".join(section(TITLES[dialect], LANGUAGES[dialect]) for dialect in TITLES)
    if request.config.option.golden_update:
        PAGE.write_text(f"{before}{BEGIN}{written}{END}{after}")
        return

    assert stored == written


def section(title: str, language: Language) -> str:
    """One engine's lists, as the page shows them."""
    kinds = {
        "Of one row": language.scalars,
        "Aggregates": language.aggregates,
        "Windows": language.windows,
        "Rows from values": language.generators,
        "Types of CAST, as the parser calls them": {kind.value.lower() for kind in language.types},
    }
    parts = [f"{name}:\n\n```text\n{wrapped(words)}\n```\n" for name, words in kinds.items() if words]
    return f"### {title}\n\n" + "\n".join(parts)


def wrapped(words: Iterable[str]) -> str:
    """Sorted, in lines of the page's width."""
    lines = [""]
    for word in sorted(words):
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
