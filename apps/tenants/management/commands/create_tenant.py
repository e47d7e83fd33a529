"""
`manage.py create_tenant`: a tenant and its first administrator, who adds everybody else in the admin.

The password is generated and printed once, or read with `--password-file`: it never stands in a command line.
"""

import secrets
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from apps.errors import AppError
from apps.scope import tenant_scope
from apps.tenants import services
from apps.tenants.roles import Role
from apps.tenants.wording import words_of


class Command(BaseCommand):
    help = "Create a tenant and its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name: letters, digits, hyphens")
        parser.add_argument("--name", help="what people call it; default: the short name")
        parser.add_argument("--admin", required=True, metavar="USERNAME", help="user name of the first administrator")
        parser.add_argument("--password-file", type=Path, help="take the password from this file")

    def handle(self, *args: Any, **options: Any) -> None:
        given: Path | None = options["password_file"]
        password = given.read_text().strip() if given else secrets.token_urlsafe(12)
        try:
            self._create(slug=options["slug"], name=options["name"], admin=options["admin"], password=password)
        except AppError as error:
            words = words_of(error)
            raise CommandError(f"{words.message} {words.advice}") from error
        self.stdout.write(f"Tenant {options['slug']} is ready. Sign in as {options['admin']}.")
        if given is None:
            self.stdout.write(f"Password (shown once): {password}")

    @staticmethod
    @transaction.atomic
    def _create(*, slug: str, name: str | None, admin: str, password: str) -> None:
        tenant = services.create_tenant(slug=slug, name=name or slug)
        with tenant_scope(tenant.id):
            user = services.create_user(username=admin, password=password, is_staff=True)
            services.add_member(user=user, roles=[Role.ADMIN, Role.STEWARD], actor=None)
