"""
Fixtures of tenants and people: two tenants, a member of each role, clients that ask in their name.

`tenant` is in scope only where a test says so; requests enter it by themselves, as in life.
"""

from collections.abc import Callable
from typing import Any, Self

import pytest
from django.test import Client

from apps.audit.models import AuditEvent
from apps.scope import tenant_scope
from apps.tenants import entry, services
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role

PASSWORD = "a long and quiet night"  # of people who exist in tests only
MakeMember = Callable[..., User]


class Caller(Client):
    """A client of the pages and the API; JSON bodies and request ids come by themselves."""

    def as_(self, user: User, tenant: Tenant) -> Self:
        """Sign in with a session that has entered the tenant."""
        self.force_login(user)
        session = self.session
        session[entry.SESSION_KEY] = str(tenant.id)
        session.save()
        return self

    def with_key(self, user: User, tenant: Tenant) -> Self:
        """Ask with a fresh API key."""
        with tenant_scope(tenant.id):
            _key, text = services.issue_api_key(user=user, name="a test's", actor=None)
        self.defaults["HTTP_AUTHORIZATION"] = f"Bearer {text}"
        return self

    def post_json(self, path: str, body: object, **headers: str) -> Any:
        """Post to the API."""
        sent = {"X-Request-Id": "r-1", **headers}
        return self.post(path, body, content_type="application/json", headers=sent)


def make_member(tenant: Tenant, *roles: Role, username: str | None = None, **fields: Any) -> User:
    """Create a user with these roles in the tenant."""
    name = username or "-".join([tenant.slug, *roles])
    user = User.objects.create_user(name, f"{name}@example.com", PASSWORD, **fields)
    with tenant_scope(tenant.id):
        services.add_member(user=user, roles=roles, actor=None)
    return user


def audit_actions(tenant: Tenant) -> list[str]:
    """The actions on the tenant's record, in their order."""
    with tenant_scope(tenant.id):
        return list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))


@pytest.fixture
def tenant(db: None) -> Tenant:
    return services.create_tenant(slug="acme", name="Acme")


@pytest.fixture
def other_tenant(db: None) -> Tenant:
    return services.create_tenant(slug="globex", name="Globex")


@pytest.fixture
def viewer(tenant: Tenant) -> User:
    return make_member(tenant, Role.VIEWER)


@pytest.fixture
def analyst(tenant: Tenant) -> User:
    return make_member(tenant, Role.ANALYST)


@pytest.fixture
def steward(tenant: Tenant) -> User:
    return make_member(tenant, Role.STEWARD, is_staff=True)


@pytest.fixture
def auditor(tenant: Tenant) -> User:
    return make_member(tenant, Role.AUDITOR, is_staff=True)


@pytest.fixture
def administrator(tenant: Tenant) -> User:
    return make_member(tenant, Role.ADMIN, is_staff=True)


@pytest.fixture
def stranger(other_tenant: Tenant) -> User:
    """An administrator of the other tenant."""
    return make_member(other_tenant, Role.ADMIN, is_staff=True)


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator", "operator@example.com", PASSWORD)


@pytest.fixture
def caller() -> Caller:
    return Caller()
