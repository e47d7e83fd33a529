"""
The scope, enforced by PostgreSQL: the migration operation, the announcement, and the check that none was forgotten.

Each transaction announces the scope before its first statement, again after a nested scope or a savepoint's roll-back;
an autocommit statement is wrapped in a transaction of its own. `set_config(…, is_local => true)` never outlives the
transaction, so a transaction pooler cannot hand one tenant's setting to another. With nothing announced, the policies
compare with NULL and show nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, migrations
from django.db.backends.signals import connection_created
from psycopg.pq import TransactionStatus

from apps.scope import GLOBAL_TABLES, Scope, TenantOwned, current_scope

TENANT_MATCHES = "tenant_id = NULLIF(current_setting('app.tenant', true), '')::uuid"
_ANNOUNCE = "SELECT set_config('app.tenant', %s, true), set_config('app.user', %s, true)"


class RowLevelSecurity(migrations.RunSQL):
    """
    Force row level security on a tenant's table: rows of the announced tenant, for reading and writing.

    :param readable_when: a further SQL condition under which a row may be *read* without its tenant in scope.
    """

    def __init__(self, table: str, *, readable_when: str | None = None) -> None:
        forward = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY tenant_rows ON "{table}" USING ({TENANT_MATCHES}) WITH CHECK ({TENANT_MATCHES})',
        ]
        backward = [
            f'DROP POLICY tenant_rows ON "{table}"',
            f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        ]
        if readable_when is not None:
            forward.append(f'CREATE POLICY also_readable ON "{table}" FOR SELECT USING ({readable_when})')
            backward.insert(0, f'DROP POLICY also_readable ON "{table}"')
        self.table, self.readable_when = table, readable_when
        super().__init__(sql=forward, reverse_sql=backward)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        options = {} if self.readable_when is None else {"readable_when": self.readable_when}
        return self.__class__.__qualname__, [self.table], options


def _announce(raw: Any, scope: Scope) -> None:
    values = [str(part) if part else "" for part in (scope.tenant_id, scope.user_id)]
    raw.execute(_ANNOUNCE, values)


class _Announcer:
    """Wraps every statement of one connection; remembers what its current transaction was told."""

    def __init__(self) -> None:
        self._told: Scope | None = Scope()  # None: unknown, after a savepoint's roll-back took settings with it

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        connection = context["connection"]
        raw = connection.connection
        scope = current_scope()
        if raw.autocommit and raw.info.transaction_status == TransactionStatus.IDLE:
            return self._alone(raw, scope, execute, sql, params, many, context)
        if raw.info.transaction_status == TransactionStatus.IDLE:
            self._told = Scope()
        if self._told != scope and raw.info.transaction_status != TransactionStatus.INERROR:
            _announce(raw, scope)
            self._told = scope
        try:
            return execute(sql, params, many, context)
        finally:
            if isinstance(sql, str) and sql.startswith("ROLLBACK TO"):
                self._told = None

    @staticmethod
    def _alone(raw: Any, scope: Scope, execute: Callable[..., Any], *call: Any) -> Any:
        if scope == Scope():
            return execute(*call)
        with raw.transaction():
            _announce(raw, scope)
            return execute(*call)


def install(connection: Any, **_: object) -> None:
    """Put the announcer on a new connection to the product's own database."""
    if connection.vendor != "postgresql":
        return
    connection.execute_wrappers[:] = [w for w in connection.execute_wrappers if not isinstance(w, _Announcer)]
    connection.execute_wrappers.insert(0, _Announcer())


connection_created.connect(install, dispatch_uid="apps.rls.install")


def _owned_tables() -> set[str]:
    return {m._meta.db_table for m in apps.get_models(include_auto_created=True) if issubclass(m, TenantOwned)}


@register(Tags.models)
def every_table_is_owned_or_listed(**_: object) -> Iterable[CheckMessage]:
    """A model is a tenant's, or its table stands in GLOBAL_TABLES with a reason."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if model._meta.managed and not issubclass(model, TenantOwned) and table not in GLOBAL_TABLES:
            yield Error(f"{table} is neither TenantOwned nor in GLOBAL_TABLES", obj=model, id="scope.E001")


@register(Tags.database)
def every_owned_table_is_forced(databases: Iterable[str] | None = None, **_: object) -> Iterable[CheckMessage]:
    """The database itself forces row level security on every tenant's table."""
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relforcerowsecurity")
            forced = {name for (name,) in cursor.fetchall()}
        for table in sorted(_owned_tables() - forced):
            yield Error(f"{table} has no forced row level security", id="scope.E002")
