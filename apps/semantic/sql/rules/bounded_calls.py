"""Refuse calls whose result could be far larger than what goes in, unless a constant bounds it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place

MAX_LENGTH = 1_000  # characters that a padding function may make
MAX_ROWS = 10_000  # rows that a generator may make

_MESSAGE = gettext_noop("%(function)s needs constant bounds: at most %(length)s characters or %(rows)s rows.")
_ADVICE = gettext_noop("Write the bounds as plain numbers or dates.")

_PADDING = frozenset({"lpad", "rpad", "repeat"})
_FORMATTING = frozenset({"printf", "format"})
_DAYS = {"day": 1, "week": 7, "month": 28, "quarter": 89, "year": 365}


def bounded_calls(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Check the second argument of padding functions, the pattern of formatting ones, and the ends of generators."""
    for node in found:
        if not isinstance(node, exp.Anonymous) or not isinstance(node.this, str) or _bounded(node, node.this.lower()):
            continue
        line, column = place(node)
        params = {"function": node.this, "length": MAX_LENGTH, "rows": MAX_ROWS}
        yield Violation("bounded_calls", _MESSAGE, _ADVICE, params, line, column)


def _bounded(node: exp.Anonymous, name: str) -> bool:
    given = node.expressions
    if name in _PADDING:
        length = _integer(given[1]) if len(given) > 1 else None
        return length is not None and length <= MAX_LENGTH
    if name in _FORMATTING:
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
    start, end = _integer(given[0]), _integer(given[1])
    if start is not None and end is not None:
        step = _integer(given[2]) if len(given) == 3 else 1
        return bool(step) and abs(end - start) // abs(step or 1) < MAX_ROWS
    first, last, days = _day(given[0]), _day(given[1]), _step_in_days(given[2]) if len(given) == 3 else None
    if first is None or last is None or days is None:
        return False
    return abs((last - first).days) // days < MAX_ROWS


def _integer(node: exp.Expr) -> int | None:
    negative = isinstance(node, exp.Neg)
    literal = node.this if isinstance(node, exp.Neg) else node
    if not isinstance(literal, exp.Literal) or literal.is_string or not literal.this.isdecimal():
        return None
    value = int(literal.this[:18])
    return -value if negative else value


def _day(node: exp.Expr) -> date | None:
    literal = node.this if isinstance(node, exp.Cast) else node
    if not isinstance(literal, exp.Literal) or not literal.is_string:
        return None
    try:
        return datetime.fromisoformat(literal.this).date()
    except ValueError:
        return None


def _step_in_days(node: exp.Expr) -> int | None:
    if not isinstance(node, exp.Interval) or not isinstance(node.this, exp.Literal) or node.unit is None:
        return None
    count, unit = node.this.this, node.unit.name.lower().removesuffix("s")
    if not count.isdecimal() or int(count[:6]) == 0 or unit not in _DAYS:
        return None
    return int(count[:6]) * _DAYS[unit]
