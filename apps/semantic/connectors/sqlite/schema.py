"""
Reads a SQLite schema: ordinary tables and the views that work. Virtual tables and the engine's own are left out.

Row counts come from the engine's statistics where they exist, else by counting within a time limit; a table that could
not be counted in time has none.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import apsw

from apps.semantic.connectors.sqlite.opening import Database
from apps.semantic.connectors.sqlite.values import declared_kind
from apps.semantic.contracts import ColumnInfo, Dialect, ForeignKey, TableInfo, TableRef
from apps.semantic.sql.typestate import PlatformSql

SCHEMA = "main"  # SQLite's name for the file that was opened
STEPS = 2_000

COLUMNS = PlatformSql(
    'SELECT x.name, x.type, x."notnull", x.pk'
    " FROM pragma_table_xinfo(?1, 'main') AS x WHERE x.hidden <> 1 ORDER BY x.cid",
    Dialect.SQLITE,
)
FOREIGN_KEYS = PlatformSql(
    'SELECT t.name, x.id, x."table", x."from", x."to" FROM pragma_table_list AS t'
    " JOIN pragma_foreign_key_list(t.name, 'main') AS x"
    " WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, x.id, x.seq",
    Dialect.SQLITE,
)
UNIQUE_KEYS = PlatformSql(
    "SELECT t.name, x.name, i.name FROM pragma_table_list AS t"
    " JOIN pragma_index_list(t.name, 'main') AS x JOIN pragma_index_info(x.name, 'main') AS i"
    " WHERE t.schema = 'main' AND t.type = 'table' AND x.\"unique\" = 1 AND x.partial = 0 AND x.origin <> 'pk'"
    " ORDER BY t.name, x.name, i.seqno",
    Dialect.SQLITE,
)
STATISTICS = PlatformSql("SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl", Dialect.SQLITE)
HAS_STATISTICS = PlatformSql("SELECT 1 FROM pragma_table_list WHERE name = 'sqlite_stat1'", Dialect.SQLITE)


def read_tables(database: Database, *, count_seconds: float) -> tuple[TableInfo, ...]:
    """Return tables and views in a fixed order; counting rows takes no longer than `count_seconds` in all."""
    connection = database.connection
    columns = {name: found for name, _ in database.objects.values() if (found := _columns(connection, name))}
    tables = [name for name, is_view in database.objects.values() if not is_view and name in columns]
    keys = {name: _primary_key(columns[name]) for name in tables}
    unique = _unique_keys(connection.execute(UNIQUE_KEYS.text))
    references = _foreign_keys(connection.execute(FOREIGN_KEYS.text), database, keys)
    counts = row_counts(connection, tables, seconds=count_seconds)
    return tuple(
        TableInfo(
            ref=TableRef(SCHEMA, name),
            columns=tuple(_column(row) for row in columns[name]),
            primary_key=keys.get(name, ()),
            unique_keys=tuple(unique.get(name, ())),
            foreign_keys=tuple(references.get(name, ())),
            is_view=is_view,
            row_estimate=counts.get(name),
        )
        for name, is_view in sorted(database.objects.values())
        if name in columns
    )


def row_counts(connection: apsw.Connection, tables: Iterable[str], *, seconds: float) -> dict[str, int]:
    """Return the rows of each table, as far as the time allows."""
    counts: dict[str, int] = {}
    if connection.execute(HAS_STATISTICS.text).fetchone():
        counts = {str(name): int(rows) for name, rows in connection.execute(STATISTICS.text) if rows is not None}
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        for table in tables:
            if table not in counts:
                counts[table] = int(_count(connection, table))
    except apsw.InterruptError:
        pass  # the rest stays uncounted
    finally:
        connection.set_progress_handler(None)
    return counts


def _count(connection: apsw.Connection, table: str) -> Any:
    row = connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()  # noqa: S608  # a quoted name
    assert row is not None
    return row[0]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _columns(connection: apsw.Connection, table: str) -> list[tuple[Any, ...]]:
    try:
        return connection.execute(COLUMNS.text, (table,)).fetchall()
    except apsw.SQLError:
        return []  # a view over something that no longer exists: nobody could read it


def _column(row: tuple[Any, ...]) -> ColumnInfo:
    name, type_, not_null, key_part = row
    return ColumnInfo(name=name, type=type_, kind=declared_kind(type_), nullable=not (not_null or key_part))


def _primary_key(columns: list[tuple[Any, ...]]) -> tuple[str, ...]:
    parts = sorted((part, name) for name, _, _, part in columns if part)
    return tuple(name for _, name in parts)


def _unique_keys(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[str, ...]]]:
    indexes: dict[tuple[str, str], list[str | None]] = defaultdict(list)
    for table, index, column in rows:
        indexes[(table, index)].append(column)
    keys: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for (table, _), columns in indexes.items():
        named = tuple(column for column in columns if column is not None)
        if len(named) == len(columns):  # an index over an expression is no key of columns
            keys[table].append(named)
    return keys


def _foreign_keys(
    rows: Iterable[tuple[Any, ...]], database: Database, primary_keys: Mapping[str, tuple[str, ...]]
) -> dict[str, list[ForeignKey]]:
    found: dict[tuple[str, int], tuple[str, list[tuple[str, str | None]]]] = {}
    for table, number, target, column, target_column in rows:
        found.setdefault((table, number), (target, []))[1].append((column, target_column))
    keys: dict[str, list[ForeignKey]] = defaultdict(list)
    for (table, _), (spelled, pairs) in found.items():
        target, _is_view = database.objects.get(spelled.lower(), ("", True))
        columns = tuple(column for column, _ in pairs)
        named = tuple(to for _, to in pairs if to is not None)
        target_columns = named or primary_keys.get(target, ())
        if target and len(target_columns) == len(columns):
            keys[table].append(ForeignKey(columns, TableRef(SCHEMA, target), target_columns))
    return keys
