"""Refuse every construct that is not on the list. What the parser may learn in a later version is not on it."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place
from apps.semantic.sql.sql_words import written

_MESSAGE = gettext_noop("%(construct)s is not allowed here.")
_ADVICE = gettext_noop("Use one SELECT with joins, conditions, grouping, windows and listed functions.")


def nodes(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """
    Refuse node types that are not listed; functions among them are named by `calls`.

    The exact type counts, not its base: a subclass may print something else.
    """
    for node in found:
        if type(node) not in language.constructs and not isinstance(node, exp.Func):
            line, column = place(node)
            yield Violation("nodes", _MESSAGE, _ADVICE, {"construct": written(node)}, line, column)
