"""The command that makes a tenant on a deployment that has none."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.scope import tenant_scope
from apps.tenants import selectors
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import Caller, audit_actions

pytestmark = pytest.mark.django_db


def test_its_administrator_can_sign_in_and_enter_the_admin():
    out = StringIO()
    call_command("create_tenant", "acme", "--name", "Acme", "--admin", "alice", stdout=out)

    password = out.getvalue().split("Password (shown once): ")[1].strip()
    caller = Caller()
    assert caller.post("/login", {"username": "alice", "password": password}).status_code == 302
    assert caller.get("/admin/").status_code == 200
    tenant = Tenant.objects.get(slug="acme")
    with tenant_scope(tenant.id):
        assert selectors.roles_of(User.objects.get(username="alice").id) == {Role.ADMIN, Role.STEWARD}
    assert audit_actions(tenant)[:2] == ["tenant.created", "member.added"]


def test_a_password_from_a_file_is_not_printed(tmp_path: Path):
    file = tmp_path / "password"
    file.write_text("a long and quiet night\n")
    out = StringIO()

    call_command("create_tenant", "acme", "--admin", "alice", "--password-file", str(file), stdout=out)

    assert "quiet" not in out.getvalue()
    assert User.objects.get(username="alice").check_password("a long and quiet night")


def test_a_taken_name_leaves_nothing_behind():
    call_command("create_tenant", "acme", "--admin", "alice", stdout=StringIO())

    with pytest.raises(CommandError):
        call_command("create_tenant", "globex", "--admin", "alice", stdout=StringIO())

    assert not Tenant.objects.filter(slug="globex").exists()
