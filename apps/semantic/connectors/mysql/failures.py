"""
From the errors of MySQL and MariaDB to ours: by number alone. What the server says in words may quote values and goes
nowhere.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pymysql
import structlog

from apps.errors import gettext_noop
from apps.semantic.connectors import base
from apps.semantic.connectors.mysql.wire import is_the_servers, number_of

logger = structlog.get_logger(__name__)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class TimezoneUnknown(base.ConnectorError):
    """The server has no named time zones, and the data source's zone is no fixed offset."""

    code = "source.timezone_unknown"
    message = gettext_noop("The database does not know the data source's time zone.")
    advice = gettext_noop(
        "Load the time zone tables into the server (mysql_tzinfo_to_sql), or choose a zone without summer time."
    )


_BUSY = (1040, 1203, 1226)  # connections: of the server, of the account, of its quota
_CREDENTIALS = (1044, 1045, 1049, 1130, 1251, 1396, 1698, 1820, 1862, 2054, 2059, 2061)
_GONE = (1053, 1152, 1158, 1159, 1160, 1161, 1184, 1927)
_MAY_NOT = (1142, 1143, 1227, 1345, 1370, 1449)
_TOO_BIG = (1038, 1041, 1104, 1114, 1153)
MEANINGS: dict[int, type[base.ConnectorError]] = {
    **dict.fromkeys(_BUSY, base.SourceBusy),
    **dict.fromkeys(_CREDENTIALS, base.CredentialsRefused),
    **dict.fromkeys(_GONE, base.SourceGone),
    **dict.fromkeys(_MAY_NOT, base.AccountMayNot),
    **dict.fromkeys(_TOO_BIG, base.ResultTooBig),
    1205: base.QueryTimeout,  # waited too long for a lock
    1298: TimezoneUnknown,
    1317: base.QueryCancelled,
    1969: base.QueryTimeout,  # MariaDB
    3024: base.QueryTimeout,  # MySQL
}


def without_the_engines_words(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Turn the driver's errors into `ConnectorError`s. The original is dropped, not chained: its text holds values."""

    @functools.wraps(function)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except pymysql.MySQLError as error:
            meaning = _meaning(error)
            logger.warning("source.engine_error", errno=number_of(error), meaning=meaning.code)
        except UnicodeDecodeError:
            meaning = base.TextUndecodable
        # Raised after the handler ended, so that the driver's error is not even its `__context__`.
        raise meaning

    return guarded


def connect_failure(error: Exception) -> base.ConnectorError:
    """Say why no session came about."""
    number = number_of(error) if isinstance(error, pymysql.MySQLError) else None
    logger.warning("source.connect_failed", errno=number)
    if isinstance(error, RuntimeError):
        return base.CredentialsRefused()  # a way to authenticate that needs what is not installed
    meaning = MEANINGS.get(number or 0)
    return meaning() if meaning in {base.CredentialsRefused, base.SourceBusy} else base.SourceUnreachable()


def _meaning(error: pymysql.MySQLError) -> type[base.ConnectorError]:
    known = MEANINGS.get(number_of(error) or 0)
    if known is not None:
        return known
    return base.QueryFailed if is_the_servers(error) else base.SourceGone
