"""Who belongs to a tenant, and with which roles."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantManager, TenantOwned
from apps.tenants.roles import Role


class Membership(TenantOwned):
    """
    One user in one tenant. It is ended by switching it off, never by deleting it: the past keeps its names.

    A user who is signing in may read their own memberships of all tenants (`apps.scope.user_scope`).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), verbose_name=_("roles"))
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects: ClassVar[models.Manager["Membership"]] = TenantManager()
    # Row level security still shows only what `user_scope` announces: the user's own memberships.
    dangerously_all_tenants: ClassVar[models.Manager["Membership"]] = models.Manager()

    class Meta(TenantOwned.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ("user__username",)
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "user"], name="one_membership_per_tenant"),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=[str(role) for role in Role.values]), name="roles_are_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
