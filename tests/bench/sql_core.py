"""
What governing costs: guard, rewrite and proof against a bare parse and print of the same statements, in one run.

    python -m tests.bench.sql_core [rounds]
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable

import sqlglot

from apps.semantic.contracts import Dialect
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import golden, shop

TEN_LINES = """
WITH totals AS (
    SELECT o.customer_id, date_trunc('month', o.created_at) AS month, sum(o.amount) AS total, count(*) AS n
    FROM orders o
    WHERE o.status = 'paid' AND o.created_at >= date '2024-01-01'
    GROUP BY o.customer_id, date_trunc('month', o.created_at)
)
SELECT c.name, t.month, t.total, rank() OVER (PARTITION BY t.month ORDER BY t.total DESC) AS place
FROM totals t
JOIN customers c ON c.id = t.customer_id
WHERE c.level = 'gold' OR t.n > 3
ORDER BY t.month, place
LIMIT 50
"""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    analysis = [(case.sql, case.dialect) for case in golden.cases("analysis*.sql") if readable(case)]
    gc.collect()
    gc.freeze()
    print(f"{'statements':<24}{'bare p50/p95 ms':>20}{'governed p50/p95 ms':>24}{'ratio p95':>12}")
    compare("ten lines", [(TEN_LINES, Dialect.POSTGRES)] * 20, rounds)
    compare(f"corpus of {len(analysis)}", analysis, rounds)


def compare(name: str, statements: list[tuple[str, Dialect]], rounds: int) -> None:
    bare, governed = times(parse_and_print, statements, rounds), times(govern, statements, rounds)
    (b50, b95), (g50, g95) = quantiles(bare), quantiles(governed)
    print(f"{name:<24}{b50:>12.2f} /{b95:>6.2f}{g50:>16.2f} /{g95:>6.2f}{g95 / b95:>12.1f}")


def times(work: Callable[[str, Dialect], object], statements: list[tuple[str, Dialect]], rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        for sql, dialect in statements:
            start = time.perf_counter()
            work(sql, dialect)
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def readable(case: golden.Case) -> bool:
    """Whether the bare parser takes it; ours takes more."""
    try:
        return bool(parse_and_print(case.sql, case.dialect))
    except sqlglot.ParseError:
        return False


def parse_and_print(sql: str, dialect: Dialect) -> str:
    return next(tree.sql(dialect=dialect.value) for tree in sqlglot.parse(sql, dialect=dialect.value) if tree)


def govern(sql: str, dialect: Dialect) -> str:
    schema, visible = CATALOGS[dialect], VISIBLE[dialect]
    checked = guard(GeneratedSql(sql, dialect), visible, max_rows=1000)
    return apply_policy(checked, shop.everything(dialect), schema).text


def quantiles(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]


CATALOGS = {dialect: shop.catalog(dialect) for dialect in Dialect}
VISIBLE = {dialect: visible_catalog(schema, shop.everything(dialect)) for dialect, schema in CATALOGS.items()}

if __name__ == "__main__":
    main()
