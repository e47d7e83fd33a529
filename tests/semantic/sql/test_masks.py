"""Masks look the same on both engines, hide whatever has another form, and never fail."""

from collections.abc import Mapping

import pytest
from sqlglot import exp

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, MaskKind
from apps.semantic.sql.masks import mask
from tests.semantic.sql import worlds

VALUES = [
    (MaskKind.PHONE, "13812348888", "138****8888"),
    (MaskKind.PHONE, "+8613812348888", "***"),
    (MaskKind.PHONE, "1381234888", "***"),
    (MaskKind.PHONE, "13812348888\n", "***"),
    (MaskKind.PHONE, "１３８12348888", "***"),
    (MaskKind.PHONE, "", "***"),
    (MaskKind.PHONE, None, None),
    (MaskKind.EMAIL, "anna@example.com", "a***@example.com"),
    (MaskKind.EMAIL, "a@b@c", "***"),
    (MaskKind.EMAIL, "@example.com", "***"),
    (MaskKind.EMAIL, "anna@", "***"),
    (MaskKind.EMAIL, "anna", "***"),
    (MaskKind.EMAIL, "安娜@example.com", "***"),
    (MaskKind.EMAIL, None, None),
    (MaskKind.NATIONAL_ID, "110101199001011234", "110***********1234"),
    (MaskKind.NATIONAL_ID, "11010119900101123X", "110***********123X"),
    (MaskKind.NATIONAL_ID, "110101900101123", "***"),
    (MaskKind.BANK_CARD, "6222020200001234", "6222 **** **** 1234"),
    (MaskKind.BANK_CARD, "6222020200000001234", "6222 **** **** 1234"),
    (MaskKind.BANK_CARD, "6222 0202 0000 1234", "***"),
    (MaskKind.BANK_CARD, "622202020000123", "***"),
    (MaskKind.BANK_CARD, None, None),
    (MaskKind.FULL, "anything", "***"),
    (MaskKind.FULL, None, None),
]


@pytest.mark.parametrize("dialect", [Dialect.POSTGRES, Dialect.SQLITE])
@pytest.mark.parametrize(("kind", "value", "shown"), VALUES)
def test_a_masked_text(
    dialect: Dialect,
    kind: MaskKind,
    value: str | None,
    shown: str | None,
    both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]],
) -> None:
    masked = mask(exp.column("v"), ColumnInfo("v", "text", ColumnKind.TEXT), kind, dialect).sql(dialect.value)
    literal = exp.cast(exp.convert(value), "text").sql(dialect.value)
    _, rows = worlds.rows_of(both_worlds[dialect][0](f"SELECT {masked} FROM (SELECT {literal} AS v) AS t"))

    assert rows == [(repr(shown),)]


@pytest.mark.parametrize("dialect", [Dialect.POSTGRES, Dialect.SQLITE])
@pytest.mark.parametrize("kind", list(MaskKind))
def test_what_is_not_text_shows_nothing(
    dialect: Dialect, kind: MaskKind, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    masked = mask(exp.column("v"), ColumnInfo("v", "integer", ColumnKind.INTEGER), kind, dialect).sql(dialect.value)
    _, rows = worlds.rows_of(both_worlds[dialect][0](f"SELECT {masked} + 1 FROM (SELECT 13812348888 AS v) AS t"))

    assert rows == [("None",)]
