"""
From PostgreSQL's errors to ours: by SQLSTATE alone. What the server says in words may quote values and goes nowhere.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import psycopg
import structlog

from apps.semantic.connectors import base

logger = structlog.get_logger(__name__)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

# By SQLSTATE, or by its class (the first two characters) where all of the class mean the same to a user.
_MEANINGS: dict[str, type[base.ConnectorError]] = {
    "57014": base.QueryCancelled,
    "25P04": base.QueryTimeout,  # transaction_timeout
    "55P03": base.QueryTimeout,  # lock_timeout
    "57P01": base.SourceGone,
    "57P02": base.SourceGone,
    "57P03": base.SourceUnreachable,
    "57P05": base.SourceGone,
    "25P03": base.SourceGone,
    "53300": base.SourceBusy,
    "53400": base.ResultTooBig,
    "54000": base.ResultTooBig,
    "42501": base.AccountMayNot,
    "28": base.CredentialsRefused,
    "3D": base.CredentialsRefused,
    "08": base.SourceGone,
}


def without_the_engines_words(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Turn the driver's errors into `ConnectorError`s. The original is dropped, not chained: its text holds values."""

    @functools.wraps(function)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except psycopg.Error as error:
            meaning = _meaning(error)
            logger.warning("source.engine_error", sqlstate=error.sqlstate, meaning=meaning.code)
        except UnicodeDecodeError:
            # A database without an encoding (SQL_ASCII) sends whatever bytes it was given.
            meaning = base.TextUndecodable
        # Raised after the handler ended, so that the driver's error is not even its `__context__`.
        raise meaning

    return guarded


def connect_failure(error: psycopg.Error) -> base.ConnectorError:
    """Say why no session came about: before the password was asked for, or because of it."""
    # libpq reports no SQLSTATE here; its words depend on the server's language.
    answered = error.pgconn is not None and (error.pgconn.used_password or error.pgconn.needs_password)
    logger.warning("source.connect_failed", sqlstate=error.sqlstate, answered=bool(answered))
    return base.CredentialsRefused() if answered else base.SourceUnreachable()


def _meaning(error: psycopg.Error) -> type[base.ConnectorError]:
    state = error.sqlstate
    if state is None:
        return base.SourceGone if isinstance(error, psycopg.OperationalError) else base.QueryFailed
    return _MEANINGS.get(state) or _MEANINGS.get(state[:2]) or base.QueryFailed
