"""Refuse casts to types that are not on the list: row types, `reg*`, and whatever a database defines for itself."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place

_MESSAGE = gettext_noop("A cast to this type is not allowed.")
_ADVICE = gettext_noop("Cast to a plain number, text, date, time, boolean, interval or JSON type.")

_T = exp.DType
_ARGUMENTS = frozenset({"this", "expressions", "nested"})
_DIGITS = 4
_CHARACTER_SETS = frozenset({"utf8mb4", "utf8mb3", "utf8", "latin1", "ascii", "binary", "gbk"})


def types(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Refuse types that are not listed, and arrays of them; a length or precision must be a plain number."""
    for node in found:
        if isinstance(node, exp.DataType) and not _listed(node, language):
            line, column = place(node.parent or node)
            yield Violation("types", _MESSAGE, _ADVICE, {}, line, column)


def _listed(node: exp.DataType, language: Language) -> bool:
    if node.this is _T.CHARACTER_SET:  # MySQL's CONVERT(… USING utf8mb4)
        return node.this in language.types and node.text("kind").lower() in _CHARACTER_SETS
    if any(value and name not in _ARGUMENTS for name, value in node.args.items()):
        return False
    if node.this is _T.ARRAY:
        return exp.Array in language.constructs and [type(part) for part in node.expressions] == [exp.DataType]
    return node.this in language.types and all(_plain_parameter(part) for part in node.expressions)


def _plain_parameter(node: exp.Expr) -> bool:
    if not isinstance(node, exp.DataTypeParam) or node.expression or not isinstance(node.this, exp.Literal):
        return False
    return len(node.this.this) <= _DIGITS  # a CHAR is as long as it is declared
