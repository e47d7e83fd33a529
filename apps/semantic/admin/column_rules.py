"""Column rules: how one column is treated for somebody."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelect2Widget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from apps.errors import AppError
from apps.semantic.admin.rules import GONE, RuleAdmin, RuleForm
from apps.semantic.contracts import DateUnit, MaskKind, Treatment
from apps.semantic.models import ColumnRule
from apps.semantic.services.policy import set_column_rule
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.masks.options import LONGEST_END, OPTIONS
from apps.tenants.requests import user_of

_ALL_OPTIONS = ("unit", "step", "keep_start", "keep_end", "expression")  # as they stand on the page
_UNITS = [
    ("", "—"),
    (DateUnit.MONTH.value, _("month")),
    (DateUnit.QUARTER.value, _("quarter")),
    (DateUnit.YEAR.value, _("year")),
]


class ColumnRuleForm(RuleForm):
    """The column is one of the table's. A mask's options are fields of their own; the sheet shows those of its kind."""

    field_of = {"columns": "column"}
    column = forms.ChoiceField(label=_("column"), widget=UnfoldAdminSelect2Widget)
    unit = forms.ChoiceField(
        label=_("shows the first day of the"), choices=_UNITS, required=False, widget=UnfoldAdminSelectWidget
    )
    step = forms.CharField(
        label=_("rounds down to a multiple of"), max_length=24, required=False, widget=UnfoldAdminTextInputWidget
    )
    keep_start = forms.IntegerField(
        label=_("characters shown at the start"),
        min_value=0,
        max_value=LONGEST_END,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    keep_end = forms.IntegerField(
        label=_("characters shown at the end"),
        min_value=0,
        max_value=LONGEST_END,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    expression = forms.CharField(
        label=_("expression"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("SQL over the table's own columns; it gives text or values like the column's, and cannot fail."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("column")
        if isinstance(field, forms.ChoiceField):
            known = self.column_choices()
            stored = self.instance.column
            gone = [(stored, GONE % {"name": stored})]
            field.choices = [("", "—"), *known, *([] if not stored or stored in dict(known) else gone)]
        for option in _ALL_OPTIONS:
            self.initial.setdefault(option, self.instance.mask_options.get(option))

    def clean(self) -> dict[str, Any]:
        """A masked column says how; a column that is treated otherwise has no mask."""
        cleaned = super().clean()
        masked, mask = cleaned.get("treatment") == Treatment.MASKED, cleaned.get("mask")
        if masked and not mask and not self.has_error("mask"):
            self.add_error("mask", _("Choose how the masked values look."))
        if mask and not masked:
            self.add_error("mask", _("Only a masked column has a mask."))
        return cleaned

    def place_of(self, refusal: AppError) -> str | None:
        """A refused expression is the mask's."""
        return "expression" if isinstance(refusal, Refused) else super().place_of(refusal)

    def mask_options(self, kind: MaskKind | None) -> Mapping[str, object]:
        """What was said of this kind of mask; what stands in the fields of other kinds was not meant."""
        own = OPTIONS.get(kind, frozenset()) if kind is not None else frozenset()
        said = {option: self.cleaned_data.get(option) for option in _ALL_OPTIONS if option in own}
        return {option: value for option, value in said.items() if value not in (None, "")}


@admin.register(ColumnRule)
class ColumnRuleAdmin(RuleAdmin):
    """Masked, hidden and exempt columns."""

    form = ColumnRuleForm
    list_display = ("name", "whom", "governed_table", "column", "treatment", "mask", "is_active")
    list_filter = ("treatment", *RuleAdmin.list_filter)
    search_fields = (*RuleAdmin.search_fields, "column")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who may only look sees the options as they are stored."""
        may_change = self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)
        options = _ALL_OPTIONS if may_change else ("mask_options",)
        return (
            (None, {"fields": ("data_source", "governed_table", "name", "is_active")}),
            (_("For whom"), {"fields": ("whom",)}),
            (_("What"), {"fields": ("column", "treatment", "mask", *options)}),
        )

    def save_rule(self, request: HttpRequest, form: ColumnRuleForm) -> ColumnRule:
        said = form.cleaned_data
        mask = MaskKind(said["mask"]) if said["mask"] else None
        return set_column_rule(
            form.wish(),
            user=user_of(request),
            data_source=form.instance.data_source,
            column=said["column"],
            treatment=Treatment(said["treatment"]),
            mask=mask,
            mask_options=form.mask_options(mask),
        )
