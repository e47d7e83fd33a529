"""Numbers are rounded down to a multiple of the step, exactly; what is no finite number shows nothing."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from apps.semantic.contracts import ColumnKind, Dialect, Mask, MaskKind
from tests.semantic.sql.masks.engines import DIALECTS, Engine, sql_of

INTEGER, DECIMAL, FLOAT = ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.FLOAT
BIGINT = {Dialect.POSTGRES: "BIGINT", Dialect.SQLITE: "INTEGER", Dialect.MYSQL: "SIGNED"}
DOUBLE = {Dialect.POSTGRES: "DOUBLE PRECISION", Dialect.SQLITE: "REAL", Dialect.MYSQL: "DOUBLE"}
ROUNDED = [
    (INTEGER, "100", "0", "0"),
    (INTEGER, "100", "99", "0"),
    (INTEGER, "100", "100", "100"),
    (INTEGER, "100", "12345", "12300"),
    (INTEGER, "100", "-1", "-100"),
    (INTEGER, "100", "-100", "-100"),
    (INTEGER, "100", "-101", "-200"),
    (INTEGER, "1000000000000000", "8999999999999999999", "8999000000000000000"),
    (INTEGER, "1000000000000000", "-8999999999999999999", "-9000000000000000000"),
    (INTEGER, "7", "9223372036854775807", None),
    (INTEGER, "7", "-9223372036854775807", None),
    (INTEGER, "100", "NULL", None),
    (DECIMAL, "100", "12345.67", "12300"),
    (DECIMAL, "0.5", "12.75", "12.5"),
    (DECIMAL, "0.1", "0.3", "0.3"),
    (DECIMAL, "0.1", "-0.3", "-0.3"),
    (DECIMAL, "0.1", "-0.35", "-0.4"),
    (DECIMAL, "0.25", "19.99", "19.75"),
    (DECIMAL, "3", "2.999999999", "0"),
    (DECIMAL, "0.000001", "1.23456789", "1.234567"),
    (DECIMAL, "1000", "-0.01", "-1000"),
    (DECIMAL, "100", "NULL", None),
    (FLOAT, "0.1", "0.3", "0.3"),
    (FLOAT, "0.1", "-0.3", "-0.3"),
    (FLOAT, "100", "123.456", "100"),
    (FLOAT, "100", "-0.0", "0"),
    (FLOAT, "1000", "1e14", "100000000000000"),
    (FLOAT, "1", "1e-300", "0"),
    (FLOAT, "1", "-1e-20", "-1"),
    (FLOAT, "1", "1e300", None),
    (FLOAT, "1", "-1e300", None),
]


def coarser(step: str) -> Mask:
    return Mask(MaskKind.NUMBER, "m", step=Decimal(step))


def literal(kind: ColumnKind, value: str, dialect: Dialect) -> str:
    types = {INTEGER: BIGINT[dialect], FLOAT: DOUBLE[dialect]}
    types[DECIMAL] = "DECIMAL(40, 10)" if dialect is Dialect.MYSQL else "DECIMAL"
    return f"CAST({value} AS {types[kind]})"


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("kind", "step", "value", "shown"), ROUNDED)
def test_a_number(
    dialect: Dialect,
    kind: ColumnKind,
    step: str,
    value: str,
    shown: str | None,
    masking_engines: Mapping[Dialect, Engine],
) -> None:
    assert masking_engines[dialect].shows(coarser(step), kind, literal(kind, value, dialect)) == shown


@pytest.mark.parametrize("kind", [DECIMAL, FLOAT])
@pytest.mark.parametrize("value", ["'NaN'", "'Infinity'", "'-Infinity'"])
def test_postgres_numbers_that_are_not_finite(
    kind: ColumnKind, value: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    column = literal(kind, value, Dialect.POSTGRES)

    assert masking_engines[Dialect.POSTGRES].shows(coarser("1"), kind, column) is None


@pytest.mark.parametrize("kind", [INTEGER, DECIMAL, FLOAT])
@pytest.mark.parametrize("value", ["'abc'", "'12'", "x'31'", "9e999", "-9e999", "''"])
def test_sqlite_columns_that_hold_no_number(
    kind: ColumnKind, value: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    assert masking_engines[Dialect.SQLITE].shows(coarser("1"), kind, value) is None


@pytest.mark.parametrize("value", ["1000", "1999", "1234.5"])
def test_sqlite_shows_one_storage_class_whatever_was_stored(
    value: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    shown = {kind: sql_of(coarser("1000"), kind, Dialect.SQLITE) for kind in (INTEGER, DECIMAL, FLOAT)}
    ask = masking_engines[Dialect.SQLITE].ask

    classes = [ask(f"SELECT TYPEOF({text}) FROM (SELECT {value} AS v)") for text in shown.values()]

    assert classes == ["integer", "real", "real"]


@pytest.mark.parametrize(("step", "shown"), [("100", "1200"), ("0.5", "1234.5")])
def test_postgres_shows_as_many_decimals_whatever_was_stored(
    step: str, shown: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    text = sql_of(coarser(step), DECIMAL, Dialect.POSTGRES)
    values = "(VALUES (1234.5), (1234.5678), (1234.50000)) AS t(v)"

    assert masking_engines[Dialect.POSTGRES].run(f"SELECT DISTINCT CAST({text} AS TEXT) FROM {values}") == [(shown,)]


@pytest.mark.parametrize(
    ("kind", "type_", "value", "shown"),
    [
        (INTEGER, "SMALLINT", "-32768", "-33000"),
        (INTEGER, "INTEGER", "-2147483648", "-2147484000"),
        (INTEGER, "BIGINT", "-9223372036854775808", None),
        (DECIMAL, "NUMERIC", "'1e100'", None),
        (DECIMAL, "NUMERIC", "'1e-100'", "0"),
        (FLOAT, "REAL", "0.7", "0"),
    ],
)
def test_postgres_types_at_their_ends(
    kind: ColumnKind, type_: str, value: str, shown: str | None, masking_engines: Mapping[Dialect, Engine]
) -> None:
    shows = masking_engines[Dialect.POSTGRES].shows

    assert shows(coarser("1000"), kind, f"CAST({value} AS {type_})") == shown


def test_a_float_of_few_digits_is_taken_as_it_is_written(masking_engines: Mapping[Dialect, Engine]) -> None:
    assert masking_engines[Dialect.POSTGRES].shows(coarser("0.1"), FLOAT, "CAST(0.7 AS REAL)") == "0.7"
