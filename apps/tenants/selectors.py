"""Reads who is who: of the tenant in scope, unless a function says otherwise."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from apps.errors import NotFound
from apps.scope import current_tenant_id, user_scope
from apps.tenants.attributes import AttributeKind, AttributeValue
from apps.tenants.models import ApiKey, Group, GroupMember, Membership, Tenant, TenantStatus, User, UserAttribute
from apps.tenants.roles import Role


def all_tenants() -> QuerySet[Tenant]:
    """Return the global list of tenants, suspended ones too."""
    return Tenant.objects.all()


def active_tenant(*, slug: str | None = None, tenant_id: UUID | None = None) -> Tenant | None:
    """Return the tenant of this short name or id, if it may be entered."""
    named = {"slug": slug} if slug is not None else {"id": tenant_id}
    return Tenant.objects.filter(status=TenantStatus.ACTIVE, **named).first()


def user_by_id(user_id: UUID) -> User:
    """
    Return an active member of the tenant in scope, with the roles that they have now.

    :raises NotFound: nobody of this id is.
    """
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None:
        raise NotFound("user")
    roles = roles_of(user_id)
    if not roles:
        raise NotFound("user")
    user.known_roles = (current_tenant_id(), roles)
    return user


def member_named(username: str) -> User | None:
    """Return the active identity of this user name, member of whatever tenants; None: there is none."""
    return User.objects.filter(username=username, is_active=True).first()


def tenants_of(user_id: UUID) -> list[Tenant]:
    """Return the active tenants of which the user is an active member, by name. Needs no scope."""
    with user_scope(user_id):
        active = Membership.dangerously_all_tenants.filter(user_id=user_id, is_active=True)
        member_of = list(active.values_list("tenant_id", flat=True))
    return list(Tenant.objects.filter(id__in=member_of, status=TenantStatus.ACTIVE))


def belongs_here_alone(user_id: UUID, *, tenant_id: UUID) -> bool:
    """Whether the user's memberships, ended ones too, are all in this tenant."""
    with user_scope(user_id):
        elsewhere = Membership.dangerously_all_tenants.filter(user_id=user_id).exclude(tenant_id=tenant_id)
        return not elsewhere.exists()


def roles_of(user_id: UUID) -> frozenset[Role]:
    """Return the user's roles; none if the user, the membership or the tenant is not active."""
    membership = Membership.objects.filter(user_id=user_id, is_active=True, user__is_active=True).first()
    if membership is None:
        return frozenset()
    if active_tenant(tenant_id=membership.tenant_id) is None:
        return frozenset()
    return frozenset(Role(role) for role in membership.roles)


def groups_of(user_id: UUID) -> frozenset[UUID]:
    """Return the ids of the user's groups."""
    return frozenset(GroupMember.objects.filter(user_id=user_id).values_list("group_id", flat=True))


def attributes_of(user_id: UUID) -> dict[str, AttributeValue]:
    """
    Return the user's attributes, typed.

    :raises BadAttribute: a stored value is not of its kind; nobody is served by a guess.
    """
    return {attribute.name: attribute.typed() for attribute in UserAttribute.objects.filter(user_id=user_id)}


def attributes_by_member() -> dict[UUID, dict[str, AttributeValue]]:
    """
    Return the attributes of all members who have some, typed, by the user's id.

    :raises BadAttribute: a stored value is not of its kind.
    """
    found: dict[UUID, dict[str, AttributeValue]] = {}
    for attribute in UserAttribute.objects.all():
        found.setdefault(attribute.user_id, {})[attribute.name] = attribute.typed()
    return found


def members() -> QuerySet[Membership]:
    """Return the members, ended ones too."""
    return Membership.objects.select_related("user")


def member_ids() -> QuerySet[Any]:
    """Return the ids of all who are or were members, for a sub-query."""
    return Membership.objects.values("user_id")


def groups() -> QuerySet[Group]:
    """Return the groups."""
    return Group.objects.all()


def api_key_of_prefix(prefix: str) -> ApiKey | None:
    """Return the key of this prefix, usable or not."""
    return ApiKey.objects.select_related("user").filter(prefix=prefix).first()


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return what members are called, by id; strangers are left out."""
    people = User.objects.filter(id__in=list(user_ids)).filter(id__in=member_ids())
    return {user.id: str(user) for user in people}


def attribute_kinds() -> dict[str, frozenset[AttributeKind]]:
    """Return what row predicates may refer to: each name that any member has a value of, with its kinds."""
    kinds: dict[str, set[AttributeKind]] = {}
    for name, kind in UserAttribute.objects.values_list("name", "kind").distinct():
        kinds.setdefault(name, set()).add(AttributeKind(kind))
    return {name: frozenset(found) for name, found in kinds.items()}


def login_of(user_id: UUID) -> str:
    """Return the name that an identity signs in with; empty: there is none of this id."""
    login: str | None = User.objects.filter(id=user_id).values_list("username", flat=True).first()
    return login or ""
