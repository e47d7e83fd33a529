"""
The scope, enforced by PostgreSQL: the migration operation, the announcement, and the check that none was forgotten.

Each transaction announces the scope before its first statement, again after a nested scope or a savepoint's roll-back;
an autocommit statement is wrapped in a transaction of its own. `set_config(…, is_local => true)` never outlives the
transaction, so a transaction pooler cannot hand one tenant's setting to another. With nothing announced, the policies
compare with NULL and show nothing. A foreign key between two tenants' rows is refused by the database as well: such a
key covers `tenant_id`.

What goes around Django's cursors (`cursor.copy`, a raw driver connection) is not announced and sees what the current
transaction was last told, or nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, migrations
from django.db.backends.signals import connection_created
from django.db.backends.utils import truncate_name
from psycopg.pq import TransactionStatus

from apps.scope import CLOSED_TABLES, GLOBAL_TABLES, Scope, TenantManager, TenantOwned, current_scope

# In a sub-select it is computed once for each query: quick, and an open cursor keeps the tenant that it began with.
TENANT_MATCHES = "tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::uuid)"
USER_MATCHES = "user_id = (SELECT NULLIF(current_setting('app.user', true), '')::uuid)"
_ANNOUNCE = "SELECT set_config('app.tenant', %s, true), set_config('app.user', %s, true)"


class RowLevelSecurity(migrations.RunSQL):
    """
    Force row level security on a tenant's table: rows of the announced tenant, for reading and writing.

    Foreign keys of the model to other tenants' tables are made to require the same tenant.

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
        super().__init__(sql="; ".join(forward), reverse_sql="; ".join(backward))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        options = {} if self.readable_when is None else {"readable_when": self.readable_when}
        return self.__class__.__qualname__, [self.table], options

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        model = next(m for m in to_state.apps.get_models() if m._meta.db_table == self.table)
        for column, target in _keys_to_owned(model):
            schema_editor.execute(_same_tenant_index(target))
            schema_editor.execute(_same_tenant_key(self.table, column, target))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = next(m for m in from_state.apps.get_models() if m._meta.db_table == self.table)
        for column, _target in _keys_to_owned(model):
            name = _key_name(self.table, column)
            schema_editor.execute(f'ALTER TABLE "{self.table}" DROP CONSTRAINT IF EXISTS "{name}"')
        super().database_backwards(app_label, schema_editor, from_state, to_state)


class SameTenantKey(migrations.RunSQL):
    """Make a foreign key that was added to an existing tenant's table require the same tenant."""

    def __init__(self, table: str, column: str, target: str) -> None:
        self.arguments = [table, column, target]
        super().__init__(
            sql=[_same_tenant_index(target), _same_tenant_key(table, column, target)],
            reverse_sql=[f'ALTER TABLE "{table}" DROP CONSTRAINT "{_key_name(table, column)}"'],
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, self.arguments, {}


class ClosedTable(migrations.RunSQL):
    """Close a table that a library brings and nothing uses: row level security without any policy."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            sql=[f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY', f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'],
            reverse_sql=[
                f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
                f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
            ],
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.table], {}


def _keys_to_owned(model: Any) -> list[tuple[str, str]]:
    """The columns of a model that refer to a tenant's row, each with the table that it refers to."""
    keys = [field for field in model._meta.local_fields if field.many_to_one or field.one_to_one]
    return [(key.column, key.related_model._meta.db_table) for key in keys if _is_owned(key.related_model)]


def _is_owned(model: Any) -> bool:
    # By its column: the models of a migration's state do not inherit from TenantOwned.
    return any(field.column == "tenant_id" for field in model._meta.local_fields)


def _key_name(table: str, column: str) -> str:
    return truncate_name(f"{table}_{column}_same_tenant", 63)


def _same_tenant_index(target: str) -> str:
    name = truncate_name(f"{target}_tenant_and_id", 63)
    return f'CREATE UNIQUE INDEX IF NOT EXISTS "{name}" ON "{target}" (tenant_id, id)'


def _same_tenant_key(table: str, column: str, target: str) -> str:
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{_key_name(table, column)}" FOREIGN KEY (tenant_id, "{column}") '
        f'REFERENCES "{target}" (tenant_id, id) DEFERRABLE INITIALLY DEFERRED'
    )


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
            if not isinstance(sql, str) or sql[:20].lstrip().upper().startswith("ROLLBACK"):
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


def _owned_models() -> list[Any]:
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if issubclass(model, TenantOwned) and model._meta.managed]


@register(Tags.models)
def every_table_is_owned_or_listed(**_: object) -> Iterable[CheckMessage]:
    """A model is a tenant's, and reads through the scope, or its table is listed with a reason."""
    listed = GLOBAL_TABLES.keys() | CLOSED_TABLES.keys()
    models: Iterable[Any] = apps.get_models(include_auto_created=True)
    for model in models:
        table = model._meta.db_table
        if issubclass(model, TenantOwned):
            if not isinstance(model._default_manager, TenantManager):
                yield Error(f"the default manager of {table} does not read through the scope", id="scope.E004")
        elif model._meta.managed and table not in listed:
            yield Error(f"{table} is neither TenantOwned nor in GLOBAL_TABLES", obj=model, id="scope.E001")


@register(Tags.database)
def every_table_is_guarded(databases: Iterable[str] | None = None, **_: object) -> Iterable[CheckMessage]:
    """What the database holds of our tables is forced, and keys between tenants' rows require the same tenant."""
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT relname, relforcerowsecurity FROM pg_class"
                " WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace"
            )
            forced = dict(cursor.fetchall())
            cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f'")
            keys = {name for (name,) in cursor.fetchall()}
        # A table that a migration has yet to make is no fault: `migrate` runs this check first.
        for model in _owned_models():
            table = model._meta.db_table
            if not forced.get(table, True):
                yield Error(f"{table} has no forced row level security", id="scope.E002")
            for column, _target in _keys_to_owned(model):
                if table in forced and _key_name(table, column) not in keys:
                    yield Error(f"{table}.{column} may refer to another tenant's row", id="scope.E003")
        for table in CLOSED_TABLES:
            if not forced.get(table, True):
                yield checks.Warning(f"{table} is not closed yet: run migrate", id="scope.W001")
