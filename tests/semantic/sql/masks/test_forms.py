"""What has a form shows a part of it, the same on every engine; anything else is masked in full. Nothing fails."""

from collections.abc import Mapping

import pytest
from sqlglot import exp

from apps.semantic.contracts import ColumnKind, Dialect, Mask, MaskKind
from tests.semantic.sql.masks.engines import DIALECTS, Engine

VALUES = [
    (MaskKind.PHONE, "13812348888", "138****8888"),
    (MaskKind.PHONE, "+8613812348888", "***"),
    (MaskKind.PHONE, "1381234888", "***"),
    (MaskKind.PHONE, "138123488880", "***"),
    (MaskKind.PHONE, "13812348888\n", "***"),
    (MaskKind.PHONE, "x\n13812348888", "***"),
    (MaskKind.PHONE, "１３８12348888", "***"),
    (MaskKind.PHONE, "1٣812348888", "***"),
    (MaskKind.PHONE, "", "***"),
    (MaskKind.PHONE, None, None),
    (MaskKind.EMAIL, "anna@example.com", "a***@example.com"),
    (MaskKind.EMAIL, "Anna@Example.COM", "A***@Example.COM"),
    (MaskKind.EMAIL, "a@b", "a***@b"),
    (MaskKind.EMAIL, "a@b@c", "***"),
    (MaskKind.EMAIL, "@example.com", "***"),
    (MaskKind.EMAIL, "anna@", "***"),
    (MaskKind.EMAIL, "anna", "***"),
    (MaskKind.EMAIL, "anna@example.com\n", "***"),
    (MaskKind.EMAIL, "anna @example.com", "***"),
    (MaskKind.EMAIL, "anna@example.com'--", "***"),
    (MaskKind.EMAIL, "安娜@example.com", "***"),
    (MaskKind.EMAIL, "a\u017f@example.com", "***"),
    (MaskKind.EMAIL, "\u212aelvin@example.com", "***"),
    (MaskKind.EMAIL, "a" * 245 + "@b.example", "***"),
    (MaskKind.EMAIL, "a" * 244 + "@b.example", "a***@b.example"),
    (MaskKind.EMAIL, None, None),
    (MaskKind.NATIONAL_ID, "110101199001011234", "110***********1234"),
    (MaskKind.NATIONAL_ID, "11010119900101123X", "110***********123X"),
    (MaskKind.NATIONAL_ID, "11010119900101123x", "110***********123x"),
    (MaskKind.NATIONAL_ID, "11010119900101123Y", "***"),
    (MaskKind.NATIONAL_ID, "110101900101123", "***"),
    (MaskKind.BANK_CARD, "6222020200001234", "6222 **** **** 1234"),
    (MaskKind.BANK_CARD, "6222020200000001234", "6222 **** **** 1234"),
    (MaskKind.BANK_CARD, "62220202000000012345", "***"),
    (MaskKind.BANK_CARD, "6222 0202 0000 1234", "***"),
    (MaskKind.BANK_CARD, "622202020000123", "***"),
    (MaskKind.BANK_CARD, None, None),
    (MaskKind.FULL, "anything", "***"),
    (MaskKind.FULL, "", "***"),
    (MaskKind.FULL, None, None),
]
FORMED = (MaskKind.PHONE, MaskKind.EMAIL, MaskKind.NATIONAL_ID, MaskKind.BANK_CARD)
NASTY = ("", " ", "\n", "'", "\\", "%", "😀", "e\u0301", "\u202e13812348888", "9" * 100_000, "a@" * 50_000)


def literal(value: str | None, dialect: Dialect) -> str:
    return exp.cast(exp.convert(value), "text").sql(dialect.value)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("kind", "value", "shown"), VALUES)
def test_a_value_with_a_form(
    dialect: Dialect, kind: MaskKind, value: str | None, shown: str | None, masking_engines: Mapping[Dialect, Engine]
) -> None:
    engine = masking_engines[dialect]

    assert engine.shows(Mask(kind, "m"), ColumnKind.TEXT, literal(value, dialect)) == shown


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("kind", FORMED)
def test_no_text_makes_it_fail(
    dialect: Dialect, kind: MaskKind, value: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    assert masking_engines[dialect].shows(Mask(kind, "m"), ColumnKind.TEXT, literal(value, dialect)) == "***"


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", [*FORMED, MaskKind.FULL, MaskKind.PARTIAL])
def test_what_is_not_text_shows_nothing(
    dialect: Dialect, kind: MaskKind, masking_engines: Mapping[Dialect, Engine]
) -> None:
    mask = Mask(kind, "m", keep_start=1)

    assert masking_engines[dialect].shows(mask, ColumnKind.INTEGER, "13812348888") is None


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("start", "end", "value", "shown"),
    [
        (1, 0, "张小明", "张***"),
        (1, 1, "张小明", "***"),
        (1, 1, "欧阳小明", "欧***明"),
        (0, 4, "62220202", "***0202"),
        (3, 4, "13812348888", "138***8888"),
        (2, 2, "", "***"),
        (2, 2, "abcde", "***"),
        (2, 2, "abcdef", "ab***ef"),
        (1, 1, "😀😁😂🤣", "😀***🤣"),
        (1, 2, "ae\u0301ioe\u0301", "a***e\u0301"),
        (1, 1, "    ", " *** "),
        (32, 32, "x" * 100_000, "x" * 32 + "***" + "x" * 32),
        (1, 1, "a\nb\nc", "a***c"),
        (1, 1, None, None),
    ],
)
def test_a_few_characters_at_either_end(
    dialect: Dialect,
    start: int,
    end: int,
    value: str | None,
    shown: str | None,
    masking_engines: Mapping[Dialect, Engine],
) -> None:
    mask = Mask(MaskKind.PARTIAL, "m", keep_start=start, keep_end=end)

    assert masking_engines[dialect].shows(mask, ColumnKind.TEXT, literal(value, dialect)) == shown


@pytest.mark.parametrize("kind", FORMED)
def test_sqlite_masks_what_no_text_column_should_hold(
    kind: MaskKind, masking_engines: Mapping[Dialect, Engine]
) -> None:
    engine = masking_engines[Dialect.SQLITE]

    for held in ("x'ff00fe'", "CAST(x'ff61' AS TEXT)", "1.5", "9e999", "x''"):
        assert engine.shows(Mask(kind, "m"), ColumnKind.TEXT, held) == "***"
    assert (
        engine.shows(Mask(MaskKind.PARTIAL, "m", keep_start=1), ColumnKind.TEXT, "'a' || char(0) || 'secret'") == "***"
    )
