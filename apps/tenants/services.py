"""
Changes to tenants and people: each one verb, one transaction, one audit row, in the tenant in scope.

Only `create_tenant` and `create_user` need no scope. The doors have asked for the act before they call these; what may
never happen whoever asks (a member of one tenant in another's group) is refused by the database.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.auth.password_validation import validate_password
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.errors import Conflict, InvalidInput, NotFound, gettext_noop
from apps.scope import current_tenant_id, tenant_scope
from apps.tenants import api_keys, selectors
from apps.tenants.attributes import RESERVED, AttributeValue, encode
from apps.tenants.models import (
    ApiKey,
    Group,
    GroupMember,
    GroupObjectPermission,
    Membership,
    Tenant,
    User,
    UserAttribute,
    UserObjectPermission,
)
from apps.tenants.permissions import ROLES_FOR, Act, codename
from apps.tenants.roles import Role


class NameTaken(Conflict):
    """Something of this name exists already."""

    code = "name.taken"
    message = gettext_noop("The name %(name)s is taken.")
    advice = gettext_noop("Choose another name.")


class TenantFields(TypedDict, total=False):
    """What may be changed of a tenant."""

    name: str
    language: str
    timezone: str


class UserFields(TypedDict, total=False):
    """What may be changed of an identity."""

    full_name: str
    email: str
    is_staff: bool


class WeakPassword(InvalidInput):
    """The password does not meet the rules of the deployment."""

    code = "password.weak"
    message = gettext_noop("This password is too easy to guess.")
    advice = gettext_noop("Use at least eight characters that are neither common nor like your name.")


@transaction.atomic
def create_tenant(*, slug: str, name: str, actor: User | None = None, language: str = "zh-hans") -> Tenant:
    """
    Create a tenant; its chain begins with this event.

    :raises NameTaken: the short name is in use.
    """
    if Tenant.objects.filter(slug=slug).exists():
        raise NameTaken(name=slug)
    tenant = Tenant(slug=slug, name=name, language=language)
    tenant.full_clean()
    tenant.save(force_insert=True)
    with tenant_scope(tenant.id):
        audit.record(Action.TENANT_CREATED, actor=actor, target=tenant, data={"slug": slug})
    return tenant


@transaction.atomic
def change_tenant(*, tenant: Tenant, actor: User | None, **fields: Unpack[TenantFields]) -> None:
    """
    Change what a tenant is called, and its language and time zone.

    :raises InvalidInput: a field is wrong.
    """
    _change(tenant, fields)
    with tenant_scope(tenant.id):
        audit.record(Action.ROW_CHANGED, actor=actor, target=tenant, data={"fields": sorted(fields)})


@transaction.atomic
def create_user(
    *, username: str, password: str | None, email: str = "", full_name: str = "", is_staff: bool = False
) -> User:
    """
    Create an identity. It belongs to nobody, and is on no record, until `add_member` says where.

    :param password: None: it can act with API keys only.
    :raises NameTaken: the user name is in use.
    :raises WeakPassword: the password does not meet the rules.
    """
    if User.objects.filter(username=User.normalize_username(username)).exists():
        raise NameTaken(name=username)
    if password is not None:
        _check_password(password, User(username=username, email=email))
    return User.objects.create_user(username, email, password, full_name=full_name, is_staff=is_staff)


@transaction.atomic
def change_user(*, user: User, actor: User | None, **fields: Unpack[UserFields]) -> None:
    """
    Change an identity; recorded in the tenant in scope, by the names of the fields.

    Whoever calls this has made sure that the identity is no other tenant's, or that an operator asks.

    :raises InvalidInput: a field is wrong.
    """
    _change(user, fields)
    audit.record(Action.ROW_CHANGED, actor=actor, target=user, data={"fields": sorted(fields)})


@transaction.atomic
def set_password(*, user: User, password: str, actor: User | None) -> None:
    """
    Give a user a new password; their sessions end.

    :raises WeakPassword: the password does not meet the rules.
    """
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(Action.PASSWORD_SET, actor=actor, target=user)


@transaction.atomic
def add_member(*, user: User, roles: Iterable[Role], actor: User | None) -> Membership:
    """Let a user into the tenant in scope, or back in, with exactly these roles."""
    wanted = sorted({Role(role).value for role in roles})
    membership, added = Membership.objects.update_or_create(user=user, defaults={"roles": wanted, "is_active": True})
    action = Action.MEMBER_ADDED if added else Action.MEMBER_CHANGED
    audit.record(action, actor=actor, target=membership, data={"user": user.id, "roles": wanted, "is_active": True})
    return membership


@transaction.atomic
def end_membership(*, user_id: UUID, actor: User | None) -> None:
    """
    Put a member out of the tenant in scope, at once.

    :raises NotFound: there is no such member.
    """
    membership = Membership.objects.select_related("user").filter(user_id=user_id, is_active=True).first()
    if membership is None:
        raise NotFound("member")
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    audit.record(Action.MEMBER_CHANGED, actor=actor, target=membership, data={"user": user_id, "is_active": False})


@transaction.atomic
def create_group(*, name: str, actor: User | None) -> Group:
    """
    Create a group.

    :raises NameTaken: the tenant has one of this name.
    """
    if Group.objects.filter(name=name).exists():
        raise NameTaken(name=name)
    group = Group.objects.create(name=name)
    audit.record(Action.GROUP_CREATED, actor=actor, target=group)
    return group


@transaction.atomic
def join_group(*, user: User, group: Group, actor: User | None) -> None:
    """Put a member into a group. Joining twice changes nothing."""
    _place, added = GroupMember.objects.get_or_create(user=user, group=group)
    if added:
        audit.record(Action.GROUP_JOINED, actor=actor, target=group, data={"user": user.id})


@transaction.atomic
def leave_group(*, user: User, group: Group, actor: User | None) -> None:
    """Take a member out of a group. Leaving twice changes nothing."""
    left, _ = GroupMember.objects.filter(user=user, group=group).delete()
    if left:
        audit.record(Action.GROUP_LEFT, actor=actor, target=group, data={"user": user.id})


@transaction.atomic
def set_attribute(*, user: User, name: str, value: AttributeValue, actor: User | None) -> UserAttribute:
    """
    Set one attribute of a member. Its value stands in the erasable part of the record: it describes a person.

    :raises InvalidInput: the name is one that predicates know of everybody.
    """
    if name in RESERVED:
        raise InvalidInput(field="name", reason=gettext_noop("means the same for everybody and cannot be given"))
    kind, raw = encode(value)
    attribute, _ = UserAttribute.objects.update_or_create(user=user, name=name, defaults={"kind": kind, "value": raw})
    attribute.full_clean(exclude=["user"])
    audit.record(
        Action.ATTRIBUTE_SET,
        actor=actor,
        target=attribute,
        data={"user": user.id, "name": name, "kind": kind},
        text={"value": raw},
    )
    return attribute


@transaction.atomic
def issue_api_key(
    *, user: User, name: str, actor: User | None, expires_at: datetime | None = None
) -> tuple[ApiKey, str]:
    """
    Make a key with which a program acts as this member; return it and its text, which is never shown again.

    :raises NotFound: the user is no active member of the tenant in scope.
    """
    if not selectors.roles_of(user.id):
        raise NotFound("member")
    token = api_keys.mint(Tenant.objects.values_list("slug", flat=True).get(id=current_tenant_id()))
    key = ApiKey.objects.create(
        user=user, name=name, prefix=token.prefix, secret_sha256=token.secret_sha256, expires_at=expires_at
    )
    audit.record(Action.API_KEY_ISSUED, actor=actor, target=key, data={"user": user.id, "expires_at": expires_at})
    return key, token.text


@transaction.atomic
def revoke_api_key(*, key_id: UUID, actor: User | None, now: datetime) -> None:
    """
    End a key, at once.

    :raises NotFound: there is no such usable key.
    """
    key = ApiKey.objects.filter(id=key_id, revoked_at=None).first()
    if key is None:
        raise NotFound("key")
    key.revoked_at = now
    key.save(update_fields=["revoked_at"])
    audit.record(Action.API_KEY_REVOKED, actor=actor, target=key, data={"user": key.user_id})


@transaction.atomic
def restrict_object(
    *, obj: models.Model, act: Act, users: Iterable[User], groups: Iterable[Group], actor: User | None
) -> None:
    """Let only these users and groups do this act to the object; nobody named opens it to all whose role permits."""
    if act not in ROLES_FOR:
        raise InvalidInput(field="act", reason=act)
    content_type = ContentType.objects.get_for_model(obj)
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type, codename=codename(act), defaults={"name": act}
    )
    about = {"permission": permission, "content_type": content_type, "object_pk": str(obj.pk)}
    UserObjectPermission.objects.filter(**about).delete()
    GroupObjectPermission.objects.filter(**about).delete()
    named_users, named_groups = list(users), list(groups)
    UserObjectPermission.objects.bulk_create(UserObjectPermission(user=user, **about) for user in named_users)
    GroupObjectPermission.objects.bulk_create(GroupObjectPermission(group=group, **about) for group in named_groups)
    audit.record(
        Action.OBJECT_RESTRICTED,
        actor=actor,
        target=obj,
        data={"act": act, "users": [u.id for u in named_users], "groups": [g.id for g in named_groups]},
    )


def _change(row: models.Model, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    try:
        row.full_clean()
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(field=field, reason=reasons[0]) from None
    row.save(update_fields=list(fields))


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(field="password", reason="weak") from error
