"""
Typed events between apps, delivered after the transaction commits.

A lower app announces what happened, a higher one subscribes in its `apps.py`: so `semantic` can tell `queries` that a
policy changed without importing it. A roll-back announces nothing. A handler that fails is logged and does not stop
the others: the row is the truth, an event is a nudge.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import transaction

logger = structlog.get_logger(__name__)

Event = TypeVar("Event")
_handlers: dict[type, list[Callable[..., None]]] = defaultdict(list)


def subscribe(kind: type[Event], handler: Callable[[Event], None]) -> None:
    """Call `handler` with every event of exactly this type. Subscribing twice has no effect."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def announce(event: object) -> None:
    """Deliver `event` to its subscribers when the current transaction commits (at once outside of one)."""
    transaction.on_commit(lambda: _deliver(event))


def _deliver(event: object) -> None:
    for handler in _handlers[type(event)]:
        try:
            handler(event)
        except Exception:  # one subscriber's fault must not silence the others; the fault is logged with its trace
            logger.exception("event.handler_failed", event_type=type(event).__name__, handler=handler.__qualname__)
