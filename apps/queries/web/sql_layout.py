"""
A statement laid out over several lines, for reading.

Only blanks between words become line breaks: text values, quoted names and comments are never touched, so what is shown
is, word for word, the statement that ran. A layout that is less pretty than it could be is the worst that can happen.
"""

import re

INDENT = "  "
_PIECE = re.compile(
    r"(?P<opaque>--[^\n]*\n?|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`)"
    r"|(?P<blank>\s+)"
    r"|(?P<open>\(\s*(?=(?:SELECT|WITH)\b))"
    r"|(?P<word>\w+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    r"(?:FROM|WHERE|GROUP\s+BY|HAVING|ORDER\s+BY|LIMIT|OFFSET|WINDOW|UNION|EXCEPT|INTERSECT"
    r"|(?:(?:LEFT|RIGHT|FULL|INNER|CROSS)\s+(?:OUTER\s+)?)?JOIN)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:AND|OR)\b", re.IGNORECASE)
_SIDES = frozenset({"LEFT", "RIGHT", "FULL", "INNER", "CROSS", "OUTER"})


def lay_out(sql: str) -> str:
    """Return the same statement with each clause, condition and subquery on a line of its own."""
    lines: list[str] = []
    subqueries: list[bool] = []  # for each open parenthesis: whether a subquery stands in it
    before = ""  # the last word
    for match in _PIECE.finditer(sql):
        piece, kind = match.group(), match.lastgroup
        depth = sum(subqueries)
        if kind == "open":
            subqueries.append(True)
            piece = "(\n" + INDENT * (depth + 1)
        elif piece == "(":
            subqueries.append(False)
        elif piece == ")" and subqueries and subqueries.pop():
            piece = "\n" + INDENT * (depth - 1) + ")"
        elif kind == "blank" and (not subqueries or subqueries[-1]):
            piece = _break(sql, match.end(), before=before, depth=depth) or piece
        elif kind == "word":
            before = piece.upper()
        lines.append(piece)
    return "".join(lines)


def _break(sql: str, at: int, *, before: str, depth: int) -> str:
    """The line break that goes before what stands at `at`; empty: none."""
    if _CLAUSE.match(sql, at) and before not in _SIDES:
        return "\n" + INDENT * depth
    if _CONDITION.match(sql, at):
        return "\n" + INDENT * (depth + 1)
    return ""
