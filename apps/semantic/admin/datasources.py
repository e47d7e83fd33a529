"""
Data sources: described, tested and read here.

A password goes in by a field that is always empty: left so, the stored one stays. It is never shown, and it is cleared
with the address it was for.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminPasswordWidget

from apps.semantic.admin.first_choices import Option, ask_first
from apps.semantic.admin.lists import LinesField
from apps.semantic.admin.refusals import SemanticForm
from apps.semantic.admin.schema_view import schema_view
from apps.semantic.models import DataSource
from apps.semantic.models.datasource import Engine
from apps.semantic.services import datasource as services
from apps.semantic.services.functions import set_functions
from apps.tenants.access import closed_to
from apps.tenants.admin.served import Deed, ServedModelAdmin
from apps.tenants.requests import user_of
from apps.tenants.wording import words_of

_SETTINGS = tuple(services.SourceFields.__annotations__)
_SERVER = ("host", "port", "database", "username", "password", "require_tls")
_WHERE = {
    Engine.POSTGRES.value: (*_SERVER, "schemas"),
    Engine.MYSQL.value: _SERVER,
    Engine.SQLITE.value: ("database",),
}
_LIMITS = ("timezone", "statement_timeout_seconds", "max_rows", "medium_risk_rows", "high_risk_rows")


class DataSourceForm(SemanticForm):
    """What a person says of a source; the password apart, which is never sent back."""

    schemas = LinesField(
        label=_("schemas"),
        help_text=_("PostgreSQL only; the first one is where unqualified names are looked up. Empty: public."),
    )
    added_functions = LinesField(
        label=_("functions allowed beyond the list"),
        help_text=_("One a line. Only functions that compute a value and read, change and wait for nothing."),
    )
    password = forms.CharField(
        label=_("password"),
        required=False,
        strip=False,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}, render_value=False),
        help_text=_("Left empty, a stored password stays as it is."),
    )

    engine: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.engine = self.engine
        database = self.fields.get("database")
        if database is not None:
            database.label = _("Database file") if self.engine == Engine.SQLITE else _("Database")
        if database is not None and self.engine == Engine.SQLITE:
            database.help_text = _("Name of a file in the server's folder for SQLite databases.")


@admin.register(DataSource)
class DataSourceAdmin(ServedModelAdmin):
    """A source is switched off, never deleted: runs and datasets refer to it."""

    view_act, edit_act = "datasource.view", "datasource.edit"
    form = DataSourceForm
    list_display = ("name", "title", "engine", "address", "is_active", "read_at")
    list_filter = ("engine", "is_active")
    search_fields = ("name", "title", "host", "database")
    ordering = ("name",)
    deeds = (
        Deed("test_connection", _("Test connection"), "datasource.test"),
        Deed("refresh_schema", _("Refresh schema"), "datasource.test"),
    )
    change_form_outer_after_template = "semantic/admin/schema.html"
    readonly_fields = ("engine",)  # definitions and grants are written in its SQL
    stays_after_adding = True

    class Media:
        css = {"all": ("site/admin.css",)}

    @admin.display(description=_("address"))
    def address(self, source: DataSource) -> str:
        """Where the source is, for the list."""
        if source.engine == Engine.SQLITE:
            return source.database
        return f"{source.host}:{source.port}/{source.database}" if source.port else f"{source.host}/{source.database}"

    @admin.display(description=_("schema read at"))
    def read_at(self, source: Any) -> Any:
        """When the schema was last found to be as stored."""
        return source.read_at

    @admin.display(description=_("password"))
    def password(self, source: DataSource) -> str:
        """Whether there is one; shown to those who may look but not change."""
        return gettext("stored") if source.sealed_password else gettext("none")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[DataSource]:
        rows = super().get_queryset(request).annotate(read_at=models.Max("snapshots__confirmed_at"))
        return rows.exclude(id__in=closed_to(user_of(request), "datasource.view", DataSource))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        where = _WHERE.get(obj.engine if obj else _engine_asked(request), _SERVER)
        return (
            (None, {"fields": ("name", "title", "engine", "is_active")}),
            (_("Where it is"), {"fields": where}),
            (_("Limits"), {"fields": _LIMITS}),
            (_("SQL"), {"fields": ("smallest_group", "added_functions")}),
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"engine": obj.engine if obj else _engine_asked(request)})

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if _engine_asked(request) or not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        options = [Option(engine.label, {"engine": engine.value}) for engine in Engine]
        return ask_first(self, request, title=_("Which kind of database is it?"), options=options)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: DataSource, form: forms.ModelForm, change: bool) -> None:
        """Make or change the source through the service; the password on its own."""
        said = form.cleaned_data
        fields: Any = {name: said[name] for name in _SETTINGS if name in said} | {"engine": obj.engine}
        password = said.get("password", "")
        if not change:
            made = services.create_data_source(user=user_of(request), password=password, **fields)
            obj.pk = made.pk
            set_functions(user=user_of(request), data_source=made, names=said.get("added_functions", []))
            return
        had_password = DataSource.objects.filter(pk=obj.pk).exclude(sealed_password="").exists()
        changed = services.change_data_source(user=user_of(request), data_source=obj, **fields)
        if "added_functions" in said:
            set_functions(user=user_of(request), data_source=changed, names=said["added_functions"])
        if password:
            services.set_source_password(user=user_of(request), data_source=changed, password=password)
        elif had_password and not changed.sealed_password:
            warning = gettext("The stored password was for the old address and has been removed; enter it again.")
            self.message_user(request, warning, messages.WARNING)

    def test_connection(self, request: HttpRequest, source: DataSource) -> None:
        """Say whether the stored address and account work, and what the account should not be able to do."""
        report = services.test_connection(user=user_of(request), data_source=source)
        if report.problem is not None:
            words = words_of(report.problem)
            self.message_user(request, f"{words.message} {words.advice}".strip(), messages.ERROR)
            return
        text = gettext("The connection works: %(version)s.") % {"version": report.version}
        self.message_user(request, text, messages.SUCCESS)
        for warning in report.warnings:
            self.message_user(request, gettext(warning), messages.WARNING)

    def refresh_schema(self, request: HttpRequest, source: DataSource) -> None:
        """Read the schema now and say what came of it."""
        is_first = not source.snapshots.exists()
        read = services.refresh_schema(user=user_of(request), data_source=source, now=timezone.now())
        first = gettext("The schema has been read: %(tables)s tables.")
        changed = gettext("The schema has been read: %(tables)s tables. It differs from the one before.")
        same = gettext("The schema has been read: %(tables)s tables, as before.")
        said = first if is_first else changed if read.changed else same
        self.message_user(request, said % {"tables": len(read.catalog.tables)})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        source = kwargs.get("obj")
        context["schema"] = schema_view(source) if source is not None else None
        return super().render_change_form(request, context, *args, **kwargs)


def _engine_asked(request: HttpRequest) -> str:
    wanted = request.GET.get("engine", "")
    return wanted if wanted in Engine.values else ""
