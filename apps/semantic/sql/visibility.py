"""
What of a database's schema one user can see: the schema that their SQL is checked against.

What is not in it does not exist for them; refusals are worded from it alone. Columns that may only be totalled, or only
filtered by, are in it and marked as narrowed.
"""

import hashlib
from dataclasses import replace

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    Dialect,
    ForeignKey,
    MaskKind,
    Narrowing,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.sql.masks import shown_kind

NARROWED = frozenset({Treatment.AGGREGATE_ONLY, Treatment.FILTER_ONLY})


def visible_columns(table: TableInfo, policy: TablePolicy) -> tuple[ColumnInfo, ...]:
    """Return the columns of `table` that SQL may name, masked, narrowed or neither, in the table's order."""
    return tuple(column for column in table.columns if column.name in policy.visible_columns)


def visible_catalog(catalog: SchemaCatalog, policy: AccessPolicy) -> SchemaCatalog:
    """Return `catalog` as the policy's user sees it: granted tables with their visible columns and keys."""
    tables, narrowed = [], {}
    for table_policy in policy.tables:
        table = catalog.table(table_policy.table)
        if table is None:
            continue
        columns = visible_columns(table, table_policy)
        if columns:
            shown = tuple(_as_shown(column, table, table_policy, catalog.dialect) for column in columns)
            tables.append(_with_telling_keys(replace(table, columns=shown), table_policy))
            narrowed[table.ref] = _narrowed(table, columns, table_policy, policy.smallest_group)
    names = {table.ref: {column.name for column in table.columns} for table in tables}
    fingerprint = hashlib.sha256(f"{catalog.fingerprint}\n{policy.fingerprint}".encode()).hexdigest()
    seen = tuple(sorted((_with_visible_keys(table, names) for table in tables), key=lambda table: table.ref))
    return SchemaCatalog(catalog.dialect, catalog.default_schema, seen, fingerprint, catalog.functions, narrowed)


def _as_shown(column: ColumnInfo, table: TableInfo, policy: TablePolicy, dialect: Dialect) -> ColumnInfo:
    """A masked column is what its mask shows: a hashed number is text, and is compared and converted as text."""
    rule = policy.rule_for(column.name)
    if rule is None or rule.treatment is not Treatment.MASKED or rule.mask is None:
        return column
    kind = shown_kind(column, rule.mask, table, dialect)
    return column if kind is column.kind else replace(column, kind=kind, type=kind.value)


def _narrowed(
    table: TableInfo, columns: tuple[ColumnInfo, ...], policy: TablePolicy, smallest_group: int
) -> dict[str, Narrowing]:
    treatments = {column.name: policy.treatment_of(column.name) for column in columns}
    in_totals = Narrowing(in_totals=True, smallest_group=smallest_group, keyed=bool(table.primary_key))
    compared = Narrowing(in_totals=False)
    return {
        name: in_totals if treatment is Treatment.AGGREGATE_ONLY else compared
        for name, treatment in treatments.items()
        if treatment in NARROWED
    }


def _with_telling_keys(table: TableInfo, policy: TablePolicy) -> TableInfo:
    """Leave out keys that tell no rows apart as they are shown. A hash keeps them apart."""
    masked = {
        rule.column
        for rule in policy.column_rules
        if rule.treatment is Treatment.MASKED and (rule.mask is None or rule.mask.kind is not MaskKind.HASH)
    }
    blurred = masked | _shown_in_some_rows(policy)
    return replace(
        table,
        primary_key=() if blurred & set(table.primary_key) else table.primary_key,
        unique_keys=tuple(key for key in table.unique_keys if not blurred & set(key)),
    )


def _shown_in_some_rows(policy: TablePolicy) -> set[str]:
    """Columns that are NULL in rows which only grants without them give."""
    giving = [grant for grant in policy.grants if not policy.visible_columns.isdisjoint(grant.columns)]
    predicates = {grant.predicate for grant in giving}
    return {
        column
        for column in policy.visible_columns
        if {grant.predicate for grant in giving if column in grant.columns} != predicates
    }


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
