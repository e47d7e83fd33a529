"""
Members, groups and attributes of the tenant in scope, for whoever may edit members.

An identity that belongs to other tenants too, or to an operator, can be changed by operators only: whoever could set
its password here could walk into the other tenants.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from apps.scope import current_tenant_id
from apps.tenants import selectors, services
from apps.tenants.admin.base import GovernedModelAdmin, GovernedTabularInline, TenantModelForm
from apps.tenants.models import Group, GroupMember, Membership, User, UserAttribute
from apps.tenants.requests import user_of
from apps.tenants.roles import Role


@admin.register(User)
class PersonAdmin(DjangoUserAdmin, GovernedModelAdmin):  # type: ignore[misc]  # the theme is not typed
    """The people of this tenant. Adding one makes them a viewer here; their roles stand with their membership."""

    view_act, edit_act = "member.view", "member.edit"
    form, add_form, change_password_form = UserChangeForm, UserCreationForm, AdminPasswordChangeForm
    list_display = ("username", "full_name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "full_name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "email")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "last_login", "created_at")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "full_name", "email", "password1", "password2")}),)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        return super().get_queryset(request).filter(id__in=selectors.member_ids())

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request):
            return False
        if obj is None or request.user.is_superuser:
            return True
        return not obj.is_superuser and selectors.belongs_here_alone(obj.id, tenant_id=current_tenant_id())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            services.add_member(user=obj, roles=[Role.VIEWER], actor=user_of(request))


class MembershipForm(TenantModelForm):
    """Roles as a list of boxes."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices, widget=forms.CheckboxSelectMultiple, label=_("roles"), required=True
    )


@admin.register(Membership)
class MembershipAdmin(GovernedModelAdmin):
    """Who may do what here. A membership is ended, never deleted."""

    view_act, edit_act = "member.view", "member.edit"
    form = MembershipForm
    list_display = ("user", "roles", "is_active", "created_at")
    list_filter = ("is_active",)
    search_fields = ("user__username", "user__full_name")
    fields = ("user", "roles", "is_active")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Only operators choose among all identities; to others these are none of their business.
        return bool(request.user.is_superuser) and super().has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("user",) if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if request.user.is_superuser:
            kwargs["queryset"] = User.objects.all()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PlaceInline(GovernedTabularInline):
    """The members of a group."""

    view_act, edit_act = "member.view", "member.edit"
    model = GroupMember
    extra = 0


@admin.register(Group)
class GroupAdmin(GovernedModelAdmin):
    """Departments and other groups."""

    view_act, edit_act = "member.view", "member.edit"
    search_fields = ("name",)
    inlines = (PlaceInline,)


@admin.register(UserAttribute)
class AttributeAdmin(GovernedModelAdmin):
    """What row predicates know of a member."""

    view_act, edit_act = "member.view", "member.edit"
    list_display = ("user", "name", "kind")
    list_filter = ("name",)
    search_fields = ("user__username", "name")
