"""
A person's identity. It may belong to several tenants; what it may do in one stands in its membership there.

`is_staff` lets it into the admin, `is_superuser` makes it an operator of the deployment. Neither skips a check:
Django's shortcut for superusers is replaced by the backend's answer.
"""

import uuid
from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.tenants.roles import Role


class UserManager(BaseUserManager["User"]):
    """Creates identities with hashed passwords; members of a tenant are made by `services.add_member`."""

    use_in_migrations = True

    def create_user(self, username: str, email: str = "", password: str | None = None, **fields: Any) -> "User":
        """Create an identity; without a password it can sign in with an API key only."""
        user = self.model(username=self.model.normalize_username(username), email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, email: str = "", password: str | None = None, **fields: Any) -> "User":
        """Create an operator of the deployment."""
        return self.create_user(username, email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person or a program that may sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    # Our groups are a tenant's own; Django's per-user permissions are not used: roles decide.
    groups = models.ManyToManyField(  # type: ignore[assignment]  # replaces the mixin's
        "tenants.Group", through="tenants.GroupMember", related_name="users"
    )
    user_permissions = None  # type: ignore[assignment]  # takes the mixin's away

    # What a door has read for the current request: (tenant, roles). Never set it on a user that outlives a request.
    known_roles: tuple[uuid.UUID, frozenset[Role]] | None = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name or self.username

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Ask the backend, for operators too: `perm` is an act such as "audit.read"."""
        return self.is_active and any(backend.has_perm(self, perm, obj) for backend in get_backends())

    def has_module_perms(self, app_label: str) -> bool:
        """Say yes: in the admin each model asks for its own act."""
        return self.is_active
