"""
Puts the demo shop into a PostgreSQL database, and lets its reader in.

All or nothing: tables are built beside the old ones and take their place in one transaction, so that a reader sees
the old shop or the new one, whole. A shop that already reaches the wanted day, built by these very files, is left
as it is. A database that holds other tables is refused, never cleared.

The connection is made by the caller, as a superuser: only one can take from the reader what every account may do.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from apps.errors import AppError, gettext_noop
from apps.semantic.demo_shop.connection import Connection, Cursor
from apps.semantic.demo_shop.demand import SHOP_ZONE
from apps.semantic.demo_shop.reader import READER, admit_reader
from apps.semantic.demo_shop.rows import SEED, generate
from apps.semantic.demo_shop.tables import TABLES

_HERE = Path(__file__).parent
_BUILDING = b"shop_building"
_LOCK = 7_463_220_118  # any number: two loaders of one database wait for each other
_MARK = "demo shop until "


class NotAShop(AppError):
    """The database holds tables that are not the demo shop's."""

    code = "demo_shop.not_a_shop"
    http_status = 409
    message = gettext_noop("This database holds other tables: %(tables)s.")
    advice = gettext_noop("Give the demo shop a database of its own.")


@dataclass(frozen=True)
class Loaded:
    """
    What the load did.

    :param rebuilt: False: the shop already was as wanted.
    :param rows: rows by table.
    """

    rebuilt: bool
    rows: Mapping[str, int]


def yesterday(now: datetime) -> date:
    """The last whole day at `now` (with a time zone), as the shop counts days."""
    return now.astimezone(SHOP_ZONE).date() - timedelta(days=1)


def load(
    connection: Connection,
    *,
    until: date,
    reader_password: str,
    reader: str = READER,
    seed: int = SEED,
    scale: float = 1.0,
) -> Loaded:
    """
    Make the shop reach `until` (a day in the shop's time zone), and let the role `reader` read it.

    :param reader_password: ASCII.
    :raises NotAShop: the database is used for something else; nothing was changed.
    :raises ReaderTooPowerful: the role could do more than read; nothing was changed.
    """
    mark = _mark(until=until, seed=seed, scale=scale)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(b"SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        found = _mark_in_place(cursor)
        if found is None:
            _require_empty(cursor)
        if found != mark:
            _build(cursor, until=until, seed=seed, scale=scale)
            _take_the_place(cursor, mark=mark)
        cursor.execute(b"SET LOCAL search_path = public")
        admit_reader(cursor, password=reader_password, reader=reader)
        return Loaded(rebuilt=found != mark, rows=_row_counts(cursor))


def _mark(*, until: date, seed: int, scale: float) -> str:
    """What the shop was built from: equal marks mean equal shops, also after the generator was changed."""
    files = hashlib.sha256()
    for path in sorted([*_HERE.glob("*.py"), *_HERE.glob("schema*.sql")]):
        files.update(path.read_bytes())
    return f"{_MARK}{until.isoformat()}, seed {seed}, scale {scale}, build {files.hexdigest()[:16]}"


def _mark_in_place(cursor: Cursor) -> str | None:
    """The mark is kept as the comment of the schema."""
    cursor.execute(b"SELECT obj_description('public'::regnamespace, 'pg_namespace')")
    ((comment,),) = cursor.fetchall()
    return comment if isinstance(comment, str) and comment.startswith(_MARK) else None


def _require_empty(cursor: Cursor) -> None:
    cursor.execute(
        b"SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        b" AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1"
    )
    tables = [str(name) for (name,) in cursor.fetchall()]
    if tables:
        raise NotAShop(tables=", ".join(tables[:5]))


def _build(cursor: Cursor, *, until: date, seed: int, scale: float) -> None:
    cursor.execute(b"DROP SCHEMA IF EXISTS " + _BUILDING + b" CASCADE")
    cursor.execute(b"CREATE SCHEMA " + _BUILDING)
    cursor.execute(b"SET LOCAL search_path = " + _BUILDING)
    cursor.execute((_HERE / "schema.sql").read_bytes())
    for table, rows in generate(until=until, seed=seed, scale=scale):
        columns = ", ".join(TABLES[table]._fields)
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
    cursor.execute((_HERE / "schema_keys.sql").read_bytes())
    for table in TABLES:
        cursor.execute(f"ANALYZE {table}".encode())


def _take_the_place(cursor: Cursor, *, mark: str) -> None:
    for table in reversed(TABLES):
        cursor.execute(f"DROP TABLE IF EXISTS public.{table} CASCADE".encode())
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} SET SCHEMA public".encode())
    cursor.execute(b"DROP SCHEMA " + _BUILDING)
    # COMMENT takes no parameters; the mark holds no quote, for it is made of a date, numbers and a digest.
    cursor.execute(f"COMMENT ON SCHEMA public IS '{mark}'".encode())


def _row_counts(cursor: Cursor) -> dict[str, int]:
    counts: dict[str, int] = {}
    for table in TABLES:
        cursor.execute(f"SELECT count(*) FROM public.{table}".encode())  # noqa: S608  # our own names
        ((number,),) = cursor.fetchall()
        counts[table] = int(str(number))
    return counts
