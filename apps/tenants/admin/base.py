"""
What every admin of the product is built on: acts instead of Django's permissions, and the audit instead of its log.

An admin names the act that lets one see its rows and the act that lets one change them; without `edit_act` it is read
only. What changed is recorded in the change's own transaction, by the names of fields, never by their values.
"""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from unfold.admin import ModelAdmin, StackedInline, TabularInline

from apps.audit import selectors as audit_selectors
from apps.audit import services as audit
from apps.audit.actions import Action
from apps.tenants import selectors
from apps.tenants.access import allowed
from apps.tenants.models import User
from apps.tenants.permissions import Act
from apps.tenants.requests import user_of


class TenantModelForm(forms.ModelForm):
    """Checks uniqueness inside the tenant, although `tenant_id` is not a field of the form."""

    def _get_validation_exclusions(self) -> set[str]:
        exclusions = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own, not in the stubs
        return set(exclusions) - {"tenant_id"}


class _Governed:
    """Rights by act, and no choice of people outside of the tenant; shared by pages and inlines."""

    view_act: ClassVar[Act]
    edit_act: ClassVar[Act | None] = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return allowed(request.user, self.view_act)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return allowed(request.user, self.view_act, _governed(obj)) or self._may_edit(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may_edit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may_edit(request, obj)

    def _may_edit(self, request: HttpRequest, obj: models.Model | None) -> bool:
        return self.edit_act is not None and allowed(request.user, self.edit_act, _governed(obj))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if issubclass(db_field.related_model, User):
            kwargs.setdefault("queryset", User.objects.filter(id__in=selectors.member_ids()))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # a mixin
        if field is not None and field.empty_label is not None:
            field.empty_label = "—"  # the theme's own words are English only
        return field


class GovernedModelAdmin(_Governed, ModelAdmin):
    """An admin page of a tenant's model. Set `view_act` and, unless it is read only, `edit_act`."""

    form = TenantModelForm

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """Record a new row."""
        audit.record(Action.ROW_ADDED, actor=user_of(request), target=obj, data={"changes": message})

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """Record a changed row."""
        audit.record(Action.ROW_CHANGED, actor=user_of(request), target=obj, data={"changes": message})

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """Record the rows that are about to be deleted."""
        for obj in queryset:
            audit.record(Action.ROW_DELETED, actor=user_of(request), target=obj)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show who changed this row, from the audit chain."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_permission(request, row) or not allowed(request.user, "audit.read"):
            raise PermissionDenied
        events = audit_selectors.events_about(row)
        audit.record(Action.AUDIT_READ, actor=user_of(request), target=row)
        context = {**self.admin_site.each_context(request), "title": str(row), "events": events[:200]}
        return render(request, "tenants/history.html", context)


class GovernedTabularInline(_Governed, TabularInline):
    """Rows inside another admin's page, under acts of their own."""

    form = TenantModelForm


class GovernedStackedInline(_Governed, StackedInline):
    """Rows inside another admin's page, under acts of their own."""

    form = TenantModelForm


def _governed(obj: models.Model | None) -> models.Model | None:
    """An object that is being added has no permissions of its own yet."""
    return None if obj is None or obj._state.adding else obj
