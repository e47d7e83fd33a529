"""
REST framework's view of who asks. `TenantMiddleware` has found the user and entered their tenant before the view began.

A request with an Authorization header is judged by it alone; a request with a cookie must bring its CSRF token.
"""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.authentication import SessionAuthentication as DrfSessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.tenants.models import ApiKey, User
from apps.tenants.requests import api_key_of, user_of


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer <tenant>.<prefix>.<secret>`."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        if "Authorization" not in request.headers:
            return None
        found = api_key_of(request._request)
        if found is None:
            raise AuthenticationFailed
        return user_of(request._request), found

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class SessionAuthentication(DrfSessionAuthentication):
    """The session of the pages, for scripts that run in them."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        return None if "Authorization" in request.headers else super().authenticate(request)
