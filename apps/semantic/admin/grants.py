"""Grants: which columns and rows of a table somebody may see."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextareaWidget

from apps.semantic.admin.rules import GONE, RuleAdmin, RuleForm
from apps.semantic.models import Grant
from apps.semantic.models.policy import Effect
from apps.semantic.services.policy import set_grant
from apps.tenants.requests import user_of


class GrantForm(RuleForm):
    """Columns as boxes; the predicate is checked by the service, and its refusal stands at the field."""

    class Meta:
        widgets = {"row_predicate": UnfoldAdminTextareaWidget(attrs={"rows": 3})}

    columns = forms.MultipleChoiceField(
        label=_("columns"),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("What is not ticked stays hidden, and so does every column that the table gets later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("columns")
        if isinstance(field, forms.MultipleChoiceField):
            known = self.column_choices()
            names = {name for name, _title in known}
            gone = [name for name in self.instance.columns if name not in names]
            field.choices = [*known, *((name, GONE % {"name": name}) for name in gone)]

    def clean(self) -> dict[str, Any]:
        """A grant gives at least one column; a restriction narrows rows, so it needs none."""
        cleaned = super().clean()
        if cleaned.get("effect") == Effect.PERMISSIVE and not cleaned.get("columns"):
            self.add_error("columns", _("Tick at least one column: a grant without columns gives nothing."))
        return cleaned


@admin.register(Grant)
class GrantAdmin(RuleAdmin):
    """Who may see what."""

    form = GrantForm
    list_display = ("name", "whom", "does", "governed_table", "columns_given", "row_predicate", "is_active")
    fieldsets = (
        (None, {"fields": ("data_source", "governed_table", "name", "is_active")}),
        (_("For whom"), {"fields": ("whom", "effect")}),
        (_("What"), {"fields": ("columns", "row_predicate")}),
    )

    @admin.display(description=_("effect"), ordering="effect")
    def does(self, grant: Grant) -> Any:
        """What the grant does, in a word."""
        return _("gives") if grant.effect == Effect.PERMISSIVE else _("narrows")

    @admin.display(description=_("columns"))
    def columns_given(self, grant: Grant) -> str:
        """The first columns, and how many there are."""
        shown = ", ".join(grant.columns[:5])
        return f"{shown} … ({len(grant.columns)})" if len(grant.columns) > 5 else shown

    def save_rule(self, request: HttpRequest, form: GrantForm) -> Grant:
        said = form.cleaned_data
        return set_grant(
            form.wish(),
            user=user_of(request),
            data_source=form.instance.data_source,
            columns=said["columns"],
            row_predicate=said["row_predicate"].strip(),
            effect=Effect(said["effect"]),
        )
