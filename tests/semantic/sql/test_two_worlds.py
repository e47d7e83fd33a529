"""
A user learns nothing about what is hidden from them: the same text gives the same answer, in rows, order, number and
errors, in two worlds that differ wherever the policy hides.
"""

from collections.abc import Iterable, Iterator, Mapping

import pytest
from _pytest.mark import ParameterSet

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.governed import ENDLESS
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import golden, shop, worlds


def final_text(sql: str, dialect: Dialect, policy_name: str = "restricted") -> str:
    schema, policy = shop.catalog(dialect), shop.POLICIES[policy_name](dialect)
    checked = guard(GeneratedSql(sql, dialect), visible_catalog(schema, policy), max_rows=1000)
    return apply_policy(checked, policy, schema).render()


def what_the_restricted_user_may_ask() -> Iterator[tuple[golden.Case, str]]:
    """Every accepted case of the golden files that the restricted user's guard accepts as well."""
    for case in golden.cases():
        if case.refuse:
            continue
        try:
            yield case, final_text(case.sql, case.dialect)
        except Refused:
            continue


CASES = tuple(what_the_restricted_user_may_ask())
ASKING = [(case, final_text(case.sql, case.dialect, "asking")) for case, _ in CASES]


def with_texts(found: Iterable[tuple[golden.Case, str]]) -> list[ParameterSet]:
    return [pytest.param(case, text, id=str(case), marks=golden.needs(case)) for case, text in found]


@pytest.mark.parametrize(("case", "text"), with_texts(CASES))
def test_both_worlds_look_alike(
    case: golden.Case, text: str, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    in_a, in_b = both_worlds[case.dialect]

    assert in_a(text) == in_b(text)


@pytest.mark.parametrize(("case", "text"), with_texts(ASKING))
def test_so_they_do_where_predicates_are_subqueries(
    case: golden.Case, text: str, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    in_a, in_b = both_worlds[case.dialect]

    assert in_the_order_asked_for(case, in_a(text)) == in_the_order_asked_for(case, in_b(text))


def in_the_order_asked_for(case: golden.Case, outcome: worlds.Outcome) -> worlds.Outcome:
    """Joins give rows in an order that follows from the planner's guess of all rows; who wants one says ORDER BY."""
    kind, answer = outcome
    if isinstance(answer, str) or "order by" in case.sql.lower() or "join" not in case.sql.lower():
        return outcome
    return kind, (answer[0], sorted(answer[1], key=repr))


def test_the_worlds_differ_for_who_sees_all(
    both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]],
) -> None:
    for in_a, in_b in both_worlds.values():
        assert in_a("SELECT phone FROM customers ORDER BY id") != in_b("SELECT phone FROM customers ORDER BY id")
        assert in_a("SELECT count(*) FROM employees") != in_b("SELECT count(*) FROM employees")


def test_a_fence_is_what_keeps_failing_conditions_from_telling(
    both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]],
) -> None:
    in_a, in_b = both_worlds[Dialect.POSTGRES]
    fenced = final_text("SELECT count(*) FROM payments WHERE 1 / (amount - 100) < 5", Dialect.POSTGRES)
    without = fenced.replace(" OFFSET 0", "")

    assert in_a(fenced) == in_b(fenced)
    assert in_a(without) != in_b(without)


@pytest.mark.mariadb
@pytest.mark.parametrize(
    "condition",
    [
        "amount * (9223372036854775807 DIV 102) > 0",  # more than a BIGINT holds
        "exp(amount * 6.9) > 0",  # more than a DOUBLE holds
        "amount > (SELECT price FROM products WHERE products.id < IF(payments.amount > 102, 5, 2))",  # several rows
    ],
)
def test_so_it_is_on_mariadb(condition: str, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]) -> None:
    in_a, in_b = both_worlds[Dialect.MYSQL]
    fenced = final_text(f"SELECT count(*) FROM payments WHERE {condition}", Dialect.MYSQL)
    without = fenced.replace(f" LIMIT {ENDLESS}", "")

    assert in_a(fenced) == in_b(fenced)
    assert in_a(without) != in_b(without)


def test_enough_is_asked() -> None:
    assert len(CASES) >= 450
