"""The tenants app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Who asks, and what they may do."""

    name = "apps.tenants"
    verbose_name = _("Tenants and people")
