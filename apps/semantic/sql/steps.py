"""
Counting in SQL: `n + 1`, `day + interval '1 day'`, `date(d, '+1 month')`; and how many steps lie between two values.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlglot import exp

_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800, "month": 2_419_200}
_SECONDS |= {"quarter": 7_689_600, "year": 31_536_000}
_AMOUNT = re.compile(r"\+?(-?)(\d{1,6})\s*([a-z]+?)s?", re.IGNORECASE)
_DATES = frozenset({"date", "datetime"})
_NOW = (exp.CurrentDate, exp.CurrentTimestamp, exp.Localtimestamp)
_TODAY = frozenset({"now", "date", "datetime"})
_LARGEST = 100_000  # a number that only one end of a count is compared with


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a counter: `size` units, or seconds where it counts moments."""

    size: float
    upwards: bool
    moments: bool | None  # None: days or numbers, as the value is


def step_of(node: exp.Expr, is_counter: Callable[[exp.Expr], bool]) -> Step | None:
    """Return the step that `node` is further than the counter by; None: it is something else."""
    match node:
        case exp.Paren() | exp.Cast():
            return step_of(node.this, is_counter)
        case exp.Anonymous(this=str(name)) if name.lower() in _DATES and len(node.expressions) == 2:
            counter, amount = node.expressions
            literal = amount if isinstance(amount, exp.Literal) and amount.is_string else None
            return _moved(literal.this, 1) if literal is not None and is_counter(counter) else None
        case exp.Add() | exp.Sub():
            sign = 1 if isinstance(node, exp.Add) else -1
            counter, amount = node.this, node.expression
            if sign == 1 and is_counter(amount.unnest()):
                counter, amount = amount, counter
            if not is_counter(_bare(counter)):
                return None
            return _by(amount, sign)
    return None


def points_apart(start: exp.Expr, end: exp.Expr, step: Step, most: int) -> bool:
    """
    Whether there are surely at most `most` steps between two values that are written out; where one comes from rows,
    whether the steps lead there at all.
    """
    first, last = _value(start), _value(end)
    if last is None and not from_rows(end):
        return False
    if first is None or last is None or type(first) is not type(last):
        plain = [value for value in (first, last) if isinstance(value, float)]
        return all(abs(value) <= _LARGEST for value in plain)
    if isinstance(first, datetime) and isinstance(last, datetime):
        seconds = step.size if step.moments else step.size * _SECONDS["day"]
        return abs((last - first).total_seconds()) / seconds <= most
    return isinstance(first, float) and isinstance(last, float) and abs(last - first) / step.size <= most


def step_between(amount: exp.Expr) -> Step | None:
    """Return the step that a series takes by `amount`; None: it is not written out, or is nothing."""
    return _by(amount, 1)


def written_out(node: exp.Expr) -> bool:
    """Whether a number or moment stands there as it is."""
    return _value(node) is not None


def _by(amount: exp.Expr, sign: int) -> Step | None:
    amount = _bare(amount)
    if isinstance(amount, exp.Interval) and isinstance(amount.this, exp.Literal):
        unit = amount.args.get("unit")
        return _moved(f"{amount.this.this} {unit.name if isinstance(unit, exp.Var) else ''}".strip(), sign)
    if isinstance(amount, exp.Literal) and amount.is_string:
        return _moved(amount.this, sign)
    number = _number(amount)
    if not number or abs(number) < 0.001:
        return None
    return Step(abs(number), number * sign > 0, None)


def _moved(text: str, sign: int) -> Step | None:
    found = _AMOUNT.fullmatch(text.strip())
    if found is None or found[3].lower() not in _SECONDS or int(found[2]) == 0:
        return None
    return Step(int(found[2]) * _SECONDS[found[3].lower()], (found[1] != "-") == (sign > 0), True)


def _value(node: exp.Expr) -> float | datetime | None:
    inner = _bare(node)
    if (number := _number(inner)) is not None:
        return number
    if isinstance(inner, exp.Anonymous) and str(inner.this).lower() in _DATES and len(inner.expressions) == 1:
        inner = inner.expressions[0]
    if not isinstance(inner, exp.Literal):
        return None
    try:
        return datetime.fromisoformat(inner.this).replace(tzinfo=None)
    except ValueError:
        return None


def _number(node: exp.Expr) -> float | None:
    inner = node.this if isinstance(node, exp.Neg) else node
    if not isinstance(inner, exp.Literal) or inner.is_string:
        return None
    return -float(inner.this) if isinstance(node, exp.Neg) else float(inner.this)


def from_rows(node: exp.Expr) -> bool:
    """Whether a value is today's, or comes from rows; no large number may be in it."""
    numbers = (_number(literal) for literal in node.find_all(exp.Literal))
    if any(number is not None and number > _LARGEST for number in numbers):
        return False
    if any(True for _ in node.find_all(exp.Column, *_NOW)):
        return True
    return any(str(call.this).lower() in _TODAY for call in node.find_all(exp.Anonymous))


def _bare(node: exp.Expr) -> exp.Expr:
    while isinstance(node, exp.Paren | exp.Cast):
        node = node.this
    return node
