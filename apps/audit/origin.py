"""
Where the current request came from, so that every event that it causes can say so.

The outermost door enters `origin_scope()` once; `services.record` reads it. Work without a request has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A request's ids, and the two things about its sender that are private: they go to the erasable text."""

    request_id: str = ""
    trace_id: str = ""
    ip: str = ""
    user_agent: str = ""


_NONE = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=_NONE)


def current_origin() -> Origin:
    """Return the origin of this thread or task; an empty one outside of a request."""
    return _origin.get()


@contextmanager
def origin_scope(origin: Origin) -> Iterator[None]:
    """Attribute the block's events to this request."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)
