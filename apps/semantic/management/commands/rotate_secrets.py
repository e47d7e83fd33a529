"""
Seals every stored password with the first of ENCRYPTION_KEYS, tenant by tenant; each is recorded in its audit chain.

To change the key: put the new one first and keep the old one, restart, run this, then remove the old one.
"""

from typing import Any

from django.core.management.base import BaseCommand

from apps.scope import tenant_scope
from apps.semantic.services.datasource import reseal_passwords
from apps.tenants.selectors import all_tenants


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        for tenant in all_tenants():
            with tenant_scope(tenant.id):
                resealed = reseal_passwords()
            self.stdout.write(f"{tenant.slug}: {resealed}")
