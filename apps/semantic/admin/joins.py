"""Joins: how one entity leads to another, many to one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from apps.semantic.admin.definitions import DefinitionAdmin, DefinitionForm, titled
from apps.semantic.admin.lists import LinesField
from apps.semantic.models import Entity, Join


class JoinForm(DefinitionForm):
    """Each row of the source has at most one row of the target."""

    source_entity = forms.ChoiceField(label=_("from (many)"), widget=UnfoldAdminSelectWidget)
    target_entity = forms.ChoiceField(label=_("to (one)"), widget=UnfoldAdminSelectWidget)
    source_columns = LinesField(label=_("columns of the source"), help_text=_("One a line."))
    target_columns = LinesField(
        label=_("columns of the target"), help_text=_("One a line, in the same order. Empty: the target's key.")
    )
    field_of = {"source": "source_entity", "target": "target_entity"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._entities: dict[str, Entity] = {str(entity.id): entity for entity in self.entities()}
        choices = [("", "—"), *((key, titled(entity)) for key, entity in self._entities.items())]
        for end in ("source", "target"):
            self.choose(f"{end}_entity", choices)
            self.initial[f"{end}_entity"] = str(getattr(self.instance, f"{end}_id") or "")

    def clean(self) -> dict[str, Any]:
        """Put both ends where the join keeps them; check the columns of each."""
        cleaned = super().clean()
        target = self._end("target")
        if target is not None and not cleaned.get("target_columns"):
            cleaned["target_columns"] = list(target.primary_key)
        for end in ("source", "target"):
            entity = self._end(end)
            if entity is not None:
                setattr(self.instance, end, entity)
                self._require_columns(entity, end)
        if not self.errors and len(cleaned["source_columns"]) != len(cleaned["target_columns"]):
            self.add_error("source_columns", _("There must be as many columns on one side as on the other."))
        return cleaned

    def _end(self, end: str) -> Entity | None:
        return self._entities.get(self.cleaned_data.get(f"{end}_entity", ""))

    def _require_columns(self, entity: Entity, end: str) -> None:
        known = {name for name, _title in self.columns_of(entity)}
        unknown = [name for name in self.cleaned_data.get(f"{end}_columns", []) if name not in known]
        if unknown:
            message = _("The table has no column %(names)s.")
            self.add_error(f"{end}_columns", forms.ValidationError(message, params={"names": ", ".join(unknown)}))


@admin.register(Join)
class JoinAdmin(DefinitionAdmin):
    """Steps from entity to entity."""

    form = JoinForm
    list_display = ("name", "role", "source_entity", "target_entity", "dataset")
    list_filter = (("dataset", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name", "role", "source__name", "target__name")
    list_select_related = ("dataset", "source", "target")
    readonly_fields = ("dataset",)
    fieldsets = (
        (None, {"fields": ("dataset", "name", "role")}),
        (_("From many"), {"fields": ("source_entity", "source_columns")}),
        (_("To one"), {"fields": ("target_entity", "target_columns")}),
    )

    @admin.display(description=_("from (many)"), ordering="source__name")
    def source_entity(self, join: Join) -> str:
        """Where it starts."""
        return f"{join.source.name} ({', '.join(join.source_columns)})"

    @admin.display(description=_("to (one)"), ordering="target__name")
    def target_entity(self, join: Join) -> str:
        """Where it leads."""
        return f"{join.target.name} ({', '.join(join.target_columns)})"
