"""
What of a database's schema one user can see: the schema that their SQL is checked against.

What is not in it does not exist for them; refusals are worded from it alone. Columns that may only be filtered by or
aggregated are left out, because their conditions cannot be enforced yet.
"""

import hashlib
from dataclasses import replace

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    ForeignKey,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)

_SHOWN = frozenset({Treatment.EXEMPT, Treatment.MASKED})


def visible_columns(table: TableInfo, policy: TablePolicy) -> tuple[ColumnInfo, ...]:
    """Return the columns of `table` that SQL may read, masked or not, in the table's order."""
    granted = {column for grant in policy.grants for column in grant.columns}
    withheld = {rule.column for rule in policy.column_rules if rule.treatment not in _SHOWN}
    return tuple(column for column in table.columns if column.name in granted - withheld)


def visible_catalog(catalog: SchemaCatalog, policy: AccessPolicy) -> SchemaCatalog:
    """Return `catalog` as the policy's user sees it: granted tables with their visible columns and keys."""
    tables = []
    for table_policy in policy.tables:
        table = catalog.table(table_policy.table)
        if table is None:
            continue
        columns = visible_columns(table, table_policy)
        if columns:
            tables.append(replace(table, columns=columns))
    names = {table.ref: {column.name for column in table.columns} for table in tables}
    fingerprint = hashlib.sha256(f"{catalog.fingerprint}\n{policy.fingerprint}".encode()).hexdigest()
    shown = tuple(sorted((_with_visible_keys(table, names) for table in tables), key=lambda table: table.ref))
    return SchemaCatalog(catalog.dialect, catalog.default_schema, shown, fingerprint, catalog.functions)


def _with_visible_keys(table: TableInfo, names: dict[TableRef, set[str]]) -> TableInfo:
    own = names[table.ref]

    def seen(key: ForeignKey) -> bool:
        return set(key.columns) <= own and set(key.target_columns) <= names.get(key.target, set())

    return replace(
        table,
        primary_key=table.primary_key if set(table.primary_key) <= own else (),
        unique_keys=tuple(key for key in table.unique_keys if set(key) <= own),
        foreign_keys=tuple(key for key in table.foreign_keys if seen(key)),
    )
