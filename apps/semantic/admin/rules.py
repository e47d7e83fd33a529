"""What the pages of grants and column rules share: a table chosen first, whom the rule is for, and the service."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.views import ChangeList
from unfold.widgets import UnfoldAdminSelect2Widget

from apps.errors import AppError
from apps.semantic.admin.audiences import audience_choices, audience_of, key_of, speak_of_audiences
from apps.semantic.admin.first_choices import Option, ask_first
from apps.semantic.admin.refusals import SemanticForm
from apps.semantic.catalog import SchemaUnavailable, stored_catalog
from apps.semantic.contracts import TableInfo, TableRef
from apps.semantic.models import ColumnRule, DataSource, Grant
from apps.semantic.services.policy import RuleWish, remove_rule, rename_rule
from apps.semantic.sql.errors import Refused
from apps.tenants.access import allowed, closed_to
from apps.tenants.admin.served import ServedModelAdmin, uuid_of
from apps.tenants.requests import user_of

GONE = _("%(name)s · no longer exists")  # a column that a rule still names


class RuleForm(SemanticForm):
    """A rule on one table. `data_source`, `ref` and `table` are set by the page before the form is made."""

    data_source: ClassVar[DataSource]
    ref: ClassVar[TableRef]
    table: ClassVar[TableInfo | None]  # None: the table is gone

    whom = forms.ChoiceField(label=_("for whom"), widget=UnfoldAdminSelect2Widget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        adding = self.instance._state.adding
        if adding:
            self.instance.data_source = self.data_source
            self.instance.table_schema, self.instance.table_name = self.ref.schema, self.ref.name
        whom = self.fields.get("whom")
        if isinstance(whom, forms.ChoiceField):
            whom.choices = audience_choices(None if adding else self.instance)
        if not adding:
            self.initial["whom"] = key_of(self.instance.audience_kind, self.instance.audience)

    def _get_validation_exclusions(self) -> set[str]:
        # Not a field, but part of what must be unique.
        return super()._get_validation_exclusions() - {"data_source"}

    def place_of(self, refusal: AppError) -> str | None:
        """A refused condition is the row predicate."""
        if isinstance(refusal, Refused) and "row_predicate" in self.fields:
            return "row_predicate"
        return super().place_of(refusal)

    def column_choices(self) -> list[tuple[str, str]]:
        """The table's columns: name, and name with kind."""
        columns = self.table.columns if self.table is not None else ()
        return [(column.name, f"{column.name} · {column.kind.value}") for column in columns]

    def wish(self) -> RuleWish:
        """What the form says of any rule."""
        kind, audience = audience_of(self.cleaned_data["whom"])
        return RuleWish(
            name=self.cleaned_data["name"],
            audience_kind=kind,
            audience=audience,
            table=TableRef(self.instance.table_schema, self.instance.table_name),
            is_active=self.cleaned_data["is_active"],
        )


class RuleList(ChangeList):
    """A list that knows whom its rules concern."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, and all names that it needs at once."""
        super().get_results(request)
        listed: list[Any] = list(self.result_list)  # type: ignore[has-type]  # the theme is not typed
        speak_of_audiences(listed)
        self.result_list = listed


class RuleAdmin(ServedModelAdmin):
    """A page of rules. The table of a rule never changes: another table is another rule."""

    view_act, edit_act = "policy.view", "policy.edit"
    form = RuleForm
    list_filter: tuple[Any, ...] = (
        "is_active",
        ("data_source", admin.RelatedOnlyFieldListFilter),
        "audience_kind",
    )
    list_select_related = ("data_source",)
    search_fields: tuple[str, ...] = ("name", "table_name")
    ordering = ("data_source__name", "table_name", "name")
    readonly_fields = ("data_source", "governed_table")

    class Media:
        css = {"all": ("site/admin.css",)}

    @admin.display(description=_("table"), ordering="table_name")
    def governed_table(self, rule: Grant | ColumnRule) -> str:
        """The table with its schema."""
        return f"{rule.table_schema}.{rule.table_name}"

    @admin.display(description=_("for whom"))
    def whom(self, rule: Any) -> str:
        """Whom the rule concerns, in words."""
        if "spoken_audience" not in vars(rule):
            speak_of_audiences([rule])
        return str(vars(rule)["spoken_audience"])

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RuleList

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        hidden = closed_to(user_of(request), "policy.view", DataSource)
        return super().get_queryset(request).select_related("data_source").exclude(data_source_id__in=hidden)

    def object_of(self, row: Any) -> models.Model:
        source: DataSource = row.data_source
        return source

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj and obj.data_source)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj and obj.data_source)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj and obj.data_source)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        source = self._source_asked(request)
        if source is None:
            return self._ask_for_source(request)
        if _table_asked(request, source) is None:
            return self._ask_for_table(request, source)
        return super().add_view(request, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            source, ref = obj.data_source, TableRef(obj.table_schema, obj.table_name)
            return type(form.__name__, (form,), {"data_source": source, "ref": ref, "table": _table(source, ref)})
        source = self._source_asked(request)
        table = _table_asked(request, source) if source is not None else None
        if source is None or table is None:
            return form
        return type(form.__name__, (form,), {"data_source": source, "ref": table.ref, "table": table})

    def save_model(self, request: HttpRequest, obj: Any, form: RuleForm, change: bool) -> None:
        """Rename if it is called otherwise now; the service then replaces what stands under the name."""
        if change:
            rename_rule(user=user_of(request), rule=obj, name=form.cleaned_data["name"])
        obj.pk = self.save_rule(request, form).pk

    def save_rule(self, request: HttpRequest, form: Any) -> Any:
        """Call the service of this kind of rule; return the stored rule."""
        raise NotImplementedError

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Remove by the service."""
        remove_rule(user=user_of(request), rule=obj)

    def _ask_for_source(self, request: HttpRequest) -> HttpResponse:
        closed = closed_to(user_of(request), "policy.edit", DataSource)
        options = [
            Option(source.title or source.name, {"data_source": str(source.id)}, source.name)
            for source in _sources(request).exclude(id__in=closed).order_by("name")
        ]
        return ask_first(
            self, request, title=_("On which data source?"), options=options, nothing=_("Add a data source first.")
        )

    def _ask_for_table(self, request: HttpRequest, source: DataSource) -> HttpResponse:
        options = [
            Option(str(table.ref), {"schema": table.ref.schema, "table": table.ref.name}, table.comment)
            for table in stored_catalog(source).tables
        ]
        return ask_first(self, request, title=_("On which table?"), options=options, nothing=_("There is no table."))

    def _source_asked(self, request: HttpRequest) -> DataSource | None:
        wanted = uuid_of(request.GET.get("data_source"))
        found: DataSource | None = _sources(request).filter(id=wanted).first() if wanted else None
        if found is None or not allowed(user_of(request), "policy.edit", found):
            return None
        return found


def _sources(request: HttpRequest) -> models.QuerySet[DataSource]:
    hidden = closed_to(user_of(request), "datasource.view", DataSource)
    rows: models.QuerySet[DataSource] = DataSource.objects.exclude(id__in=hidden)
    return rows


def _table_asked(request: HttpRequest, source: DataSource) -> TableInfo | None:
    return stored_catalog(source).table(TableRef(request.GET.get("schema", ""), request.GET.get("table", "")))


def _table(source: DataSource, ref: TableRef) -> TableInfo | None:
    try:
        return stored_catalog(source).table(ref)
    except SchemaUnavailable:
        return None
