"""
A new connection to a customer's PostgreSQL: where to, with which TLS, and with nothing taken from our own environment.

The name was resolved and judged first, and the connection goes to those addresses. Every libpq parameter that an
environment variable could set is given explicitly, so the deployment's own credentials, certificates and service files
never reach a customer's server, and a tenant can set none of them.
"""

from collections.abc import Callable
from typing import TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo
from psycopg.rows import TupleRow

from apps.semantic.connectors.base import DEFAULT_PORTS, CredentialsRefused, QueryCancelled, SourceSettings, never
from apps.semantic.connectors.postgres.failures import connect_failure
from apps.semantic.connectors.postgres.values import ADAPTERS
from apps.semantic.contracts import Dialect
from apps.semantic.reachability import reachable_addresses

CONNECT_SECONDS = 5
_ADDRESSES_TRIED = 3
WAKE_EVERY = 0.2  # seconds of waiting for the server, after which it is asked whether to go on

Answer = TypeVar("Answer")


class Connection(psycopg.Connection[TupleRow]):
    """
    A session that can be told to stop waiting: while the server works and sends nothing, `stopping` is asked.

    What stops it is `QueryCancelled`; the driver then cancels the statement in the server.
    """

    stopping: Callable[[], bool] = staticmethod(never)

    def wait(self, gen: PQGen[Answer], interval: float = WAKE_EVERY, timeout: float | None = None) -> Answer:
        """Wait for what the driver's generator waits for."""
        return super().wait(self._unless_stopped(gen), interval=interval, timeout=timeout)

    def _unless_stopped(self, gen: PQGen[Answer]) -> PQGen[Answer]:
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and self.stopping():
                    self.stopping = never  # the driver now waits for the server to confirm the cancel
                    raise QueryCancelled
                wanted = gen.send(ready)
        except StopIteration as end:
            answer: Answer = end.value
            return answer


# Parameters for which libpq takes no empty value.
_NOT_EMPTY = {"min_protocol_version": "3.0", "max_protocol_version": "3.0", "sslcertmode": "disable"}


def connect(source: SourceSettings) -> Connection:
    """
    Open a session with PostgreSQL's own defaults; nothing has been sent yet.

    :raises HostForbidden, HostUnknown: see `apps.semantic.reachability`.
    :raises SourceUnreachable, CredentialsRefused: no session came about.
    """
    port = source.port or DEFAULT_PORTS[Dialect.POSTGRES]
    addresses = reachable_addresses(source.host, port, allowed=source.allowed_hosts)[:_ADDRESSES_TRIED]
    try:
        # The string with the password is never a local variable: a crash report may show those.
        return Connection.connect(
            make_conninfo(**_parameters(source, addresses, port)),
            autocommit=True,
            prepare_threshold=None,
            context=ADAPTERS,
        )
    except psycopg.Error as error:
        failure = connect_failure(error)
    # Outside of the handler: the driver's text names host and account, and must not travel as `__context__`.
    raise failure


def _parameters(source: SourceSettings, addresses: tuple[str, ...], port: int) -> dict[str, str]:
    return (
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


def _compiled_in() -> dict[str, str]:
    """What libpq uses when no environment variable is set, for every parameter that has one."""
    # A service file fills only what is not given; naming no service is impossible, so it is left out here.
    known = [option for option in Conninfo.get_defaults() if option.envvar and option.keyword != b"service"]
    names = {option.keyword.decode(): (option.compiled or b"").decode() for option in known}
    return names | {name: value for name, value in _NOT_EMPTY.items() if name in names}


def _tls(source: SourceSettings) -> dict[str, str]:
    if source.require_tls:
        return {"sslmode": "require"}
    # Without TLS whoever listens would read it: a server that wants the password in the clear does not get it.
    return {"sslmode": "prefer", "require_auth": "!password"}


def _plain_name(database: str) -> str:
    # libpq would take a `dbname` that looks like a connection string apart, and with it any parameter; for an empty
    # one it would take the user's name.
    if not database or "=" in database or "://" in database:
        raise CredentialsRefused
    return database
