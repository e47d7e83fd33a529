"""Who speaks on a socket, asked again and again."""

import pytest
from django.contrib.sessions.backends.db import SessionStore

from apps.scope import tenant_scope
from apps.tenants import services
from apps.tenants.models import User
from apps.tenants.sockets import signed_in


@pytest.fixture
def scope(caller, tenant, viewer):
    """An ASGI scope as Channels' session middleware leaves it."""
    return {"session": SessionStore(caller.as_(viewer, tenant).session.session_key)}


def test_a_session_speaks_for_its_user_in_their_tenant(scope, tenant, viewer):
    who = signed_in(scope)

    assert (who.user, who.tenant_id) == (viewer, tenant.id)


@pytest.mark.parametrize("nobody", [{}, {"session": None}, {"session": SessionStore("nosuchsessionkey")}])
def test_without_a_session_nobody_speaks(db, nobody):
    assert signed_in(nobody) is None


def test_an_ended_membership_ends_the_socket(scope, tenant, viewer):
    with tenant_scope(tenant.id):
        services.end_membership(user_id=viewer.id, actor=None)

    assert signed_in(scope) is None


def test_a_changed_password_ends_the_socket(scope, tenant, viewer):
    with tenant_scope(tenant.id):
        services.set_password(user=User.objects.get(id=viewer.id), password="another long night", actor=None)

    assert signed_in(scope) is None


def test_signing_out_elsewhere_ends_the_socket(scope, caller):
    caller.post("/logout")

    assert signed_in(scope) is None
