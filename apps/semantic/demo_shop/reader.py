"""
The account that reads the shop: what it may see, what it is refused, and the proof of both.

Set up again at each load, by a superuser of the shop's database; then the database itself is asked what the account
can do. One power too many stops the load.
"""

import base64
import hashlib
import hmac
import os
from pathlib import Path

from apps.errors import AppError, gettext_noop
from apps.semantic.demo_shop.connection import Cursor

READER = "shop_reader"
_HERE = Path(__file__).parent
_ITERATIONS = 4096  # PostgreSQL's own default


class ReaderTooPowerful(AppError):
    """The account for reading could do more than read; the load was undone."""

    code = "demo_shop.reader_too_powerful"
    http_status = 500
    message = gettext_noop("The demo shop's reading account could do more than read: %(powers)s.")
    advice = gettext_noop("Load the shop as a superuser of a database that holds nothing else.")


def admit_reader(cursor: Cursor, *, password: str, reader: str = READER) -> None:
    """
    Make the account with this password, let it read the shop's tables and take all else from it, inside the caller's
    transaction. In this database functions lose PUBLIC rights for everybody, so it should hold nothing but the shop.

    :param password: ASCII; the server is given only its SCRAM verifier, so it can stand in no log.
    :raises ReaderTooPowerful: it could do anything else, too.
    """
    cursor.execute(
        b"SELECT set_config('demo_shop.reader', %s, true), set_config('demo_shop.verifier', %s, true)",
        (reader, scram_verifier(password)),
    )
    cursor.execute((_HERE / "reader.sql").read_bytes())
    for routine in _callable_routines(cursor):
        # The name is PostgreSQL's own rendering of it, quoted where it must be.
        cursor.execute(f"REVOKE ALL ON ROUTINE {routine} FROM PUBLIC".encode())
    powers = powers_beyond_reading(cursor, reader=reader)
    if powers:
        raise ReaderTooPowerful(powers="; ".join(powers))


def powers_beyond_reading(cursor: Cursor, *, reader: str = READER) -> list[str]:
    """Ask the database what the account can do besides reading the shop; an empty list is the answer wanted."""
    cursor.execute(b"SELECT set_config('demo_shop.reader', %s, true)", (reader,))
    cursor.execute((_HERE / "reader_powers.sql").read_bytes())
    powers = [f"{power} {what}" for power, what in cursor.fetchall()]
    return powers + [f"call {routine}" for routine in _callable_routines(cursor)]


def _callable_routines(cursor: Cursor) -> list[str]:
    cursor.execute((_HERE / "reader_routines.sql").read_bytes())
    return [str(name) for (name,) in cursor.fetchall()]


def scram_verifier(password: str, *, salt: bytes | None = None) -> str:
    """
    What PostgreSQL stores in place of a password (RFC 5802, RFC 7677).

    :param salt: for tests; otherwise new each time.
    :raises UnicodeEncodeError: the password is not ASCII; other characters would need SASLprep.
    """
    salt = os.urandom(16) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    parts = [base64.b64encode(part).decode() for part in (salt, hashlib.sha256(client_key).digest(), server_key)]
    return f"SCRAM-SHA-256${_ITERATIONS}:{parts[0]}${parts[1]}:{parts[2]}"
