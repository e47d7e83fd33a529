"""
Whose rows the current code may touch. No scope, no rows.

`tenant_scope()` sets a context variable and holds no transaction. The PostgreSQL side is `apps.rls`: it announces the
scope to the database, where FORCEd row level security enforces it a second time. A query on a tenant's table that is
*evaluated* outside a scope raises `NoTenantInScope`; building one (in a form, a serializer, at import) does not.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from celery import Task
from django.db import models
from django.db.models.expressions import Expression
from django.db.models.signals import class_prepared


class NoTenantInScope(RuntimeError):
    """Tenant-owned rows were asked for outside `tenant_scope()`: a fault of the calling code."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who the database is told to serve: a tenant, and the user whose own memberships may be read."""

    tenant_id: uuid.UUID | None = None
    user_id: uuid.UUID | None = None


_NO_SCOPE = Scope()
_scope: ContextVar[Scope] = ContextVar("scope", default=_NO_SCOPE)


def current_scope() -> Scope:
    """Return the scope of this thread or task."""
    return _scope.get()


def current_tenant_id() -> uuid.UUID:
    """
    Return the tenant in scope.

    :raises NoTenantInScope: outside of `tenant_scope()`.
    """
    tenant_id = _scope.get().tenant_id
    if tenant_id is None:
        raise NoTenantInScope("tenant-owned rows were asked for outside tenant_scope()")
    return tenant_id


@contextmanager
def tenant_scope(tenant_id: uuid.UUID, *, user_id: uuid.UUID | None = None) -> Iterator[None]:
    """Serve one tenant inside the block. Nesting replaces the scope and restores the outer one afterwards."""
    token = _scope.set(Scope(tenant_id=tenant_id, user_id=user_id))
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def user_scope(user_id: uuid.UUID) -> Iterator[None]:
    """Let a user who is just signing in read their own memberships, of all tenants, and nothing else."""
    token = _scope.set(Scope(user_id=user_id))
    try:
        yield
    finally:
        _scope.reset(token)


class CurrentTenant(Expression):
    """The tenant in scope, looked up when the query is compiled; so a lazy query set follows the scope it runs in."""

    output_field = models.UUIDField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        value = self.output_field.get_db_prep_value(current_tenant_id(), connection)
        return "%s", [value]

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Self:
        return self


class TenantManager(models.Manager[Any]):
    """The default manager of every tenant-owned model."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(tenant_id=CurrentTenant())


class TenantOwned(models.Model):
    """A row of one tenant. A plain `tenant_id`, so that no app needs the tenants app to own rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tenant_id = models.UUIDField(default=current_tenant_id, editable=False, db_index=True)

    objects: ClassVar[models.Manager[Any]] = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


def _use_scoped_base_manager(sender: type[models.Model], **_: object) -> None:
    # A Meta that does not inherit TenantOwned.Meta loses base_manager_name, and with it foreign keys, saving and
    # refreshing would go around the scope.
    if issubclass(sender, TenantOwned) and not sender._meta.abstract:
        sender._meta.base_manager_name = "objects"
        vars(sender._meta).pop("base_manager", None)


class_prepared.connect(_use_scoped_base_manager, dispatch_uid="apps.scope.base_manager")


class TenantTask(Task):
    """
    A Celery task that works for one tenant, named by the keyword argument `tenant_id`.

    A message without one fails before the task's code runs.
    """

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with tenant_scope(uuid.UUID(kwargs["tenant_id"])):
            return super().__call__(*args, **kwargs)


GLOBAL_TABLES: dict[str, str] = {
    "tenants_tenant": "the list of tenants (id, slug, status) is needed to find the scope",
    "tenants_user": "an identity may belong to several tenants; memberships are per tenant",
    "auth_permission": "names of Django's model permissions, the same for all",
    "django_content_type": "names of models, the same for all",
    "django_migrations": "state of the schema",
    "django_session": "keys are random secrets; sign-in happens before a tenant is chosen",
    "django_celery_beat_clockedschedule": "operators' rows only",
    "django_celery_beat_crontabschedule": "operators' rows only",
    "django_celery_beat_intervalschedule": "operators' rows only",
    "django_celery_beat_periodictask": "operators' rows only",
    "django_celery_beat_periodictasks": "operators' rows only",
    "django_celery_beat_solarschedule": "operators' rows only",
}

CLOSED_TABLES: dict[str, str] = {
    "auth_group": "our groups are per tenant",
    "auth_group_permissions": "our groups are per tenant",
    "django_admin_log": "admin changes go to the audit chain",
    "guardian_userobjectpermission": "our own object permissions are per tenant",
    "guardian_groupobjectpermission": "our own object permissions are per tenant",
}
"""Tables that libraries bring and nothing uses: row level security without a policy shows and takes no row."""
