"""
Turns the stored form of a member's attribute into a typed value, and refuses what is not of its kind.

Nothing is guessed: `true` is not 1, `1.0` is not a whole number, a date is written YYYY-MM-DD.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from apps.errors import InvalidInput

AttributeValue = str | int | Decimal | bool | date | tuple[str, ...] | tuple[int, ...]

# What row predicates know of everybody; nobody is given an attribute of such a name.
RESERVED = frozenset({"user_id", "login", "today", "hour", "weekday"})


class AttributeKind(StrEnum):
    """The types that an attribute may have."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TEXT_LIST = "text_list"
    INTEGER_LIST = "int_list"


class BadAttribute(InvalidInput):
    """The value is not of its kind."""

    code = "attribute.bad"


def decode(*, kind: AttributeKind, raw: object) -> AttributeValue:
    """
    Return the typed value of what JSON holds.

    :raises BadAttribute: `raw` is not of this kind.
    """
    match kind, raw:
        case AttributeKind.BOOLEAN, bool(value):
            return value
        case AttributeKind.INTEGER, int(value) if not isinstance(value, bool):
            return value
        case AttributeKind.TEXT, str(value):
            return value
        case AttributeKind.DECIMAL, str() | int() if not isinstance(raw, bool):
            return _decimal(str(raw))
        case AttributeKind.DATE, str(value):
            return _date(value)
        case ((AttributeKind.TEXT_LIST | AttributeKind.INTEGER_LIST), list(values)) if all(
            type(value) is _MEMBERS[kind] for value in values
        ):
            return tuple(values)
    raise BadAttribute(field="value", reason=kind.value)


_MEMBERS = {AttributeKind.TEXT_LIST: str, AttributeKind.INTEGER_LIST: int}


def encode(value: AttributeValue) -> tuple[AttributeKind, object]:
    """Return the kind of a typed value and the form that JSON holds."""
    match value:
        case bool():
            return AttributeKind.BOOLEAN, value
        case int():
            return AttributeKind.INTEGER, value
        case Decimal():
            return AttributeKind.DECIMAL, str(value)
        case date():
            return AttributeKind.DATE, value.isoformat()
        case str():
            return AttributeKind.TEXT, value
        case tuple():
            whole = bool(value) and all(type(one) is int for one in value)
            return AttributeKind.INTEGER_LIST if whole else AttributeKind.TEXT_LIST, list(value)


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise BadAttribute(field="value", reason=AttributeKind.DECIMAL.value) from error
    if not number.is_finite():
        raise BadAttribute(field="value", reason=AttributeKind.DECIMAL.value)
    return number


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadAttribute(field="value", reason=AttributeKind.DATE.value) from error
    if day.isoformat() != text:  # fromisoformat also takes week dates and compact forms
        raise BadAttribute(field="value", reason=AttributeKind.DATE.value)
    return day
