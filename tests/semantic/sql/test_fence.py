"""
What the user's own expressions do on rows that the policy hides must not show: measured on the engines, they run there
before the policy's predicate wherever that costs more, and where it is a subquery.
"""

from collections.abc import Mapping

import pytest

from apps.semantic.contracts import Dialect
from tests.semantic.sql import worlds
from tests.semantic.sql.test_two_worlds import final_text

BOTH = ("restricted", "asking")
FENCES = {Dialect.POSTGRES: " OFFSET 0", Dialect.SQLITE: " LIMIT -1", Dialect.MYSQL: " LIMIT 999999999999999999"}
# Each fails on a hidden row of one world.
FAILING = [
    (Dialect.POSTGRES, BOTH, "1 / (amount - 100) < 5"),
    (Dialect.POSTGRES, BOTH, "CAST(note AS integer) > 1"),
    # There a constant predicate is evaluated first; one that asks another table is not.
    (Dialect.SQLITE, ("asking",), "abs(-9223372036854775808 + (amount - 100)) > 1"),
    (Dialect.SQLITE, ("asking",), "json_extract(note, '$.a') > 1"),
    (Dialect.MYSQL, BOTH, "-9223372036854775807 - 1 + 100 - amount < 0"),
]
CASES = [(dialect, policy, condition) for dialect, policies, condition in FAILING for policy in policies]


@pytest.mark.parametrize(("dialect", "policy", "condition"), CASES)
def test_the_fence_is_what_keeps_a_failing_condition_from_telling(
    dialect: Dialect,
    policy: str,
    condition: str,
    both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]],
) -> None:
    if dialect not in both_worlds:
        pytest.skip("this engine is not installed")
    in_a, in_b = both_worlds[dialect]
    fenced = final_text(f"SELECT count(*) FROM payments WHERE {condition}", dialect, policy)
    without = fenced.replace(FENCES[dialect], "")

    assert in_a(fenced) == in_b(fenced)
    assert in_a(without) != in_b(without)


@pytest.mark.parametrize(
    "table", ["customers", "orders", "payments", "products", "order_items", "门店", '"Odd Name"', "events"]
)
def test_both_policies_show_the_same_rows(
    table: str, both_worlds: Mapping[Dialect, tuple[worlds.Run, worlds.Run]]
) -> None:
    for dialect, (run, _) in both_worlds.items():
        name = table.replace('"', "`") if dialect is Dialect.MYSQL else table
        constant, asked = (worlds.rows_of(run(final_text(f"SELECT * FROM {name}", dialect, p))) for p in BOTH)

        assert sorted(asked[1], key=repr) == sorted(constant[1], key=repr)
