"""
`manage.py verify_audit`: check the audit chains, and say where the first one of each tenant is broken.

Exit code 0: all sound. 1: a chain is broken, or the anchor is in none. An anchor is a hash from the log
("audit.head") or from an earlier run of this command, kept where the database's owner cannot change it.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.audit import selectors as audit
from apps.audit.chain import Fault, Verdict
from apps.scope import tenant_scope
from apps.tenants import selectors
from apps.tenants.models import Tenant


class Command(BaseCommand):
    help = "Check that no audit event was altered, removed, inserted or reordered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", metavar="SLUG", help="check this tenant only")
        parser.add_argument("--anchor", metavar="HASH", help="a hash that a chain must still hold")

    def handle(self, *args: Any, **options: Any) -> None:
        tenants = selectors.all_tenants()
        if options["tenant"]:
            tenants = tenants.filter(slug=options["tenant"])
            if not tenants:
                raise CommandError(f"No tenant has the short name {options['tenant']}.")
        verdicts = [self._check(tenant, options["anchor"]) for tenant in tenants]
        if any(verdict.fault not in (None, Fault.ANCHOR_ABSENT) for verdict in verdicts):
            raise CommandError("The audit is broken.")
        if options["anchor"] and not any(verdict.is_sound for verdict in verdicts):
            raise CommandError("The anchor is in no chain: the end of one was cut off.")

    def _check(self, tenant: Tenant, anchor: str | None) -> Verdict:
        with tenant_scope(tenant.id):
            verdict = audit.verify(anchor=anchor)
        if verdict.fault in (None, Fault.ANCHOR_ABSENT):
            anchored = ", anchor not here" if verdict.fault else ", anchor found" if anchor else ""
            self.stdout.write(f"{tenant.slug}: sound, {verdict.sequence} events, head {verdict.head}{anchored}")
        else:
            self.stderr.write(f"{tenant.slug}: event {verdict.sequence}: {verdict.fault}")
        return verdict
