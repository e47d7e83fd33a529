"""
Opens a SQLite file so that nothing but reading one statement's rows is possible.

The file lies below the configured folder and is opened read-only without following links. Everything SQLite can switch
off for distrusted files and statements is off, sizes are limited, and an authorizer judges each statement while it is
prepared: reading known tables and calling listed functions, nothing else. One connection serves one statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import apsw

from apps.semantic.connectors.base import SourceSettings
from apps.semantic.connectors.sqlite.functions import FUNCTIONS, TABLE_FUNCTIONS
from apps.semantic.connectors.sqlite.masking import MASK_FUNCTIONS, register
from apps.semantic.contracts import Dialect
from apps.semantic.reachability import confined_file
from apps.semantic.sql.typestate import PlatformSql

BUSY_MS = 2_000

OBJECTS = PlatformSql(
    "SELECT name, type = 'view' FROM pragma_table_list"
    " WHERE schema = 'main' AND type IN ('table', 'view') AND lower(substr(name, 1, 7)) <> 'sqlite_'",
    Dialect.SQLITE,
)
MODULES = PlatformSql("SELECT name FROM pragma_module_list", Dialect.SQLITE)
HARDENING = (
    PlatformSql("PRAGMA query_only = ON", Dialect.SQLITE),
    PlatformSql("PRAGMA cell_size_check = ON", Dialect.SQLITE),
    PlatformSql("PRAGMA mmap_size = 0", Dialect.SQLITE),
)
_SWITCHES: tuple[tuple[int, int], ...] = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DML, 0),  # or a misspelled quoted column becomes a string
    (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, 0),
    (apsw.SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0),
)
_LIMITS: tuple[tuple[int, int], ...] = (
    (apsw.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (apsw.SQLITE_LIMIT_COLUMN, 2_000),
    (apsw.SQLITE_LIMIT_EXPR_DEPTH, 500),
    (apsw.SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (apsw.SQLITE_LIMIT_VDBE_OP, 250_000),
    (apsw.SQLITE_LIMIT_FUNCTION_ARG, 100),
    (apsw.SQLITE_LIMIT_ATTACHED, 0),
    (apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),
    (apsw.SQLITE_LIMIT_VARIABLE_NUMBER, 1),
    (apsw.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
    (apsw.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_RESERVED = ("sqlite_", "pragma_")


@dataclass(slots=True)
class Database:
    """
    An open file.

    :param objects: its tables and views by folded name: (name as stored, whether it is a view).
    """

    connection: apsw.Connection
    objects: Mapping[str, tuple[str, bool]]
    modules: frozenset[str]


@dataclass(slots=True)
class Gate:
    """The authorizer of one statement; `tables` are the base tables it was seen to read."""

    database: Database
    tables: set[str] = field(default_factory=set)

    def __call__(
        self, action: int, first: str | None, second: str | None, schema: str | None, _within: str | None
    ) -> int:
        if action in (apsw.SQLITE_SELECT, apsw.SQLITE_RECURSIVE):
            return apsw.SQLITE_OK
        if action == apsw.SQLITE_FUNCTION:
            return apsw.SQLITE_OK if (second or "").lower() in FUNCTIONS | MASK_FUNCTIONS else apsw.SQLITE_DENY
        if action == apsw.SQLITE_READ:
            return self._read(first or "", second or "", schema)
        return apsw.SQLITE_DENY

    def _read(self, name: str, column: str, schema: str | None) -> int:
        known = self.database.objects.get(name.lower())
        if known is not None and schema in ("main", None):
            stored, is_view = known
            if not is_view:
                self.tables.add(stored)
            return apsw.SQLITE_OK
        if name.lower() in TABLE_FUNCTIONS:
            return apsw.SQLITE_OK
        # Without a column and a schema it may be the name of a WITH query or an alias; or of an engine's own table.
        internal = name.lower() in self.database.modules or name.lower().startswith(_RESERVED)
        return apsw.SQLITE_OK if schema is None and not column and not internal else apsw.SQLITE_DENY


def open_file(source: SourceSettings, *, largest_value: int) -> Database:
    """
    Open the source's file, hardened; the caller closes the connection.

    :param largest_value: bytes of a single value; a larger one ends the statement.
    :raises FileForbidden: it is not below the folder.
    """
    path = confined_file(source.database, root=source.files)
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_NOFOLLOW
    connection = apsw.Connection(str(path), flags=flags, statementcachesize=0)
    for switch, value in _SWITCHES:
        connection.config(switch, value)
    for limit, value in (*_LIMITS, (apsw.SQLITE_LIMIT_LENGTH, max(largest_value, 1_000_000))):
        connection.limit(limit, value)
    connection.set_busy_timeout(BUSY_MS)
    for pragma in HARDENING:
        connection.execute(pragma.text)
    register(connection, source.mask_key)
    objects = {str(name).lower(): (str(name), bool(view)) for name, view in connection.execute(OBJECTS.text)}
    modules = frozenset(str(name).lower() for (name,) in connection.execute(MODULES.text))
    return Database(connection, objects, modules)
