"""Feedback: the scores; the words beside them stand in the audit, where they can be erased."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.queries.admin.reading import ReadingAdmin
from apps.queries.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(ReadingAdmin):
    """What askers thought of their answers."""

    list_display = ("created_at", "score", "user_name", "run_link")
    list_filter = ("score",)
    ordering = ("-created_at",)
    fieldsets = ((None, {"fields": ("score", "user_name", "run_link", "created_at")}),)

    @admin.display(description=_("user"))
    def user_name(self, feedback: Any) -> str:
        """Who gave it."""
        return str(feedback.user_name)

    @admin.display(description=_("run"))
    def run_link(self, feedback: Feedback) -> str:
        """The run it is about."""
        url = reverse("admin:queries_queryrun_change", args=[feedback.run_id])
        return format_html('<a href="{}">{}</a>', url, feedback.run_id)
