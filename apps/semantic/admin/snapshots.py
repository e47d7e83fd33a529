"""Schema snapshots: what a source's tables were at each change, to look at."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse

from apps.semantic.admin.schema_view import bounded
from apps.semantic.models import DataSource, SchemaSnapshot
from apps.semantic.snapshots import UnknownForm, from_json
from apps.tenants.access import closed_to
from apps.tenants.admin.base import GovernedModelAdmin
from apps.tenants.requests import user_of


@admin.register(SchemaSnapshot)
class SchemaSnapshotAdmin(GovernedModelAdmin):
    """Read only: a snapshot is what the database said."""

    view_act = "datasource.view"
    list_display = ("data_source", "taken_at", "confirmed_at", "fingerprint")
    list_filter = (("data_source", admin.RelatedOnlyFieldListFilter), "taken_at")
    list_select_related = ("data_source",)
    ordering = ("-taken_at",)
    fields = ("data_source", "taken_at", "confirmed_at", "fingerprint")
    change_form_outer_after_template = "semantic/admin/schema.html"

    class Media:
        css = {"all": ("site/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[SchemaSnapshot]:
        hidden = closed_to(user_of(request), "datasource.view", DataSource)
        rows = super().get_queryset(request).select_related("data_source").exclude(data_source_id__in=hidden)
        return rows.defer("content")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj and obj.data_source)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        snapshot = kwargs.get("obj")
        if snapshot is not None:
            try:
                context["schema"] = bounded(from_json(snapshot.content))
            except UnknownForm:
                context["schema"] = None
        answer: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return answer
