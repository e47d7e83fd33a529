"""What an account of MySQL or MariaDB is: the proof that its session only reads, and the rights it should not have."""

import re
from collections.abc import Iterable, Iterator

from apps.semantic.connectors.base import ConnectorError
from apps.semantic.connectors.mysql.sessions import Session
from apps.semantic.connectors.mysql.wire import Wire
from apps.semantic.contracts import AccountRisk, Dialect
from apps.semantic.sql.typestate import PlatformSql

STATE_OF_MARIADB = PlatformSql("SELECT @@SESSION.tx_read_only, @@SESSION.sql_mode", Dialect.MYSQL)
STATE_OF_MYSQL = PlatformSql("SELECT @@SESSION.transaction_read_only, @@SESSION.sql_mode", Dialect.MYSQL)
RIGHTS = PlatformSql("SHOW GRANTS", Dialect.MYSQL)

_OTHER_LEXING = frozenset({"ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "PIPES_AS_CONCAT", "IGNORE_SPACE"})
_NAME = re.compile(r"`(?:[^`]|``)*`")
_GRANT = re.compile(r"GRANT (.+?) ON (?:[A-Z ]+ )?(\S+) TO ")
_COLUMNS = re.compile(r"\([^()]*\)")

_ALL = "ALL PRIVILEGES"
_HARMLESS = frozenset({"USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES", "PROCESS", "SLAVE MONITOR"})
_WRITING = frozenset(
    {"INSERT", "UPDATE", "DELETE", "DELETE HISTORY", "DROP", "ALTER", "EXECUTE", "EVENT", "TRIGGER", "LOCK TABLES"}
)
_CREATING = frozenset(
    {"CREATE", "CREATE TEMPORARY TABLES", "CREATE VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "INDEX", "REFERENCES"}
)
_ANYWHERE = {AccountRisk.MAY_WRITE: _WRITING | {_ALL}, AccountRisk.MAY_CREATE: _CREATING | {_ALL}}
_EVERYWHERE = {
    AccountRisk.SUPERUSER: frozenset({_ALL, "SUPER", "READ_ONLY ADMIN", "SYSTEM_VARIABLES_ADMIN"}),
    AccountRisk.READS_ALL_DATABASES: frozenset({_ALL, "SELECT"}),
    AccountRisk.REACHES_SERVER_FILES: frozenset({_ALL, "FILE"}),
}
_KNOWN = _HARMLESS | _WRITING | _CREATING | {_ALL, "FILE"}


class NotReadOnly(ConnectorError):
    """The session could write although it was opened READ ONLY: something between us and the server undoes it."""

    code = "source.not_read_only"


def version_of_read_only(opened: Session) -> str:
    """
    Return the server's version.

    :raises NotReadOnly: the server does not keep what a session pins.
    """
    state = STATE_OF_MARIADB if opened.server.is_mariadb else STATE_OF_MYSQL
    read_only, sql_mode = opened.wire.ask(state.text)[0]
    if read_only != 1 or not _OTHER_LEXING.isdisjoint(str(sql_mode).split(",")):
        raise NotReadOnly
    return str(opened.server)


def risks(wire: Wire) -> tuple[AccountRisk, ...]:
    """Return what the account can do beyond reading, worst first."""
    return risks_of(str(row[0]) for row in wire.ask(RIGHTS.text))


def risks_of(grants: Iterable[str]) -> tuple[AccountRisk, ...]:
    """Read the lines of SHOW GRANTS. What is not known to be harmless counts as administration."""
    found = {risk for line in grants for risk in _risks_of_line(line)}
    return tuple(risk for risk in AccountRisk if risk in found)


def _risks_of_line(line: str) -> Iterator[AccountRisk]:
    plain = _NAME.sub("``", line)
    if "WITH GRANT OPTION" in plain or "WITH ADMIN OPTION" in plain:
        yield AccountRisk.ADMINISTERS
    grant = _GRANT.match(plain)
    if grant is None:
        return  # a role is granted; what it gives has lines of its own
    rights = {right.strip().upper() for right in _COLUMNS.sub("", grant[1]).split(",")}
    if not rights <= _KNOWN:
        yield AccountRisk.ADMINISTERS
    meanings = _ANYWHERE | _EVERYWHERE if grant[2] == "*.*" else _ANYWHERE
    yield from (risk for risk, meant in meanings.items() if not rights.isdisjoint(meant))
