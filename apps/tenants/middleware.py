"""
Every request finds its tenant here, or goes on without one and sees no rows.

A bearer key speaks for `/api/` only, and silences the cookie: a wrong key is never made good by a session. The scope
ends with the response, so a streamed body must enter its own.
"""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from apps.audit.origin import Origin, origin_scope
from apps.errors import AppError
from apps.scope import NoTenantInScope, tenant_scope
from apps.tenants import entry
from apps.tenants.client_address import client_address
from apps.tenants.denials import record_denial
from apps.tenants.requests import request_id_of, tenant_of
from apps.tenants.wording import words_of

_LONGEST_USER_AGENT = 300
API = "/api/"


class TenantMiddleware:
    """Sets `request.tenant` (or None) and `request.api_key` (or None), and runs the view inside the tenant's scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with origin_scope(_origin(request)):
            found = _entry(request)
            vars(request).update(tenant=found and found.tenant, api_key=found and found.api_key)
            if found is None:
                return self.get_response(request)
            structlog.contextvars.bind_contextvars(tenant_id=str(found.tenant.id), user_id=str(found.user.id))
            with tenant_scope(found.tenant.id, user_id=found.user.id):
                return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show an expected stop of a page; the API has its own shape. A denial is recorded: all is rolled back."""
        if isinstance(exception, NoTenantInScope) and request.user.is_authenticated and tenant_of(request) is None:
            return redirect(f"{reverse('tenant')}?{urlencode({'next': request.get_full_path()})}")
        if isinstance(exception, PermissionDenied):
            record_denial(request.user, act="", path=request.path)
            return None
        if not isinstance(exception, AppError):
            return None
        if exception.http_status == 403:
            record_denial(request.user, act=str(exception.params.get("act", "")), path=request.path)
        context = {"words": words_of(exception), "code": exception.code}
        return render(request, "tenants/stopped.html", context, status=exception.http_status)


def _origin(request: HttpRequest) -> Origin:
    return Origin(
        request_id=request_id_of(request),
        trace_id=getattr(request, "trace_id", ""),
        ip=client_address(request.META, trusted_proxies=settings.TRUSTED_PROXIES),
        user_agent=request.headers.get("User-Agent", "")[:_LONGEST_USER_AGENT],
    )


def _entry(request: HttpRequest) -> entry.Entry | None:
    if request.path.startswith(API) and "Authorization" in request.headers:
        scheme, _, token = request.headers["Authorization"].partition(" ")
        found = entry.by_api_key(token.strip(), now=timezone.now()) if scheme.lower() == "bearer" else None
        request.user = found.user if found else AnonymousUser()
        return found
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get(entry.SESSION_KEY)
    return entry.by_session(request.user, chosen=chosen, slug=request.headers.get("X-Tenant"))
