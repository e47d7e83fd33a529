"""Refuse every function that is not on the engine's list, however its name is written and wherever it stands."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place
from apps.semantic.sql.sql_words import written

_MESSAGE = gettext_noop("The function %(function)s is not allowed.")
_ADVICE = gettext_noop("Use a function from the documented list; write its name without quotes or schema.")


def calls(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Refuse unlisted functions, quoted function names, and generators outside FROM and the SELECT list."""
    for node in found:
        if isinstance(node, exp.Func) and not _listed(node, language):
            line, column = place(node)
            yield Violation("calls", _MESSAGE, _ADVICE, {"function": written(node)[:64]}, line, column)


def _listed(node: exp.Func, language: Language) -> bool:
    if not isinstance(node, exp.Anonymous):
        return type(node) in language.constructs
    name = node.this
    if not isinstance(name, str):
        return False
    if isinstance(node.parent, exp.Table | exp.Lateral):
        return name.lower() in language.generators
    return name.lower() in language.functions or (name.lower() in language.generators and _in_select_list(node))


def _in_select_list(node: exp.Expr) -> bool:
    child = node
    while child.parent is not None and not isinstance(child.parent, exp.Query):
        child = child.parent
    return isinstance(child.parent, exp.Select) and child.arg_key == "expressions"
