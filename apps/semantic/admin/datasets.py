"""Datasets: what can be asked about. Their parts are listed here, edited on their own pages, and published together."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.semantic.admin.lists import WordsField
from apps.semantic.admin.refusals import SemanticForm, finding_words
from apps.semantic.models import Dataset, DataSource
from apps.semantic.services.model import findings_of, publish_dataset, save_definition, withdraw_dataset
from apps.semantic.validation import Severity
from apps.tenants.access import closed_to
from apps.tenants.admin.served import Deed, ServedModelAdmin
from apps.tenants.requests import user_of

_PARTS = ("entities", "joins", "dimensions", "metrics")
MOST_OF_A_KIND = 200


class DatasetForm(SemanticForm):
    """What a dataset is called and where its data lies."""

    synonyms = WordsField(label=_("synonyms"), help_text=_("What else people call it; one a line, or with commas."))


@admin.register(Dataset)
class DatasetAdmin(ServedModelAdmin):
    """A dataset is withdrawn, never deleted: runs and their records refer to it."""

    view_act, edit_act = "dataset.view", "dataset.edit"
    form = DatasetForm
    stays_after_adding = True
    list_display = ("name", "title_zh", "title_en", "data_source", "is_published", "version")
    list_filter = ("is_published", ("data_source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("data_source",)
    search_fields = ("name", "title_zh", "title_en")
    ordering = ("name",)
    readonly_fields = ("is_published", "version")
    fieldsets = (
        (None, {"fields": ("name", "data_source", "timezone", ("is_published", "version"))}),
        (_("What people call it"), {"fields": (("title_zh", "title_en"), "synonyms")}),
        (_("Description"), {"fields": ("description_zh", "description_en"), "classes": ("collapse",)}),
    )
    deeds = (
        Deed("find_faults", _("Check"), "dataset.view"),
        Deed("publish", _("Publish"), "dataset.publish", when=lambda dataset: not dataset.is_published),
        Deed("withdraw", _("Withdraw"), "dataset.publish", when=lambda dataset: dataset.is_published),
    )
    change_form_outer_after_template = "semantic/admin/dataset_parts.html"

    class Media:
        css = {"all": ("site/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Dataset]:
        hidden = closed_to(user_of(request), "dataset.view", Dataset)
        return super().get_queryset(request).select_related("data_source").exclude(id__in=hidden)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "data_source") if obj else self.readonly_fields

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        hidden = closed_to(user_of(request), "datasource.view", DataSource)
        kwargs["queryset"] = DataSource.objects.exclude(id__in=hidden).order_by("name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Dataset, form: Any, change: bool) -> None:
        """Save by the service."""
        save_definition(obj, user=user_of(request))

    def find_faults(self, request: HttpRequest, dataset: Dataset) -> None:
        """Say everything that is wrong or doubtful with the model."""
        findings = findings_of(dataset)
        for finding in findings:
            level = messages.ERROR if finding.severity is Severity.ERROR else messages.WARNING
            self.message_user(request, finding_words([finding])[0], level)
        if not findings:
            self.message_user(request, gettext("Nothing is wrong with this model."), messages.SUCCESS)

    def publish(self, request: HttpRequest, dataset: Dataset) -> None:
        """Let it be asked, if it is without faults."""
        publish_dataset(dataset, user=user_of(request))
        self.message_user(request, gettext("The dataset is published: it can be asked now."), messages.SUCCESS)

    def withdraw(self, request: HttpRequest, dataset: Dataset) -> None:
        """Stop it from being asked."""
        withdraw_dataset(dataset, user=user_of(request))
        self.message_user(request, gettext("The dataset is withdrawn: nobody can ask it until it is published again."))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        dataset = kwargs.get("obj")
        if dataset is not None:
            may_add = self.has_change_permission(request, dataset)
            context["parts"] = [_part(dataset, name, may_add=may_add) for name in _PARTS]
        return super().render_change_form(request, context, *args, **kwargs)


def _part(dataset: Dataset, name: str, *, may_add: bool) -> dict[str, Any]:
    """One kind of definition as the page lists it."""
    related: Any = getattr(dataset, name)
    opts = related.model._meta
    page = f"admin:{opts.app_label}_{opts.model_name}"
    rows: Iterable[Any] = related.order_by("name")[: MOST_OF_A_KIND + 1]
    listed = [
        {
            "name": row.name,
            "title": " / ".join(filter(None, (getattr(row, "title_zh", ""), getattr(row, "title_en", "")))),
            "url": reverse(f"{page}_change", args=[row.pk]),
        }
        for row in rows
    ]
    return {
        "title": opts.verbose_name_plural,
        "rows": listed[:MOST_OF_A_KIND],
        "more": len(listed) > MOST_OF_A_KIND,
        "all_url": f"{reverse(f'{page}_changelist')}?dataset__id__exact={dataset.pk}",
        "add_url": f"{reverse(f'{page}_add')}?dataset={dataset.pk}" if may_add else "",
        "add_title": gettext("Add %(thing)s") % {"thing": opts.verbose_name},
    }
