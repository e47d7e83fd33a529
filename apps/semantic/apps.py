"""What the data means, and how to reach it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SemanticConfig(AppConfig):
    name = "apps.semantic"
    verbose_name = _("Semantic layer")
