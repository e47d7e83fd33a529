"""From a question to an answer."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QueriesConfig(AppConfig):
    name = "apps.queries"
    verbose_name = _("Questions")
