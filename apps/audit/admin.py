"""
The chain and the questions on record, to be read only. Each reading is itself recorded before anything is shown.

Rights are asked as `user.has_perm("audit.read")`, which the tenants' backend answers: this app knows nobody.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from apps.audit import selectors, services
from apps.audit.actions import Action
from apps.audit.models import AuditEvent, QueryRecord

ACT = "audit.read"


class ReadOnlyAdmin(ModelAdmin):
    """Shows rows to whoever may read the audit."""

    actions = None
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(ACT))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm(ACT))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self._record_reading(request, what="list")
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        self._record_reading(request, what=object_id or "")
        return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return self.changeform_view(request, object_id)

    def _record_reading(self, request: HttpRequest, *, what: str) -> None:
        if self.has_view_permission(request):
            services.record(Action.AUDIT_READ, actor=request.user, data={"of": self.opts.label_lower, "what": what})


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The chain, latest first."""

    list_display = ("sequence", "at", "action", "actor_name", "target_name", "request_id")
    list_filter = ("action",)
    search_fields = ("actor_name", "target_name", "request_id", "run_id")
    fields = (
        ("sequence", "at", "action"),
        ("actor_name", "actor_id"),
        ("target_type", "target_name", "target_id"),
        ("run_id", "request_id", "trace_id"),
        "data",
        "private_text",
        ("previous_hash", "hash", "key_id"),
    )

    @admin.display(description=_("private text"))
    def private_text(self, event: AuditEvent) -> str:
        """The erasable words beside the event."""
        return selectors.text_of(event.id) or "—"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("private_text",)


@admin.register(QueryRecord)
class QueryRecordAdmin(ReadOnlyAdmin):
    """Every question from request to outcome."""

    list_display = ("requested_at", "user_name", "question", "status", "lane", "rows", "duration_ms")
    search_fields = ("user_name", "request_id")
