"""The corpus: example questions and whatever else stewards curate."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from apps.rag.models import CorpusEntry
from apps.rag.services import remove_entry, save_entry
from apps.tenants.access import closed_to
from apps.tenants.admin.served import ServedModelAdmin
from apps.tenants.requests import user_of


@admin.register(CorpusEntry)
class CorpusEntryAdmin(ServedModelAdmin):
    """One text about one dataset."""

    view_act, edit_act = "corpus.view", "corpus.edit"
    list_display = ("question", "language", "kind", "dataset", "position", "is_active")
    list_filter = ("language", "kind", "is_active", ("dataset", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("dataset",)
    search_fields = ("question",)
    ordering = ("dataset__name", "language", "position")
    fields = ("dataset", "kind", "language", "question", "position", "is_active")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[CorpusEntry]:
        hidden = closed_to(user_of(request), "dataset.view", _dataset_model())
        return super().get_queryset(request).select_related("dataset").exclude(dataset_id__in=hidden)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        hidden = closed_to(user_of(request), "dataset.view", _dataset_model())
        kwargs["queryset"] = _dataset_model()._default_manager.exclude(pk__in=hidden).order_by("name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: CorpusEntry, form: Any, change: bool) -> None:
        """Save by the service."""
        save_entry(obj, user=user_of(request))

    def delete_model(self, request: HttpRequest, obj: CorpusEntry) -> None:
        """Remove by the service."""
        remove_entry(obj, user=user_of(request))


def _dataset_model() -> type[models.Model]:
    # By its own field: another app's models are not imported.
    related: Any = CorpusEntry._meta.get_field("dataset").related_model
    return related
