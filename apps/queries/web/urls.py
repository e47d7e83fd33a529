"""Addresses of the chat pages."""

from django.urls import path

from apps.queries.web import views

urlpatterns = [
    path("", views.chat, name="chat"),
    path("chat/ask", views.ask, name="chat_ask"),
    path("chat/recent", views.recent, name="chat_recent"),
    path("chat/runs/<uuid:run_id>", views.run, name="chat_run"),
    path("chat/runs/<uuid:run_id>/clarify", views.clarify, name="chat_clarify"),
    path("chat/runs/<uuid:run_id>/confirm", views.confirm, name="chat_confirm"),
    path("chat/runs/<uuid:run_id>/cancel", views.cancel, name="chat_cancel"),
    path("chat/runs/<uuid:run_id>/rate", views.rate, name="chat_rate"),
]
