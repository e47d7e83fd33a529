"""
Brings the engines, the roles and the env file to the state that the product needs, or takes the engines down.

May be repeated, interrupted and called by several processes at once: one lock per home makes them wait for each other.
Engines that the real environment names are not started.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from config.env import HOME
from config.laptop import databases, envfile, postgres, valkey
from config.laptop.place import Place, find_place
from config.laptop.ports import LOOPBACK


class HalfAnEnvironment(SystemExit):
    """One of the two database URLs is set and the other is not."""


@dataclass(frozen=True, slots=True)
class Started:
    """Which engines a call of `up` has started itself."""

    postgres: bool = False
    valkey: bool = False

    def __bool__(self) -> bool:
        return self.postgres or self.valkey


def up() -> Started:
    """
    Start what is missing and write `$CHAT2SQL_HOME/env`. Prints nothing.

    :raises EngineFailed: an engine does not come up.
    :raises HalfAnEnvironment: DATABASE_URL without DATABASE_OWNER_URL, or the other way round.
    """
    embedded_postgres = _embedded_postgres()
    place = find_place(HOME)
    with alone(place):
        values = envfile.read(HOME)
        if not values and embedded_postgres:
            # Without the keys of that file its credentials cannot be decrypted and its audit chain not verified.
            postgres.set_aside(place)
        values = envfile.with_secrets(values)
        values.setdefault("SOURCE_HOSTS", LOOPBACK)  # the demo's shop is a database on this machine
        envfile.write(HOME, values)
        started = Started(postgres=embedded_postgres and _postgres_up(place, values), valkey=_valkey_up(place, values))
        envfile.write(HOME, values)
    return started


def down() -> None:
    """Stop the embedded engines of this home, for sure. Nothing happens if they do not run."""
    place = find_place(HOME)
    with alone(place):
        stop_engines(place)


def stop_engines(place: Place) -> None:
    """Stop both engines. The caller holds the place alone."""
    valkey.engine(place).stop()
    postgres.engine(place).stop()


def _postgres_up(place: Place, values: dict[str, str]) -> bool:
    server, started = postgres.start(place)
    values |= databases.converge(server, values)
    return started


def _valkey_up(place: Place, values: dict[str, str]) -> bool:
    if os.environ.get("REDIS_URL"):
        return False
    password = values["LAPTOP_REDIS_PASSWORD"]
    last_port = urlsplit(values.get("REDIS_URL", "")).port or 0
    port, started = valkey.start(place, password=password, last_port=last_port)
    values["REDIS_URL"] = f"redis://:{password}@{LOOPBACK}:{port}/0"
    return started


def _embedded_postgres() -> bool:
    given = [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)]
    if len(given) == 1:
        raise HalfAnEnvironment(f"{given[0]} is set alone: set DATABASE_URL and DATABASE_OWNER_URL, or neither.")
    return not given


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Hold the place's setup lock: nobody else starts or stops its engines meanwhile."""
    with (place.folder / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
