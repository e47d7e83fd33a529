"""
A new connection to a customer's PostgreSQL: where to, with which TLS, and with nothing taken from our own environment.

The name was resolved and judged first, and the connection goes to those addresses. Every libpq parameter that an
environment variable could set is given explicitly, so the deployment's own credentials, certificates and service files
never reach a customer's server, and a tenant can set none of them.
"""

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo
from psycopg.rows import TupleRow

from apps.semantic.connectors.base import DEFAULT_PORTS, SourceSettings
from apps.semantic.connectors.postgres.failures import connect_failure
from apps.semantic.connectors.postgres.values import ADAPTERS
from apps.semantic.contracts import Dialect
from apps.semantic.reachability import reachable_addresses

Connection = psycopg.Connection[TupleRow]

CONNECT_SECONDS = 5
_ADDRESSES_TRIED = 3


def _compiled_in() -> dict[str, str]:
    # A service file fills only what is not given; naming no service is impossible, so it is left out here.
    options = [o for o in Conninfo.get_defaults() if o.envvar and o.keyword != b"service"]
    return {o.keyword.decode(): (o.compiled or b"").decode() for o in options}


def connect(source: SourceSettings) -> Connection:
    """
    Open a session with PostgreSQL's own defaults; nothing has been sent yet.

    :raises HostForbidden, HostUnknown: see `apps.semantic.reachability`.
    :raises SourceUnreachable, CredentialsRefused: no session came about.
    """
    port = source.port or DEFAULT_PORTS[Dialect.POSTGRES]
    addresses = reachable_addresses(source.host, port, allowed=source.allowed_hosts)[:_ADDRESSES_TRIED]
    parameters = (
        _compiled_in()
        | _tls(source)
        | {
            "host": ",".join([source.host] * len(addresses)),
            "hostaddr": ",".join(addresses),
            "port": str(port),
            "user": source.username,
            "password": source.password.reveal(),
            "dbname": _plain_name(source.database),
            "passfile": "/dev/null",
            "client_encoding": "UTF8",
            "connect_timeout": str(CONNECT_SECONDS),
            "keepalives_idle": "10",
            "keepalives_interval": "5",
            "keepalives_count": "3",
            "application_name": "chat2sql",
        }
    )
    try:
        return psycopg.Connection.connect(
            make_conninfo(**parameters), autocommit=True, prepare_threshold=None, context=ADAPTERS
        )
    except psycopg.Error as error:
        failure = connect_failure(error)
    # Outside of the handler: the driver's text names host and account, and must not travel as `__context__`.
    raise failure


def _tls(source: SourceSettings) -> dict[str, str]:
    fixed = {"sslcertmode": "disable", "gssencmode": "disable", "channel_binding": "prefer"}
    if source.require_tls:
        return fixed | {"sslmode": "require"}
    # Without TLS whoever listens would read it: a server that wants the password in the clear does not get it.
    return fixed | {"sslmode": "prefer", "require_auth": "!password"}


def _plain_name(database: str) -> str:
    # libpq would take a `dbname` that looks like a connection string apart, and with it any parameter.
    if "=" in database or "://" in database:
        return ""
    return database
