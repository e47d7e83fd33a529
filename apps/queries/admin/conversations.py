"""Conversations: who had them, and their questions for those who may read everybody's."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.queries.admin.reading import ReadingAdmin
from apps.queries.models import ChatSession


@admin.register(ChatSession)
class ChatSessionAdmin(ReadingAdmin):
    """One conversation of one user; its title is its first question."""

    words = ("title",)
    list_display = ("id", "title", "user_name", "created_at", "updated_at")
    search_fields = ("title",)
    ordering = ("-updated_at",)
    fieldsets = ((None, {"fields": ("title", "user_name", "created_at", "updated_at")}),)

    @admin.display(description=_("user"))
    def user_name(self, session: Any) -> str:
        """Whose conversation it is."""
        return str(session.user_name)
