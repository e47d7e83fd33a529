"""
How another process of the product knows that a connection still works for a certain run: by a named lock.

The session holds a lock whose name is made of the run's mark, and everybody may ask which connection holds it. The
engine gives it back when the connection ends, however it ends. Nothing is written and no right is needed.
"""

import hashlib

import pymysql

from apps.semantic.connectors.base import SourceBusy, checked_mark
from apps.semantic.connectors.mysql.wire import Wire, number_of

# Clusters forbid named locks: a run there has no mark, and only its own process can stop it.
_FORBIDDEN = frozenset({1105, 1235})


def put_mark(wire: Wire, run_mark: str) -> None:
    """
    Mark this session for a run.

    :raises SourceBusy: a session of this mark exists.
    """
    name = lock_name(run_mark)
    try:
        taken = wire.ask(f"SELECT GET_LOCK('{name}', 0)")
    except pymysql.MySQLError as error:
        if number_of(error) in _FORBIDDEN:
            return
        raise
    if taken != [(1,)]:
        raise SourceBusy


def holds_mark(wire: Wire, connection: int, run_mark: str) -> bool:
    """Say whether that connection of the server is the one which works for the run."""
    try:
        return wire.ask(f"SELECT IS_USED_LOCK('{lock_name(run_mark)}')") == [(connection,)]
    except pymysql.MySQLError as error:
        if number_of(error) in _FORBIDDEN:
            return False
        raise


def lock_name(run_mark: str) -> str:
    """The name of a run's lock: letters and digits alone, shorter than the 64 characters that an engine allows."""
    return "c2s_" + hashlib.sha256(checked_mark(run_mark).encode()).hexdigest()[:48]
