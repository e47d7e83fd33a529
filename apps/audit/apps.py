"""The audit app: the lowest one, so it also puts the scope's announcer on the database connections."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """What happened, in an order that nobody can change unseen."""

    name = "apps.audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        """Install row level security's announcer; its module can be imported only when all apps are known."""
        import_module("apps.rls")
