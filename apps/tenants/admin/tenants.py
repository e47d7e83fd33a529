"""The list of tenants, for operators."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.scope import tenant_scope
from apps.tenants.admin.base import GovernedModelAdmin
from apps.tenants.models import Tenant
from apps.tenants.requests import user_of


@admin.register(Tenant)
class TenantAdmin(GovernedModelAdmin):
    """Operators create, rename and suspend tenants. Each change stands in the chain of the tenant that it concerns."""

    list_display = ("slug", "name", "status", "created_at")
    list_filter = ("status",)
    search_fields = ("slug", "name")
    fields = ("slug", "name", "status", "timezone", "language")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()  # API keys begin with it

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        with tenant_scope(obj.id):
            audit.record(Action.TENANT_CREATED, actor=user_of(request), target=obj, data={"slug": obj.slug})

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        with tenant_scope(obj.id):
            super().log_change(request, obj, message)
