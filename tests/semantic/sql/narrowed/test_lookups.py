"""Badges that may only be filtered by: `=` and IN with values, and nothing that says more."""

import pytest

from apps.semantic.contracts import ColumnRule, Dialect, Treatment
from apps.semantic.sql.errors import Unprovable
from apps.semantic.sql.guard import guard
from apps.semantic.sql.narrowed import Lookup
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql.narrowed import firm
from tests.semantic.sql.narrowed.firm import BADGES, Firm, policy, refusals

DIALECTS = [Dialect.POSTGRES, Dialect.SQLITE, Dialect.MYSQL]


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("badge = 'B003'", ["n3"]),
        ("'B003' = badge", ["n3"]),
        ("badge IN ('B001', 'B002', 'none')", ["n1", "n2"]),
        ("id < 3 AND (badge = 'B001' OR s.badge = 'B009')", ["n1"]),
        ("badge = 'B00'", []),
    ],
)
def test_values_find_their_rows(the_firm: Firm, condition: str, names: list[str]) -> None:
    found = the_firm.ask(f"SELECT s.name FROM staff s WHERE {condition} ORDER BY s.id")

    assert [name for (name,) in found] == names


def test_a_star_shows_the_row_without_the_column(the_firm: Firm) -> None:
    assert the_firm.ask("SELECT * FROM staff WHERE badge = 'B003'") == [(3, "n3", 1, 1, "south")]
    joined = "SELECT s.*, d.* FROM staff s JOIN depts d ON d.id = s.dept_id AND s.badge = 'B003'"
    assert the_firm.ask(joined) == [(3, "n3", 1, 1, "south", 1, "Six", "six")]


def test_a_subquery_may_look_up_too(the_firm: Firm) -> None:
    sql = "SELECT d.name FROM depts d WHERE d.id IN (SELECT dept_id FROM staff WHERE badge = 'B008')"

    assert the_firm.ask(sql) == [("Five",)]


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT badge FROM staff",
        "SELECT COUNT(badge) FROM staff",
        "SELECT COUNT(DISTINCT badge) FROM staff",
        "SELECT MAX(badge) FROM staff",
        "SELECT name FROM staff ORDER BY badge",
        "SELECT name FROM staff GROUP BY name, badge",
        "SELECT name FROM staff WHERE badge LIKE 'B0%'",
        "SELECT name FROM staff WHERE badge > 'B003'",
        "SELECT name FROM staff WHERE badge <> 'B003'",
        "SELECT name FROM staff WHERE NOT badge = 'B003'",
        "SELECT name FROM staff WHERE badge NOT IN ('B003')",
        "SELECT name FROM staff WHERE badge BETWEEN 'B001' AND 'B003'",
        "SELECT name FROM staff WHERE badge IS NULL",
        "SELECT name FROM staff WHERE (badge = 'B003') IS NULL",
        "SELECT name FROM staff WHERE badge = name",
        "SELECT name FROM staff WHERE badge = UPPER('b003')",
        "SELECT name FROM staff WHERE badge = NULL",
        "SELECT name FROM staff WHERE badge IN ('B003', name)",
        "SELECT name FROM staff WHERE badge IN (SELECT name FROM staff)",
        "SELECT name FROM staff WHERE UPPER(badge) = 'B003'",
        "SELECT name FROM staff WHERE badge = 3",
        "SELECT name FROM staff WHERE badge IN ('B003', 0)",
        "SELECT name FROM staff WHERE CASE WHEN badge = 'B003' THEN 1 = 1 ELSE 1 = 0 END",
        "SELECT badge = 'B003' FROM staff",
        "SELECT CASE WHEN badge = 'B003' THEN 1 END FROM staff",
        "SELECT name FROM staff ORDER BY badge = 'B003'",
        "SELECT COUNT(*) FROM staff GROUP BY name HAVING badge = 'B003'",
        "SELECT a.name FROM staff a JOIN staff b ON a.badge = b.badge",
        "SELECT SUM(CASE WHEN badge = 'B003' THEN 1 END) FROM staff",
        "SELECT x.badge FROM (SELECT badge FROM staff) x WHERE x.badge = 'B003'",
        "SELECT name FROM staff WHERE (badge, 1) = ('B003', 1)",
    ],
)
def test_everything_else_is_refused(sql: str, dialect: Dialect) -> None:
    assert {"narrowed"} & set(refusals(sql, dialect)) or refusals(sql, dialect) == ["nodes"]


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
def test_a_value_is_written_as_what_the_column_holds(dialect: Dialect) -> None:
    boss = policy(dialect, rules=(ColumnRule("boss_id", Treatment.FILTER_ONLY, "bosses"),))

    assert refusals("SELECT name FROM staff WHERE boss_id = 1", dialect, boss) == []
    assert refusals("SELECT name FROM staff WHERE boss_id IN (1, -2)", dialect, boss) == []
    assert refusals("SELECT name FROM staff WHERE boss_id = '1'", dialect, boss) == ["narrowed"]
    assert refusals("SELECT name FROM staff WHERE boss_id = 1 + 0", dialect, boss) == ["narrowed"]


def test_the_values_are_known_to_who_counts_them_and_in_no_repr() -> None:
    authorized = firm.authorize("SELECT name FROM staff WHERE badge IN ('B001', 'B002')", Dialect.POSTGRES)

    (use,) = authorized.narrowed
    assert isinstance(use, Lookup)
    assert use.values == ("'B001'", "'B002'")
    assert "B001" not in repr(authorized)
    assert [(rule.kind, rule.column) for rule in authorized.applied] == [("filter_only", "badge")]


def test_a_policy_that_narrows_more_than_was_checked_is_not_applied() -> None:
    free = policy(Dialect.POSTGRES, rules=(ColumnRule("id", Treatment.MASKED, "ids"),))
    known = firm.catalog(Dialect.POSTGRES)
    checked = guard(GeneratedSql("SELECT badge FROM staff", Dialect.POSTGRES), visible_catalog(known, free), max_rows=5)

    with pytest.raises(Unprovable, match="narrowed"):
        apply_policy(checked, policy(Dialect.POSTGRES, rules=(BADGES,)), known)
