"""Dimensions: what people group and filter by, and what they call its values."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelect2Widget

from apps.semantic.admin.definitions import DefinitionAdmin, NamedForm
from apps.semantic.admin.lists import WordsField
from apps.semantic.admin.places import PlacedForm
from apps.semantic.models import Dimension, DimensionValue
from apps.semantic.services.model import set_values
from apps.tenants.admin.base import GovernedTabularInline, TenantModelForm
from apps.tenants.requests import user_of


class DimensionForm(NamedForm, PlacedForm):
    """One column of one entity."""

    place = forms.ChoiceField(label=_("column"), widget=UnfoldAdminSelect2Widget)


class ValueForm(TenantModelForm):
    """A value as the database stores it, and other words for it."""

    aliases = WordsField(label=_("aliases"))


class ValueInline(GovernedTabularInline):
    """The values that people name; saved all at once by the dimension's page."""

    view_act, edit_act = "dataset.view", "dataset.edit"
    model = DimensionValue
    form = ValueForm
    fields = ("value", "aliases")
    ordering = ("value",)
    extra = 0
    hide_title = True


@admin.register(Dimension)
class DimensionAdmin(DefinitionAdmin):
    """What one may group and filter by."""

    form = DimensionForm
    inlines = (ValueInline,)
    list_display = ("name", "title_zh", "title_en", "kind", "place", "dataset")
    list_filter = ("kind", ("dataset", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "title_zh", "title_en", "column")
    list_select_related = ("dataset", "entity")
    readonly_fields = ("dataset",)
    fieldsets = (
        (None, {"fields": ("dataset", "name", "place", "kind")}),
        (_("What people call it"), {"fields": (("title_zh", "title_en"), "synonyms")}),
        (_("Description"), {"fields": ("description_zh", "description_en"), "classes": ("collapse",)}),
    )

    @admin.display(description=_("column"), ordering="column")
    def place(self, dimension: Dimension) -> str:
        """The entity and its column."""
        return f"{dimension.entity.name}.{dimension.column}"

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Make the values exactly those of the page."""
        said = [row for formset in formsets for row in formset.cleaned_data if row and not row.get("DELETE")]
        values = {row["value"]: row["aliases"] for row in said if row.get("value")}
        set_values(form.instance, values, user=user_of(request))
        super().save_related(request, form, formsets, change)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return []  # the services have recorded what changed
