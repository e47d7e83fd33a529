"""
Reads the schema of one database of MySQL or MariaDB: what the account may SELECT in it, and nothing else.

One statement per kind of thing. Names are as the server stores them. A column that the account may not read does not
exist. Row counts are the server's own estimates; a key over a part of a column is none. JSON of MariaDB is text, as the
server itself says.
"""

from collections import defaultdict
from collections.abc import Iterable

from apps.semantic.connectors.mysql.sessions import Session
from apps.semantic.connectors.mysql.values import declared_kind
from apps.semantic.connectors.mysql.wire import Row
from apps.semantic.contracts import ColumnInfo, Dialect, ForeignKey, TableInfo, TableRef
from apps.semantic.sql.typestate import PlatformSql

# Names of databases are compared in Python: the information schema ignores case even where the server does not.
DATABASE = PlatformSql("SELECT DATABASE(), @@lower_case_table_names", Dialect.MYSQL)
TABLES = PlatformSql(
    """
SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE = 'VIEW', TABLE_ROWS, TABLE_COMMENT
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED')
ORDER BY TABLE_NAME
""",
    Dialect.MYSQL,
)
COLUMNS = PlatformSql(
    """
SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE = 'YES', COLUMN_COMMENT
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = DATABASE() AND FIND_IN_SET('select', PRIVILEGES)
ORDER BY TABLE_NAME, ORDINAL_POSITION
""",
    Dialect.MYSQL,
)
UNIQUE_KEYS = PlatformSql(
    """
SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, COLUMN_NAME, SUB_PART
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0
ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
""",
    Dialect.MYSQL,
)
FOREIGN_KEYS = PlatformSql(
    """
SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME,
       REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
FROM information_schema.KEY_COLUMN_USAGE
WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION
""",
    Dialect.MYSQL,
)

Key = tuple[str, ...]


def read_schema(opened: Session) -> tuple[str, tuple[TableInfo, ...]]:
    """Return the database's name, and all readable tables and views of it in a fixed order."""
    wire = opened.wire
    found, folds = wire.ask(DATABASE.text)[0]
    # Where the server folds names, the stored ones are lower case or what a table's own rows say.
    listed = wire.ask(TABLES.text)
    database = str(listed[0][0]) if folds and listed else str(found)

    def rows(sql: PlatformSql) -> list[Row]:
        return [row[1:] for row in wire.ask(sql.text) if row[0] == database]

    columns: dict[str, list[ColumnInfo]] = defaultdict(list)
    for table, name, type_, nullable, comment in rows(COLUMNS):
        columns[table].append(ColumnInfo(name, type_, declared_kind(type_), nullable=bool(nullable), comment=comment))
    readable = {table: {column.name for column in of_table} for table, of_table in columns.items()}
    keys = _unique_keys(rows(UNIQUE_KEYS), readable)
    references = _foreign_keys(rows(FOREIGN_KEYS), readable, database)
    return database, tuple(
        TableInfo(
            ref=TableRef(database, name),
            columns=tuple(columns[name]),
            primary_key=keys[name].pop("PRIMARY", ()),
            unique_keys=tuple(keys[name].values()),
            foreign_keys=tuple(references[name]),
            is_view=bool(is_view),
            row_estimate=None if is_view else estimate,
            comment="" if is_view else comment,  # the server writes there what is wrong with a view
        )
        for schema, name, is_view, estimate, comment in listed
        if schema == database and name in columns
    )


def _unique_keys(rows: Iterable[Row], readable: dict[str, set[str]]) -> dict[str, dict[str, Key]]:
    keys: dict[str, dict[str, Key]] = defaultdict(dict)
    unusable: set[tuple[str, str]] = set()
    for table, key, column, part in rows:
        if part is not None or column not in readable.get(table, set()):
            unusable.add((table, key))
        keys[table][key] = (*keys[table].get(key, ()), column)
    for table, key in unusable:
        del keys[table][key]
    return keys


def _foreign_keys(rows: Iterable[Row], readable: dict[str, set[str]], database: str) -> dict[str, list[ForeignKey]]:
    pairs: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for table, key, column, schema, target, target_column in rows:
        if schema == database:
            pairs[table, key, target].append((column, target_column))
    keys: dict[str, list[ForeignKey]] = defaultdict(list)
    for (table, _, target), columns in pairs.items():
        own, others = zip(*columns, strict=True)
        if set(own) <= readable.get(table, set()) and set(others) <= readable.get(target, set()):
            keys[table].append(ForeignKey(own, TableRef(database, target), others))
    return keys
