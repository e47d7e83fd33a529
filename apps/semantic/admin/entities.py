"""Entities: which table a thing of the business is kept in, and what tells one from another."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelect2Widget, UnfoldAdminSelectWidget

from apps.semantic.admin.definitions import DefinitionAdmin, NamedForm
from apps.semantic.admin.lists import LinesField
from apps.semantic.contracts import TableInfo
from apps.semantic.models import Entity


class EntityForm(NamedForm):
    """The table is one of the schema that was read last; its key is the table's own unless another is given."""

    field_of = {"table_schema": "table", "table_name": "table", "entity": "table"}

    table = forms.ChoiceField(label=_("table"), widget=UnfoldAdminSelect2Widget)
    primary_key = LinesField(
        label=_("primary key columns"), help_text=_("One a line. Empty: the key that the database declares.")
    )
    default_time_dimension = forms.ChoiceField(
        label=_("default time dimension"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("What a period in a question applies to, unless a metric says otherwise."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tables: dict[str, TableInfo] = {str(table.ref): table for table in self.catalog.tables}
        choices = [(name, f"{name} {table.comment}".strip()) for name, table in self._tables.items()]
        self.choose("table", [("", "—"), *choices])
        self.choose("default_time_dimension", self.time_choices())
        if self.instance.table_name:
            self.initial["table"] = f"{self.instance.table_schema}.{self.instance.table_name}"

    def clean_primary_key(self) -> list[str]:
        """Take the table's own key if none is given; every column is one of the table."""
        table = self._tables.get(self.cleaned_data.get("table", ""))
        columns: list[str] = self.cleaned_data["primary_key"]
        if table is None:
            return columns
        unknown = [name for name in columns if table.column(name) is None]
        if unknown:
            raise forms.ValidationError(_("The table has no column %(names)s."), params={"names": ", ".join(unknown)})
        if not columns and not table.primary_key:
            raise forms.ValidationError(_("The database declares no key for this table: say which columns are one."))
        return columns or list(table.primary_key)

    def clean(self) -> dict[str, Any]:
        """Put the chosen table where the entity keeps it."""
        cleaned = super().clean()
        table = self._tables.get(cleaned.get("table", ""))
        if table is not None:
            self.instance.table_schema, self.instance.table_name = table.ref.schema, table.ref.name
        return cleaned


@admin.register(Entity)
class EntityAdmin(DefinitionAdmin):
    """Things of the business and their tables."""

    form = EntityForm
    list_display = ("name", "title_zh", "title_en", "table", "dataset")
    list_filter = (("dataset", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name", "title_zh", "title_en", "table_name")
    readonly_fields = ("dataset",)
    fieldsets = (
        (None, {"fields": ("dataset", "name", "table", "primary_key", "default_time_dimension")}),
        (_("What people call it"), {"fields": (("title_zh", "title_en"), "synonyms")}),
        (_("Description"), {"fields": ("description_zh", "description_en"), "classes": ("collapse",)}),
    )

    @admin.display(description=_("table"), ordering="table_name")
    def table(self, entity: Entity) -> str:
        """The table with its schema."""
        return f"{entity.table_schema}.{entity.table_name}"
