"""
Pages about what people asked: read only, and every look is on record.

That a run happened is for whoever reads the audit. What was asked stands under an act of its own, and what was answered
is not shown at all: an answer was made under its asker's rights.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from unfold.views import ChangeList

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.tenants.access import allowed
from apps.tenants.admin.base import GovernedModelAdmin
from apps.tenants.requests import user_of
from apps.tenants.selectors import names_of

READ_ALL = "run.read_all"


class NamedPeopleList(ChangeList):
    """A list that knows what the people in it are called."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, and all names that it needs at once."""
        super().get_results(request)
        listed: list[Any] = list(self.result_list)  # type: ignore[has-type]  # the theme is not typed
        name_people(listed)
        self.result_list = listed


class ReadingAdmin(GovernedModelAdmin):
    """A read-only page of rows that belong to a user; `words` are the fields that hold what people wrote."""

    view_act = "audit.read"
    words: tuple[str, ...] = ()
    actions = None
    show_full_result_count = False

    class Media:
        css = {"all": ("site/admin.css",)}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return NamedPeopleList

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self._permitted(request, super().get_list_display(request))

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        # A search is a question about the words, whether they are shown or not.
        return self._permitted(request, super().get_search_fields(request))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sets = [
            (title, {**options, "fields": self._permitted(request, options["fields"])})
            for title, options in super().get_fieldsets(request, obj)
        ]
        return [(title, options) for title, options in sets if options["fields"]]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            name_people([found])
        return found

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self._record_reading(request, what="list")
        answer: HttpResponse = super().changelist_view(request, extra_context)
        return answer

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        self._record_reading(request, what=object_id or "")
        answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        return answer

    def _permitted(self, request: HttpRequest, names: Iterable[str]) -> tuple[str, ...]:
        may_read = allowed(request.user, READ_ALL)
        return tuple(name for name in names if may_read or name not in self.words)

    def _record_reading(self, request: HttpRequest, *, what: str) -> None:
        if self.has_view_permission(request):
            data = {"of": self.opts.label_lower, "what": what}
            audit.record(Action.AUDIT_READ, actor=user_of(request), data=data)


def name_people(rows: Iterable[Any]) -> None:
    """Set `user_name` on each row that has a `user_id`. One query, however many rows there are."""
    listed = list(rows)
    names = names_of({row.user_id for row in listed})
    for row in listed:
        row.user_name = names.get(row.user_id, _("nobody of this tenant any more"))
