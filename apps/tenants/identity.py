"""The user as a type: the one model of this app that others may name."""

from apps.tenants.models import User

__all__ = ["User"]
