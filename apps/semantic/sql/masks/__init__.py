"""
Masks: what a masked column shows instead of its value, computed by the engine at the scan.

The three engines show the same for the same value. NULL stays NULL. A value without the expected form is masked in
full, and so is a column that its mask does not suit: *** for text, NULL of its own type for anything else. No mask can
fail on any value, so none tells by failing.

    forms     phone, e-mail, national id, bank card
    digest    equal values stay equal, and nobody without the key can try values
    dates     the first day of a period
    numbers   the multiple of a step below
    partial   a few characters at either end
    custom    a steward's own expression
    options   what a steward says of a mask, checked
"""

from collections.abc import Callable, Mapping

from sqlglot import exp

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, Mask, MaskKind, TableInfo
from apps.semantic.sql.masks import custom, dates, digest, forms, numbers, partial
from apps.semantic.sql.masks.spelling import expression

__all__ = ["FULL", "masked", "shown_kind", "suits"]

FULL = "***"

_MOMENTS = frozenset({ColumnKind.DATE, ColumnKind.TIMESTAMP, ColumnKind.TIMESTAMPTZ})
_NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.FLOAT})
_SUITS: Mapping[MaskKind, frozenset[ColumnKind]] = {
    **dict.fromkeys((*forms.KINDS, MaskKind.PARTIAL), frozenset({ColumnKind.TEXT})),
    MaskKind.FULL: frozenset(ColumnKind),
    MaskKind.HASH: digest.KINDS,
    MaskKind.DATE: _MOMENTS,
    MaskKind.NUMBER: _NUMBERS,
    MaskKind.CUSTOM: frozenset(ColumnKind),
}
# Each returns the engine's SQL for what stands for the value `v`, which is not NULL.
_SHOWN: Mapping[MaskKind, Callable[[Mask, ColumnKind, Dialect], str]] = {
    **dict.fromkeys(forms.KINDS, forms.shown),
    MaskKind.PARTIAL: partial.shown,
    MaskKind.HASH: digest.shown,
    MaskKind.DATE: dates.shown,
    MaskKind.NUMBER: numbers.shown,
}


def suits(kind: MaskKind, column: ColumnKind) -> bool:
    """Whether a mask shows anything of columns of this kind."""
    return column in _SUITS[kind]


def masked(column: exp.Column, info: ColumnInfo, mask: Mask, table: TableInfo, dialect: Dialect) -> exp.Expr:
    """
    Return the expression that stands for `column`.

    :param column: a reference to the raw column; it is copied.
    :raises Refused: a custom expression does not fit the table any more.
    """
    if mask.kind is MaskKind.CUSTOM:
        return custom.checked(mask.expression, info, table, dialect)
    if mask.kind is MaskKind.FULL or not suits(mask.kind, info.kind):
        shown = f"'{FULL}'" if info.kind is ColumnKind.TEXT else None
    else:
        shown = _SHOWN[mask.kind](mask, info.kind, dialect)
    if shown is None:
        # Never true, and of the column's own type, whatever that is called.
        return exp.Case(ifs=[exp.If(this=exp.false(), true=column.copy())])
    return expression(f"CASE WHEN v IS NULL THEN NULL ELSE {shown} END", column, dialect)


def shown_kind(info: ColumnInfo, mask: Mask, table: TableInfo, dialect: Dialect) -> ColumnKind:
    """Return the kind of what a masked column shows: the schema that the user's SQL is checked against says so."""
    if mask.kind is MaskKind.CUSTOM:
        return custom.kind(mask.expression, info, table, dialect)
    if mask.kind is MaskKind.HASH and suits(mask.kind, info.kind):
        return ColumnKind.TEXT
    return info.kind
