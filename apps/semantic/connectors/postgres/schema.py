"""
Reads a PostgreSQL schema: what the account may SELECT, in the configured schemas, and nothing else.

One statement per kind of thing. A partition is part of its parent and does not appear; a column that the account may
not read does not exist. Row counts are the server's own estimates.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from psycopg.rows import TupleRow

from apps.semantic.connectors.postgres.connecting import Connection
from apps.semantic.connectors.postgres.values import kind_of
from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, ForeignKey, TableInfo, TableRef
from apps.semantic.sql.typestate import PlatformSql

TABLES = PlatformSql(
    """
SELECT c.oid::bigint, n.nspname, c.relname, c.relkind IN ('v', 'm') AS is_view,
       CASE WHEN c.relkind = 'p'
            THEN (SELECT sum(greatest(leaf.reltuples, 0))
                  FROM pg_partition_tree(c.oid) AS part JOIN pg_class AS leaf ON leaf.oid = part.relid
                  WHERE part.isleaf)
            ELSE c.reltuples END::bigint AS row_estimate,
       coalesce(obj_description(c.oid, 'pg_class'), '') AS comment
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
ORDER BY n.nspname, c.relname
""",
    Dialect.POSTGRES,
)
COLUMNS = PlatformSql(
    """
SELECT a.attrelid::bigint, a.attnum::int, a.attname, format_type(a.atttypid, a.atttypmod) AS type,
       coalesce(nullif(t.typbasetype, 0), t.oid)::bigint AS base_type,
       t.typtype = 'e' OR t.typname = 'citext' AS is_text,
       NOT a.attnotnull AS nullable, coalesce(col_description(a.attrelid, a.attnum), '') AS comment
FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
WHERE a.attrelid = ANY(%s::bigint[]::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
  AND has_column_privilege(a.attrelid, a.attnum, 'SELECT')
ORDER BY a.attrelid, a.attnum
""",
    Dialect.POSTGRES,
)
UNIQUE_KEYS = PlatformSql(
    """
SELECT i.indrelid::bigint, i.indisprimary, i.indkey::text
FROM pg_index AS i
WHERE i.indrelid = ANY(%s::bigint[]::oid[]) AND i.indisunique AND i.indisvalid AND i.indimmediate
  AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnatts = i.indnkeyatts
ORDER BY i.indrelid, i.indexrelid
""",
    Dialect.POSTGRES,
)
FOREIGN_KEYS = PlatformSql(
    """
SELECT c.conrelid::bigint, array_to_string(c.conkey, ' '), c.confrelid::bigint, array_to_string(c.confkey, ' ')
FROM pg_constraint AS c
WHERE c.contype = 'f' AND c.conrelid = ANY(%s::bigint[]::oid[]) AND c.confrelid = ANY(%s::bigint[]::oid[])
ORDER BY c.conrelid, c.conname
""",
    Dialect.POSTGRES,
)

Names = Mapping[tuple[int, int], str]  # (table's oid, column's number) -> column's name


class _Table(NamedTuple):
    oid: int
    schema: str
    name: str
    is_view: bool
    row_estimate: int | None
    comment: str


class _Column(NamedTuple):
    table: int
    number: int
    name: str
    type: str
    base_type: int
    is_text: bool
    nullable: bool
    comment: str


def read_tables(connection: Connection, *, schemas: tuple[str, ...]) -> tuple[TableInfo, ...]:
    """Return all readable tables and views of the schemas, in a fixed order."""

    def rows(sql: PlatformSql, *values: object) -> list[TupleRow]:
        return connection.execute(sql.text.encode(), values).fetchall()

    tables = [_Table(*row) for row in rows(TABLES, list(schemas))]
    oids = [table.oid for table in tables]
    columns = [_Column(*row) for row in rows(COLUMNS, oids)]
    names = {(column.table, column.number): column.name for column in columns}
    primary, unique = _unique_keys(rows(UNIQUE_KEYS, oids), names)
    references = _foreign_keys(rows(FOREIGN_KEYS, oids, oids), names, {t.oid: _ref(t) for t in tables})
    columns_of: dict[int, list[ColumnInfo]] = defaultdict(list)
    for column in columns:
        columns_of[column.table].append(_column(column))
    return tuple(
        TableInfo(
            ref=_ref(table),
            columns=tuple(columns_of[table.oid]),
            primary_key=primary.get(table.oid, ()),
            unique_keys=tuple(unique[table.oid]),
            foreign_keys=tuple(references[table.oid]),
            is_view=table.is_view,
            row_estimate=_estimate(table),
            comment=table.comment,
        )
        for table in tables
    )


def _ref(table: _Table) -> TableRef:
    return TableRef(schema=table.schema, name=table.name)


def _estimate(table: _Table) -> int | None:
    # -1: never analyzed. A view has none of its own.
    if table.is_view and table.row_estimate == 0:
        return None
    return table.row_estimate if table.row_estimate is not None and table.row_estimate >= 0 else None


def _column(column: _Column) -> ColumnInfo:
    kind = ColumnKind.TEXT if column.is_text else kind_of(column.base_type)
    return ColumnInfo(name=column.name, type=column.type, kind=kind, nullable=column.nullable, comment=column.comment)


def _named(table: int, numbers: str, names: Names) -> tuple[str, ...] | None:
    """Return the columns of space-separated numbers; None if the account may not read one of them."""
    keys = [(table, int(number)) for number in numbers.split()]
    return tuple(names[key] for key in keys) if all(key in names for key in keys) else None


def _unique_keys(
    rows: list[TupleRow], names: Names
) -> tuple[dict[int, tuple[str, ...]], dict[int, list[tuple[str, ...]]]]:
    primary: dict[int, tuple[str, ...]] = {}
    unique: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for table, is_primary, numbers in rows:
        key = _named(table, numbers, names)
        if key is None:
            continue
        if is_primary:
            primary[table] = key
        else:
            unique[table].append(key)
    return primary, unique


def _foreign_keys(rows: list[TupleRow], names: Names, refs: Mapping[int, TableRef]) -> dict[int, list[ForeignKey]]:
    keys: dict[int, list[ForeignKey]] = defaultdict(list)
    for table, numbers, target, target_numbers in rows:
        columns = _named(table, numbers, names)
        target_columns = _named(target, target_numbers, names)
        if columns is not None and target_columns is not None:
            keys[table].append(ForeignKey(columns, refs[target], target_columns))
    return keys
