"""
PyMySQL's connection, made so that waiting for the server can be interrupted and a result can be given up.

PyMySQL waits without end and reads an unwanted result to its last row. Here whoever works is asked several times a
second whether to go on, in his own thread, and what one statement may send is bounded. All that the product knows of
PyMySQL's inside stands in this file; its version is pinned.
"""

import io
import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pymysql
from pymysql.connections import Connection
from pymysql.constants import CR

from apps.semantic.connectors.base import ResultTooBig

POLL = 0.1  # seconds between two looks at whether to go on
READ_AT_ONCE = 65_536

# What a server that breaks the protocol, or is no MySQL at all, makes of the driver.
BROKEN_PROTOCOL = (ValueError, LookupError, AssertionError, RuntimeError, TypeError, AttributeError, struct.error)

Row = tuple[Any, ...]


def _encrypting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # as `sslmode=require` of PostgreSQL: most servers sign for themselves
    return context


ENCRYPTING = _encrypting()


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a result as the server describes it; `length` is what the server would need to show it."""

    name: str
    type: int
    charset: int
    length: int


if TYPE_CHECKING:
    _Connection = Connection[Any]
else:
    _Connection = Connection  # generic in its stubs alone


class Wire(_Connection):
    """
    One session's connection.

    `busy` says that the server may still work for us: whoever closes the connection then has to end that work.
    """

    busy = False
    _input: "_Patient | None" = None

    def _create_ssl_ctx(self, sslp: object) -> ssl.SSLContext:
        # Where TLS is not demanded the driver would read all certificates of this machine, 45 ms for each connection.
        return ENCRYPTING

    def watch(self, may_go_on: Callable[[], None], *, most_bytes: int) -> None:
        """
        From now on call `may_go_on` while waiting; what it raises ends the wait and closes the connection.

        :param most_bytes: what one statement may send before it is `ResultTooBig`.
        """
        inside: Any = self
        inside._rfile.close()
        self._input = _Patient(inside._sock, may_go_on, most_bytes)
        inside._rfile = io.BufferedReader(self._input, READ_AT_ONCE)

    def ask(self, text: str) -> list[Row]:
        """Send one statement and return all its rows."""
        with self._answering():
            self.query(text)
            self.busy = False
        inside: Any = self
        return list(inside._result.rows or ())

    def fields(self) -> tuple[Field, ...]:
        """Describe the columns of the last statement's result; none: it returned no rows by nature."""
        inside: Any = self
        described = getattr(inside._result, "fields", ())
        return tuple(Field(field.name, field.type_code, field.charsetnr, field.length) for field in described)

    def stream(self, text: bytes) -> Iterator[Row]:
        """Send one statement and return its rows as they come. Leaving early leaves the connection `busy`."""
        with self._answering():
            self.query(text, unbuffered=True)
        inside: Any = self
        return self._rows(inside._result)

    def _rows(self, result: Any) -> Iterator[Row]:
        if not result.unbuffered_active:
            self.busy = False  # it returned no rows by nature
            return
        try:
            with self._answering():
                while (row := result._read_rowdata_packet_unbuffered()) is not None:
                    yield row
                self.busy = False
        finally:
            result.unbuffered_active = False  # or the driver would read on when the object is forgotten

    def end(self) -> None:
        """Close the connection; nothing is waited for."""
        inside: Any = self
        if self.busy or not self.open:
            inside._force_close()
        else:
            self.close()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        self.busy = True
        if self._input is not None:
            self._input.start()
        try:
            yield
        except pymysql.MySQLError as error:
            # An error of the server's own ends the statement; one of the network says nothing about it.
            self.busy = not is_the_servers(error)
            raise
        except BROKEN_PROTOCOL as fault:
            if isinstance(fault, UnicodeDecodeError) or (self._input is not None and self._input.asking):
                raise
            raise pymysql.OperationalError(CR.CR_MALFORMED_PACKET) from None


def is_the_servers(error: pymysql.MySQLError) -> bool:
    """Whether the server sent this error; otherwise the driver made it up when something broke."""
    number = number_of(error)
    return number is not None and number >= 1_000 and not 2_000 <= number < 3_000


def number_of(error: pymysql.MySQLError) -> int | None:
    """The error's number; None: it has none."""
    return error.args[0] if error.args and isinstance(error.args[0], int) else None


class _Patient(io.RawIOBase):
    """A socket's input that keeps asking whether to wait on."""

    def __init__(self, wire: socket.socket, may_go_on: Callable[[], None], most_bytes: int) -> None:
        self._wire = wire
        self._may_go_on = may_go_on
        self._most_bytes = most_bytes
        self._bytes = 0
        self.asking = False  # whoever works is being asked: what is raised now is his own

    def start(self) -> None:
        """Something new is waited for."""
        self.asking = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        before = self._wire.gettimeout()
        self._wire.settimeout(POLL)
        try:
            return self._wait(buffer)
        finally:
            self._wire.settimeout(before)

    def _wait(self, buffer: Any) -> int:
        while True:
            self.asking = True
            self._may_go_on()
            self.asking = False
            try:
                received = self._wire.recv_into(buffer)
            except TimeoutError:
                continue
            self._bytes += received
            if self._bytes > self._most_bytes:
                raise ResultTooBig
            return received
