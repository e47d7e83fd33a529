"""A day or moment becomes the first day of its period, of the same type; what is no day of our era shows nothing."""

from collections.abc import Mapping

import pytest

from apps.semantic.contracts import ColumnKind, DateUnit, Dialect, Mask, MaskKind
from tests.semantic.sql.masks.engines import DIALECTS, Engine

DATE, TIMESTAMP = ColumnKind.DATE, ColumnKind.TIMESTAMP
TYPES = {DATE: "DATE", TIMESTAMP: "TIMESTAMP"}
MONTH, QUARTER, YEAR = DateUnit.MONTH, DateUnit.QUARTER, DateUnit.YEAR
SHOWN = [
    (DATE, MONTH, "2024-02-29", "2024-02-01"),
    (DATE, QUARTER, "2024-03-31", "2024-01-01"),
    (DATE, QUARTER, "2024-04-01", "2024-04-01"),
    (DATE, QUARTER, "2024-09-30", "2024-07-01"),
    (DATE, QUARTER, "2024-12-31", "2024-10-01"),
    (DATE, YEAR, "2024-12-31", "2024-01-01"),
    (DATE, YEAR, "0044-03-15", "0044-01-01"),
    (DATE, MONTH, "0001-01-01", "0001-01-01"),
    (DATE, MONTH, "9999-12-31", "9999-12-01"),
    (TIMESTAMP, MONTH, "2024-02-29 23:59:59", "2024-02-01 00:00:00"),
    (TIMESTAMP, QUARTER, "2024-05-06 07:08:09", "2024-04-01 00:00:00"),
    (TIMESTAMP, YEAR, "9999-12-31 23:59:59", "9999-01-01 00:00:00"),
]


def coarser(unit: DateUnit) -> Mask:
    return Mask(MaskKind.DATE, "m", unit=unit)


def literal(kind: ColumnKind, value: str, dialect: Dialect) -> str:
    types = {Dialect.POSTGRES: TYPES[kind], Dialect.MYSQL: "DATE" if kind is DATE else "DATETIME(6)"}
    return f"CAST('{value}' AS {types[dialect]})" if dialect in types else f"'{value}'"


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("kind", "unit", "value", "shown"), SHOWN)
def test_the_first_day_of_a_period(
    dialect: Dialect,
    kind: ColumnKind,
    unit: DateUnit,
    value: str,
    shown: str,
    masking_engines: Mapping[Dialect, Engine],
) -> None:
    assert masking_engines[dialect].shows(coarser(unit), kind, literal(kind, value, dialect)) == shown


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("unit", list(DateUnit))
def test_no_day_stays_no_day(dialect: Dialect, unit: DateUnit, masking_engines: Mapping[Dialect, Engine]) -> None:
    assert masking_engines[dialect].shows(coarser(unit), DATE, "CAST(NULL AS DATE)") is None


@pytest.mark.parametrize("unit", list(DateUnit))
@pytest.mark.parametrize(
    ("kind", "type_", "value"),
    [
        (DATE, "DATE", "infinity"),
        (DATE, "DATE", "-infinity"),
        (DATE, "DATE", "0044-03-15 BC"),
        (DATE, "DATE", "4714-11-24 BC"),
        (DATE, "DATE", "5874897-12-31"),
        (DATE, "DATE", "10000-01-01"),
        (TIMESTAMP, "TIMESTAMP", "infinity"),
        (TIMESTAMP, "TIMESTAMP", "294276-12-31 23:59:59"),
        (ColumnKind.TIMESTAMPTZ, "TIMESTAMPTZ", "-infinity"),
        (ColumnKind.TIMESTAMPTZ, "TIMESTAMPTZ", "4713-01-01 00:00:00 BC"),
    ],
)
def test_postgres_days_outside_of_our_era(
    unit: DateUnit, kind: ColumnKind, type_: str, value: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    shows = masking_engines[Dialect.POSTGRES].shows

    assert shows(coarser(unit), kind, f"CAST('{value}' AS {type_})") is None


def test_a_postgres_instant_is_rounded_in_the_sessions_time_zone(masking_engines: Mapping[Dialect, Engine]) -> None:
    shows = masking_engines[Dialect.POSTGRES].shows
    instant = "CAST('2024-01-31 16:30:00+00' AS TIMESTAMPTZ)"  # the first of February in Shanghai

    assert shows(coarser(MONTH), ColumnKind.TIMESTAMPTZ, instant) == "2024-02-01 00:00:00+08:00"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("'2024-05-06T07:08:09'", "2024-05-01T00:00:00"),
        ("'2024-05-06T07:08:09.123Z'", "2024-05-01T00:00:00"),
        ("'2024-05-06 07:08'", "2024-05-01 00:00:00"),
        ("'2024-02-30'", None),
        ("'2024-13-01'", None),
        ("'2024-05-06 25:00:00'", None),
        ("'2024-05-06x'", None),
        ("'2024-5-6'", None),
        ("'0000-01-01'", None),
        ("'-4713-11-24'", None),
        ("'now'", None),
        ("''", None),
        ("'secret'", None),
        ("1714953600", None),
        ("2460436.5", None),
        ("x'323032342d30352d3036'", None),
        ("CAST(x'323032342d30352d3036ff' AS TEXT)", None),
        ("'2024-05-06' || char(0) || 'secret'", "2024-05-01"),
    ],
)
def test_text_in_sqlite_keeps_its_shape_or_shows_nothing(
    value: str, shown: str | None, masking_engines: Mapping[Dialect, Engine]
) -> None:
    assert masking_engines[Dialect.SQLITE].shows(coarser(MONTH), TIMESTAMP, value) == shown
