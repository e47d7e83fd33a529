"""The admin of tenants and people; Django's autodiscovery imports this package."""

from apps.tenants.admin import keys, people, tenants

__all__ = ["keys", "people", "tenants"]
