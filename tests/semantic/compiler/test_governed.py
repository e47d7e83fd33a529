"""
Whatever the compiler writes passes the guard, can be governed and proved, and still answers right.

The policy here hides nothing but one city's customers, so that rows, columns and joins are rewritten at every scan.
"""

from collections.abc import Callable, Iterator

import pytest

from apps.semantic.compiler import compile_query
from apps.semantic.contracts import AccessPolicy, Dialect, RowGrant, TablePolicy
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.compiler.engines import ENGINES, running
from tests.semantic.compiler.notation import query
from tests.semantic.compiler.small_shop import catalog, manifest
from tests.semantic.compiler.test_golden import GOLDEN, Case, cases_of

ACCEPTED = [case for path in sorted(GOLDEN.glob("*.sql")) for case in cases_of(path) if "refuse" not in case.said]
WITHOUT_LI = "name <> 'Li'"


def policy(dialect: Dialect) -> AccessPolicy:
    tables = tuple(
        TablePolicy(
            table.ref,
            (
                RowGrant(
                    "granted",
                    tuple(column.name for column in table.columns),
                    WITHOUT_LI if table.ref.name == "customers" else None,
                ),
            ),
        )
        for table in catalog(dialect).tables
    )
    return AccessPolicy(manifest(dialect).data_source_id, dialect, tables, fingerprint="p" * 64)


def governed(dialect: Dialect, **said: str) -> str:
    known = catalog(dialect)
    visible = visible_catalog(known, policy(dialect))
    compiled = compile_query(query(**said), manifest(dialect), visible)
    checked = guard(GeneratedSql(compiled.text, dialect), visible, max_rows=1_000)
    return apply_policy(checked, policy(dialect), known).render()


@pytest.mark.parametrize("dialect", list(Dialect), ids=str)
@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: case.said["title"])
def test_every_compiled_statement_can_be_governed(case: Case, dialect: Dialect) -> None:
    assert governed(dialect, **case.asked).endswith(("LIMIT 1000", "LIMIT 5"))


@pytest.fixture(scope="module", params=ENGINES, ids=str)
def ask(request: pytest.FixtureRequest) -> Iterator[Callable[..., list[tuple[object, ...]]]]:
    dialect: Dialect = request.param
    with running(dialect, request) as run:
        yield lambda metrics, **said: run(governed(dialect, metrics=metrics, **said))


def test_hidden_parents_make_a_group_of_nobody(ask: Callable[..., list[tuple[object, ...]]]) -> None:
    assert ask("orders", by="customer.name", order="orders") == [("He", 1), ("Wu", 2), (None, 4)]


def test_months_and_filters_are_unchanged_by_governing(ask: Callable[..., list[tuple[object, ...]]]) -> None:
    assert ask("sales", by="order_date:month", time="2025-01-01..2025-03-01") == [
        ("2025-01-01", 50.5),
        ("2025-02-01", 21.25),
    ]
    assert ask("orders", by="order_date:quarter", where="region not_in 华东") == [
        ("2024-01-01", 1),
        ("2025-01-01", 3),
        (None, 1),
    ]
