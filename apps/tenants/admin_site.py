"""
The admin site: inside one tenant, for people who may enter the admin.

It has no sign-in page of its own, and no search across models: the theme's search caches what it finds by user, not by
tenant. It stands beside the package `admin` and not in it: that package registers with the site while it is imported.
"""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.tenants.requests import tenant_of, user_of
from apps.tenants.web.views import SignOutView


class TenantAdminSite(UnfoldAdminSite):
    """Django's admin over the rows of the tenant in scope."""

    site_title = "Chat2SQL"
    site_header = "Chat2SQL"
    index_title = _("Administration")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take our own admins only: those that libraries bring ask Django's permissions, which nobody has."""
        if admin_class is not None and admin_class.__module__.startswith("apps."):
            super().register(model_or_iterable, admin_class, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The theme takes its names from a setting; ours are the site's."""
        return {**super().each_context(request), "site_title": self.site_title, "site_header": self.site_header}

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may enter at all; each page then asks for its own act."""
        return bool(request.user.is_active and request.user.is_staff and tenant_of(request) is not None)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send whoever may not enter to the door where they can mend that."""
        after = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(after)
        if not request.user.is_staff:
            raise PermissionDenied
        if tenant_of(request) is None:
            return redirect(f"{reverse('tenant')}?{urlencode({'next': after})}")
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign out as everywhere else."""
        return SignOutView.as_view()(request)

    @transaction.atomic
    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Let people change their own password, on record."""
        answer = super().password_change(request, extra_context)
        if request.method == "POST" and answer.status_code == 302:
            audit.record(Action.PASSWORD_SET, actor=user_of(request), target=user_of(request))
        return answer

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Not offered."""
        raise Http404
