"""API keys: issued here, shown once, revoked here; nothing else of them can be changed."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.tenants import services
from apps.tenants.admin.base import GovernedModelAdmin
from apps.tenants.models import ApiKey
from apps.tenants.requests import user_of


@admin.register(ApiKey)
class ApiKeyAdmin(GovernedModelAdmin):
    """The keys of this tenant's members."""

    view_act, edit_act = "apikey.manage", "apikey.manage"
    list_display = ("name", "user", "prefix", "created_at", "expires_at", "revoked_at", "last_used_at")
    search_fields = ("name", "user__username", "prefix")
    fields = ("user", "name", "expires_at")
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Asked by Django for the action below."""
        return self.has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        """Issue the key; its text waits in the request for the one page that shows it."""
        key, text = services.issue_api_key(
            user=obj.user, name=obj.name, actor=user_of(request), expires_at=obj.expires_at
        )
        obj.pk, obj.prefix = key.pk, key.prefix
        vars(request)["key_text"] = text

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The service has recorded it."""

    def response_add(self, request: HttpRequest, obj: ApiKey, post_url_continue: str | None = None) -> HttpResponse:
        # No redirect: a message would carry the secret through a cookie.
        context = {
            **self.admin_site.each_context(request),
            "title": _("The new key"),
            "key_text": vars(request)["key_text"],
        }
        return TemplateResponse(request, "tenants/new_key.html", context)

    @admin.action(description=_("Revoke the chosen keys"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: models.QuerySet[ApiKey]) -> None:
        """End keys, at once; what was over already stays as it is."""
        for key in queryset.filter(revoked_at=None):
            services.revoke_api_key(key_id=key.id, actor=user_of(request), now=timezone.now())
