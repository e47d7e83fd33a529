"""Where in the text a node was written."""

from sqlglot import exp


def place(node: exp.Expr) -> tuple[int | None, int | None]:
    """Return line and column, from 1, of the node or of its first named part; None where the parser kept neither."""
    for part in node.walk():
        line, column = part.meta.get("line"), part.meta.get("col")
        if isinstance(line, int) and isinstance(column, int):
            length = (part.meta.get("end") or 0) - (part.meta.get("start") or 0)
            return line, max(column - length, 1)
    return None, None
