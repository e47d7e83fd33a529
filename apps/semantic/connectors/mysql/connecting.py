"""
A new connection to a customer's MySQL or MariaDB: where to, with which TLS, and with nothing of our own machine.

The name was resolved and judged first, and the connection goes to those addresses. No option file is read, no local
file is ever sent, one statement goes in one call. Without demanded TLS a server that wants the password in the clear
does not get it.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pymysql
from pymysql.constants import CR

from apps.semantic.connectors.base import DEFAULT_PORTS, CredentialsRefused, SourceSettings, SourceUnreachable
from apps.semantic.connectors.mysql.failures import connect_failure
from apps.semantic.connectors.mysql.values import CONVERTERS
from apps.semantic.connectors.mysql.wire import BROKEN_PROTOCOL, ENCRYPTING, Wire
from apps.semantic.contracts import Dialect
from apps.semantic.reachability import reachable_addresses

CONNECT_SECONDS = 5
_ADDRESSES_TRIED = 3
_READABLE_BY_LISTENERS = ("mysql_clear_password", "mysql_old_password", "dialog")


def connect(source: SourceSettings) -> Wire:
    """
    Open a session with the server's own defaults, except for the character set; nothing else has been sent.

    :raises HostForbidden, HostUnknown: see `apps.semantic.reachability`.
    :raises SourceUnreachable, CredentialsRefused, SourceBusy: no session came about.
    """
    if not source.database or not source.username:
        raise CredentialsRefused  # the driver would take the process's own user, and no database at all
    port = source.port or DEFAULT_PORTS[Dialect.MYSQL]
    addresses = reachable_addresses(source.host, port, allowed=source.allowed_hosts)[:_ADDRESSES_TRIED]
    for address in addresses:
        try:
            opened = socket.create_connection((address, port), CONNECT_SECONDS)
        except OSError:
            continue
        return _greeted(source, port, opened)
    raise SourceUnreachable


def _greeted(source: SourceSettings, port: int, opened: socket.socket) -> Wire:
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        with _cut_if_silent(opened):
            wire = Wire(
                **_tls(source),
                host=source.host,
                port=port,
                user=source.username,
                password=source.password.reveal().encode(),
                database=source.database,
                charset="utf8mb4",
                conv=CONVERTERS,
                autocommit=True,
                local_infile=False,
                read_timeout=CONNECT_SECONDS,
                write_timeout=CONNECT_SECONDS,
                defer_connect=True,
            )
            wire.connect(opened)
            wire.password = b""  # nobody needs it any more
            return wire
    except (pymysql.MySQLError, OSError, *BROKEN_PROTOCOL) as error:
        failure = connect_failure(error)
    opened.close()
    # Outside of the handler: the server's text names host and account, and must not travel as `__context__`.
    raise failure


def _tls(source: SourceSettings) -> dict[str, Any]:
    if not source.require_tls:
        # Still encrypted where the server can.
        return {"auth_plugin_map": dict.fromkeys(_READABLE_BY_LISTENERS, _NotInTheClear)}
    return {"ssl": ENCRYPTING}


class _NotInTheClear:
    """Answers a server that asks for the password itself."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def authenticate(self, packet: object) -> None:
        raise pymysql.OperationalError(CR.CR_AUTH_PLUGIN_CANNOT_LOAD)


@contextmanager
def _cut_if_silent(opened: socket.socket) -> Iterator[None]:
    """Cut the connection if greeting takes too long: each byte that arrives starts the driver's own clock anew."""
    # A copy: the driver hands the original to TLS, and closes it when it fails.
    with socket.socket(fileno=os.dup(opened.fileno())) as copy:
        timer = threading.Timer(CONNECT_SECONDS, _cut, [copy])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


def _cut(copy: socket.socket) -> None:
    with suppress(OSError):  # it ended in this very moment
        copy.shutdown(socket.SHUT_RDWR)
