"""A steward's own mask: over the table's own columns, of the column's kind or text, and known not to fail."""

from collections.abc import Mapping

import pytest

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, Mask, MaskKind, TableInfo, TableRef
from apps.semantic.sql import reading
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.masks import custom, shown_kind
from tests.semantic.sql.masks.engines import DIALECTS, Engine

COLUMNS = (
    ColumnInfo("name", "text", ColumnKind.TEXT),
    ColumnInfo("region", "text", ColumnKind.TEXT),
    ColumnInfo("salary", "integer", ColumnKind.INTEGER),
    ColumnInfo("born", "date", ColumnKind.DATE),
)
PEOPLE = TableInfo(TableRef("public", "people"), COLUMNS)
ROW = {
    Dialect.POSTGRES: (
        "SELECT CAST('张小明' AS TEXT) AS name, CAST('north' AS TEXT) AS region, 5200 AS salary,"
        " CAST('1990-05-06' AS DATE) AS born"
    ),
    Dialect.SQLITE: "SELECT '张小明' AS name, 'north' AS region, 5200 AS salary, '1990-05-06' AS born",
    Dialect.MYSQL: ("SELECT '张小明' AS name, 'north' AS region, 5200 AS salary, CAST('1990-05-06' AS DATE) AS born"),
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("column", "expression", "shown"),
    [
        ("name", "'someone'", "someone"),
        ("name", "CASE WHEN region = 'north' THEN name ELSE 'x' END", "张小明"),
        ("name", "CASE WHEN salary > 5000 THEN 'many' WHEN salary > 1000 THEN 'some' ELSE 'few' END", "many"),
        ("name", "COALESCE(name, 'x')", "张小明"),
        ("name", "CONCAT(LEFT(name, 1), '**')", "张**"),
        ("name", "CONCAT(region, '/', RIGHT(name, 1))", "north/明"),
        ("salary", "CASE WHEN salary > 5000 THEN 'much' ELSE 'little' END", "much"),
        ("salary", "NULLIF(salary, 5200)", None),
        ("born", "NULLIF(born, born)", None),
    ],
)
def test_an_expression_shows_what_it_gives(
    dialect: Dialect, column: str, expression: str, shown: str | None, masking_engines: Mapping[Dialect, Engine]
) -> None:
    spelled = spelled_for(dialect, expression)
    info = PEOPLE.column(column)
    assert info is not None
    text = reading.render(custom.checked(spelled, info, PEOPLE, dialect), dialect)
    quote = "`" if dialect is Dialect.MYSQL else '"'

    answer = masking_engines[dialect].ask(f"SELECT {text} FROM ({ROW[dialect]}) AS {quote}__c2s_scan{quote}")

    assert answer == shown


def spelled_for(dialect: Dialect, expression: str) -> str:
    if dialect is not Dialect.SQLITE:
        return expression
    return expression.replace("LEFT(name, 1)", "SUBSTR(name, 1, 1)").replace("RIGHT(name, 1)", "SUBSTR(name, -1)")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_null_stays_null_so_that_counts_stay_right(dialect: Dialect, masking_engines: Mapping[Dialect, Engine]) -> None:
    text = reading.render(custom.checked("'x'", COLUMNS[0], PEOPLE, dialect), dialect)
    quote = "`" if dialect is Dialect.MYSQL else '"'

    assert masking_engines[dialect].ask(f"SELECT {text} FROM (SELECT NULL AS name) AS {quote}__c2s_scan{quote}") is None


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("column", "expression"),
    [
        ("name", "(SELECT 'x')"),
        ("name", "EXISTS (SELECT 1 FROM people)"),
        ("name", "salary IN (SELECT salary FROM people)"),
        ("name", "max(name)"),
        ("name", "row_number() OVER ()"),
        ("name", ":region"),
        ("name", "secret"),
        ("name", "other.name"),
        ("name", "*"),
        ("name", "name; DROP TABLE people"),
        ("name", "name ORDER BY 1"),
        ("name", "name AS x"),
        ("name", "pg_sleep(1)"),
        ("name", "current_setting('c2s.mask_inner')"),
        ("name", "__c2s_hash('text', name)"),
        ("name", "@c2s_mask_inner"),
        ("name", ""),
        ("salary", "born"),
        ("born", "salary"),
        ("name", "salary"),
        ("name", "random()"),
    ],
)
def test_what_is_more_than_an_expression_over_the_row_is_refused(
    dialect: Dialect, column: str, expression: str
) -> None:
    info = PEOPLE.column(column)
    assert info is not None

    with pytest.raises(Refused):
        custom.checked(expression, info, PEOPLE, dialect)


@pytest.mark.parametrize(
    "expression",
    ["CAST(name AS INTEGER)", "salary / (salary - 5200)", "CAST(salary * 1000000 AS TEXT)", "CAST(name AS DATE)"],
)
def test_what_may_fail_on_a_value_is_refused(expression: str) -> None:
    with pytest.raises(Refused) as refused:
        custom.checked(expression, COLUMNS[2], PEOPLE, Dialect.POSTGRES)

    assert [violation.rule for violation in refused.value.violations] == ["mask"]


def test_a_column_shows_as_the_kind_that_its_expression_gives() -> None:
    def kind(expression: str) -> ColumnKind:
        mask = Mask(MaskKind.CUSTOM, "m", expression=expression)
        return shown_kind(COLUMNS[2], mask, PEOPLE, Dialect.POSTGRES)

    assert kind("CASE WHEN salary > 5000 THEN 'much' ELSE 'little' END") is ColumnKind.TEXT
    assert kind("NULLIF(salary, 0)") is ColumnKind.INTEGER
    assert kind("no_such_column") is ColumnKind.OTHER
