"""Refuse every function that is not on the engine's list, however its name is written and wherever it stands."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place

_MESSAGE = gettext_noop("The function %(function)s is not allowed.")
_ADVICE = gettext_noop("Use a function from the documented list; write its name without quotes or schema.")


def calls(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Refuse unlisted functions, quoted function names, and generators outside FROM."""
    for node in found:
        if isinstance(node, exp.Func) and not _listed(node, language):
            line, column = place(node)
            yield Violation("calls", _MESSAGE, _ADVICE, {"function": _name(node)[:64]}, line, column)


def _listed(node: exp.Func, language: Language) -> bool:
    if not isinstance(node, exp.Anonymous):
        return type(node) in language.constructs
    name = node.this
    if not isinstance(name, str):
        return False
    if isinstance(node.parent, exp.Table):
        return name.lower() in language.generators
    return name.lower() in language.functions


def _name(node: exp.Func) -> str:
    return str(node.name) if isinstance(node, exp.Anonymous) else node.sql_name()
