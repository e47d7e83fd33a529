"""Thin, tenant-aware, repeatable: a message twice delivered finds the run already claimed."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from apps.queries import narrowed_use, runner, sweeper
from apps.scope import TenantTask, tenant_scope
from apps.tenants.selectors import all_tenants


@shared_task(base=TenantTask, queue="interactive")
def run_query(*, tenant_id: str, run_id: str, **_: object) -> None:
    """Work one run. `**_` lets an old worker survive a newer publisher."""
    runner.work(run_id=UUID(run_id), now=timezone.now())


@shared_task(queue="maintenance")
def sweep_runs(**_: object) -> None:
    """End or re-queue the runs that lost their worker: in every tenant, for a suspended one's must end, too."""
    for tenant_id in all_tenants().values_list("id", flat=True):
        with tenant_scope(tenant_id):
            for run_id in sweeper.sweep(now=timezone.now()):
                send(tenant_id=tenant_id, run_id=run_id)
            narrowed_use.forget(now=timezone.now())


def send(*, tenant_id: UUID, run_id: UUID) -> None:
    """
    Put a run on the queue.

    :raises kombu.exceptions.OperationalError: the broker is away; the sweeper will send the run later.
    """
    run_query.apply_async(kwargs={"tenant_id": str(tenant_id), "run_id": str(run_id)}, retry=False)
