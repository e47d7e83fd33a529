"""
Gives a computed column that was given no name the one that its engine would: what was written.

MySQL calls a column by the text of its expression. In the final text that would be ours, with what a policy lets a
user see of the tables in it; so the name is said before any policy comes in.
"""

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.reading import render

MAX_BYTES = 56  # room for a number behind what is cut; a name of the engine may have 64 characters


def name_columns(tree: exp.Query, dialect: Dialect) -> None:
    """Name the columns of every SELECT of a statement as it was written; names are not spelled out yet."""
    if dialect is not Dialect.MYSQL:
        return
    for select in list(tree.find_all(exp.Select)):
        shown = list(select.expressions)
        for place, node in enumerate(shown):
            if not isinstance(node.unnest(), exp.Alias | exp.Column | exp.Star):
                name = exp.to_identifier(_shortened(render(node, dialect), place), quoted=True)
                node.replace(exp.Alias(this=node.copy(), alias=name))


def _shortened(text: str, place: int) -> str:
    if len(text.encode()) <= MAX_BYTES:
        return text
    return text.encode()[: MAX_BYTES - 3].decode(errors="ignore").rstrip() + f"…{place + 1}"
