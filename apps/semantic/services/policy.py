"""
Grants and column rules: set or removed by a steward, checked when saved, effective with the next statement.

A row predicate is parsed by the same guard that checks questions; what it does not understand is refused here, long
before anybody's question depends on it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from apps import events
from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import InvalidInput, gettext_noop
from apps.semantic.announcements import PolicyChanged
from apps.semantic.catalog import stored_catalog
from apps.semantic.contracts import MaskKind, TableInfo, TableRef, Treatment
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.models.policy import AudienceKind, Effect
from apps.semantic.sql.predicates import check_predicate
from apps.tenants.access import require
from apps.tenants.models import User
from apps.tenants.selectors import attribute_names


@transaction.atomic
def set_grant(
    *,
    user: User,
    data_source: DataSource,
    name: str,
    audience_kind: AudienceKind,
    audience: str,
    table: TableRef,
    columns: Sequence[str] = (),
    row_predicate: str = "",
    effect: Effect = Effect.PERMISSIVE,
    is_active: bool = True,
) -> Grant:
    """
    Create or replace the grant of this name.

    :raises InvalidInput: the table or a column is not in the schema, or a restrictive grant has no predicate.
    :raises AppError: the predicate was refused, with the reason.
    """
    require(user, "policy.edit", data_source)
    info = _table(data_source, table)
    _known_columns(info, columns)
    if effect == Effect.RESTRICTIVE and not row_predicate:
        raise InvalidInput(field="row_predicate", reason=gettext_noop("a restrictive grant needs one"))
    if row_predicate:
        check_predicate(row_predicate, info, _dialect(data_source), attributes=attribute_names())
    values = {
        "audience_kind": audience_kind,
        "audience": audience,
        "table_schema": table.schema,
        "table_name": table.name,
        "columns": list(columns),
        "row_predicate": row_predicate,
        "effect": effect,
        "is_active": is_active,
    }
    grant, _ = Grant.objects.update_or_create(data_source=data_source, name=name, defaults=values)
    _changed(user, data_source, grant, values)
    return grant


@transaction.atomic
def set_column_rule(
    *,
    user: User,
    data_source: DataSource,
    name: str,
    audience_kind: AudienceKind,
    audience: str,
    table: TableRef,
    column: str,
    treatment: Treatment,
    mask: MaskKind | None = None,
    is_active: bool = True,
) -> ColumnRule:
    """
    Create or replace the column rule of this name.

    :raises InvalidInput: the table or column is not in the schema, or a masked column names no mask.
    """
    require(user, "policy.edit", data_source)
    _known_columns(_table(data_source, table), [column])
    if (treatment is Treatment.MASKED) != (mask is not None):
        raise InvalidInput(field="mask", reason=gettext_noop("masked columns, and only those, name a mask"))
    values = {
        "audience_kind": audience_kind,
        "audience": audience,
        "table_schema": table.schema,
        "table_name": table.name,
        "column": column,
        "treatment": treatment.value,
        "mask": mask.value if mask else "",
        "is_active": is_active,
    }
    rule, _ = ColumnRule.objects.update_or_create(data_source=data_source, name=name, defaults=values)
    _changed(user, data_source, rule, values)
    return rule


@transaction.atomic
def remove_rule(*, user: User, rule: Grant | ColumnRule) -> None:
    """Delete a grant or a column rule."""
    require(user, "policy.edit", rule.data_source)
    source, removed = rule.data_source, {"removed": rule.name}
    rule.delete()
    _changed(user, source, source, removed)


def _changed(user: User, data_source: DataSource, target: Any, values: dict[str, Any]) -> None:
    # Part of every fingerprint: no answer made before is taken for one made after.
    DataSource.objects.filter(id=data_source.id).update(policy_version=F("policy_version") + 1)
    audit.record(Action.GRANT_CHANGED, actor=user, target=target, data={k: str(v) for k, v in values.items()})
    events.announce(PolicyChanged(data_source_id=data_source.id))


def _table(data_source: DataSource, table: TableRef) -> TableInfo:
    info = stored_catalog(data_source).table(table)
    if info is None:
        raise InvalidInput(field="table", reason=gettext_noop("is not in the schema that was read last"))
    return info


def _known_columns(info: TableInfo, columns: Sequence[str]) -> None:
    unknown = [column for column in columns if info.column(column) is None]
    if unknown:
        raise InvalidInput(field="columns", reason=", ".join(unknown))


def _dialect(data_source: DataSource) -> Any:
    return stored_catalog(data_source).dialect
