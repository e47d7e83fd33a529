"""`/api/ai/…`; paths have no trailing slash."""

from django.urls import path

from apps.queries.api import views

urlpatterns = [
    path("query", views.QueryApi.as_view(), name="api-query"),
    path("clarify", views.ClarifyApi.as_view(), name="api-clarify"),
    path("validate", views.ValidateApi.as_view(), name="api-validate"),
    path("execute", views.ExecuteApi.as_view(), name="api-execute"),
    path("runs/<uuid:run_id>", views.RunApi.as_view(), name="api-run"),
    path("runs/<uuid:run_id>/confirm", views.ConfirmApi.as_view(), name="api-confirm"),
    path("runs/<uuid:run_id>/cancel", views.CancelApi.as_view(), name="api-cancel"),
    path("runs/<uuid:run_id>/feedback", views.FeedbackApi.as_view(), name="api-feedback"),
]
