"""Metrics: numbers with one definition."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelect2Widget, UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from apps.semantic.admin.definitions import DefinitionAdmin, NamedForm
from apps.semantic.admin.places import PlacedForm
from apps.semantic.models import Metric


class MetricForm(NamedForm, PlacedForm):
    """An aggregate over a column, or over the rows, of one entity."""

    class Meta:
        widgets = {"filter": UnfoldAdminTextareaWidget(attrs={"rows": 3})}

    rows_title = _("its rows (for a count)")

    place = forms.ChoiceField(label=_("of what"), widget=UnfoldAdminSelect2Widget)
    time_dimension = forms.ChoiceField(
        label=_("time dimension"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("What a period in a question applies to. Empty: the entity's own."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("time_dimension", self.time_choices())


@admin.register(Metric)
class MetricAdmin(DefinitionAdmin):
    """What one may ask for."""

    form = MetricForm
    list_display = ("name", "title_zh", "title_en", "formula", "unit", "version", "dataset")
    list_filter = ("aggregate", ("dataset", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "title_zh", "title_en", "column", "owner")
    list_select_related = ("dataset", "entity")
    readonly_fields = ("dataset", "version")
    fieldsets = (
        (None, {"fields": ("dataset", "name", "aggregate", "place", "filter", "time_dimension")}),
        (_("What people call it"), {"fields": (("title_zh", "title_en"), "synonyms")}),
        (_("How it is shown"), {"fields": (("unit", "decimals"),)}),
        (_("Responsible"), {"fields": (("owner", "version"),)}),
        (_("Description"), {"fields": ("description_zh", "description_en"), "classes": ("collapse",)}),
    )

    @admin.display(description=_("formula"))
    def formula(self, metric: Metric) -> str:
        """The definition in one line."""
        column = f"{metric.entity.name}.{metric.column}" if metric.column else metric.entity.name
        condition = f" WHERE {metric.filter}" if metric.filter else ""
        return f"{metric.aggregate}({column}){condition}"

    @admin.display(description=_("of what"))
    def place(self, metric: Metric) -> str:
        """The entity and its column, for those who may look but not change."""
        return f"{metric.entity.name}.{metric.column}" if metric.column else metric.entity.name
