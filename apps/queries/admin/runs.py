"""Runs: what became of a question, stage by stage, with its SQL and the rules that were applied; never its rows."""

import json
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from apps.queries.admin.reading import ReadingAdmin
from apps.queries.models import QueryRun, StageEvent
from apps.queries.wording import STAGES, error_view, policy_view
from apps.tenants.admin.base import GovernedTabularInline

_NONE = "—"


class StageInline(GovernedTabularInline):
    """The stages in their order, each with its time."""

    view_act = "audit.read"
    model = StageEvent
    fields = ("seq", "title", "status", "duration", "at")
    readonly_fields = ("title", "duration", "at")
    ordering = ("seq",)
    extra = 0
    hide_title = True
    verbose_name_plural = _("stages")

    @admin.display(description=_("stage"))
    def title(self, event: StageEvent) -> str:
        """What the stage does, in words."""
        return str(dict(STAGES).get(event.stage, event.stage))  # type: ignore[call-overload]

    @admin.display(description=_("milliseconds"))
    def duration(self, event: StageEvent) -> str:
        """How long it took."""
        return f"{event.ms:.0f}" if event.ms >= 10 else f"{event.ms:.1f}"


@admin.register(QueryRun)
class QueryRunAdmin(ReadingAdmin):
    """One question, or one statement that a user wrote."""

    words = ("question", "asked", "governed_sql", "problem")
    list_display = ("created_at", "asked", "user_name", "kind", "status", "lane", "duration", "error_code")
    list_display_links = ("created_at",)
    list_filter = ("status", "lane", "kind", "created_at")
    search_fields = ("question", "request_id")
    ordering = ("-created_at",)
    inlines = (StageInline,)
    fieldsets = (
        (None, {"fields": ("question", "user_name", "kind", "status", "lane", "confidence")}),
        (_("What was run"), {"fields": ("governed_sql", "policies", "proof", "data_source")}),
        (_("If it failed"), {"fields": ("error_code", "problem")}),
        (_("When"), {"fields": ("created_at", "started_at", "finished_at", "duration", "attempts")}),
        (_("Where else it is on record"), {"fields": ("request_id", "trace_id", "audit")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[QueryRun]:
        # The rows of an answer are not even fetched for a list.
        return super().get_queryset(request).defer("answer", "clarification", "choices", "sql", "error")

    @admin.display(description=_("question or SQL"))
    def asked(self, run: QueryRun) -> str:
        """The beginning of the question."""
        return Truncator(run.question).chars(80)

    @admin.display(description=_("user"))
    def user_name(self, run: Any) -> str:
        """Who asked."""
        return str(run.user_name)

    @admin.display(description=_("duration (ms)"))
    def duration(self, run: QueryRun) -> str:
        """From the question to the outcome."""
        if run.finished_at is None:
            return _NONE
        return str(round((run.finished_at - run.created_at).total_seconds() * 1000))

    @admin.display(description=_("SQL"))
    def governed_sql(self, run: QueryRun) -> str:
        """The text that the database was given."""
        return format_html('<pre class="sql">{}</pre>', run.sql) if run.sql else _NONE

    @admin.display(description=_("policies"))
    def policies(self, run: QueryRun) -> str:
        """The rules that the answer was made under."""
        applied = [policy_view(policy) for policy in (run.answer or {}).get("policies", [])]
        lines = format_html_join("", "<li>{} <code>{}</code></li>", ((p.words, p.table) for p in applied))
        return format_html("<ul>{}</ul>", lines) if applied else _NONE

    @admin.display(description=_("proof"))
    def proof(self, run: QueryRun) -> str:
        """What was proved of the SQL before it ran."""
        proof = (run.answer or {}).get("proof")
        text = json.dumps(proof, ensure_ascii=False, indent=1)
        return format_html('<pre class="sql">{}</pre>', text) if proof else _NONE

    @admin.display(description=_("reason"))
    def problem(self, run: QueryRun) -> str:
        """Why there is no answer."""
        error = error_view(run.status, run.error_code, run.error)
        return error.message if error is not None else _NONE

    @admin.display(description=_("data source"))
    def data_source(self, run: QueryRun) -> str:
        """The data source, by its page."""
        return _link("admin:semantic_datasource_change", run.data_source_id)

    @admin.display(description=_("audit event"))
    def audit(self, run: QueryRun) -> str:
        """The event that admitted the run, and all events about it."""
        if run.audit_event_id is None:
            return _NONE
        every = f"{reverse('admin:audit_auditevent_changelist')}?q={run.id}"
        first = _link("admin:audit_auditevent_change", run.audit_event_id)
        return format_html('{} · <a href="{}">{}</a>', first, every, _("all events of this run"))


def _link(page: str, key: object) -> str:
    return format_html('<a href="{}">{}</a>', reverse(page, args=[key]), key)
