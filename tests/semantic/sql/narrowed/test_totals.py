"""Pay that may only be totalled: who can be told what, on the real engines."""

from decimal import Decimal

import pytest

from apps.semantic.contracts import ColumnRule, Dialect, RowGrant, Treatment
from tests.semantic.sql.narrowed import firm
from tests.semantic.sql.narrowed.firm import BONUS, FIVE, PAY, SIX, Firm, policy, refusals

BY_DEPT = "SELECT dept_id, SUM(salary) AS total FROM staff GROUP BY dept_id ORDER BY dept_id"
DIALECTS = [Dialect.POSTGRES, Dialect.SQLITE, Dialect.MYSQL]


def numbers(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(int(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in rows]


def test_a_group_shows_from_exactly_k_values_on(the_firm: Firm) -> None:
    assert numbers(the_firm.ask(BY_DEPT)) == [(1, SIX), (2, FIVE)]
    assert numbers(the_firm.ask(BY_DEPT, policy(the_firm.dialect, k=6))) == [(1, SIX)]
    assert [row[0] for row in the_firm.ask(BY_DEPT, policy(the_firm.dialect, k=4))] == [1, 2, 3, 4]


def test_rows_without_a_value_make_no_group_larger(the_firm: Firm) -> None:
    asked = "SELECT d.name, COUNT(*) AS people, COUNT(s.salary) AS paid FROM staff s JOIN depts d ON d.id = s.dept_id"

    assert sorted(the_firm.ask(f"{asked} GROUP BY d.name")) == [("Five", 5, 5), ("Six", 6, 6)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT SUM(salary) FROM staff WHERE id = 5",
        "SELECT AVG(salary) FROM staff WHERE id IN (1, 2, 3, 4)",
        "SELECT COUNT(salary) FROM staff WHERE dept_id = 3",
        "SELECT dept_id FROM staff WHERE dept_id = 3 GROUP BY dept_id ORDER BY SUM(salary)",
        "SELECT dept_id FROM staff WHERE dept_id = 3 GROUP BY dept_id HAVING SUM(salary) > 0",
        "SELECT id, SUM(salary) FROM staff GROUP BY id",
        "SELECT name, SUM(s.salary) FROM staff s GROUP BY name HAVING COUNT(*) = 1",
        "SELECT SUM(s.salary) FROM staff s JOIN depts d ON d.id = s.dept_id WHERE d.name = 'Four'",
    ],
)
def test_small_groups_are_left_out(the_firm: Firm, sql: str) -> None:
    assert the_firm.ask(sql) == []


def test_what_stands_around_a_small_total_finds_nothing(the_firm: Firm) -> None:
    assert the_firm.ask("SELECT (SELECT SUM(salary) FROM staff WHERE id = 5) AS x") == [(None,)]
    assert the_firm.ask("SELECT 1 AS x WHERE EXISTS (SELECT SUM(salary) FROM staff WHERE id = 5)") == []
    union = "SELECT SUM(salary) FROM staff WHERE id = 5 UNION ALL SELECT COUNT(salary) FROM staff"
    assert the_firm.ask(union) == [(19,)]


def test_both_columns_need_their_values(the_firm: Firm) -> None:
    asked = "SELECT dept_id, SUM(bonus) AS b FROM staff GROUP BY dept_id ORDER BY dept_id"
    both = "SELECT dept_id, SUM(bonus) AS b, SUM(salary) AS s FROM staff GROUP BY dept_id ORDER BY dept_id"

    assert [row[0] for row in the_firm.ask(asked)] == [1, 2, 4]
    assert [row[0] for row in the_firm.ask(both)] == [1, 2]


def test_joins_to_one_row_each_keep_the_totals(the_firm: Firm) -> None:
    for sql in (
        "SELECT d.name, SUM(s.salary) FROM staff s JOIN depts d ON s.dept_id = d.id GROUP BY d.name",
        "SELECT d.name, SUM(s.salary) FROM depts d LEFT JOIN staff s ON s.dept_id = d.id GROUP BY d.name",
        "SELECT d.name, SUM(s.salary) FROM staff s LEFT JOIN depts d ON s.dept_id = d.id GROUP BY d.name",
        "SELECT d.name, SUM(s.salary) FROM staff s, depts d WHERE (s.dept_id = d.id) AND d.id > 0 GROUP BY d.name",
        (
            "SELECT d.name, SUM(s.salary) FROM staff s JOIN staff b ON s.boss_id = b.id"
            " JOIN depts d ON d.id = s.dept_id GROUP BY d.name"
        ),
    ):
        assert sorted(numbers(the_firm.ask(sql))) == [("Five", FIVE), ("Six", SIX)], sql


def test_a_total_is_a_value_like_any_other_around_its_query(the_firm: Firm) -> None:
    sql = (
        "WITH t AS (SELECT dept_id, SUM(salary) AS total FROM staff GROUP BY dept_id)"
        " SELECT d.name, t.total * 2 AS twice FROM t JOIN depts d ON d.id = t.dept_id WHERE t.total > 7000"
    )

    assert numbers(the_firm.ask(sql)) == [("Five", FIVE * 2)]
    ranked = "SELECT dept_id, RANK() OVER (ORDER BY SUM(salary) DESC) AS r FROM staff GROUP BY dept_id ORDER BY r"
    assert the_firm.ask(ranked) == [(2, 1), (1, 2)]


def test_an_alias_like_the_column_may_be_ordered_by(the_firm: Firm) -> None:
    named = "SELECT dept_id, SUM(salary) AS salary FROM staff GROUP BY dept_id ORDER BY salary DESC"

    assert numbers(the_firm.ask(named)) == [(2, FIVE), (1, SIX)]
    assert the_firm.ask("SELECT s.*, 0 - s.id AS salary FROM staff s ORDER BY salary LIMIT 1")[0][:1] == (21,)
    assert len(the_firm.ask("SELECT s.*, 0 - s.id AS salary FROM staff s ORDER BY salary LIMIT 1")[0]) == 6


def test_a_star_beside_a_total_becomes_the_columns_it_shows(the_firm: Firm) -> None:
    starred = "SELECT d.*, SUM(s.salary) AS total FROM staff s JOIN depts d ON d.id = s.dept_id GROUP BY d.id"
    named = f"{starred}, d.name, d.code ORDER BY d.id"

    assert numbers(the_firm.ask(named)) == [(1, "Six", "six", SIX), (2, "Five", "five", FIVE)]


def test_no_star_shows_what_may_only_be_totalled(the_firm: Firm) -> None:
    shown = the_firm.ask("SELECT * FROM staff WHERE id = 1")

    assert shown == [(1, "n1", 1, 1, "south")]
    assert the_firm.ask("SELECT COUNT(*) FROM staff") == [(21,)]


def test_a_condition_that_fails_on_one_total_learns_nothing_of_small_groups(the_firm: Firm) -> None:
    # Four's total is 12006, Six's 6015: where the total is seen, something fails or shows.
    failing = {
        Dialect.POSTGRES: "1 / (x.total - {total}) >= 0",
        Dialect.SQLITE: "json_extract(CASE WHEN x.total = {total} THEN '{{' ELSE '{{}}' END, '$.a') IS NULL",
        Dialect.MYSQL: "9223372036854775807 - {total} + 1 + CAST(x.total AS SIGNED) > 0",
    }[the_firm.dialect]
    grouped = "SELECT dept_id, SUM(salary) AS total FROM staff GROUP BY dept_id HAVING COUNT(*) + 1 + 1 + 1 + 1 > 0"
    around = f"SELECT x.dept_id FROM ({grouped}) x WHERE {failing}"

    assert sorted(the_firm.ask(around.format(total=12006))) == [(1,), (2,)]
    with pytest.raises(Exception, match=r"division|malformed|out of range"):
        the_firm.ask(around.format(total=6015))


def test_having_of_ones_own_never_sees_a_small_group(the_firm: Firm) -> None:
    having = {
        Dialect.POSTGRES: "1 / (SUM(salary) - 12006) >= -100",
        Dialect.SQLITE: "json_extract(CASE WHEN SUM(salary) = 12006 THEN '{' ELSE '{}' END, '$.a') IS NULL",
        Dialect.MYSQL: "SUM(salary) <> 12006",
    }[the_firm.dialect]

    shown = the_firm.ask(f"SELECT dept_id FROM staff GROUP BY dept_id HAVING {having} ORDER BY dept_id")

    assert shown == [(1,), (2,)]


MISPLACED = [
    "SELECT salary FROM staff",
    "SELECT salary AS s, COUNT(*) FROM staff GROUP BY salary",
    "SELECT MAX(salary) FROM staff",
    "SELECT MIN(salary) FROM staff",
    "SELECT SUM(DISTINCT salary) FROM staff",
    "SELECT COUNT(DISTINCT salary) FROM staff",
    "SELECT SUM(salary + 0) FROM staff",
    "SELECT SUM(CASE WHEN id = 5 THEN salary END) FROM staff",
    "SELECT SUM(salary * (id - 4)) FROM staff",
    "SELECT SUM(salary) OVER () FROM staff",
    "SELECT AVG(salary) OVER (ORDER BY id ROWS CURRENT ROW) FROM staff",
    "SELECT name FROM staff ORDER BY salary",
    "SELECT name FROM staff WHERE salary > 1000",
    "SELECT name FROM staff WHERE salary = 1000",
    "SELECT dept_id FROM staff GROUP BY dept_id HAVING MAX(salary) > 1000",
    "SELECT ROW_NUMBER() OVER (ORDER BY salary) FROM staff",
    "SELECT ROW_NUMBER() OVER w FROM staff WINDOW w AS (PARTITION BY salary)",
    "SELECT SUM(x.salary) FROM (SELECT salary FROM staff) x",
    "WITH x AS (SELECT id, salary FROM staff) SELECT SUM(salary) FROM x",
    "SELECT s.name FROM staff s JOIN leaves l ON l.days = s.salary",
    "SELECT 1 FROM staff WHERE salary IN (SELECT days FROM leaves)",
    "SELECT COALESCE(salary, 0) FROM staff",
    "SELECT name FROM staff s WHERE EXISTS (SELECT 1 FROM leaves l WHERE l.days = s.salary)",
    "SELECT (SELECT SUM(s.salary)) FROM staff s",
]
REPEATING = [
    "SELECT SUM(s.salary) FROM staff s JOIN leaves l ON l.staff_id = s.id WHERE s.id = 5",
    "SELECT SUM(s.salary) FROM leaves l JOIN staff s ON l.staff_id = s.id",
    "SELECT SUM(s.salary) FROM staff s LEFT JOIN leaves l ON l.staff_id = s.id",
    "SELECT SUM(s.salary) FROM staff s CROSS JOIN depts d",
    "SELECT SUM(s.salary) FROM staff s, depts d WHERE s.dept_id >= d.id",
    "SELECT SUM(s.salary) FROM staff s JOIN depts d ON s.dept_id = d.id OR d.id = 1",
    "SELECT SUM(s.salary) FROM staff s JOIN depts d ON s.dept_id = d.id + 0",
    "SELECT SUM(s.salary) FROM staff s JOIN depts d ON NOT s.dept_id = d.id",
    "SELECT SUM(s.salary) FROM staff s JOIN depts d ON d.name = s.name",
    "SELECT SUM(s.salary) FROM staff s RIGHT JOIN depts d ON s.dept_id = d.id",
    "SELECT SUM(b.salary) FROM staff s JOIN staff b ON s.boss_id = b.id",
    "SELECT SUM(s.salary), SUM(b.salary) FROM staff s JOIN staff b ON s.boss_id = b.id",
    "SELECT SUM(s.salary) FROM staff s JOIN (SELECT 1 AS n UNION ALL SELECT 2) x ON x.n > 0",
    "WITH d AS (SELECT * FROM depts) SELECT SUM(s.salary) FROM staff s JOIN d ON d.id = s.dept_id",
    # The join to depts does not hold where leaves has no row, so that it fixes no department.
    (
        "SELECT SUM(s.salary) FROM staff s LEFT JOIN leaves l ON l.id = s.id LEFT JOIN depts d ON d.id = l.days"
        " LEFT JOIN leaves m ON d.id = s.dept_id"
    ),
    "SELECT SUM(s.salary) FROM staff s JOIN depts d ON 1 = 1 LEFT JOIN leaves l ON l.id = s.id AND d.id = s.dept_id",
]


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
@pytest.mark.parametrize("sql", [*MISPLACED, *REPEATING])
def test_nothing_else_than_a_total_over_single_rows_is_accepted(sql: str, dialect: Dialect) -> None:
    assert set(refusals(sql, dialect)) == {"narrowed"}


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT p.id, (SELECT SUM(s.salary) FROM staff s WHERE s.id <> p.id) FROM staff p",
        "SELECT d.id, (SELECT SUM(s.salary) FROM staff s WHERE s.dept_id = d.id) FROM depts d",
        "SELECT p.id FROM staff p WHERE EXISTS (SELECT SUM(s.salary) FROM staff s HAVING SUM(s.salary) > p.id)",
        (
            "SELECT p.id, (SELECT SUM(s.salary) FROM staff s WHERE s.id IN"
            " (SELECT l.id FROM leaves l WHERE l.id <> p.id)) FROM staff p"
        ),
    ],
)
def test_a_total_is_asked_once_and_not_for_each_row_around_it(sql: str, dialect: Dialect) -> None:
    assert set(refusals(sql, dialect)) == {"narrowed"}


@pytest.mark.parametrize(
    ("sql", "dialect"),
    [
        ("SELECT dept_id, SUM(salary) FROM staff GROUP BY ROLLUP (dept_id)", Dialect.POSTGRES),
        ("SELECT dept_id, SUM(salary) FROM staff GROUP BY CUBE (dept_id, site)", Dialect.POSTGRES),
        ("SELECT dept_id, SUM(salary) FROM staff GROUP BY GROUPING SETS ((dept_id), ())", Dialect.POSTGRES),
        ("SELECT dept_id, SUM(salary) FROM staff GROUP BY dept_id WITH ROLLUP", Dialect.MYSQL),
        ("SELECT SUM(salary) FILTER (WHERE id = 5) FROM staff", Dialect.POSTGRES),
        (
            "SELECT x.t FROM staff p CROSS JOIN LATERAL (SELECT SUM(salary) AS t FROM staff s WHERE s.id <> p.id) x",
            Dialect.POSTGRES,
        ),
        ("SELECT SUM(s.salary) FROM staff s CROSS JOIN generate_series(1, 5) AS g", Dialect.POSTGRES),
        ("SELECT SUM(s.salary) FROM staff s CROSS JOIN LATERAL (SELECT s.id) x", Dialect.POSTGRES),
        ("SELECT total(salary) FROM staff", Dialect.SQLITE),
        ("SELECT group_concat(salary) FROM staff", Dialect.SQLITE),
        ("SELECT SUM(salary) FILTER (WHERE id = 5) FROM staff", Dialect.SQLITE),
        ("SELECT SUM(s.salary) FROM staff s JOIN leaves AS l (x, id, days) ON l.id = s.id", Dialect.POSTGRES),
        ("SELECT (SELECT SUM(s.salary) FROM staff s WHERE to_json(p) IS NOT NULL) FROM staff p", Dialect.POSTGRES),
        ("SELECT to_json(s), SUM(s.salary) FROM staff s GROUP BY s.id", Dialect.POSTGRES),
        # SQLite compares text as the left side does, which may be another way than the key's.
        ("SELECT SUM(s.salary) FROM staff s JOIN depts d ON s.name = d.code", Dialect.SQLITE),
    ],
)
def test_what_only_some_engines_have(sql: str, dialect: Dialect) -> None:
    assert refusals(sql, dialect) == ["narrowed"]


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
def test_names_that_are_not_written_reach_no_narrowed_column(dialect: Dialect) -> None:
    assert refusals("SELECT 1 FROM staff a JOIN staff b USING (salary)", dialect) == ["narrowed"]
    assert refusals("SELECT SUM(salary) FROM staff NATURAL JOIN leaves", dialect) == ["narrowed", "narrowed"]
    assert refusals("SELECT x.salary FROM (SELECT * FROM staff) x", dialect) == ["columns"]
    assert refusals("SELECT * FROM staff NATURAL JOIN leaves", dialect) == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
def test_a_table_without_a_key_has_no_totals(dialect: Dialect) -> None:
    assert refusals("SELECT SUM(pay) FROM slips", dialect) == ["narrowed"]
    assert refusals("SELECT COUNT(*), MIN(staff_id) FROM slips", dialect) == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
def test_a_table_of_narrowed_columns_alone_can_be_counted_and_not_listed(dialect: Dialect) -> None:
    alone = policy(dialect, RowGrant("pay", ("salary",)), rules=(PAY,))

    assert refusals("SELECT COUNT(*) FROM staff", dialect, alone) == []
    assert refusals("SELECT SUM(salary) FROM staff", dialect, alone) == []
    assert refusals("SELECT * FROM staff", dialect, alone) == ["narrowed"]


def test_counting_a_table_of_narrowed_columns_alone(the_firm: Firm) -> None:
    alone = policy(the_firm.dialect, RowGrant("pay", ("salary",)), rules=(PAY,))

    assert the_firm.ask("SELECT COUNT(*) FROM staff", alone) == [(21,)]


def test_a_masked_key_leads_to_many_rows() -> None:
    blurred = policy(Dialect.POSTGRES, rules=(PAY, ColumnRule("id", Treatment.MASKED, "ids")))
    to_boss = "SELECT SUM(s.salary) FROM staff s JOIN staff b ON s.boss_id = b.id"

    assert refusals(to_boss, Dialect.POSTGRES) == []
    assert refusals(to_boss, Dialect.POSTGRES, blurred) == ["narrowed"]


def test_rows_that_no_grant_gives_count_in_no_group(the_firm: Firm) -> None:
    every = tuple(column[0] for column in firm.COLUMNS["staff"])
    north = policy(the_firm.dialect, RowGrant("north", every, "site = :site"), rules=(PAY, BONUS))
    # Pay in the north, everything else everywhere: a cell shows only where one grant gives its column and its row.
    cells = policy(
        the_firm.dialect,
        RowGrant("north", every, "site = :site"),
        RowGrant("rest", tuple(set(every) - {"salary"}), None),
        rules=(PAY, BONUS),
    )

    for rights in (north, cells):
        assert the_firm.ask("SELECT COUNT(salary) FROM staff", rights) == [(9,)]
        assert the_firm.ask(BY_DEPT, rights) == []
    assert the_firm.ask("SELECT COUNT(*) FROM staff", cells) == [(21,)]


def test_the_answer_says_that_small_groups_were_left_out() -> None:
    authorized = firm.authorize(BY_DEPT, Dialect.POSTGRES)

    assert [(rule.kind, rule.name, rule.column) for rule in authorized.applied] == [
        ("aggregate_only", "pay in totals", "salary")
    ]
    (use,) = authorized.narrowed
    assert (use.columns, use.smallest_group) == (("salary",), 5)  # type: ignore[union-attr]
