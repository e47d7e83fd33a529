"""
How several rules on one table join: grants add rows and columns, restrictions take rows, and a cell shows only if one
grant gives both its column and its row. Every combination of two grants and a restriction, with its rows.
"""

from collections.abc import Mapping
from uuid import UUID

import pytest

from apps.semantic.contracts import AccessPolicy, Dialect, RowGrant, RowRestriction, TablePolicy
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import shop, worlds

# Of these orders 3 and 6 are the north's, 4 and 6 are paid, 5 is neither.
SQL = "SELECT * FROM orders WHERE id IN (3, 4, 5, 6) ORDER BY id"
CONSTANTS = {"north": "region = 'north'", "paid": "status = 'paid'", "not six": "id <> 6"}
SUBQUERIES = {
    "north": "region IN (SELECT t.region FROM territories t WHERE t.team = 'sales')",
    "paid": "EXISTS (SELECT 1 FROM territories t WHERE t.mark = orders.status AND t.team = 'any')",
    "not six": "NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = orders.id AND o.id = 6)",
}
Rows = list[tuple[object, ...]]
EXPECTED: list[tuple[frozenset[str], list[str], Rows]] = [
    (frozenset(), [], []),
    (frozenset({"not six"}), [], []),
    (frozenset({"north"}), ["id", "amount"], [(3, 22), (6, 43)]),
    (frozenset({"north", "not six"}), ["id", "amount"], [(3, 22)]),
    (frozenset({"paid"}), ["id", "status"], [(4, "paid"), (6, "paid")]),
    (frozenset({"paid", "not six"}), ["id", "status"], [(4, "paid")]),
    (
        frozenset({"north", "paid"}),
        ["id", "amount", "status"],
        [(3, 22, None), (4, None, "paid"), (6, 43, "paid")],
    ),
    (frozenset({"north", "paid", "not six"}), ["id", "amount", "status"], [(3, 22, None), (4, None, "paid")]),
]


def policy(dialect: Dialect, rules: frozenset[str], predicates: Mapping[str, str]) -> AccessPolicy:
    columns = {"north": ("id", "amount"), "paid": ("id", "status")}
    grants = tuple(RowGrant(name, columns[name], predicates[name]) for name in columns if name in rules)
    restrictions = tuple(RowRestriction(name, predicates[name]) for name in ("not six",) if name in rules)
    return AccessPolicy(UUID(int=1), dialect, (TablePolicy(shop.ref(dialect, "orders"), grants, restrictions),))


def text_for(policy: AccessPolicy) -> str:
    schema = shop.catalog(policy.dialect)
    checked = guard(GeneratedSql(SQL, policy.dialect), visible_catalog(schema, policy), max_rows=10)
    return apply_policy(checked, policy, schema).render()


@pytest.mark.parametrize("predicates", [CONSTANTS, SUBQUERIES], ids=["constants", "subqueries"])
@pytest.mark.parametrize(("rules", "names", "rows"), [case for case in EXPECTED if case[1]])
def test_rows_and_cells(
    rules: frozenset[str],
    names: list[str],
    rows: Rows,
    predicates: Mapping[str, str],
    both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]],
) -> None:
    for dialect, (run, _) in both_worlds.items():
        answer = worlds.rows_of(run(text_for(policy(dialect, rules, predicates))))

        assert answer == (names, [tuple(repr(cell) for cell in row) for row in rows]), dialect


@pytest.mark.parametrize("rules", [case[0] for case in EXPECTED if not case[1]])
def test_without_a_grant_there_is_no_such_table(rules: frozenset[str]) -> None:
    with pytest.raises(Refused):
        text_for(policy(Dialect.POSTGRES, rules, CONSTANTS))


def test_every_combination_is_here() -> None:
    assert len({rules for rules, _, _ in EXPECTED}) == 2 ** len(CONSTANTS)
