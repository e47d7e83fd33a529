"""MySQL's text, printed, means to the engine what it meant as it was written; a name is never taken for a number."""

import string
from collections.abc import Iterator

import pymysql
import pytest

from apps.semantic.connectors.mysql.pinned import SQL_MODE
from apps.semantic.contracts import Dialect
from apps.semantic.sql import reading
from apps.semantic.sql.languages import language_of
from tests.mariadb import MariaDb

MYSQL = Dialect.MYSQL
EXPRESSIONS = [
    "1 = 2 NOT IN (1)",
    "NOT 2 IN (1) IS NULL",
    "2 NOT IN (1) IS NULL",
    "3 = 3 IS NULL",
    "NULL IS NULL = 1",
    "1 NOT BETWEEN 2 AND 3 = 1",
    "'a' NOT REGEXP 'b' = 1",
    "'a' NOT LIKE 'b' = 1",
    "NOT 1 + 1",
    "!1 + 1",
    "-2 ^ 1",
    "~-1",
    "2 ^ 3 * 2",
    "1 | 2 + 4",
    "1 << 1 + 1",
    "5 & 6 = 4",
    "1 OR 0 AND 0",
    "1 XOR 1 AND 0",
    "1 OR 1 XOR 1",
    "1 || 0 && 0",
    "7 DIV 2 * 2",
    "7 DIV (2 * 2)",
    "7 * (7 DIV 2)",
    "7 - (3 - 2)",
    "100 / 10 / 2",
    "7 MOD 4 DIV 2",
    "1 <=> NULL IS NULL",
    "'b' = 'B' COLLATE utf8mb4_bin",
    "BINARY 'b' = 'B'",
    "INTERVAL 1 DAY + '2024-01-31' + INTERVAL 1 MONTH",
    "INTERVAL 1 DAY + 20240131 + 0",
    "'2024-01-31' + INTERVAL 1 DAY 'tomorrow'",
    "'2024-01-01' + INTERVAL 1.5 DAY",
    "'2024-01-01' + INTERVAL '1.5' DAY",
    "'2024-01-01' - INTERVAL -3 DAY",
    "'2024-01-01' + INTERVAL 1 + 1 DAY",
    "'2024-01-01 00:00:00' + INTERVAL '1:30' MINUTE_SECOND",
    "TIME '10:00:00.5'",
    "TIMESTAMP '2024-01-01 10:00:00.25'",
    "DATE '2024-01-01'",
    "'a' 'b' \"c\"",
    "1e3 + .5 + 1. + 007",
    "1--1",
    "1 - - 1",
    "CASE WHEN NOT 0 THEN 'x' END",
    "'x' LIKE '!%' ESCAPE '!' OR '%' LIKE '!%' ESCAPE '!'",
    'JSON_UNQUOTE(JSON_EXTRACT(\'{"a": [1, {"b c": 2}]}\', \'$.a[1]."b c"\'))',
]


@pytest.fixture(scope="module")
def cursor(mariadb_server: MariaDb) -> Iterator[pymysql.cursors.Cursor]:
    with pymysql.connect(**mariadb_server.settings(), charset="utf8mb4") as connection:
        cursor = connection.cursor()
        cursor.execute(f"SET sql_mode = '{SQL_MODE}'")
        yield cursor


def printed(text: str) -> str:
    (tree,) = reading.read(text, language_of(MYSQL)).statements
    assert tree is not None
    return reading.render(tree, MYSQL)


def value(cursor: pymysql.cursors.Cursor, text: str) -> object:
    cursor.execute(text)
    return cursor.fetchall()


@pytest.mark.mariadb
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_is_printed_means_what_was_written(expression: str, cursor: pymysql.cursors.Cursor) -> None:
    text = f"SELECT {expression}"

    assert value(cursor, printed(text)) == value(cursor, text)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_is_printed_is_printed_again(expression: str) -> None:
    once = printed(f"SELECT {expression}")

    assert printed(once) == once


@pytest.mark.mariadb
@pytest.mark.parametrize("quote", ["'", '"'])
def test_every_escape_is_the_engines(quote: str, cursor: pymysql.cursors.Cursor) -> None:
    letters = [c for c in string.printable if c != "0"] + ["é", "中", "😀"]
    texts = [f"SELECT HEX({quote}a\\{letter}b{quote})" for letter in letters]

    assert [value(cursor, printed(text)) for text in texts] == [value(cursor, text) for text in texts]


@pytest.mark.mariadb
def test_text_that_holds_anything_comes_back(cursor: pymysql.cursors.Cursor) -> None:
    held = "".join(map(chr, range(1, 0x180))) + "'\"`\\%_\u3000\u2028😀"
    written = held.replace("\\", "\\\\").replace("'", "''")

    assert value(cursor, printed(f"SELECT '{written}'")) == ((held,),)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT `__c2s_n_1 FROM x`",
        "SELECT __c2s_n_1.a",
    ],
)
def test_what_only_looks_like_ours_is_no_number(text: str) -> None:
    assert "__c2s_n_1" in printed(text)  # still a name, which no rule lets pass
