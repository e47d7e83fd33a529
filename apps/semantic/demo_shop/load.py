"""
Puts the demo shop into a PostgreSQL database, and makes the role that may read it.

All or nothing: tables are built beside the old ones and take their place in one transaction, so that a reader sees
the old shop or the new one, whole. A shop that already reaches the wanted day, built by these very files, is left
as it is. The reading role is set up each time, and its powers are asked back from the database: if it can do more
than read the shop, nothing is kept.

The connection is made by the caller, as a superuser of the database that is to hold the shop and nothing else.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from apps.errors import AppError, gettext_noop
from apps.semantic.demo_shop.rows import SEED, generate
from apps.semantic.demo_shop.tables import TABLES

READER = "shop_reader"
_HERE = Path(__file__).parent
_BUILDING = "shop_building"
_LOCK = 7_463_220_118  # any number: two loaders of one database wait for each other
_ITERATIONS = 4096  # PostgreSQL's own default


class Copy(Protocol):
    """Rows on their way into a table."""

    def write_row(self, row: Sequence[object]) -> None: ...


class Cursor(Protocol):
    """What is needed of a psycopg cursor. SQL goes in as bytes: it comes from files."""

    def execute(self, query: bytes, params: Sequence[object] | None = None) -> object: ...
    def fetchall(self) -> list[tuple[object, ...]]: ...
    def copy(self, statement: bytes) -> AbstractContextManager[Copy]: ...


class Connection(Protocol):
    """What is needed of a psycopg connection."""

    def cursor(self) -> AbstractContextManager[Cursor]: ...
    def transaction(self) -> AbstractContextManager[object]: ...


class ReaderTooPowerful(AppError):
    """The account for reading could do more than read; the load was undone."""

    code = "demo_shop.reader_too_powerful"
    http_status = 500
    message = gettext_noop("The demo shop's reading account could do more than read: %(powers)s.")
    advice = gettext_noop("Load the shop as a superuser of a database that holds nothing else.")


@dataclass(frozen=True)
class Loaded:
    """
    What the load did.

    :param rebuilt: False: the shop already was as wanted.
    :param rows: rows by table.
    """

    rebuilt: bool
    rows: Mapping[str, int]


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
    Make the shop reach `until` (a day in the shop's time zone), and let `reader` read it.

    :raises ReaderTooPowerful: the role could do more than read; nothing was changed.
    """
    mark = _mark(until=until, seed=seed, scale=scale)
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(b"SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        rebuilt = _mark_in_place(cursor) != mark
        if rebuilt:
            _rebuild(cursor, until=until, seed=seed, scale=scale, mark=mark)
        _admit_reader(cursor, reader=reader, password=reader_password)
        return Loaded(rebuilt=rebuilt, rows=_row_counts(cursor))


def _mark(*, until: date, seed: int, scale: float) -> str:
    """What the shop was built from: equal marks mean equal shops, also after the generator was changed."""
    files = hashlib.sha256()
    for path in sorted([*_HERE.glob("*.py"), *_HERE.glob("schema*.sql")]):
        files.update(path.read_bytes())
    return f"demo shop until {until.isoformat()}, seed {seed}, scale {scale}, build {files.hexdigest()[:16]}"


def _mark_in_place(cursor: Cursor) -> str | None:
    """The mark is kept as the comment of the schema: it moves, and is lost, with the tables."""
    cursor.execute(b"SELECT obj_description(to_regnamespace('public'), 'pg_namespace')")
    ((comment,),) = cursor.fetchall()
    return comment if isinstance(comment, str) else None


def _rebuild(cursor: Cursor, *, until: date, seed: int, scale: float, mark: str) -> None:
    building = _BUILDING.encode()
    cursor.execute(b"DROP SCHEMA IF EXISTS " + building + b" CASCADE")
    cursor.execute(b"CREATE SCHEMA " + building)
    cursor.execute(b"SET LOCAL search_path = " + building)
    cursor.execute((_HERE / "schema.sql").read_bytes())
    for table, rows in generate(until=until, seed=seed, scale=scale):
        columns = ", ".join(TABLES[table]._fields)
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
    cursor.execute((_HERE / "schema_keys.sql").read_bytes())
    for table in TABLES:
        cursor.execute(f"ANALYZE {table}".encode())
    for table in reversed(TABLES):
        cursor.execute(f"DROP TABLE IF EXISTS public.{table} CASCADE".encode())
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} SET SCHEMA public".encode())
    cursor.execute(b"SET LOCAL search_path = public")
    cursor.execute(b"DROP SCHEMA " + building)
    # COMMENT takes no parameters; the mark holds no quote, for it is built from a date, numbers and a digest.
    cursor.execute(f"COMMENT ON SCHEMA public IS '{mark}'".encode())


def _admit_reader(cursor: Cursor, *, reader: str, password: str) -> None:
    cursor.execute(b"SET LOCAL search_path = public")
    cursor.execute(
        b"SELECT set_config('demo_shop.reader', %s, true), set_config('demo_shop.verifier', %s, true)",
        (reader, scram_verifier(password)),
    )
    cursor.execute((_HERE / "reader.sql").read_bytes())
    cursor.execute((_HERE / "reader_powers.sql").read_bytes())
    powers = cursor.fetchall()
    if powers:
        raise ReaderTooPowerful(powers="; ".join(f"{power} {what}" for power, what in powers))


def _row_counts(cursor: Cursor) -> dict[str, int]:
    counts: dict[str, int] = {}
    for table in TABLES:
        cursor.execute(f"SELECT count(*) FROM public.{table}".encode())
        ((number,),) = cursor.fetchall()
        assert isinstance(number, int)
        counts[table] = number
    return counts


def scram_verifier(password: str, *, salt: bytes | None = None) -> str:
    """
    What PostgreSQL stores for a password (RFC 5802), so that the password itself is never in a statement or a log.

    :param password: ASCII; other characters would need SASLprep.
    :raises UnicodeEncodeError: it is not ASCII.
    """
    salt = os.urandom(16) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    stored, server = hashlib.sha256(client_key).digest(), hmac.digest(salted, b"Server Key", "sha256")
    text = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${_ITERATIONS}:{text[0]}${text[1]}:{text[2]}"
