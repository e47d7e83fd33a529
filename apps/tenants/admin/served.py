"""
Admin pages whose every change goes through a service: one verb, one transaction, one audit event.

What a service refuses is shown in the form, at the field it names, in the reader's language; the transaction is rolled
back first. A denial rises to the door, which records it. Deeds are buttons of a page that post; none of them is a link.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.errors import AppError, InvalidInput
from apps.tenants.access import allowed
from apps.tenants.admin.base import GovernedModelAdmin, TenantModelForm
from apps.tenants.permissions import Act
from apps.tenants.wording import words_of


class ServedForm(TenantModelForm):
    """
    A form that shows what a service refused.

    :cvar refusal: what the service said to the form's content a moment ago.
    :cvar field_of: names that services give to fields, where the form's differ.
    """

    refusal: ClassVar[AppError | None] = None
    field_of: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)  # as Django does with the model's own fields

    def clean(self) -> dict[str, Any]:
        """Put the refusal, if there is one, where the person can mend it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal is not None:
            self.add_error(self.place_of(self.refusal), self.sentences_of(self.refusal))
        return cleaned

    def place_of(self, refusal: AppError) -> str | None:
        """Return the field that a refusal is about; None: the form as a whole."""
        named = str(refusal.params.get("field", "")) if isinstance(refusal, InvalidInput) else ""
        field = self.field_of.get(named, named)
        return field if field in self.fields else None

    def sentences_of(self, refusal: AppError) -> list[str]:
        """Return a refusal in words; at its field the name of the field is not repeated."""
        if isinstance(refusal, InvalidInput) and self.place_of(refusal) is not None:
            return [_(str(refusal.params["reason"]))]
        return self.in_words(refusal)

    @staticmethod
    def in_words(refusal: AppError) -> list[str]:
        """Return what happened and the way forward."""
        words = words_of(refusal)
        return [words.message, words.advice] if words.advice else [words.message]


@dataclass(frozen=True, slots=True)
class Deed:
    """
    A button on a row's page.

    :param name: the method of the admin that does it: `(request, row) -> None`.
    :param title: what the button says.
    :param act: who may press it.
    :param when: whether it makes sense for a row as it is.
    """

    name: str
    title: str | Promise
    act: Act
    when: Callable[[Any], bool] = lambda _row: True


class ServedModelAdmin(GovernedModelAdmin):
    """An admin page of a model that services change. Subclasses call them in `save_model` and `delete_model`."""

    form = ServedForm
    deeds: ClassVar[tuple[Deed, ...]] = ()
    stays_after_adding: ClassVar[bool] = False  # True: the new row's page follows, for what is done there next
    change_form_outer_before_template = "tenants/deeds.html"

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """The service has recorded it."""

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """The service has recorded it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """The service records each."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = vars(request).get("refusal")
        return type(form.__name__, (form,), {"refusal": refusal}) if refusal else form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            return cast("HttpResponse", super().changeform_view(request, object_id, form_url, extra_context))
        except AppError as refusal:
            if request.method != "POST" or refusal.http_status == 403:
                raise
            # Rolled back; now the same content again, with what was wrong about it.
            vars(request)["refusal"] = refusal
            return cast("HttpResponse", super().changeform_view(request, object_id, form_url, extra_context))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        if not self.stays_after_adding or "_addanother" in request.POST:
            return cast("HttpResponse", super().response_add(request, obj, post_url_continue))
        self.message_user(request, _("“%(name)s” was added.") % {"name": obj}, messages.SUCCESS)
        return redirect(self.page_of(obj))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return self._or_say_why(
            request, lambda: super(ServedModelAdmin, self).delete_view(request, object_id, extra_context)
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return self._or_say_why(request, lambda: super(ServedModelAdmin, self).changelist_view(request, extra_context))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: Iterable[models.Model]) -> None:
        """Delete the chosen rows, all or none."""
        for row in queryset:
            self.delete_model(request, row)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_deed"
        deed = path("<path:object_id>/do/<slug:deed>", self.admin_site.admin_view(self.deed_view), name=name)
        return [deed, *super().get_urls()]

    def deed_view(self, request: HttpRequest, object_id: str, deed: str) -> HttpResponse:
        """Do what a button says, and go back to its page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.get_object(request, object_id)
        wanted = next((one for one in self.deeds if one.name == deed), None)
        if row is None or wanted is None or not self.has_view_permission(request, row):
            raise Http404
        if not self._may(request, wanted, row):
            raise PermissionDenied
        try:
            getattr(self, wanted.name)(request, row)
        except AppError as refusal:
            self.say(request, refusal)
        return redirect(self.page_of(row))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        context["deeds"] = self._buttons(request, row) if row is not None else []
        return cast("HttpResponse", super().render_change_form(request, context, *args, **kwargs))

    def page_of(self, row: models.Model) -> str:
        """Return the address of a row's page."""
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[quote(row.pk)])

    def say(self, request: HttpRequest, refusal: AppError) -> None:
        """Show a refusal, each sentence as a message."""
        for sentence in self.form.in_words(refusal):
            self.message_user(request, sentence, messages.ERROR)

    def object_of(self, row: Any) -> models.Model:
        """Return what object permissions of a row stand at: the row itself unless a subclass says otherwise."""
        return cast("models.Model", row)

    def _may(self, request: HttpRequest, deed: Deed, row: models.Model) -> bool:
        return allowed(request.user, deed.act, self.object_of(row))

    def _buttons(self, request: HttpRequest, row: models.Model) -> list[dict[str, Any]]:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_deed"
        return [
            {"title": deed.title, "url": reverse(name, args=[quote(row.pk), deed.name])}
            for deed in self.deeds
            if deed.when(row) and self._may(request, deed, row)
        ]

    def _or_say_why(self, request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
        try:
            return view()
        except AppError as refusal:
            if request.method != "POST" or refusal.http_status == 403:
                raise
            self.say(request, refusal)
            return redirect(request.get_full_path())


def uuid_of(text: str | None) -> UUID | None:
    """Return an id that came in an address; None if it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
