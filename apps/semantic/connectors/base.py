"""
What every connector shares: how a data source is described to it, and the fixed words for what can go wrong.

What an engine says may echo values, so it is never passed on: an error here has a code and a sentence of our own, and
the log gets the engine's error code alone.

    ConnectorError
    ├── SourceUnreachable   network, name, TLS, or the server is down
    ├── CredentialsRefused  user, password, database, or the right to connect
    ├── SourceGone          the connection broke in mid-work
    ├── SourceBusy          no free connection within the time
    ├── QueryTimeout        the statement's time was up; it was stopped in the database
    ├── QueryCancelled      somebody stopped it
    ├── CancelFailed        somebody wanted to stop it and the database did not obey
    ├── AccountMayNot       the account may not read what the statement reads
    ├── ResultTooBig        one value is larger than a whole answer may be
    ├── SourceUnreadable    the file is no database, or is damaged
    ├── TextUndecodable     a text is not what the database's encoding says
    └── QueryFailed         any other refusal of the engine
"""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from apps.errors import AppError, gettext_noop
from apps.semantic.contracts import Dialect
from apps.semantic.secrets import Secret
from apps.semantic.sql.typestate import AuthorizedSql

MARK_LENGTH = 63  # what PostgreSQL keeps of an application's name
DEFAULT_PORTS = {Dialect.POSTGRES: 5432, Dialect.MYSQL: 3306}


class ConnectorError(AppError):
    """A customer's database did not do what was asked."""

    code = "source.failed"
    http_status = 502
    message = gettext_noop("The database could not carry this out.")
    advice = gettext_noop("Test the connection of the data source.")


class SourceUnreachable(ConnectorError):
    code = "source.unreachable"
    http_status = 503
    message = gettext_noop("The database cannot be reached.")
    advice = gettext_noop("Check host, port, network and TLS of the data source.")


class CredentialsRefused(ConnectorError):
    code = "source.credentials"
    message = gettext_noop("The database refused the account.")
    advice = gettext_noop("Check user, password and database name, and that the account may connect.")


class SourceGone(ConnectorError):
    code = "source.gone"
    http_status = 503
    message = gettext_noop("The connection to the database broke.")
    advice = gettext_noop("Try again in a minute.")


class SourceBusy(ConnectorError):
    code = "source.busy"
    http_status = 503
    message = gettext_noop("Too many queries are running on this database.")
    advice = gettext_noop("Try again in a minute.")


class QueryTimeout(ConnectorError):
    code = "source.timeout"
    http_status = 504
    message = gettext_noop("The query took too long and was stopped.")
    advice = gettext_noop("Narrow the query, for instance to a shorter period.")


class QueryCancelled(ConnectorError):
    code = "source.cancelled"
    http_status = 409
    message = gettext_noop("The query was cancelled.")
    advice = ""


class CancelFailed(ConnectorError):
    code = "source.cancel_failed"
    message = gettext_noop("The query could not be stopped in the database.")
    advice = gettext_noop("It ends by itself when its time is up; ask the database's administrator to end it sooner.")


class AccountMayNot(ConnectorError):
    code = "source.permission"
    message = gettext_noop("The data source's account may not read this.")
    advice = gettext_noop("Grant SELECT to the account in the database, then refresh the schema.")


class ResultTooBig(ConnectorError):
    code = "source.too_big"
    http_status = 422
    message = gettext_noop("The result is too large.")
    advice = gettext_noop("Ask for fewer rows or columns.")


class SourceUnreadable(ConnectorError):
    code = "source.unreadable"
    message = gettext_noop("The database file cannot be read.")
    advice = gettext_noop("Check that it is a complete SQLite database.")


class TextUndecodable(ConnectorError):
    code = "source.text_undecodable"
    http_status = 422
    message = gettext_noop("The result holds text that is not valid UTF-8.")
    advice = gettext_noop("Leave that column out, or repair the text in the database.")


class QueryFailed(ConnectorError):
    code = "source.query_failed"
    http_status = 422
    message = gettext_noop("The database refused the query.")
    advice = gettext_noop("Rephrase the question; if it stays so, refresh the schema of the data source.")


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """
    How to reach one database. Two equal values may share connections; a changed one never does.

    :param mask_key: of the tenant's hash masks, hexadecimal; sessions without it cannot hash.
    :param schemas: PostgreSQL only; the first one is where unqualified names are looked up.
    :param allowed_hosts: what the operator permits although it is not public (`apps.semantic.reachability`).
    :param files: the folder below which SQLite files lie.
    """

    id: UUID
    dialect: Dialect
    database: str
    host: str = ""
    port: int | None = None
    username: str = ""
    password: Secret = field(default=Secret(""), repr=False)
    mask_key: Secret = field(default=Secret(""), repr=False)
    require_tls: bool = True
    schemas: tuple[str, ...] = ()
    timezone: str = "UTC"
    allowed_hosts: tuple[str, ...] = ()
    files: Path = Path()


def checked_mark(run_mark: str) -> str:
    """
    Return the mark if an engine can carry it unchanged.

    :raises ValueError: it is empty, too long, or not plain ASCII: a shortened mark would never be found again.
    """
    if not run_mark or len(run_mark) > MARK_LENGTH or not run_mark.isascii() or not run_mark.isprintable():
        raise ValueError("a run mark is 1 to 63 printable ASCII characters")
    return run_mark


def text_to_send(sql: AuthorizedSql) -> str:
    """
    Return the text to send, which is the text that was proved.

    :raises QueryFailed: a driver would cut it at a NUL and send another one.
    """
    text = sql.render()
    if "\0" in text:
        raise QueryFailed
    return text


def never() -> bool:
    """The `should_stop` of a run that nobody can stop."""
    return False
