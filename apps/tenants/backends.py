"""
Signs a person in with a password, and answers Django's questions about rights from the tenant's roles.

Wrong name, wrong password and closed account take the same time and give the same answer.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db import models
from django.http import HttpRequest

from apps.tenants.access import allowed
from apps.tenants.models import User


class TenantBackend(BaseBackend):
    """The only authentication backend."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """Return the active user of this name and password."""
        if username is None or password is None:
            return None
        user = User.objects.filter(username=User.normalize_username(username)).first()
        if user is None:
            User().set_password(password)  # as slow as checking one, so that names cannot be tried by the clock
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: UUID) -> User | None:
        """Return the user of a session, unless the account was closed."""
        return User.objects.filter(pk=user_id, is_active=True).first()

    def has_perm(self, user_obj: Any, perm: str, obj: models.Model | None = None) -> bool:
        """Answer for an act such as "audit.read"; Django's own permission names are granted to nobody."""
        return allowed(user_obj, perm, obj)
