"""
Grants and column rules: set or removed by a steward, checked when saved, effective with the next statement.

A row predicate is parsed by the same guard that checks questions; what it does not understand is refused here, long
before anybody's question depends on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from apps import events
from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import InvalidInput, gettext_noop
from apps.semantic.announcements import PolicyChanged
from apps.semantic.catalog import stored_catalog
from apps.semantic.contracts import Dialect, MaskKind, SchemaCatalog, TableInfo, TableRef, Treatment
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.models.policy import AudienceKind, Effect
from apps.semantic.rehearsal import rehearse
from apps.semantic.services.row_predicates import meaning_when_saved
from apps.semantic.sql.masks.options import check_fits, mask_of, options_of
from apps.tenants.access import require
from apps.tenants.identity import User

_NO_OPTIONS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RuleWish:
    """What every rule says: its name, its table, and for whom it holds (a role, or the id of a group or user)."""

    name: str
    audience_kind: AudienceKind
    audience: str
    table: TableRef
    is_active: bool = True

    def as_values(self) -> dict[str, Any]:
        """As the rows store it."""
        return {
            "audience_kind": self.audience_kind,
            "audience": self.audience,
            "table_schema": self.table.schema,
            "table_name": self.table.name,
            "is_active": self.is_active,
        }


@transaction.atomic
def set_grant(
    rule: RuleWish,
    *,
    user: User,
    data_source: DataSource,
    columns: Sequence[str] = (),
    row_predicate: str = "",
    effect: Effect = Effect.PERMISSIVE,
) -> Grant:
    """
    Create or replace the grant of this name.

    :raises InvalidInput: the table or a column is not in the schema, or a restrictive grant has no predicate.
    :raises AppError: the predicate was refused, with the reason.
    """
    require(user, "policy.edit", data_source)
    catalog = stored_catalog(data_source)
    info = _table(catalog, rule.table)
    _known_columns(info, columns)
    if effect == Effect.RESTRICTIVE and not row_predicate:
        raise InvalidInput(field="row_predicate", reason=gettext_noop("a restrictive grant needs one"))
    meaning = ""
    if row_predicate:
        meaning = meaning_when_saved(row_predicate, info.ref, catalog=catalog, user=user, source=data_source)
    values = rule.as_values() | {
        "columns": list(columns),
        "row_predicate": row_predicate,
        "row_predicate_meaning": meaning,
        "effect": effect,
    }
    grant, _ = Grant.objects.update_or_create(data_source=data_source, name=rule.name, defaults=values)
    _changed(user, data_source, grant, values)
    return grant


@transaction.atomic
def set_column_rule(
    rule: RuleWish,
    *,
    user: User,
    data_source: DataSource,
    column: str,
    treatment: Treatment,
    mask: MaskKind | None = None,
    mask_options: Mapping[str, object] = _NO_OPTIONS,
) -> ColumnRule:
    """
    Create or replace the column rule of this name.

    :param mask_options: `unit`, `step`, `keep_start`, `keep_end`, `expression`: each for its own kind of mask only.
    :raises InvalidInput: the table or column is not in the schema, a masked column names no mask, or its options are
        missing, malformed or not the mask's own; `field` says which.
    :raises Refused: the mask's expression is not allowed, with the reason.
    """
    require(user, "policy.edit", data_source)
    catalog = stored_catalog(data_source)
    info = _table(catalog, rule.table)
    _known_columns(info, [column])
    if (treatment is Treatment.MASKED) != (mask is not None):
        raise InvalidInput(field="mask", reason=gettext_noop("masked columns, and only those, name a mask"))
    if mask is None and mask_options:
        raise InvalidInput(field="mask", reason=gettext_noop("only a mask has options"))
    values = rule.as_values() | {
        "column": column,
        "treatment": treatment.value,
        "mask": mask.value if mask else "",
        "mask_options": _checked_options(mask, mask_options, info, column, catalog.dialect) if mask else {},
    }
    stored, _ = ColumnRule.objects.update_or_create(data_source=data_source, name=rule.name, defaults=values)
    _changed(user, data_source, stored, values)
    return stored


@transaction.atomic
def rename_rule(*, user: User, rule: Grant | ColumnRule, name: str) -> None:
    """
    Call a rule otherwise; answers made before keep the old name on their receipts.

    :raises InvalidInput: another rule of the source has this name.
    """
    require(user, "policy.edit", rule.data_source)
    if type(rule).objects.filter(data_source=rule.data_source, name=name).exclude(pk=rule.pk).exists():
        raise InvalidInput(field="name", reason=gettext_noop("is taken by another rule of this data source"))
    before = type(rule).objects.values_list("name", flat=True).get(pk=rule.pk)
    if before == name:
        return
    type(rule).objects.filter(pk=rule.pk).update(name=name)
    rule.name = name
    _changed(user, rule.data_source, rule, {"name": name, "name_before": before})


@transaction.atomic
def remove_rule(*, user: User, rule: Grant | ColumnRule) -> None:
    """Delete a grant or a column rule."""
    require(user, "policy.edit", rule.data_source)
    source, removed = rule.data_source, {"removed": rule.name}
    rule.delete()
    _changed(user, source, source, removed)


def _checked_options(
    kind: MaskKind, options: Mapping[str, object], table: TableInfo, column: str, dialect: Dialect
) -> dict[str, str | int]:
    info = table.column(column)
    assert info is not None  # the caller looked it up
    mask = mask_of(kind, options, name="")
    rehearse(mask.expression, dialect)
    check_fits(mask, info, table, dialect)
    if kind is MaskKind.HASH and not settings.MASK_KEY:
        raise InvalidInput(field="mask", reason=gettext_noop("needs a key: the operator has to set MASK_KEY first"))
    return options_of(mask)


def _changed(user: User, data_source: DataSource, target: Any, values: dict[str, Any]) -> None:
    # Part of every fingerprint: no answer made before is taken for one made after.
    DataSource.objects.filter(id=data_source.id).update(policy_version=F("policy_version") + 1)
    audit.record(Action.GRANT_CHANGED, actor=user, target=target, data={k: str(v) for k, v in values.items()})
    events.announce(PolicyChanged(data_source_id=data_source.id))


def _table(catalog: SchemaCatalog, table: TableRef) -> TableInfo:
    info = catalog.table(table)
    if info is None:
        raise InvalidInput(field="table", reason=gettext_noop("is not in the schema that was read last"))
    return info


def _known_columns(info: TableInfo, columns: Sequence[str]) -> None:
    unknown = [column for column in columns if info.column(column) is None]
    if unknown:
        raise InvalidInput(field="columns", reason=", ".join(unknown))
