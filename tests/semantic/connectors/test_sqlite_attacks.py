"""Attacks sent straight to the SQLite connector: nothing but reading known tables is possible."""

import hashlib
from pathlib import Path

import pytest

from apps.semantic.connectors.base import ConnectorError
from apps.semantic.connectors.sqlite import SqliteConnector
from apps.semantic.connectors.sqlite.functions import FUNCTIONS, TABLE_FUNCTIONS
from apps.semantic.sql.languages.sqlite import SQLITE
from tests.semantic.connectors.unproved import run

REFUSED = [
    # writes
    "INSERT INTO customers VALUES (0, 'x', 'x')",
    "UPDATE orders SET amount = 0",
    "DELETE FROM orders",
    "REPLACE INTO customers VALUES (1, 'x', 'x')",
    "WITH x AS (SELECT 1) DELETE FROM orders",
    "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t (a)",
    "CREATE TEMP VIEW orders AS SELECT 1 AS id",
    "CREATE TEMP TRIGGER t AFTER INSERT ON orders BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE t USING fts5(x)",
    "DROP TABLE orders",
    "ALTER TABLE orders ADD x",
    "REINDEX",
    "ANALYZE",
    "VACUUM",
    "VACUUM INTO '{folder}/copy.db'",
    # other files
    "ATTACH '{folder}/other.db' AS other",
    "ATTACH ':memory:' AS other",
    "ATTACH 'file:{folder}/other.db?mode=rwc' AS other",
    "DETACH main",
    "SELECT readfile('/etc/passwd')",
    "SELECT writefile('{folder}/x', 'x')",
    "SELECT edit('x')",
    "SELECT load_extension('x')",
    "SELECT fts3_tokenizer('simple')",
    # settings and transactions
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA table_list",
    "PRAGMA temp_store_directory = '{folder}'",
    "BEGIN IMMEDIATE",
    "COMMIT",
    "SAVEPOINT s",
    # several statements
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE orders",
    "SELECT 1; ; SELECT 2",
    "; SELECT 1; SELECT 2",
    "",
    "-- nothing",
    "SELECT 1\0 FROM nowhere",
    # what is not a customer's table
    "SELECT * FROM sqlite_master",
    "SELECT count(*) FROM sqlite_master",
    "SELECT sql FROM main.sqlite_schema",
    "SELECT * FROM 'sqlite_master'",
    "SELECT * FROM [sqlite_schema]",
    "SELECT * FROM sqlite_temp_master",
    "SELECT * FROM temp.sqlite_schema",
    "SELECT count(*) FROM sqlite_stat1",
    "SELECT * FROM pragma_table_list",
    "SELECT count(*) FROM pragma_database_list",
    "SELECT * FROM pragma_function_list()",
    "SELECT * FROM dbstat",
    "SELECT count(*) FROM dbstat",
    "SELECT * FROM search",
    "SELECT * FROM search_content",
    # functions out of the list
    "SELECT randomblob(1000)",
    "SELECT zeroblob(1000000)",
    "SELECT sqlite_version()",
    "SELECT sqlite_compileoption_get(1)",
    "SELECT sqlite_source_id()",
    "SELECT last_insert_rowid()",
    "SELECT changes()",
    "SELECT total_changes()",
    "SELECT json_array_elements('[1]')",
    "SELECT id FROM orders WHERE load_extension('x')",
    "EXPLAIN SELECT 1; SELECT 2",
]


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("attack", REFUSED)
def test_an_attack_fails_and_leaves_no_trace(shop_file, attack):
    before = digests(shop_file.files)

    with pytest.raises(ConnectorError) as caught:
        run(SqliteConnector(shop_file), attack.replace("{folder}", str(shop_file.files)))

    assert digests(shop_file.files) == before
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("WITH q AS (SELECT id FROM orders WHERE id < 4) SELECT count(*) FROM q", 3),
        ("SELECT count(*) FROM (SELECT 1 FROM orders LIMIT 7) AS sub", 7),
        ("SELECT count(*) FROM big WHERE id < 50", 9),
        ("SELECT count(*) FROM main.orders o JOIN customers c ON c.id = o.customer_id WHERE c.id = 1", 200),
        ("SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY day) AS n FROM orders)", 20_000),
        ("SELECT strftime('%Y', max(placed)) || upper('x') FROM orders", "2026X"),
        (
            "SELECT count(*) FROM orders WHERE id IN (SELECT id FROM orders WHERE id < 3) OR EXISTS (SELECT 1 WHERE 0)",
            2,
        ),
        ("SELECT count(*) FROM pairs", 0),
        ("SELECT sum(value) FROM json_each('[1, 20]')", 21),
        ("SELECT count(*) FROM orders o, json_tree(json_array(o.id, o.id)) t WHERE o.id < 3 AND t.atom = o.id", 4),
        ("SELECT jsonb_extract('{\"a\": 5}', '$.a') WHERE random() IS NOT NULL", 5),
        ('SELECT count(*) FROM "Orders"', 20_000),
    ],
)
def test_plain_questions_are_answered(shop_file, text, answer):
    assert run(SqliteConnector(shop_file), text).rows == ((answer,),)


def test_what_the_guard_lets_through_is_known_to_the_gate():
    assert SQLITE.scalars | SQLITE.aggregates | SQLITE.windows <= FUNCTIONS
    assert SQLITE.generators <= TABLE_FUNCTIONS


@pytest.mark.parametrize("attack", ["SELECT abs(-9223372036854775808) -- PLANTED", 'SELECT "PLANTED"', "PLANTED"])
def test_an_error_repeats_nothing_that_the_engine_said(shop_file, caplog, capfd, attack):
    with pytest.raises(ConnectorError) as caught:
        run(SqliteConnector(shop_file), attack)

    assert "PLANTED" not in caplog.text + "".join(capfd.readouterr()) + str(caught.value) + repr(caught.value)
