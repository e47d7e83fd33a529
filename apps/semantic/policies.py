"""
Roles, groups, grants and attributes of one user, resolved to an `AccessPolicy` for one data source.

Nothing granted: nothing visible. Of several column rules the strictest holds; only an explicit exemption lifts them.
Two different masks at the same strictness become the full mask. The fingerprint covers all that decides, so that equal
fingerprints mean equal answers.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from apps.errors import InvalidInput
from apps.semantic import context_attributes, contracts
from apps.semantic.contracts import AccessPolicy, AttributeValue, Mask, MaskKind, TablePolicy, TableRef, Treatment
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.models.policy import AudienceKind, Effect
from apps.semantic.sql.masks.options import mask_of, options_of
from apps.semantic.sql.predicates import attributes_named
from apps.tenants import selectors as tenants

_STRICTEST_FIRST = (Treatment.HIDDEN, Treatment.AGGREGATE_ONLY, Treatment.FILTER_ONLY, Treatment.MASKED)


def access_policy(*, user_id: UUID, data_source: DataSource, now: datetime) -> AccessPolicy:
    """
    Resolve what a user of the tenant in scope may see of a data source at this moment.

    Whoever has no active membership gets a policy without tables.
    """
    tables = table_policies(user_id=user_id, data_source=data_source)
    attributes = tenants.attributes_of(user_id) | _context(user_id, data_source, tables, now)
    return AccessPolicy(
        data_source_id=data_source.id,
        dialect=contracts.Dialect(data_source.engine),
        tables=tables,
        attributes=attributes,
        smallest_group=data_source.smallest_group,
        fingerprint=_fingerprint(data_source, tables, attributes),
    )


def table_policies(*, user_id: UUID, data_source: DataSource) -> tuple[TablePolicy, ...]:
    """Return what governs each table for a user of the tenant in scope, whatever the moment; no other table shows."""
    audience = _audience(user_id)
    grants = list(Grant.objects.filter(audience, data_source=data_source, is_active=True).order_by("name"))
    rules = list(ColumnRule.objects.filter(audience, data_source=data_source, is_active=True).order_by("name"))
    return tuple(_table_policies(grants, rules))


def _context(
    user_id: UUID, source: DataSource, tables: Iterable[TablePolicy], now: datetime
) -> dict[str, AttributeValue]:
    """The context attributes that these tables' predicates name: others would change the fingerprint for nothing."""
    dialect, functions = contracts.Dialect(source.engine), tuple(source.added_functions)
    texts = {grant.predicate for table in tables for grant in table.grants if grant.predicate}
    texts |= {restriction.predicate for table in tables for restriction in table.restrictions}
    named = {name for text in texts for name in attributes_named(text, dialect, functions)}
    named &= context_attributes.TYPES.keys()
    if not named:
        return {}
    login = tenants.login_of(user_id) if "login" in named else ""
    values = context_attributes.context_attributes(user_id=user_id, login=login, now=now, timezone=source.timezone)
    return {name: values[name] for name in named}


def _audience(user_id: UUID) -> Q:
    roles = [role.value for role in tenants.roles_of(user_id)]
    if not roles:
        return Q(pk__in=[])
    groups = [str(group_id) for group_id in tenants.groups_of(user_id)]
    return (
        Q(audience_kind=AudienceKind.ROLE, audience__in=roles)
        | Q(audience_kind=AudienceKind.GROUP, audience__in=groups)
        | Q(audience_kind=AudienceKind.USER, audience=str(user_id))
    )


def _table_policies(grants: Iterable[Grant], rules: Iterable[ColumnRule]) -> Iterable[TablePolicy]:
    by_table: dict[TableRef, list[Grant]] = defaultdict(list)
    for grant in grants:
        by_table[TableRef(grant.table_schema, grant.table_name)].append(grant)
    rules_by_table: dict[TableRef, list[ColumnRule]] = defaultdict(list)
    for rule in rules:
        rules_by_table[TableRef(rule.table_schema, rule.table_name)].append(rule)
    for table in sorted(by_table):
        yield TablePolicy(
            table=table,
            grants=tuple(
                contracts.RowGrant(
                    name=g.name,
                    columns=tuple(g.columns),
                    predicate=g.row_predicate or None,
                    meaning=g.row_predicate_meaning,
                )
                for g in by_table[table]
                if g.effect == Effect.PERMISSIVE
            ),
            restrictions=tuple(
                contracts.RowRestriction(name=g.name, predicate=g.row_predicate, meaning=g.row_predicate_meaning)
                for g in by_table[table]
                if g.effect == Effect.RESTRICTIVE
            ),
            column_rules=tuple(_strictest(rules_by_table[table])),
        )


def _strictest(rules: Iterable[ColumnRule]) -> Iterable[contracts.ColumnRule]:
    by_column: dict[str, list[ColumnRule]] = defaultdict(list)
    for rule in rules:
        by_column[rule.column].append(rule)
    for column in sorted(by_column):
        candidates = by_column[column]
        if any(rule.treatment == Treatment.EXEMPT for rule in candidates):
            continue
        treatment = next(t for t in _STRICTEST_FIRST if any(rule.treatment == t for rule in candidates))
        holding = [rule for rule in candidates if rule.treatment == treatment]
        yield contracts.ColumnRule(
            column=column,
            treatment=treatment,
            name=", ".join(rule.name for rule in holding),
            mask=_mask(holding) if treatment is Treatment.MASKED else None,
        )


def _mask(rules: list[ColumnRule]) -> Mask:
    name = ", ".join(rule.name for rule in rules)
    masks = {_stored_mask(rule, name) for rule in rules}
    return masks.pop() if len(masks) == 1 else Mask(MaskKind.FULL, name)


def _stored_mask(rule: ColumnRule, name: str) -> Mask:
    try:
        return mask_of(MaskKind(rule.mask), rule.mask_options, name=name)
    except (ValueError, InvalidInput):
        return Mask(MaskKind.FULL, name)  # what was not written by the service is not understood, and shows nothing


def _said_of(mask: Mask | None) -> list[object]:
    return [mask.kind, options_of(mask)] if mask is not None else []


def _fingerprint(source: DataSource, tables: tuple[TablePolicy, ...], attributes: Mapping[str, AttributeValue]) -> str:
    content = [
        str(source.id),
        source.policy_version,
        source.smallest_group,
        [
            [
                str(t.table),
                [[g.name, sorted(g.columns), g.predicate, g.meaning] for g in t.grants],
                [[r.name, r.predicate, r.meaning] for r in t.restrictions],
                [[c.column, c.treatment, c.name, _said_of(c.mask)] for c in t.column_rules],
            ]
            for t in tables
        ],
        [[name, type(value).__name__, str(value)] for name, value in sorted(attributes.items())],
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
