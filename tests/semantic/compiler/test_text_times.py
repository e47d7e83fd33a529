"""
Times that SQLite keeps as text of any length: only a year, a year and month, a day, a moment.

Fairs 1 to 6 opened in "2014", "2015", "2015", "2015-03", "2015-03-09" and "2015-03-09 18:30:00"; nobody knows when 7
did, and of 8 it says "spring".
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from uuid import UUID

import pytest

from apps.semantic.compiler import compile_query
from apps.semantic.contracts import (
    Aggregate,
    ColumnInfo,
    ColumnKind,
    Dialect,
    Dimension,
    DimensionKind,
    Entity,
    Manifest,
    Metric,
    SchemaCatalog,
    TableInfo,
    TableRef,
    Words,
)
from tests.semantic.compiler.notation import query

FAIRS = TableRef("main", "fairs")
OPENED = ["2014", "2015", "2015", "2015-03", "2015-03-09", "2015-03-09 18:30:00", None, "spring"]
MANIFEST = Manifest(
    dataset_id=UUID(int=1),
    name="fairs",
    words=Words("展会", "Fairs"),
    data_source_id=UUID(int=2),
    dialect=Dialect.SQLITE,
    timezone="Asia/Shanghai",
    entities=(Entity("fair", Words("展会", "Fair"), FAIRS, ("id",), "opened"),),
    joins=(),
    dimensions=(Dimension("opened", Words("开幕", "Opened"), "fair", "opened", DimensionKind.TIME),),
    metrics=(Metric("fairs", Words("展会数", "Fairs"), "fair", Aggregate.COUNT, time_dimension="opened"),),
    fingerprint="f" * 64,
)
Ask = Callable[..., list[tuple[object, ...]]]


def catalog(declared: str) -> SchemaCatalog:
    columns = (
        ColumnInfo(name="id", type="INTEGER", kind=ColumnKind.INTEGER),
        ColumnInfo(name="opened", type=declared, kind=ColumnKind.TEXT),
    )
    table = TableInfo(ref=FAIRS, columns=columns, primary_key=("id",))
    return SchemaCatalog(dialect=Dialect.SQLITE, default_schema="main", tables=(table,))


@pytest.fixture(params=["TEXT", "VARCHAR(20)"])
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE fairs (id INTEGER PRIMARY KEY, opened {request.param})")
        connection.executemany("INSERT INTO fairs (opened) VALUES (?)", [(text,) for text in OPENED])
        yield lambda **said: connection.execute(
            compile_query(query("fairs", **said), MANIFEST, catalog(request.param)).text
        ).fetchall()


@pytest.mark.parametrize(
    ("period", "count"),
    [
        ("2014-01-01..2015-01-01", 1),
        ("2015-01-01..2016-01-01", 5),
        ("2014-01-01..2016-01-01", 6),
        ("2015-03-01..2015-04-01", 3),  # a year alone is in no month
        ("2015-03-09..2015-03-10", 2),
        ("2015-03-10..2016-01-01", 0),
    ],
)
def test_a_period_holds_what_is_known_to_lie_in_it(ask: Ask, period: str, count: int) -> None:
    assert ask(time=period) == [(count,)]


@pytest.mark.parametrize(
    ("grain", "groups"),
    [
        ("year", [("2014-01-01", 1), ("2015-01-01", 5), (None, 2)]),
        ("quarter", [("2015-01-01", 3), (None, 5)]),
        ("month", [("2015-03-01", 3), (None, 5)]),
        ("week", [("2015-03-09", 2), (None, 6)]),
        ("day", [("2015-03-09", 2), (None, 6)]),
    ],
)
def test_text_shorter_than_the_period_is_of_no_period(
    ask: Ask, grain: str, groups: list[tuple[str | None, int]]
) -> None:
    assert ask(by=f"opened:{grain}") == groups


def test_a_column_that_compares_as_numbers_keeps_whole_days() -> None:
    # Declared STRING, SQLite would read '2015' as a number, and every date is greater than every number.
    text = compile_query(query("fairs", time="2015-01-01..2016-01-01"), MANIFEST, catalog("STRING")).text
    assert text.endswith("""WHERE "fair"."opened" >= '2015-01-01' AND "fair"."opened" < '2016-01-01'""")
