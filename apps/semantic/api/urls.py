"""`/api/ai/schema` and `/api/ai/metrics`."""

from django.urls import path

from apps.semantic.api import views

urlpatterns = [
    path("schema", views.SchemaApi.as_view(), name="api-schema"),
    path("metrics", views.MetricsApi.as_view(), name="api-metrics"),
]
