"""From SQLite's errors to ours: by class alone. What the engine says in words may quote values and goes nowhere."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import apsw
import structlog

from apps.semantic.connectors import base

logger = structlog.get_logger(__name__)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


_MEANINGS: tuple[tuple[type[Exception], type[base.ConnectorError]], ...] = (
    (UnicodeDecodeError, base.TextUndecodable),
    (apsw.InterruptError, base.QueryCancelled),
    (apsw.TooBigError, base.ResultTooBig),
    (apsw.NoMemError, base.ResultTooBig),
    (apsw.FullError, base.ResultTooBig),
    (apsw.BusyError, base.SourceBusy),
    (apsw.LockedError, base.SourceBusy),
    (apsw.NotADBError, base.SourceUnreadable),
    (apsw.CorruptError, base.SourceUnreadable),
    (apsw.CantOpenError, base.SourceUnreadable),
    (apsw.ReadOnlyError, base.SourceUnreadable),
    (apsw.IOError, base.SourceUnreadable),
)


def without_the_engines_words(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Turn the engine's errors into `ConnectorError`s. The original is dropped, not chained: its text holds values."""

    @functools.wraps(function)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except (apsw.Error, UnicodeDecodeError) as error:
            meaning = next((ours for theirs, ours in _MEANINGS if isinstance(error, theirs)), base.QueryFailed)
            logger.warning("source.engine_error", engine_error=type(error).__name__, meaning=meaning.code)
        # Raised after the handler ended, so that the engine's error is not even its `__context__`.
        raise meaning

    return guarded
