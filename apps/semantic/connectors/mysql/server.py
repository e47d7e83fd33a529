"""Which server a session is with: MySQL and MariaDB have grown apart, and a proxy may greet for either."""

import re
from dataclasses import dataclass

from apps.semantic.connectors.base import QueryFailed
from apps.semantic.connectors.mysql.wire import Wire
from apps.semantic.contracts import Dialect
from apps.semantic.sql.typestate import PlatformSql

WHO = PlatformSql("SELECT CONNECTION_ID(), VERSION()", Dialect.MYSQL)
_VERSION = re.compile(r"(?:5\.5\.5-)?(\d+)\.(\d+)\.(\d+)")  # MariaDB once hid its own behind an old one of MySQL


@dataclass(frozen=True, slots=True)
class Server:
    """The server behind a connection, and the number by which it knows that connection."""

    connection: int
    is_mariadb: bool
    version: tuple[int, int, int]

    def __str__(self) -> str:
        return f"{'MariaDB' if self.is_mariadb else 'MySQL'} {'.'.join(map(str, self.version))}"


def server_of(wire: Wire) -> Server:
    """
    Ask who is there. The greeting is not believed: between us and the server may stand another program.

    :raises QueryFailed: it says nothing that looks like a version.
    """
    connection, version = wire.ask(WHO.text)[0]
    found = _VERSION.match(str(version))
    if found is None:
        raise QueryFailed
    major, minor, patch = map(int, found.groups())
    return Server(int(connection), "mariadb" in str(version).lower(), (major, minor, patch))
