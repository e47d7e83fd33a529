"""
What the database holds of a tenant, as rows: nothing is changed, and no stored secret leaves its sealing.

Whether a password is the wanted one is asked of the hash, or of the service that sealed it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.hashers import check_password

from apps.semantic.catalog import SchemaUnavailable, stored_catalog
from apps.semantic.configuration.document import Audience, EnvReference, TenantWish
from apps.semantic.configuration.rows import Fields, Key, Kind, Password, Present
from apps.semantic.contracts import TableRef
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.models.policy import AudienceKind
from apps.semantic.secrets import Secret
from apps.semantic.services.datasource import SourceFields, password_is
from apps.tenants import selectors
from apps.tenants.identity import User

Secrets = Mapping[str, Secret]
_SOURCE_FIELDS = tuple(name for name in SourceFields.__annotations__ if name != "name")


def present_rows(wish: TenantWish, secrets: Secrets) -> Present:
    """Return what is stored of the tenant in scope that the wish may be compared with."""
    return {
        **dict(_tenant(wish)),
        **identities(wish, secrets),
        **dict(_people()),
        **dict(_sources(wish, secrets)),
    }


def identities(wish: TenantWish, secrets: Secrets) -> Present:
    """Return the identities that the wish names and that exist; they belong to no tenant, and need no scope."""
    wished = {user.username: user for user in wish.users}
    stored = User.objects.filter(username__in=wished)
    return {
        (Kind.USER, (user.username,)): {
            "full_name": user.full_name,
            "email": user.email,
            "is_staff": user.is_staff,
            "password": _password_of(user, wished[user.username].password, secrets),
        }
        for user in stored
    }


def _tenant(wish: TenantWish) -> Iterator[tuple[Key, Fields]]:
    for tenant in selectors.all_tenants().filter(slug=wish.slug):
        fields = {"name": tenant.name, "language": tenant.language, "timezone": tenant.timezone}
        yield (Kind.TENANT, (tenant.slug,)), fields


def _people() -> Iterator[tuple[Key, Fields]]:
    names = {}
    for member in selectors.members():
        names[member.user_id] = member.user.username
        fields: Fields = {"roles": frozenset(member.roles), "is_active": member.is_active}
        yield (Kind.MEMBER, (member.user.username,)), fields
    for user_id, attributes in selectors.attributes_by_member().items():
        for name, value in attributes.items():
            yield (Kind.ATTRIBUTE, (names[user_id], name)), {"value": value}
    for group in selectors.groups().prefetch_related("places"):
        yield (Kind.GROUP, (group.name,)), {}
        for place in group.places.all():
            yield (Kind.PLACE, (group.name, names[place.user_id])), {}


def _sources(wish: TenantWish, secrets: Secrets) -> Iterator[tuple[Key, Fields]]:
    wished = {source.name: source for source in wish.data_sources}
    names = _names_of_audiences()
    for source in DataSource.objects.filter(name__in=wished):
        fields = {name: getattr(source, name) for name in _SOURCE_FIELDS}
        fields["password"] = _password_for(source, wished[source.name].password, secrets)
        yield (Kind.SOURCE, (source.name,)), fields
        try:
            catalog = stored_catalog(source)
        except SchemaUnavailable:
            continue  # it was never read: there is no such row yet, and there can be no rules
        yield (Kind.SCHEMA, (source.name,)), {"tables": len(catalog.tables), "fingerprint": catalog.fingerprint}
        for grant in Grant.objects.filter(data_source=source):
            yield (Kind.GRANT, (source.name, grant.name)), _grant(grant, names)
        for rule in ColumnRule.objects.filter(data_source=source):
            yield (Kind.COLUMN_RULE, (source.name, rule.name)), _column_rule(rule, names)


def _grant(grant: Grant, names: Mapping[tuple[str, str], str]) -> Fields:
    return {
        **_rule(grant, names),
        "columns": frozenset(grant.columns),
        "row_predicate": grant.row_predicate,
        "effect": grant.effect,
    }


def _column_rule(rule: ColumnRule, names: Mapping[tuple[str, str], str]) -> Fields:
    return {
        **_rule(rule, names),
        "column": rule.column,
        "treatment": rule.treatment,
        "mask": rule.mask,
        "mask_options": rule.mask_options,
    }


def _rule(rule: Any, names: Mapping[tuple[str, str], str]) -> Fields:
    name = names.get((rule.audience_kind, rule.audience), rule.audience)
    return {
        "audience": Audience(rule.audience_kind, name),
        "table": TableRef(rule.table_schema, rule.table_name),
        "is_active": rule.is_active,
    }


def _names_of_audiences() -> dict[tuple[str, str], str]:
    """Rules keep ids of groups and users; the file has names."""
    groups = {(AudienceKind.GROUP.value, str(g.id)): g.name for g in selectors.groups()}
    users = {(AudienceKind.USER.value, str(m.user_id)): m.user.username for m in selectors.members()}
    return groups | users


def _password_of(user: User, reference: EnvReference | None, secrets: Secrets) -> Password:
    if not user.has_usable_password():
        return Password.NONE
    # Not the model's own method: it may store a newer hash, and nothing is changed here.
    if reference is not None and check_password(secrets[reference.name].reveal(), user.password):
        return Password.WANTED
    return Password.OTHER


def _password_for(source: DataSource, reference: EnvReference | None, secrets: Secrets) -> Password:
    if not source.sealed_password:
        return Password.NONE
    if reference is not None and password_is(source, secrets[reference.name]):
        return Password.WANTED
    return Password.OTHER
