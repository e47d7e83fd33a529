"""Valid statements over the shop, written by the grammar of the property tests."""

import hypothesis
from hypothesis import HealthCheck, Phase

from apps.semantic.contracts import ColumnKind, Dialect
from tests.semantic.sql import shop
from tests.semantic.sql.property.database import Column, Table
from tests.semantic.sql.property.queries import queries

KINDS = (ColumnKind.INTEGER, ColumnKind.TEXT)  # those that the grammar can compare


def written(dialect: Dialect, *, count: int, seed: int) -> list[str]:
    """`count` statements; the same for the same seed."""
    made: list[str] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(queries(TABLES, dialect))
    def collect(text: str) -> None:
        made.append(text)

    collect()
    return made


def _tables() -> tuple[Table, ...]:
    hidden = {"id_card", "cost"}  # a statement that names them is refused at once
    found = []
    for table in shop.restricted(Dialect.POSTGRES).tables:
        columns = [
            Column(name, kind)
            for name, _, kind in shop.COLUMNS[table.table.name]
            if kind in KINDS and name not in hidden
        ]
        found.append(Table(table.table.name, tuple(columns), ()))
    return tuple(found)


TABLES = _tables()
