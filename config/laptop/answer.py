"""
How an answer of the REST API looks on a terminal: sentence, table, SQL, and what governed it.

Chinese characters take two columns, so widths are counted in columns. Whatever the answer does not contain is left out.
Control characters in a cell are shown as escapes: data must not steer the terminal.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from apps.queries.web.sql_layout import lay_out

SHOWN_ROWS = 20
WIDEST_CELL = 40  # columns


def describe(answer: Mapping[str, Any]) -> str:
    """Return the answer as text of several lines."""
    return "\n".join(line for part in _parts(answer) for line in (*part, ""))


def _parts(answer: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    yield [f"? {printable(answer.get('question', ''))}"]
    if sentence := answer.get("sentence") or answer.get("explanation"):
        yield [printable(sentence)]
    if columns := answer.get("columns"):
        yield table(columns, answer.get("rows") or [])
    if text := answer.get("sql"):
        yield [printable(line) for line in lay_out(str(text)).splitlines()]
    for problem in filter(None, [answer.get("error"), *(answer.get("clarification") or [])]):
        yield [printable(" ".join(str(value) for value in problem.values() if isinstance(value, str)))]
    yield list(_facts(answer))


def _facts(answer: Mapping[str, Any]) -> Iterator[str]:
    confidence = answer.get("confidence")
    facts = {
        "asked by": answer.get("asker"),
        "status": answer.get("status"),
        "lane": answer.get("lane"),
        "confidence": f"{confidence:.2f}" if isinstance(confidence, int | float) else confidence,
        "policies": "; ".join(_words(policy) for policy in answer.get("policies") or []) or "none",
        "warnings": "; ".join(_words(warning) for warning in answer.get("warnings") or []),
        "request": answer.get("request_id"),
        "run": answer.get("run_id"),
        "audit": answer.get("audit_id"),
    }
    for name, value in facts.items():
        if value:
            yield f"{name:<11}{printable(value)}"


def _words(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return str(item.get("words") or item.get("message") or item.get("name") or item.get("code") or "")


def table(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return a table, aligned: numbers to the right, the rest to the left."""
    titles = [printable(column.get("title") or column.get("name") or "") for column in columns]
    body = [[_fitted(printable("" if cell is None else cell)) for cell in row] for row in rows[:SHOWN_ROWS]]
    widths = [max(map(columns_of, cells)) for cells in zip(titles, *body, strict=True)]
    right = [_is_number(rows, index) for index in range(len(titles))]

    def line(cells: Sequence[str]) -> str:
        padded = (_padded(*each) for each in zip(cells, widths, right, strict=True))
        return "  " + "  ".join(padded).rstrip()

    lines = [line(titles), line(["-" * width for width in widths]), *map(line, body)]
    if len(rows) > SHOWN_ROWS:
        lines.append(f"  … {len(rows) - SHOWN_ROWS} more")
    return lines


def columns_of(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def printable(value: object) -> str:
    """Return the value as text on one line, without anything that a terminal would obey."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(value))


def _fitted(text: str) -> str:
    if columns_of(text) <= WIDEST_CELL:
        return text
    while columns_of(text) > WIDEST_CELL - 1:
        text = text[:-1]
    return text + "…"


def _padded(text: str, width: int, to_the_right: bool) -> str:
    space = " " * (width - columns_of(text))
    return space + text if to_the_right else text + space


def _is_number(rows: Sequence[Sequence[object]], index: int) -> bool:
    cells = [row[index] for row in rows if row[index] is not None]
    return bool(cells) and all(_looks_like_a_number(cell) for cell in cells)


def _looks_like_a_number(cell: object) -> bool:
    # Exact decimals travel as JSON strings.
    if isinstance(cell, str):
        return cell.lstrip("-").replace(".", "", 1).isdecimal()
    return isinstance(cell, int | float) and not isinstance(cell, bool)
