"""The tenants app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Who asks, and what they may do."""

    name = "apps.tenants"
    verbose_name = _("Tenants and people")

    def ready(self) -> None:
        """Tell drf-spectacular of the ways to sign in; it finds them by their being imported."""
        import_module("apps.tenants.api.schema")
