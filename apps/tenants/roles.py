"""The roles that a member of a tenant may hold; what each may do stands in `permissions`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A member holds any number of roles; their acts add up."""

    VIEWER = "viewer", _("Viewer")
    ANALYST = "analyst", _("Analyst")
    STEWARD = "steward", _("Data steward")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")
