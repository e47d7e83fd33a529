"""What leaves a run: values that JSON can carry, of exactly the shape that was proved."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from apps.queries.stages.release import UnexpectedResult, release
from apps.semantic.contracts import ColumnKind, OutputColumn, Rows
from apps.semantic.contracts.results import Cell
from apps.semantic.sql.typestate import AuthorizedSql


class Shape(AuthorizedSql):
    """Stands for a proved statement by what is compared with its result."""

    def __init__(self, *columns: str, row_limit: int = 10) -> None:
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "row_limit", row_limit)


def rows(*values: Cell, name: str = "a") -> Rows:
    return Rows((OutputColumn(name, ColumnKind.OTHER),), tuple((v,) for v in values), False, 0, timedelta())


@pytest.mark.parametrize(
    ("value", "leaves_as"),
    [
        (None, None),
        (True, True),
        ("北", "北"),
        (2**53 - 1, 2**53 - 1),
        (2**53, "9007199254740992"),
        (-(2**53), "-9007199254740992"),
        (0.1, 0.1),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (Decimal("10.50"), "10.50"),
        (Decimal("1E+30"), "1000000000000000000000000000000"),
        (date(2026, 1, 31), "2026-01-31"),
        (time(9, 5), "09:05:00"),
        (datetime(2026, 1, 31, 9, 5, 0, 250, tzinfo=UTC), "2026-01-31T09:05:00.000250+00:00"),
        (b"\x00\xff", "00ff"),
        (timedelta(days=1, hours=2), "1 day, 2:00:00"),
    ],
)
def test_a_value_leaves_as_json_without_losing_a_digit(value: Cell, leaves_as: object):
    assert release(rows(value), Shape("a")) == ((leaves_as,),)


def test_an_unnamed_column_is_called_what_the_engine_calls_it():
    assert release(rows(1, name="?column?"), Shape("")) == ((1,),)


@pytest.mark.parametrize(
    ("result", "proved"),
    [
        (rows(1), Shape("b")),
        (rows(1), Shape("a", "b")),
        (rows(1, 2, 3), Shape("a", row_limit=2)),
    ],
)
def test_another_shape_than_was_proved_shows_nothing(result: Rows, proved: AuthorizedSql):
    with pytest.raises(UnexpectedResult):
        release(result, proved)
