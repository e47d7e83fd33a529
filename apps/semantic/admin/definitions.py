"""
What the pages of entities, joins, dimensions and metrics share: a dataset that is chosen first and never changes, its
tables and columns as choices, the model's service, and a look at what is wrong after each change.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from apps.semantic.admin.first_choices import Option, ask_first
from apps.semantic.admin.lists import WordsField
from apps.semantic.admin.refusals import SemanticForm, finding_words
from apps.semantic.catalog import stored_catalog
from apps.semantic.contracts import DimensionKind, SchemaCatalog, TableRef
from apps.semantic.models import Dataset, Dimension, Entity
from apps.semantic.services.definitions import Definition
from apps.semantic.services.model import findings_of, remove_definition, save_definition
from apps.tenants.access import allowed, closed_to
from apps.tenants.admin.served import ServedModelAdmin, uuid_of
from apps.tenants.requests import user_of

Choices = list[tuple[str, Any]]


class DefinitionForm(SemanticForm):
    """A definition of one dataset. `dataset` and `catalog` are set by the page before the form is made."""

    dataset: ClassVar[Dataset]
    catalog: ClassVar[SchemaCatalog]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.dataset = self.dataset

    def _get_validation_exclusions(self) -> set[str]:
        # Not a field, but part of what must be unique.
        return super()._get_validation_exclusions() - {"dataset"}

    def choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Give a field of the form its choices, if the form has it."""
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def entities(self) -> list[Entity]:
        """The dataset's entities, by name."""
        return list(Entity.objects.filter(dataset=self.dataset).order_by("name"))

    def columns_of(self, entity: Entity) -> Choices:
        """The columns of an entity's table: name, and name with kind."""
        table = self.catalog.table(TableRef(entity.table_schema, entity.table_name))
        return [(c.name, f"{c.name} · {c.kind.value}") for c in table.columns] if table else []

    def time_choices(self) -> Choices:
        """The dataset's time dimensions."""
        times = Dimension.objects.filter(dataset=self.dataset, kind=DimensionKind.TIME.value).order_by("name")
        return [("", "—"), *((d.name, titled(d)) for d in times)]


class NamedForm(DefinitionForm):
    """A definition that people have words for."""

    synonyms = WordsField(label=_("synonyms"), help_text=_("What else people call it; one a line, or with commas."))


class DefinitionAdmin(ServedModelAdmin):
    """A page of one kind of definition."""

    view_act, edit_act = "dataset.view", "dataset.edit"
    form = DefinitionForm
    list_select_related: tuple[str, ...] = ("dataset",)
    ordering = ("dataset__name", "name")

    class Media:
        css = {"all": ("site/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        hidden = closed_to(user_of(request), "dataset.view", Dataset)
        return super().get_queryset(request).select_related("dataset__data_source").exclude(dataset_id__in=hidden)

    def object_of(self, row: Any) -> models.Model:
        dataset: Dataset = row.dataset
        return dataset

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj and obj.dataset)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj and obj.dataset)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj and obj.dataset)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request) or self._dataset_asked(request) is not None:
            return super().add_view(request, form_url, extra_context)
        hidden = closed_to(user_of(request), "dataset.edit", Dataset)
        options = [
            Option(titled(dataset), {"dataset": str(dataset.id)}, dataset.data_source)
            for dataset in _datasets(request).exclude(id__in=hidden).order_by("name")
        ]
        return ask_first(
            self, request, title=_("In which dataset?"), options=options, nothing=_("Create a dataset first.")
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        dataset = obj.dataset if obj is not None else self._dataset_asked(request)
        if dataset is None:
            return form
        return type(form.__name__, (form,), {"dataset": dataset, "catalog": stored_catalog(dataset.data_source)})

    def save_model(self, request: HttpRequest, obj: Definition, form: Any, change: bool) -> None:
        """Save by the service."""
        save_definition(obj, user=user_of(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing else is saved beside; say what is still wrong with the definition."""
        self.say_findings(request, form.instance)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self.response_post_save_change(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return redirect(self.page_of(obj.dataset))  # where its other parts are, and the publishing

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Remove by the service."""
        remove_definition(obj, user=user_of(request))

    def say_findings(self, request: HttpRequest, row: Any) -> None:
        """Show what is wrong with one definition: a draft may be saved with faults, but nobody should be surprised."""
        where = f"{row._meta.model_name}:{row.name}"
        for words in finding_words(f for f in findings_of(row.dataset) if f.where == where):
            self.message_user(request, words, messages.WARNING)

    def _dataset_asked(self, request: HttpRequest) -> Dataset | None:
        wanted = uuid_of(request.GET.get("dataset"))
        found: Dataset | None = _datasets(request).filter(id=wanted).first() if wanted else None
        if found is None or not allowed(user_of(request), "dataset.edit", found):
            return None
        return found


def titled(row: Any) -> str:
    """Return a row's name with what people call it."""
    title = row.title_zh or row.title_en
    return f"{row.name} · {title}" if title else str(row.name)


def _datasets(request: HttpRequest) -> models.QuerySet[Dataset]:
    hidden = closed_to(user_of(request), "dataset.view", Dataset)
    rows: models.QuerySet[Dataset] = Dataset.objects.exclude(id__in=hidden).select_related("data_source")
    return rows
