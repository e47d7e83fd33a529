"""A layout changes blanks between words and nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from apps.queries.web.sql_layout import lay_out


def test_each_clause_condition_and_subquery_has_its_line():
    sql = (
        'SELECT SUM("o"."amount") AS "sales", EXTRACT(YEAR FROM "o"."at")'
        ' FROM (SELECT "s"."id" FROM "public"."orders" AS "s"'
        ' WHERE "s"."region" = \'华北\') AS "o" LEFT JOIN "cities" AS "c" ON "o"."id" = "c"."id"'
        ' WHERE ("o"."at" >= 1 AND "o"."at" < 2) AND "c"."name" IN (\'a FROM b\') GROUP BY 2 LIMIT 10'
    )

    assert lay_out(sql).splitlines() == [
        'SELECT SUM("o"."amount") AS "sales", EXTRACT(YEAR FROM "o"."at")',
        "FROM (",
        '  SELECT "s"."id"',
        '  FROM "public"."orders" AS "s"',
        '  WHERE "s"."region" = \'华北\'',
        ') AS "o"',
        'LEFT JOIN "cities" AS "c" ON "o"."id" = "c"."id"',
        'WHERE ("o"."at" >= 1 AND "o"."at" < 2)',
        '  AND "c"."name" IN (\'a FROM b\')',
        "GROUP BY 2",
        "LIMIT 10",
    ]


def test_text_values_names_and_comments_are_never_broken():
    sql = "SELECT ' x FROM y AND z' AS \"a WHERE b\" /* c FROM d */"

    assert lay_out(sql) == sql


@given(st.text(alphabet="()'\"`-/* \nSELECTfromwhereandJOIN,;华", max_size=60))
def test_no_character_but_blanks_changes(sql):
    assert re.sub(r"\s", "", lay_out(sql)) == re.sub(r"\s", "", sql)


@given(
    st.lists(st.sampled_from(["SELECT", "FROM", "(", ")", "'a  b'", '"c  d"', "AND", "x", "LEFT", "JOIN"]), max_size=20)
)
def test_quoted_text_comes_through_unchanged(words):
    sql = " ".join(words)
    quoted = re.compile(r"'[^']*'|\"[^\"]*\"")

    assert quoted.findall(lay_out(sql)) == quoted.findall(sql)
