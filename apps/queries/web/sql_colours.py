"""
SQL cut into pieces for colouring.

Colour only: joined together the pieces are the text, character for character. What is not recognised is plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

KEYWORDS = (
    "ALL|AND|AS|ASC|BETWEEN|BY|CASE|CAST|CROSS|CURRENT_DATE|DATE|DESC|DISTINCT|ELSE|END|EXCEPT|EXISTS"
    "|EXTRACT|FALSE|FETCH|FILTER|FIRST|FROM|FULL|GROUP|HAVING|ILIKE|IN|INNER|INTERSECT|INTERVAL|IS|JOIN"
    "|LAST|LATERAL|LEFT|LIKE|LIMIT|NOT|NULL|NULLS|OFFSET|ON|OR|ORDER|OUTER|OVER|PARTITION|RECURSIVE|RIGHT"
    "|ROWS|SELECT|THEN|TRUE|UNION|USING|VALUES|WHEN|WHERE|WINDOW|WITH"
)

_PIECE = re.compile(
    r"(?P<comment>--[^\n]*|/\*.*?\*/)"
    r"|(?P<string>'(?:[^']|'')*')"
    r'|(?P<name>"(?:[^"]|"")*"|`[^`]*`)'
    r"|(?P<number>\b\d+(?:\.\d+)?\b)"
    rf"|(?P<keyword>\b(?:{KEYWORDS})\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; `kind` is comment, string, name, number, keyword, or empty for plain text."""

    text: str
    kind: str = ""


def colour(sql: str) -> Iterator[Piece]:
    """Cut `sql` into pieces, in order and without loss."""
    at = 0
    for match in _PIECE.finditer(sql):
        if match.start() > at:
            yield Piece(sql[at : match.start()])
        yield Piece(match.group(), match.lastgroup or "")
        at = match.end()
    if at < len(sql):
        yield Piece(sql[at:])
