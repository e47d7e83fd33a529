"""
May this user do this act, in the tenant in scope, to this object?

First the roles, then guardian: an object that has any object permission for the act is open only to the users and
groups it names. Doubt is no: an unknown act, an ended membership, a suspended tenant, no tenant in scope.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models

from apps.errors import Forbidden
from apps.scope import current_scope
from apps.tenants import selectors
from apps.tenants.models import GroupObjectPermission, User, UserObjectPermission
from apps.tenants.permissions import OPERATORS_MAY, Act, codename, may
from apps.tenants.roles import Role


def allowed(user: User | AnonymousUser, act: Act, obj: models.Model | None = None) -> bool:
    """Whether the user may do the act, to `obj` if one is given."""
    if current_scope().tenant_id is None:
        return False
    if not isinstance(user, User) or not user.is_active:
        return False
    roles = _roles(user)
    if not may(roles, act) and not _may_as_operator(user, roles, act):
        return False
    return obj is None or _object_is_open(user, act, obj)


def require(user: User | AnonymousUser, act: Act, obj: models.Model | None = None) -> None:
    """
    Go on only if the user may do the act.

    :raises Forbidden: they may not; the door that catches it records the denial after the roll-back.
    """
    if not allowed(user, act, obj):
        raise Forbidden(act)


def closed_to(user: User | AnonymousUser, act: Act, model: type[models.Model]) -> frozenset[str]:
    """
    Return the ids of the objects of a model that object permissions close to this user, for leaving them out of lists.

    The roles are not asked: whoever shows a list has asked `allowed` for the act itself.
    """
    about: dict[str, Any] = {
        "content_type": ContentType.objects.get_for_model(model),
        "permission__codename": codename(act),
    }
    users = list(UserObjectPermission.objects.filter(**about).values_list("object_pk", "user_id"))
    groups = list(GroupObjectPermission.objects.filter(**about).values_list("object_pk", "group_id"))
    if not users and not groups:
        return frozenset()
    own_groups = selectors.groups_of(user.id) if isinstance(user, User) else frozenset()
    restricted = {key for key, _ in users} | {key for key, _ in groups}
    opened = {key for key, one in users if one == user.pk} | {key for key, one in groups if one in own_groups}
    return frozenset(restricted - opened)


def _roles(user: User) -> frozenset[Role]:
    if user.known_roles is not None and user.known_roles[0] == current_scope().tenant_id:
        return user.known_roles[1]
    return selectors.roles_of(user.id)


def _may_as_operator(user: User, roles: frozenset[Role], act: Act) -> bool:
    # A member's roles say all that they may do, though they be an operator too.
    return user.is_superuser and not roles and act in OPERATORS_MAY


def _object_is_open(user: User, act: Act, obj: models.Model) -> bool:
    about: dict[str, Any] = {
        "content_type": ContentType.objects.get_for_model(obj),
        "object_pk": str(obj.pk),
        "permission__codename": codename(act),
    }
    users = set(UserObjectPermission.objects.filter(**about).values_list("user_id", flat=True))
    groups = set(GroupObjectPermission.objects.filter(**about).values_list("group_id", flat=True))
    if not users and not groups:
        return True
    return user.id in users or not groups.isdisjoint(selectors.groups_of(user.id))
