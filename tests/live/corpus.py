"""The statements of this folder's `.sql` files: blank lines between them, `-- verdict: title` on top of each."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Statement:
    """`answered`: the customer's database runs it. Otherwise it is refused before."""

    title: str
    answered: bool
    sql: str

    def __str__(self) -> str:
        return self.title


def statements(name: str) -> tuple[Statement, ...]:
    """All statements of a file, in its order."""
    blocks = (FOLDER / name).read_text(encoding="utf-8").strip().split("\n\n")
    return tuple(_statement(block) for block in blocks[1:])  # the first one says what the file is


def _statement(block: str) -> Statement:
    head, sql = block.split("\n", 1)
    verdict, title = head.removeprefix("-- ").split(": ", 1)
    assert verdict in {"answered", "refused"}, head
    return Statement(title=title, answered=verdict == "answered", sql=sql)
