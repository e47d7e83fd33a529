"""
The chain and the questions on record, to be read only. Each reading is itself recorded before anything is shown.

Rights are asked as `user.has_perm("audit.read")`, which the tenants' backend answers: this app knows nobody.
"""

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
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
    fieldsets = (
        (None, {"fields": ("question", "user_name", "status", "lane", "confidence")}),
        (_("What was run"), {"fields": ("governed_sql", "sql_sha256", "executed", "rows", "bytes", "risk")}),
        (_("Under which rules"), {"fields": ("policy_fingerprint", "policies", "proof", "engine_view")}),
        (_("If it failed"), {"fields": ("error_code", "error_message")}),
        (_("When"), {"fields": ("requested_at", "finished_at", "duration_ms")}),
        (_("What it rests on"), {"fields": ("references", "lineage", "context_summary", "model", "prompt_sha256")}),
        (_("From where"), {"fields": ("request_id", "trace_id", "session_id", "ip", "user_agent", "user_id")}),
        (_("Feedback"), {"fields": ("feedback_score", "feedback_text")}),
    )

    class Media:
        css = {"all": ("site/admin.css",)}

    @admin.display(description=_("SQL"))
    def governed_sql(self, record: QueryRecord) -> str:
        """The text that the database was given."""
        return format_html('<pre class="sql">{}</pre>', record.sql) if record.sql else "—"

    @admin.display(description=_("policies"))
    def policies(self, record: QueryRecord) -> str:
        """The rules that were applied."""
        return _sealed(record, "policies")

    @admin.display(description=_("proof"))
    def proof(self, record: QueryRecord) -> str:
        """What was proved before it ran, and the tables that predicates asked."""
        return _sealed(record, "proof")

    @admin.display(description=_("compared with what the database says it reads"))
    def engine_view(self, record: QueryRecord) -> str:
        """What came of comparing the proof with the engine's own account."""
        return _sealed(record, "engine_view")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("governed_sql", "policies", "proof", "engine_view")


def _sealed(record: QueryRecord, name: str) -> str:
    fact = selectors.outcome_of_run(record.pk).get(name)
    return format_html('<pre class="sql">{}</pre>', json.dumps(fact, ensure_ascii=False, indent=1)) if fact else "—"
