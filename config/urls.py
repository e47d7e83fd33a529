"""Every address of the product. API paths have no trailing slash."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from config import health

urlpatterns = [
    path("", include("apps.queries.web.urls")),
    path("", include("apps.tenants.web.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("api/ai/", include("apps.queries.api.urls")),
    path("api/ai/", include("apps.semantic.api.urls")),
    path("api/schema", SpectacularAPIView.as_view(), name="api-schema-document"),
    path("api/docs", SpectacularSwaggerView.as_view(url_name="api-schema-document"), name="api-docs"),
    path("api/health", health.api, name="api-health"),
    path("health", health.live, name="live"),
    path("ready", health.ready, name="ready"),
]

handler404 = "config.api.not_found"
handler500 = "config.api.server_error"
