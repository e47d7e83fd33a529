"""Equal values hash equally on every engine, with the tenant's key; without it nothing is hashed."""

import hashlib
import hmac
from collections.abc import Mapping

import apsw
import psycopg
import pytest

from apps.semantic.contracts import ColumnKind, Dialect, Mask, MaskKind
from apps.semantic.secrets import Secret
from tests.semantic.sql.masks.engines import DIALECTS, KEY, Engine, engines, mariadb, postgres, sql_of, sqlite

K = ColumnKind
HASH = Mask(MaskKind.HASH, "m")
TYPES = {
    Dialect.POSTGRES: {K.INTEGER: "BIGINT", K.DECIMAL: "NUMERIC(20, 4)", K.TEXT: "TEXT", K.TIMESTAMP: "TIMESTAMP"},
    Dialect.MYSQL: {K.INTEGER: "SIGNED", K.DECIMAL: "DECIMAL(20, 4)", K.TEXT: "CHAR", K.TIMESTAMP: "DATETIME(6)"},
    Dialect.SQLITE: {K.INTEGER: "INTEGER", K.DECIMAL: "NUMERIC", K.TEXT: "TEXT", K.TIMESTAMP: "TEXT"},
}
VALUES = [
    (K.TEXT, "13812348888", "13812348888"),
    (K.TEXT, "", ""),
    (K.TEXT, " a ", " a "),
    (K.TEXT, "A", "A"),
    (K.TEXT, "é", "é"),
    (K.TEXT, "e\u0301", "e\u0301"),
    (K.TEXT, "😀", "😀"),
    (K.TEXT, "1.50", "1.50"),
    (K.TEXT, "x" * 100_000, "x" * 100_000),
    (K.INTEGER, "0", "0"),
    (K.INTEGER, "-5", "-5"),
    (K.INTEGER, "9223372036854775807", "9223372036854775807"),
    (K.DECIMAL, "1.5", "1.5"),
    (K.DECIMAL, "100", "100"),
    (K.DECIMAL, "0", "0"),
    (K.DECIMAL, "-0.25", "-0.25"),
    (K.DECIMAL, "19.99", "19.99"),
    (K.TIMESTAMP, "2024-01-02 03:04:05", "2024-01-02 03:04:05"),
    (K.TIMESTAMP, "2024-01-02 03:04:05.250", "2024-01-02 03:04:05.25"),
]


def expected(canonical: str, key: Secret = KEY) -> str:
    return hmac.new(bytes.fromhex(key.reveal()), canonical.encode(), hashlib.sha256).hexdigest()[:32]


def literal(kind: ColumnKind, value: str, dialect: Dialect) -> str:
    return f"CAST('{value}' AS {TYPES[dialect][kind]})"


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("kind", "value", "canonical"), VALUES)
def test_a_value_is_hashed_as_its_one_text(
    dialect: Dialect, kind: ColumnKind, value: str, canonical: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    assert masking_engines[dialect].shows(HASH, kind, literal(kind, value, dialect)) == expected(canonical)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_days_and_truths(dialect: Dialect, masking_engines: Mapping[Dialect, Engine]) -> None:
    shows = masking_engines[dialect].shows
    day = "'2024-02-29'" if dialect is Dialect.SQLITE else "CAST('2024-02-29' AS DATE)"

    assert shows(HASH, K.DATE, day) == expected("2024-02-29")
    assert [shows(HASH, K.BOOLEAN, word) for word in ("TRUE", "FALSE")] == [expected("true"), expected("false")]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", [K.TEXT, K.INTEGER, K.DECIMAL, K.TIMESTAMP])
def test_null_stays_null(dialect: Dialect, kind: ColumnKind, masking_engines: Mapping[Dialect, Engine]) -> None:
    assert masking_engines[dialect].shows(HASH, kind, f"CAST(NULL AS {TYPES[dialect][kind]})") is None


@pytest.mark.parametrize("dialect", DIALECTS)
def test_another_tenants_key_gives_another_hash(dialect: Dialect, request: pytest.FixtureRequest) -> None:
    with engines(lambda: request.getfixturevalue("mariadb_server"), Secret("60" * 32)) as others:
        shown = others[dialect].shows(HASH, K.INTEGER, literal(K.INTEGER, "5", dialect))

    assert shown == expected("5", Secret("60" * 32))
    assert shown != expected("5")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", [K.FLOAT, K.TIMESTAMPTZ, K.TIME, K.JSON, K.BINARY, K.OTHER])
def test_what_has_no_one_text_shows_nothing(
    dialect: Dialect, kind: ColumnKind, masking_engines: Mapping[Dialect, Engine]
) -> None:
    assert masking_engines[dialect].shows(HASH, kind, "5") is None


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", [K.TEXT, K.INTEGER, K.DECIMAL, K.DATE])
def test_the_key_is_not_in_the_text(dialect: Dialect, kind: ColumnKind) -> None:
    assert "5f5f" not in sql_of(HASH, kind, dialect)


def test_sqlite_without_a_key_cannot_hash() -> None:
    with sqlite(Secret("")) as engine, pytest.raises(apsw.SQLError, match="no such function"):
        engine.shows(HASH, K.TEXT, "'a'")


def test_postgres_without_a_key_fails() -> None:
    with postgres(Secret("")) as engine, pytest.raises(psycopg.errors.UndefinedObject):
        engine.shows(HASH, K.TEXT, "CAST('a' AS TEXT)")


def test_postgres_with_a_key_that_was_reset_shows_nothing() -> None:
    with postgres() as engine:
        engine.ask("SELECT set_config('c2s.mask_inner', '', false)")

        assert engine.shows(HASH, K.TEXT, "CAST('a' AS TEXT)") is None


@pytest.mark.parametrize("dialect", [Dialect.MYSQL] if Dialect.MYSQL in DIALECTS else [])
def test_mysql_without_a_key_shows_nothing(dialect: Dialect, request: pytest.FixtureRequest) -> None:
    with mariadb(request.getfixturevalue("mariadb_server"), Secret("")) as engine:
        assert engine.shows(HASH, K.TEXT, "'a'") is None


@pytest.mark.parametrize(
    ("kind", "value", "canonical"),
    [
        (K.INTEGER, "'five'", "five"),
        (K.INTEGER, "1.5", "1.5"),
        (K.DECIMAL, "100.0", "100"),
        (K.DECIMAL, "-0.0", "0"),
        (K.DECIMAL, "1e20", "100000000000000000000"),
        (K.TIMESTAMP, "'2024-01-02T03:04:05'", "2024-01-02 03:04:05"),
        (K.TIMESTAMP, "'2024-01-02 03:04:05.000'", "2024-01-02 03:04:05"),
        (K.TEXT, "'2024-01-02T03:04:05'", "2024-01-02T03:04:05"),
        (K.TEXT, "5", "5"),
        (K.TEXT, "x'61'", "a"),
        (K.BOOLEAN, "1", "true"),
        (K.BOOLEAN, "2", "2"),
    ],
)
def test_sqlite_columns_hold_anything(
    kind: ColumnKind, value: str, canonical: str, masking_engines: Mapping[Dialect, Engine]
) -> None:
    assert masking_engines[Dialect.SQLITE].shows(HASH, kind, value) == expected(canonical)


def test_sqlite_text_that_is_not_valid_does_not_fail(masking_engines: Mapping[Dialect, Engine]) -> None:
    broken = hmac.new(bytes.fromhex(KEY.reveal()), b"\xff\xfea", hashlib.sha256).hexdigest()[:32]

    assert masking_engines[Dialect.SQLITE].shows(HASH, K.TEXT, "CAST(x'fffe61' AS TEXT)") == broken
    assert len(str(masking_engines[Dialect.SQLITE].shows(HASH, K.TEXT, "9e999"))) == 32


def test_postgres_char_is_hashed_without_its_padding(masking_engines: Mapping[Dialect, Engine]) -> None:
    shows = masking_engines[Dialect.POSTGRES].shows

    assert shows(HASH, K.TEXT, "CAST('ab' AS CHAR(10))") == expected("ab")
    assert shows(HASH, K.TEXT, "CAST('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' AS UUID)") == expected(
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
    )
