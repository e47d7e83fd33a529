"""The fuzzer's engines see what a statement does, or the fuzzer would see nothing at all."""

from collections.abc import Iterator, Mapping

import pytest

from apps.semantic.contracts import Dialect
from tests.fuzz.effects import Effect, effects

READS = (
    "SELECT region, count(*) AS n FROM orders GROUP BY region ORDER BY n",
    "SELECT DISTINCT o.region FROM orders o JOIN customers c ON c.id = o.customer_id",
    "WITH a AS (SELECT 1 AS n UNION SELECT 2) SELECT sum(n) FROM a",
    "SELECT id, count(*) OVER (PARTITION BY region) AS n FROM orders",
    "nonsense",
)
WRITES = {
    Dialect.SQLITE: ("DELETE FROM orders", "INSERT INTO categories (id) VALUES (99)", "CREATE TABLE a (b int)"),
    Dialect.POSTGRES: (
        "DELETE FROM orders",
        "WITH gone AS (DELETE FROM orders RETURNING id) SELECT * FROM gone",
        "SELECT id FROM orders FOR SHARE",
        "SELECT id FROM orders WHERE id < 0 FOR UPDATE",
        "SELECT pg_advisory_lock(7)",
        "SELECT lo_create(0)",
        "SELECT txid_current()",
    ),
    Dialect.MYSQL: (
        "DELETE FROM order_items WHERE id = 1",
        "UPDATE categories SET name = 'x'",
        "INSERT INTO categories (id) VALUES (99)",
        "SELECT id FROM orders FOR UPDATE",
    ),
}


@pytest.fixture(scope="module")
def found() -> Iterator[Mapping[Dialect, Effect]]:
    with effects() as engines:
        yield engines


def cases(texts: Mapping[Dialect, tuple[str, ...]]) -> list[object]:
    return [
        pytest.param(dialect, text, marks=[pytest.mark.mariadb] if dialect is Dialect.MYSQL else [])
        for dialect, each in texts.items()
        for text in each
    ]


@pytest.mark.parametrize(("dialect", "text"), cases(WRITES))
def test_a_write_is_seen(found: Mapping[Dialect, Effect], dialect: Dialect, text: str) -> None:
    assert found[dialect](text) != ""


@pytest.mark.parametrize(("dialect", "text"), cases(dict.fromkeys(Dialect, READS)))
def test_reading_has_no_effect(found: Mapping[Dialect, Effect], dialect: Dialect, text: str) -> None:
    assert found[dialect](text) == ""
