"""What a steward may say of a mask: each kind its own options, checked, and equal however they are spelled."""

from decimal import Decimal

import pytest

from apps.errors import InvalidInput
from apps.semantic.contracts import ColumnInfo, ColumnKind, DateUnit, Dialect, Mask, MaskKind, TableInfo, TableRef
from apps.semantic.sql.masks.options import check_fits, mask_of, options_of

K = MaskKind


@pytest.mark.parametrize(
    ("kind", "options", "mask"),
    [
        (K.PHONE, {}, Mask(K.PHONE, "m")),
        (K.HASH, {"unit": "", "step": None}, Mask(K.HASH, "m")),
        (K.DATE, {"unit": "quarter"}, Mask(K.DATE, "m", unit=DateUnit.QUARTER)),
        (K.NUMBER, {"step": "100"}, Mask(K.NUMBER, "m", step=Decimal(100))),
        (K.NUMBER, {"step": 0.25}, Mask(K.NUMBER, "m", step=Decimal("0.25"))),
        (K.NUMBER, {"step": "1e3"}, Mask(K.NUMBER, "m", step=Decimal(1000))),
        (K.NUMBER, {"step": Decimal("2.500")}, Mask(K.NUMBER, "m", step=Decimal("2.5"))),
        (K.PARTIAL, {"keep_start": 1}, Mask(K.PARTIAL, "m", keep_start=1)),
        (K.PARTIAL, {"keep_start": "0", "keep_end": "4"}, Mask(K.PARTIAL, "m", keep_end=4)),
        (K.CUSTOM, {"expression": " 'x' "}, Mask(K.CUSTOM, "m", expression="'x'")),
    ],
)
def test_options_are_read_and_written_back(kind: MaskKind, options: dict[str, object], mask: Mask) -> None:
    read = mask_of(kind, options, name="m")

    assert read == mask
    assert mask_of(kind, options_of(read), name="m") == mask


@pytest.mark.parametrize(
    ("kind", "options", "field"),
    [
        (K.PHONE, {"unit": "year"}, "unit"),
        (K.FULL, {"expression": "1"}, "expression"),
        (K.DATE, {}, "unit"),
        (K.DATE, {"unit": "day"}, "unit"),
        (K.DATE, {"unit": 1}, "unit"),
        (K.DATE, {"unit": "year", "step": 1}, "step"),
        (K.NUMBER, {}, "step"),
        (K.NUMBER, {"step": 0}, "step"),
        (K.NUMBER, {"step": "-5"}, "step"),
        (K.NUMBER, {"step": "NaN"}, "step"),
        (K.NUMBER, {"step": "Infinity"}, "step"),
        (K.NUMBER, {"step": "ten"}, "step"),
        (K.NUMBER, {"step": "1); DROP TABLE x"}, "step"),
        (K.NUMBER, {"step": True}, "step"),
        (K.NUMBER, {"step": [1]}, "step"),
        (K.NUMBER, {"step": "1e16"}, "step"),
        (K.NUMBER, {"step": "1e999999999"}, "step"),
        (K.NUMBER, {"step": "0.0000001"}, "step"),
        (K.PARTIAL, {}, "keep_start"),
        (K.PARTIAL, {"keep_start": 0, "keep_end": 0}, "keep_start"),
        (K.PARTIAL, {"keep_start": -1}, "keep_start"),
        (K.PARTIAL, {"keep_end": 33}, "keep_end"),
        (K.PARTIAL, {"keep_end": 1.5}, "keep_end"),
        (K.PARTIAL, {"keep_end": "٣"}, "keep_end"),
        (K.PARTIAL, {"keep_end": True}, "keep_end"),
        (K.CUSTOM, {}, "expression"),
        (K.CUSTOM, {"expression": "  "}, "expression"),
        (K.CUSTOM, {"expression": 5}, "expression"),
        (K.HASH, {"key": "x"}, "key"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(kind: MaskKind, options: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        mask_of(kind, options, name="m")

    assert refused.value.params["field"] == field


@pytest.mark.parametrize(
    ("mask", "kind", "field"),
    [
        (Mask(K.DATE, "m", unit=DateUnit.YEAR), ColumnKind.TEXT, "mask"),
        (Mask(K.DATE, "m", unit=DateUnit.YEAR), ColumnKind.TIME, "mask"),
        (Mask(K.NUMBER, "m", step=Decimal(10)), ColumnKind.TEXT, "mask"),
        (Mask(K.NUMBER, "m", step=Decimal("0.5")), ColumnKind.INTEGER, "step"),
        (Mask(K.PARTIAL, "m", keep_start=1), ColumnKind.INTEGER, "mask"),
        (Mask(K.HASH, "m"), ColumnKind.FLOAT, "mask"),
        (Mask(K.HASH, "m"), ColumnKind.TIMESTAMPTZ, "mask"),
        (Mask(K.HASH, "m"), ColumnKind.JSON, "mask"),
    ],
)
def test_a_mask_for_another_kind_of_column_is_refused(mask: Mask, kind: ColumnKind, field: str) -> None:
    column = ColumnInfo("c", kind.value, kind)

    with pytest.raises(InvalidInput) as refused:
        check_fits(mask, column, TableInfo(TableRef("public", "t"), (column,)), Dialect.POSTGRES)

    assert refused.value.params["field"] == field


@pytest.mark.parametrize("kind", [K.PHONE, K.EMAIL, K.NATIONAL_ID, K.BANK_CARD, K.FULL])
def test_a_number_may_be_masked_as_if_it_were_text_and_shows_nothing(kind: MaskKind) -> None:
    column = ColumnInfo("c", "bigint", ColumnKind.INTEGER)

    check_fits(Mask(kind, "m"), column, TableInfo(TableRef("public", "t"), (column,)), Dialect.POSTGRES)
