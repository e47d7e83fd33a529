"""Departments and other groups of a tenant's members; grants may name them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.scope import TenantOwned


class Group(TenantOwned):
    """A group of members."""

    name = models.CharField(_("name"), max_length=120)

    class Meta(TenantOwned.Meta):
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["tenant_id", "name"], name="one_group_of_a_name")]

    def __str__(self) -> str:
        return self.name


class GroupMember(TenantOwned):
    """A member's place in a group. The database requires a membership in the same tenant."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="places", verbose_name=_("group"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="places", verbose_name=_("user")
    )

    class Meta(TenantOwned.Meta):
        verbose_name = _("group member")
        verbose_name_plural = _("group members")
        constraints = [models.UniqueConstraint(fields=["tenant_id", "group", "user"], name="once_in_a_group")]

    def __str__(self) -> str:
        return f"{self.user} · {self.group}"
