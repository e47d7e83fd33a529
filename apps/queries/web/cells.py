"""
How one value of an answer looks in a table.

Only the look is decided here: a value keeps its digits unless its metric says how many it wants, and what is not
understood is shown as it came. The text is plain; the template escapes it.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.translation import gettext as _

from apps.queries.contracts import Column, JsonCell
from apps.semantic.contracts import ColumnKind, Grain

NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.FLOAT})
TIMES = frozenset({ColumnKind.TIMESTAMP, ColumnKind.TIMESTAMPTZ})
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value to show; `look` are its CSS classes: number, time or text, and null."""

    text: str
    look: str


def show_cell(value: JsonCell, column: Column) -> Cell:
    """Return what a person reads for a value of this column."""
    look = look_of(column)
    if value is None:
        return Cell(NOTHING, f"{look} null")
    if isinstance(value, bool):
        return Cell(_("yes") if value else _("no"), look)
    if look == "number":
        return Cell(_number(value, column), look)
    if look == "time":
        return Cell(_time(str(value), column), look)
    return Cell(str(value), look)


def look_of(column: Column) -> str:
    """The CSS class of a whole column: its header is aligned as its values are."""
    if column.type in NUMBERS and not column.grain:
        return "number"
    return "time" if column.grain or column.type in TIMES or column.type == ColumnKind.DATE else "text"


def _number(value: JsonCell, column: Column) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    if column.decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-column.decimals), rounding=ROUND_HALF_UP)
    # Thousands are separated in what is measured; a year or an order's number that rows are grouped by is a name.
    return f"{number:,f}" if column.kind == "metric" else f"{number:f}"


def _time(text: str, column: Column) -> str:
    """A period by its first day (2026-08, 2026-Q3, 2026; a day and a week by their date), a moment to the second."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    match column.grain:
        case Grain.YEAR:
            return f"{moment:%Y}"
        case Grain.QUARTER:
            return f"{moment:%Y}-Q{(moment.month + 2) // 3}"
        case Grain.MONTH:
            return f"{moment:%Y-%m}"
        case "" if column.type in TIMES:
            return f"{moment:%Y-%m-%d %H:%M:%S}"
        case _:
            return f"{moment:%Y-%m-%d}"
