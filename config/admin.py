"""The admin site: its look, its words, and its place in the audit."""

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """Django's admin with our site; doors ask the tenant's roles, not Django's permissions table."""

    default_site = "apps.tenants.admin_site.TenantAdminSite"
