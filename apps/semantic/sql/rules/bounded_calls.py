"""Refuse calls whose result could be far larger than what goes in, unless a constant bounds it."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place
from apps.semantic.sql.steps import Step, from_rows, points_apart, step_between, written_out

MAX_LENGTH = 1_000  # characters that a padding function may make
MAX_ROWS = 10_000  # rows that a generator or a recursion may make

_MESSAGE = gettext_noop("%(function)s needs constant bounds: at most %(length)s characters or %(rows)s rows.")
_ADVICE = gettext_noop("Write the bounds as plain numbers or dates.")

_SIZES = frozenset({"array_length", "array_upper", "cardinality", "jsonb_array_length", "json_array_length"})
_DAY = 86_400


def bounded_calls(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Check how long padding functions make a text, the patterns of formatting ones, and the ends of generators."""
    for node in found:
        if not isinstance(node, exp.Anonymous) or not isinstance(node.this, str) or _bounded(node, language):
            continue
        line, column = place(node)
        params = {"function": node.this, "length": MAX_LENGTH, "rows": MAX_ROWS}
        yield Violation("bounded_calls", _MESSAGE, _ADVICE, params, line, column)


def _bounded(node: exp.Anonymous, language: Language) -> bool:
    name, given = str(node.this).lower(), node.expressions
    if (place := language.lengths.get(name)) is not None:
        length = _integer(given[place]) if len(given) > place else None
        return length is not None and length <= MAX_LENGTH
    if name in language.patterns:
        return bool(given) and isinstance(given[0], exp.Literal) and given[0].is_string and _narrow(given[0].this)
    if name == "generate_series":
        return _few_rows(given)
    return True


def _narrow(pattern: str) -> bool:
    digits = 0
    for character in pattern:
        digits = digits + 1 if character.isdigit() else 0
        if digits > 3 or character == "*":
            return False
    return True


def _few_rows(given: list[exp.Expr]) -> bool:
    if not 2 <= len(given) <= 3:
        return False
    step = step_between(given[2]) if len(given) == 3 else Step(1, True, None)
    if step is None:
        return False
    if step.moments and step.size >= _DAY and not (written_out(given[0]) and written_out(given[1])):
        # Days between dates that rows hold: there are not many, and the engine takes nothing but dates here.
        return all(written_out(end) or from_rows(end) for end in given[:2])
    if _as_large_as_its_value(given[1]) and not step.moments and written_out(given[0]):
        return True
    return written_out(given[0]) and written_out(given[1]) and points_apart(given[0], given[1], step, MAX_ROWS - 1)


def _as_large_as_its_value(node: exp.Expr) -> bool:
    inner = node.this if isinstance(node, exp.Sub) else node
    return isinstance(inner, exp.Anonymous) and str(inner.this).lower() in _SIZES


def _integer(node: exp.Expr) -> int | None:
    negative = isinstance(node, exp.Neg)
    literal = node.this if isinstance(node, exp.Neg) else node
    if not isinstance(literal, exp.Literal) or literal.is_string or not literal.this.isdecimal():
        return None
    value = int(literal.this[:18])
    return -value if negative else value
