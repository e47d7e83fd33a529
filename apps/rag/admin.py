"""The corpus: example questions and whatever else stewards curate."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from apps.rag.models import CorpusEntry
from apps.rag.services import remove_entry, save_entry
from apps.tenants.access import closed_to
from apps.tenants.admin.served import ServedForm, ServedModelAdmin
from apps.tenants.requests import user_of


class CorpusEntryForm(ServedForm):
    """An entry; its dataset is the field `about`: the theme takes a field `dataset` for something of its own."""

    field_of = {"dataset": "about"}
    datasets: ClassVar[models.QuerySet[Any]]

    about: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None, label=_("dataset"), widget=UnfoldAdminSelectWidget
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields.get("about")
        if isinstance(about, forms.ModelChoiceField):
            about.queryset = self.datasets
        self.initial["about"] = self.instance.dataset_id

    def _get_validation_exclusions(self) -> set[str]:
        # Not a field, but part of what must be unique; until one is chosen, `about` says that it is missing.
        chosen = {"dataset"} if self.instance.dataset_id else set()
        return super()._get_validation_exclusions() - chosen

    def clean(self) -> dict[str, Any]:
        """Put the chosen dataset where the entry keeps it."""
        cleaned = super().clean()
        if cleaned.get("about") is not None:
            self.instance.dataset = cleaned["about"]
        return cleaned


@admin.register(CorpusEntry)
class CorpusEntryAdmin(ServedModelAdmin):
    """One text about one dataset."""

    view_act, edit_act = "corpus.view", "corpus.edit"
    list_display = ("question", "language", "kind", "dataset", "position", "is_active")
    list_filter = ("language", "kind", "is_active", ("dataset", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("dataset",)
    search_fields = ("question",)
    ordering = ("dataset__name", "language", "position")
    form = CorpusEntryForm
    fields = ("about", "kind", "language", "question", "position", "is_active")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[CorpusEntry]:
        hidden = closed_to(user_of(request), "dataset.view", _dataset_model())
        return super().get_queryset(request).select_related("dataset").exclude(dataset_id__in=hidden)

    @admin.display(description=_("dataset"))
    def about(self, entry: CorpusEntry) -> str:
        """The dataset, for those who may look but not change."""
        return str(entry.dataset)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        hidden = closed_to(user_of(request), "dataset.edit", _dataset_model())
        hidden |= closed_to(user_of(request), "dataset.view", _dataset_model())
        offered = _dataset_model()._default_manager.exclude(pk__in=hidden).order_by("name")
        return type(form.__name__, (form,), {"datasets": offered})

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
