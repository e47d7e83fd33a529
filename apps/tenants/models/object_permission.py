"""
Guardian's object permissions, as rows of a tenant: an object that has any for an act is open to those named only.

Guardian's own tables are never used and closed by row level security without a policy.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermissionAbstract, UserObjectPermissionAbstract

from apps.scope import TenantManager, TenantOwned


class ScopedUserPermissions(TenantManager, UserObjectPermissionManager):
    """Guardian's manager over rows of the tenant in scope."""


class ScopedGroupPermissions(TenantManager, GroupObjectPermissionManager):
    """Guardian's manager over rows of the tenant in scope."""


class UserObjectPermission(TenantOwned, UserObjectPermissionAbstract):
    """One user may do one act to one object."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="object_permissions")
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="tenant_user_permissions")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="tenant_user_permissions")

    objects: ClassVar[ScopedUserPermissions] = ScopedUserPermissions()

    class Meta(TenantOwned.Meta):
        verbose_name = _("object permission of a user")
        verbose_name_plural = _("object permissions of users")
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "user", "permission", "object_pk"], name="user_may_once")
        ]
        indexes = [models.Index(fields=["tenant_id", "content_type", "object_pk"], name="user_permission_object")]


class GroupObjectPermission(TenantOwned, GroupObjectPermissionAbstract):
    """The members of one group may do one act to one object."""

    group = models.ForeignKey(  # type: ignore[assignment]  # our groups, not Django's
        "tenants.Group", on_delete=models.CASCADE, related_name="object_permissions"
    )
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="tenant_group_permissions")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="tenant_group_permissions")

    objects: ClassVar[ScopedGroupPermissions] = ScopedGroupPermissions()

    class Meta(TenantOwned.Meta):
        verbose_name = _("object permission of a group")
        verbose_name_plural = _("object permissions of groups")
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "group", "permission", "object_pk"], name="group_may_once")
        ]
        indexes = [models.Index(fields=["tenant_id", "content_type", "object_pk"], name="group_permission_object")]
