"""Where in the text a node was written, for as long as a refusal may need it."""

from sqlglot import exp


def place(node: exp.Expr) -> tuple[int | None, int | None]:
    """Return line and column, from 1, of the node or of its first named part; None where the parser kept neither."""
    for part in node.walk():
        line, column = part.meta.get("line"), part.meta.get("col")
        if isinstance(line, int) and isinstance(column, int):
            length = (part.meta.get("end") or 0) - (part.meta.get("start") or 0)
            return line, max(column - length, 1)
    return None, None


def forget_places(tree: exp.Expr) -> None:
    """Drop what the parser noted beside the nodes: copying and printing a tree costs twice as much with it."""
    for node in tree.walk():
        node._meta = None  # not `meta.clear()`: an empty one is copied as slowly as a full one
