"""Who speaks on a WebSocket. Called at connect and again before each message, so that revoked rights end a socket."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from apps.tenants import entry
from apps.tenants.models import User


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user in the tenant that their session has chosen."""

    user: User
    tenant_id: UUID


def signed_in(scope: dict[str, Any]) -> SignedIn | None:
    """
    Return who is behind a connection's session now; None if nobody is, or no longer.

    Reads the session from its store each time: `scope["session"]` is what it was at connect. Synchronous; call it
    through `database_sync_to_async`.
    """
    session_key = getattr(scope.get("session"), "session_key", None)
    if not session_key:
        return None
    session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")(session_key).load()
    user = _user(session)
    if user is None:
        return None
    found = entry.by_session(user, chosen=session.get(entry.SESSION_KEY))
    return SignedIn(user=user, tenant_id=found.tenant.id) if found else None


def _user(session: dict[str, Any]) -> User | None:
    # What django.contrib.auth.get_user does for a request: a changed password ends the session.
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = User.objects.filter(id=str(session.get(SESSION_KEY)), is_active=True).first()
    if user is None:
        return None
    expected = user.get_session_auth_hash()
    return user if constant_time_compare(session.get(HASH_SESSION_KEY, ""), expected) else None
