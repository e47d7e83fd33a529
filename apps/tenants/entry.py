"""
From credentials to a user in a tenant: an API key, or a session with an active membership.

Everything is looked up afresh at each call, so whatever was taken away (key, account, membership, tenant) ends at the
next request or message.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from apps.scope import tenant_scope
from apps.tenants import selectors
from apps.tenants.api_keys import Token, mint, parse
from apps.tenants.models import ApiKey, Tenant, User

SESSION_KEY = "tenant"  # where a session keeps the id of the tenant that its user chose
_NOTE_USE_EVERY = timedelta(minutes=1)
_NOBODY = mint("nobody")  # compared with when there is no such key, so that its absence takes no less time


@dataclass(frozen=True, slots=True)
class Entry:
    """A user who may act in a tenant, and the key with which they came, if any."""

    user: User
    tenant: Tenant
    api_key: ApiKey | None = None


def by_api_key(text: str, *, now: datetime) -> Entry | None:
    """Return the member behind a key's text; None if the key is wrong, over, or its member gone."""
    token = parse(text)
    tenant = selectors.active_tenant(slug=token.slug) if token else None
    if token is None or tenant is None:
        return None
    with tenant_scope(tenant.id):
        key = _matching_key(token, now=now)
        if key is None or not _enter(key.user, tenant):
            return None
        _note_use(key, now=now)
    return Entry(user=key.user, tenant=tenant, api_key=key)


def by_session(user: User, *, chosen: str | None, slug: str | None = None) -> Entry | None:
    """
    Return where a signed-in user is.

    :param chosen: the tenant's id that their session holds.
    :param slug: the tenant that this one request names; it must be one of the user's own.
    """
    tenant = _named(user, chosen=chosen, slug=slug)
    if tenant is None:
        return None
    with tenant_scope(tenant.id):
        is_member = _enter(user, tenant)
    if is_member:
        return Entry(user=user, tenant=tenant)
    # An operator is inside only what they entered by name: entering is on the tenant's record.
    return Entry(user=user, tenant=tenant) if user.is_superuser and slug is None and chosen is not None else None


def may_choose(user: User) -> list[Tenant]:
    """Return the tenants that a signed-in user may enter: their own; for operators, all that are active."""
    if user.is_superuser:
        return [tenant for tenant in selectors.all_tenants() if tenant.is_active]
    return selectors.tenants_of(user.id)


def _named(user: User, *, chosen: str | None, slug: str | None) -> Tenant | None:
    if slug is not None:
        return selectors.active_tenant(slug=slug)
    if chosen is not None:
        return selectors.active_tenant(tenant_id=UUID(chosen))
    own = selectors.tenants_of(user.id)
    return own[0] if len(own) == 1 else None


def _enter(user: User, tenant: Tenant) -> bool:
    roles = selectors.roles_of(user.id)
    user.known_roles = (tenant.id, roles)
    return bool(roles)


def _matching_key(token: Token, *, now: datetime) -> ApiKey | None:
    key = selectors.api_key_of_prefix(token.prefix)
    stored = key.secret_sha256 if key else _NOBODY.secret_sha256
    if not hmac.compare_digest(stored, token.secret_sha256):
        return None
    return key if key is not None and key.is_usable(now=now) else None


def _note_use(key: ApiKey, *, now: datetime) -> None:
    if key.last_used_at is None or key.last_used_at < now - _NOTE_USE_EVERY:
        ApiKey.objects.filter(id=key.id).update(last_used_at=now)
