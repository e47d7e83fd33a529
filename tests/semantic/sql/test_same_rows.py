"""Who sees everything gets exactly what they asked for: the rows of the original text, in its order."""

from collections.abc import Mapping

import pytest

from apps.semantic.contracts import Dialect
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import golden, shop, worlds

CASES = tuple(golden.cases("analysis*.sql"))


def both_answers(case: golden.Case, run: worlds.Run) -> tuple[worlds.Answer, worlds.Answer]:
    schema, policy = shop.catalog(case.dialect), shop.everything(case.dialect)
    checked = guard(GeneratedSql(case.sql, case.dialect), visible_catalog(schema, policy), max_rows=100_000)
    return worlds.rows_of(run(case.sql)), worlds.rows_of(run(apply_policy(checked, policy, schema).render()))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_rows_are_those_of_the_original(
    case: golden.Case, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    (_, original), (_, ours) = both_answers(case, both_worlds[case.dialect][0])

    assert ours == original


@pytest.mark.parametrize("case", [case for case in CASES if case.dialect is Dialect.POSTGRES], ids=str)
def test_so_are_the_names(case: golden.Case, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]) -> None:
    (original, _), (ours, _) = both_answers(case, both_worlds[case.dialect][0])

    assert ours == original
