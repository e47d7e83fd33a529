"""
What every session pins, in one place: how SQL is read, how long it may take, and that nothing is cut or guessed.

Whatever a server's defaults are, a text means here what it meant to the guard: strings in single quotes with backslash
escapes, names in backticks, `||` is OR.
"""

from collections.abc import Mapping
from datetime import timedelta

import pymysql

from apps.semantic.connectors.base import SourceSettings
from apps.semantic.connectors.mask_key import pads_of
from apps.semantic.connectors.mysql.failures import TimezoneUnknown
from apps.semantic.connectors.mysql.server import Server
from apps.semantic.connectors.mysql.wire import Wire, number_of
from apps.semantic.connectors.mysql.zones import fixed_offset
from apps.semantic.sql.masks.digest import INNER_VARIABLE, OUTER_VARIABLE

SQL_MODE = (
    "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION"
)
LOCK_SECONDS = 2
LONGEST_GROUP_CONCAT = 1_048_576  # bytes; beyond, the engine cuts with a warning
_ALL_ROWS = 18_446_744_073_709_551_615
_UNKNOWN_ZONE = 1298


def pin(wire: Wire, server: Server, source: SourceSettings, *, timeout: timedelta) -> None:
    """
    Set what a session of the product relies on.

    :raises TimezoneUnknown: the server has no named zones, and the source's zone is no fixed offset.
    """
    _set(wire, _settings(server, timeout))
    if source.mask_key:
        _set_mask_key(wire, source)
    try:
        _set(wire, {"time_zone": source.timezone})
        return
    except pymysql.MySQLError as error:
        if number_of(error) != _UNKNOWN_ZONE:
            raise
    offset = fixed_offset(source.timezone)
    if offset is None:
        raise TimezoneUnknown
    _set(wire, {"time_zone": offset})


def _set_mask_key(wire: Wire, source: SourceSettings) -> None:
    # A user's variable, which no setting logs and only this session sees.
    inner, outer = pads_of(source.mask_key)
    wire.ask(f"SET {INNER_VARIABLE} = '{inner.reveal()}', {OUTER_VARIABLE} = '{outer.reveal()}'")


def _settings(server: Server, timeout: timedelta) -> Mapping[str, str | float]:
    seconds = max(0.001, timeout.total_seconds())
    patience = int(seconds) + 60
    return {
        "sql_mode": SQL_MODE,
        "sql_select_limit": _ALL_ROWS,  # a server may cut answers without a word
        "sql_safe_updates": 1,
        "sql_auto_is_null": 0,
        "sql_notes": 1,  # the note with the relations of a plan
        "max_error_count": 64,
        "sql_quote_show_create": 1,  # quotes the names in that note
        "group_concat_max_len": LONGEST_GROUP_CONCAT,
        "lc_time_names": "en_US",
        "default_week_format": 0,
        "div_precision_increment": 4,
        "lock_wait_timeout": LOCK_SECONDS,
        "innodb_lock_wait_timeout": LOCK_SECONDS,
        "net_read_timeout": 30,
        "net_write_timeout": 30,
        "wait_timeout": patience,
        **(_of_mariadb(seconds, patience) if server.is_mariadb else _of_mysql(server, seconds)),
    }


def _of_mariadb(seconds: float, patience: int) -> Mapping[str, str | float]:
    return {"max_statement_time": seconds, "idle_transaction_timeout": patience}


def _of_mysql(server: Server, seconds: float) -> Mapping[str, str | float]:
    settings: dict[str, str | float] = {"max_execution_time": max(1, int(seconds * 1_000))}
    if server.version >= (8, 0, 32):
        settings["explain_format"] = "TRADITIONAL"
    return settings


def _set(wire: Wire, settings: Mapping[str, str | float]) -> None:
    wire.ask("SET " + ", ".join(f"@@SESSION.{name} = {_literal(wire, value)}" for name, value in settings.items()))


def _literal(wire: Wire, value: str | float) -> str:
    return wire.escape(value) if isinstance(value, str) else str(value)
