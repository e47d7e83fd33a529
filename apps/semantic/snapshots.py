"""
A schema as JSON and back, and its fingerprint.

Row estimates drift by themselves and are no part of the fingerprint: equal schemas have equal fingerprints. JSON of
another form than ours raises; it is never read half.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, ForeignKey, SchemaCatalog, TableInfo, TableRef

FORM = 1  # of the JSON; a higher one is not read by older code


class UnknownForm(ValueError):
    """The JSON was not written by this version's `to_json`."""


def with_fingerprint(catalog: SchemaCatalog) -> SchemaCatalog:
    """Return the catalog with the SHA-256 of what it says, row estimates apart."""
    tables = tuple(replace(table, row_estimate=None) for table in catalog.tables)
    content = to_json(replace(catalog, tables=tables, fingerprint=""))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return replace(catalog, fingerprint=hashlib.sha256(text.encode()).hexdigest())


def to_json(catalog: SchemaCatalog) -> dict[str, Any]:
    """Return the catalog as plain JSON values."""
    return {
        "form": FORM,
        "dialect": catalog.dialect.value,
        "default_schema": catalog.default_schema,
        "fingerprint": catalog.fingerprint,
        "tables": [_table_to_json(table) for table in catalog.tables],
    }


def from_json(content: Mapping[str, Any]) -> SchemaCatalog:
    """
    Return the catalog that `to_json` wrote.

    :raises UnknownForm: it was written by something else.
    """
    if content.get("form") != FORM:
        raise UnknownForm("this schema snapshot was written by another version")
    return SchemaCatalog(
        dialect=Dialect(content["dialect"]),
        default_schema=content["default_schema"],
        tables=tuple(_table_from_json(table) for table in content["tables"]),
        fingerprint=content["fingerprint"],
    )


def _table_to_json(table: TableInfo) -> dict[str, Any]:
    return {
        "schema": table.ref.schema,
        "name": table.ref.name,
        "is_view": table.is_view,
        "row_estimate": table.row_estimate,
        "comment": table.comment,
        "primary_key": list(table.primary_key),
        "unique_keys": [list(key) for key in table.unique_keys],
        "foreign_keys": [
            {
                "columns": list(key.columns),
                "target": [key.target.schema, key.target.name],
                "target_columns": list(key.target_columns),
            }
            for key in table.foreign_keys
        ],
        "columns": [[c.name, c.type, c.kind.value, c.nullable, c.comment] for c in table.columns],
    }


def _table_from_json(content: Mapping[str, Any]) -> TableInfo:
    return TableInfo(
        ref=TableRef(schema=content["schema"], name=content["name"]),
        columns=tuple(_column_from_json(column) for column in content["columns"]),
        primary_key=tuple(content["primary_key"]),
        unique_keys=tuple(tuple(key) for key in content["unique_keys"]),
        foreign_keys=tuple(
            ForeignKey(tuple(key["columns"]), TableRef(*key["target"]), tuple(key["target_columns"]))
            for key in content["foreign_keys"]
        ),
        is_view=content["is_view"],
        row_estimate=content["row_estimate"],
        comment=content["comment"],
    )


def _column_from_json(content: Sequence[Any]) -> ColumnInfo:
    name, type_, kind, nullable, comment = content
    return ColumnInfo(name=name, type=type_, kind=ColumnKind(kind), nullable=nullable, comment=comment)
