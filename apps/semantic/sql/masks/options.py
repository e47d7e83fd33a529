"""
What a steward says of a mask beside its kind, from plain values to a `Mask` and back.

Each kind has its own options and no others: an option that would be ignored is refused, because somebody meant it.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from apps.errors import InvalidInput, gettext_noop
from apps.semantic.contracts import ColumnInfo, ColumnKind, DateUnit, Dialect, Mask, MaskKind, TableInfo
from apps.semantic.sql.masks import custom, suits

LONGEST_END = 32  # characters that a partial mask may keep at one end
LARGEST_STEP = Decimal(10**15)
STEP_DECIMALS = 6

# By kind of mask, the names of its options.
OPTIONS: Mapping[MaskKind, frozenset[str]] = {
    MaskKind.DATE: frozenset({"unit"}),
    MaskKind.NUMBER: frozenset({"step"}),
    MaskKind.PARTIAL: frozenset({"keep_start", "keep_end"}),
    MaskKind.CUSTOM: frozenset({"expression"}),
}
_NOT_ITS_OWN = gettext_noop("is no option of this mask")
_UNIT = gettext_noop("a date mask needs one of month, quarter, year")
_STEP = gettext_noop("a number mask needs a positive number of at most 15 digits and 6 decimals")
_WHOLE_STEP = gettext_noop("must be a whole number for a column of whole numbers")
_ENDS = gettext_noop("must be a whole number from 0 to 32")
_NO_END = gettext_noop("a partial mask keeps something: say how much at the start or the end")
_EXPRESSION = gettext_noop("a custom mask needs one")
_UNSUITED = gettext_noop("this mask does not suit a column of this kind")


def mask_of(kind: MaskKind, options: Mapping[str, object], *, name: str) -> Mask:
    """
    Return the mask that `options` describe. Empty values count as not said.

    :param name: what the answer's receipt calls it.
    :raises InvalidInput: an option is missing, malformed, or not one of this kind's.
    """
    said = {option: value for option, value in options.items() if value not in (None, "")}
    for option in sorted(said):
        if option not in OPTIONS.get(kind, frozenset()):
            raise InvalidInput(field=option, reason=_NOT_ITS_OWN)
    match kind:
        case MaskKind.DATE:
            return Mask(kind, name, unit=_unit(said.get("unit")))
        case MaskKind.NUMBER:
            return Mask(kind, name, step=_step(said.get("step")))
        case MaskKind.PARTIAL:
            start, end = _end("keep_start", said), _end("keep_end", said)
            if not start and not end:
                raise InvalidInput(field="keep_start", reason=_NO_END)
            return Mask(kind, name, keep_start=start, keep_end=end)
        case MaskKind.CUSTOM:
            return Mask(kind, name, expression=_expression(said.get("expression")))
    return Mask(kind, name)


def options_of(mask: Mask) -> dict[str, str | int]:
    """Return the options as plain values, the same for equal masks; `mask_of` reads them."""
    match mask.kind:
        case MaskKind.DATE if mask.unit is not None:
            return {"unit": mask.unit.value}
        case MaskKind.NUMBER if mask.step is not None:
            return {"step": format(mask.step, "f")}
        case MaskKind.PARTIAL:
            return {"keep_start": mask.keep_start, "keep_end": mask.keep_end}
        case MaskKind.CUSTOM:
            return {"expression": mask.expression}
    return {}


def check_fits(mask: Mask, column: ColumnInfo, table: TableInfo, dialect: Dialect) -> None:
    """
    Refuse a mask that would show nothing of the column.

    :raises InvalidInput: it is not made for columns of this kind.
    :raises Refused: its expression is not allowed, with the reason.
    """
    # On other columns than text these hide everything, which may be just what is wanted.
    hides_anyway = mask.kind in (MaskKind.PHONE, MaskKind.EMAIL, MaskKind.NATIONAL_ID, MaskKind.BANK_CARD)
    if not suits(mask.kind, column.kind) and not hides_anyway:
        raise InvalidInput(field="mask", reason=_UNSUITED)
    if mask.step is not None and column.kind is ColumnKind.INTEGER and mask.step != int(mask.step):
        raise InvalidInput(field="step", reason=_WHOLE_STEP)
    if mask.kind is MaskKind.CUSTOM:
        custom.checked(mask.expression, column, table, dialect)


def _unit(value: object) -> DateUnit:
    if not isinstance(value, str) or value not in set(DateUnit):
        raise InvalidInput(field="unit", reason=_UNIT)
    return DateUnit(value)


def _step(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise InvalidInput(field="step", reason=_STEP)
    try:
        step = Decimal(str(value))
    except InvalidOperation:
        raise InvalidInput(field="step", reason=_STEP) from None
    if not step.is_finite() or not 0 < step <= LARGEST_STEP or step != round(step, STEP_DECIMALS):
        raise InvalidInput(field="step", reason=_STEP)
    # One spelling for equal steps: 100, 1E+2 and 100.0 are one mask.
    return Decimal(format(step, "f").rstrip("0").rstrip(".")) if "." in format(step, "f") else Decimal(int(step))


def _end(option: str, said: Mapping[str, object]) -> int:
    value = said.get(option, 0)
    number = (
        int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 4 else value
    )
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= LONGEST_END:
        raise InvalidInput(field=option, reason=_ENDS)
    return number


def _expression(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidInput(field="expression", reason=_EXPRESSION)
    return value.strip()
