"""
What makes the "one" side of a join: a key, enforced by the database or declared by the entity.

Anything that was merely observed counts as "many". A declared key of a table whose own keys the database enforces
must be one of those; only tables without any (views, exports) are believed.
"""

from apps.semantic.contracts import Entity, Join, Manifest, SchemaCatalog, TableInfo


def leads_to_one(join: Join, *, manifest: Manifest, catalog: SchemaCatalog) -> bool:
    """Whether each row of the source meets at most one row of the target; False if the columns do not pair up."""
    if not join.source_columns or len(join.source_columns) != len(join.target_columns):
        return False
    target = manifest.entity(join.target)
    table = catalog.table(target.table)
    return table is not None and covers_key(join.target_columns, entity=target, table=table)


def covers_key(columns: tuple[str, ...], *, entity: Entity, table: TableInfo) -> bool:
    """Whether rows of the table that are equal in these columns are the same row."""
    keys = enforced_keys(table) or ((entity.primary_key,) if entity.primary_key else ())
    return any(set(key) <= set(columns) for key in keys)


def enforced_keys(table: TableInfo) -> tuple[tuple[str, ...], ...]:
    """The keys that the database itself keeps unique."""
    return tuple(key for key in (table.primary_key, *table.unique_keys) if key)
