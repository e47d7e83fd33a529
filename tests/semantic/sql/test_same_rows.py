"""
Who sees everything gets exactly what they asked for: the rows of the original text, in its order. And for everybody,
tables that show only what is needed give what tables with all visible columns give.
"""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from apps.semantic.contracts import Dialect
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import golden, shop, worlds

CASES = tuple(golden.cases("analysis*.sql"))
NEEDED = tuple(golden.cases("needed_columns.sql"))


def both_answers(case: golden.Case, run: worlds.Run) -> tuple[worlds.Answer, worlds.Answer]:
    schema, policy = shop.catalog(case.dialect), shop.everything(case.dialect)
    checked = guard(GeneratedSql(case.sql, case.dialect), visible_catalog(schema, policy), max_rows=100_000)
    return worlds.rows_of(run(case.sql)), worlds.rows_of(run(apply_policy(checked, policy, schema).render()))


@pytest.mark.parametrize("case", golden.marked(CASES))
def test_the_rows_are_those_of_the_original(
    case: golden.Case, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    (_, original), (_, ours) = both_answers(case, both_worlds[case.dialect][0])

    assert ours == original


@pytest.mark.parametrize("case", [case for case in CASES if case.dialect is Dialect.POSTGRES], ids=str)
def test_so_are_the_names(case: golden.Case, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]) -> None:
    (original, _), (ours, _) = both_answers(case, both_worlds[case.dialect][0])

    assert ours == original


STARS_OVER_MERGED_COLUMNS = (
    "SELECT * FROM products LEFT JOIN order_items USING (price)",
    "SELECT * FROM order_items LEFT JOIN products USING (price, id)",
    "SELECT * FROM order_items LEFT JOIN products USING (price) LEFT JOIN products p USING (price)",
    "SELECT * FROM (SELECT name, id FROM products) a NATURAL JOIN (SELECT price, id FROM products) b",
    """SELECT * FROM (SELECT name AS "aName", id AS "theId" FROM products) a
       JOIN (SELECT price, id AS "theId" FROM products) b USING ("theId")""",
)


@pytest.mark.parametrize("sql", STARS_OVER_MERGED_COLUMNS)
@pytest.mark.parametrize("dialect", [Dialect.POSTGRES, Dialect.SQLITE])
def test_the_proved_names_of_a_star_over_merged_columns_are_the_engines(
    dialect: Dialect, sql: str, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    schema, policy = shop.catalog(dialect), shop.everything(dialect)
    checked = guard(GeneratedSql(sql, dialect), visible_catalog(schema, policy), max_rows=100)
    authorized = apply_policy(checked, policy, schema)

    names, _ = worlds.rows_of(both_worlds[dialect][0](authorized.render()))

    assert tuple(authorized.columns) == tuple(names)


def needed_and_whole(case: golden.Case) -> tuple[str, str]:
    """The final text, and what it would be if each table showed all of its visible columns."""
    schema, policy = shop.catalog(case.dialect), shop.restricted(case.dialect)
    seen = visible_catalog(schema, policy)
    checked = guard(GeneratedSql(case.sql, case.dialect), seen, max_rows=1000)
    columns = {table.ref: tuple(column.name for column in table.columns) for table in seen.tables}
    whole = replace(checked, scans=tuple(replace(scan, columns=columns[scan.table]) for scan in checked.scans))
    return apply_policy(checked, policy, schema).render(), apply_policy(whole, policy, schema).render()


@pytest.mark.parametrize("case", golden.marked([*CASES, *NEEDED]))
def test_unneeded_columns_change_nothing(
    case: golden.Case, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    run = both_worlds[case.dialect][0]
    needed, whole = needed_and_whole(case)

    assert run(needed) == run(whole)
