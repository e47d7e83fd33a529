"""What the door has put on a request, with its types."""

from typing import Any

from django.http import HttpRequest
from rest_framework.request import Request

from apps.tenants.models import ApiKey, Tenant, User


def user_of(request: HttpRequest | Request) -> User:
    """
    Return the signed-in user of a request that a door let through.

    :raises TypeError: nobody is signed in: the calling code forgot to ask.
    """
    user: Any = request.user
    if not isinstance(user, User):
        raise TypeError("nobody is signed in")
    return user


def tenant_of(request: HttpRequest) -> Tenant | None:
    """Return the tenant that the request is in."""
    return getattr(request, "tenant", None)


def entered_tenant(request: HttpRequest) -> Tenant:
    """
    Return the tenant that the request is in.

    :raises TypeError: it is in none: the calling code forgot to ask.
    """
    tenant = tenant_of(request)
    if tenant is None:
        raise TypeError("no tenant was entered")
    return tenant


def api_key_of(request: HttpRequest) -> ApiKey | None:
    """Return the key with which the request came, if it came with a right one."""
    return getattr(request, "api_key", None)


def request_id_of(request: HttpRequest) -> str:
    """Return the id that stands in logs, audit and answer."""
    return str(getattr(request, "request_id", ""))
