"""
What a run does, as it does it: each ended stage is stored with its number, then a nudge is published.

The nudge carries no data: whoever follows a run reads the rows after the last number seen, so a lost, doubled or
reordered nudge changes nothing. Publishing never waits and never fails a run.
"""

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from uuid import UUID

import structlog
from channels.layers import get_channel_layer
from django.db.models import Max
from redis.exceptions import RedisError

from apps.errors import AppError
from apps.queries.contracts import JsonCell, Stage
from apps.queries.models import QueryRun, StageEvent

logger = structlog.get_logger(__name__)


def group_of(*, tenant_id: UUID, run_id: UUID) -> str:
    """The channel group of a run; it carries the tenant, so that a guessed run id of another tenant hears nothing."""
    return f"run.{tenant_id.hex}.{run_id.hex}"


class StoredTrace:
    """The `Trace` of a real run."""

    def __init__(self, run: QueryRun) -> None:
        self._run = run
        self._seq = run.stage_events.aggregate(last=Max("seq"))["last"] or 0
        self._note: dict[str, JsonCell] = {}

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        self._note = {}
        started = perf_counter()
        status = "stopped"
        try:
            yield
            status = "done"
        except AppError as stop:
            self._note["code"] = stop.code
            raise
        finally:
            self._store(stage, status, (perf_counter() - started) * 1000)

    def note(self, **facts: JsonCell) -> None:
        self._note.update(facts)

    def _store(self, stage: Stage, status: str, ms: float) -> None:
        self._seq += 1
        StageEvent.objects.create(
            run=self._run, seq=self._seq, stage=stage, status=status, ms=round(ms, 2), note=self._note
        )
        nudge(self._run)


def nudge(run: QueryRun) -> None:
    """Tell followers that a run's rows changed."""
    _publisher.publish(group_of(tenant_id=run.tenant_id, run_id=run.id))


class _Publisher:
    """An event loop in a thread of its own, so that the channel layer keeps one connection per process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def publish(self, group: str) -> None:
        asyncio.run_coroutine_threadsafe(self._send(group), self._running_loop())

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None or self._pid != os.getpid():  # a fork takes the loop's thread away
                self._pid = os.getpid()
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="progress", daemon=True).start()
            return self._loop

    @staticmethod
    async def _send(group: str) -> None:
        try:
            await get_channel_layer().group_send(group, {"type": "run.changed"})
        except (RedisError, OSError):
            logger.warning("progress.not_published", group=group)


_publisher = _Publisher()
