"""Column rules: how one column is treated for somebody."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelect2Widget

from apps.semantic.admin.rules import RuleAdmin, RuleForm
from apps.semantic.contracts import MaskKind, Treatment
from apps.semantic.models import ColumnRule
from apps.semantic.services.policy import set_column_rule
from apps.tenants.requests import user_of


class ColumnRuleForm(RuleForm):
    """The column is one of the table's."""

    field_of = {"columns": "column"}
    column = forms.ChoiceField(label=_("column"), widget=UnfoldAdminSelect2Widget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("column")
        if isinstance(field, forms.ChoiceField):
            known = self.column_choices()
            stored = self.instance.column
            gone = [(stored, f"{stored} · {_('no longer exists')}")]
            field.choices = [("", "—"), *known, *([] if not stored or stored in dict(known) else gone)]

    def clean(self) -> dict[str, Any]:
        """A masked column says how; a column that is treated otherwise has no mask."""
        cleaned = super().clean()
        masked, mask = cleaned.get("treatment") == Treatment.MASKED, cleaned.get("mask")
        if masked and not mask:
            self.add_error("mask", _("Choose how the masked values look."))
        if mask and not masked:
            self.add_error("mask", _("Only a masked column has a mask."))
        return cleaned


@admin.register(ColumnRule)
class ColumnRuleAdmin(RuleAdmin):
    """Masked, hidden and exempt columns."""

    form = ColumnRuleForm
    list_display = ("name", "whom", "governed_table", "column", "treatment", "mask", "is_active")
    list_filter = ("treatment", *RuleAdmin.list_filter)
    search_fields = (*RuleAdmin.search_fields, "column")
    fieldsets = (
        (None, {"fields": ("data_source", "governed_table", "name", "is_active")}),
        (_("For whom"), {"fields": ("whom",)}),
        (_("What"), {"fields": ("column", "treatment", "mask")}),
    )

    def save_rule(self, request: HttpRequest, form: ColumnRuleForm) -> ColumnRule:
        said = form.cleaned_data
        return set_column_rule(
            form.wish(),
            user=user_of(request),
            data_source=form.instance.data_source,
            column=said["column"],
            treatment=Treatment(said["treatment"]),
            mask=MaskKind(said["mask"]) if said["mask"] else None,
        )
