"""Refuse names that an engine would cut or that this product uses itself."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place
from apps.semantic.sql.reading import RESERVED

MAX_BYTES = 63  # PostgreSQL cuts longer names without a word, so that two names become one

_MESSAGE = gettext_noop("A name here is empty, too long or reserved.")
_ADVICE = gettext_noop("Use names of at most 63 bytes that do not begin with __c2s_.")


def identifiers(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Check every identifier, and the words that stand in for one."""
    for node in found:
        if isinstance(node, exp.Identifier) and not _usable(node.name):
            line, column = place(node)
            yield Violation("identifiers", _MESSAGE, _ADVICE, {}, line, column)


def _usable(name: str) -> bool:
    return 0 < len(name.encode()) <= MAX_BYTES and not name.lower().startswith(RESERVED)
