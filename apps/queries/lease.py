"""
Who works a run: the lease that a worker holds, and the thread that keeps it.

A run is claimed by writing a random token and an end time. One thread per process renews the leases of the runs that
the process works and learns of cancellations. Whoever finds that the token is no longer its own must stop: somebody
else has ended or taken over the run, and nothing it writes counts any more.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from apps.queries.contracts import RunStatus
from apps.queries.models import QueryRun
from apps.scope import current_tenant_id, tenant_scope

logger = structlog.get_logger(__name__)

TICK = timedelta(seconds=1)
RENEW_EVERY = 5  # ticks


@dataclass(frozen=True)
class Lease:
    """A claim on one run. `stop` is set when the run was cancelled or the lease was lost."""

    tenant_id: UUID
    run_id: UUID
    token: UUID
    stop: threading.Event = field(default_factory=threading.Event)


def claim(run_id: UUID, *, now: datetime) -> Lease | None:
    """Take a queued run; None: it is not queued (any more)."""
    token = uuid4()
    claimed = QueryRun.objects.filter(id=run_id, status=RunStatus.QUEUED).update(
        status=RunStatus.RUNNING, lease_token=token, lease_until=now + settings.RUN_LEASE, started_at=now
    )
    return Lease(tenant_id=current_tenant_id(), run_id=run_id, token=token) if claimed else None


@contextmanager
def kept(lease: Lease) -> Iterator[None]:
    """Renew the lease from this process's keeper while the block runs."""
    _keeper.add(lease)
    try:
        yield
    finally:
        _keeper.remove(lease)


def rest() -> None:
    """End this process's keeper and its connection; the next lease starts it again."""
    _keeper.rest()


class _Keeper:
    """One daemon thread with a connection of its own, started with the first lease of the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._leases: dict[UUID, Lease] = {}
        self._thread: threading.Thread | None = None
        self._enough = threading.Event()

    def add(self, lease: Lease) -> None:
        with self._lock:
            self._leases[lease.run_id] = lease
            if self._thread is None or not self._thread.is_alive():
                self._enough.clear()
                self._thread = threading.Thread(target=self._work, name="lease-keeper", daemon=True)
                self._thread.start()

    def remove(self, lease: Lease) -> None:
        with self._lock:
            self._leases.pop(lease.run_id, None)

    def rest(self) -> None:
        self._enough.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        tick = 0
        while not self._enough.wait(TICK.total_seconds()):
            tick += 1
            with self._lock:
                leases = list(self._leases.values())
            for lease in leases:
                self._look_after(lease, renew=tick % RENEW_EVERY == 0)
        connection.close()

    @staticmethod
    def _look_after(lease: Lease, *, renew: bool) -> None:
        try:
            with tenant_scope(lease.tenant_id):
                mine = QueryRun.objects.filter(id=lease.run_id, lease_token=lease.token, status=RunStatus.RUNNING)
                if renew:
                    mine.update(lease_until=timezone.now() + settings.RUN_LEASE)
                if not mine.filter(cancel_requested_at=None).exists():
                    lease.stop.set()
        except DatabaseError:
            # The database is away: the lease will run out by itself if this lasts, and the sweeper decides.
            logger.warning("lease.not_renewed", run_id=str(lease.run_id))
            close_old_connections()


_keeper = _Keeper()
