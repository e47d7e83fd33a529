"""
Puts comings and goings on the record of every tenant that they concern.

A sign-in concerns all tenants that the user may then enter, so each of them gets the event; a failed one too, when the
name is known. A failure for an unknown name belongs to nobody's chain: it is logged, without the name that was typed.
"""

import structlog
from django.db import transaction

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.origin import current_origin
from apps.errors import NotFound
from apps.scope import current_scope, tenant_scope
from apps.tenants import selectors
from apps.tenants.entry import may_choose
from apps.tenants.models import Tenant, User

logger = structlog.get_logger(__name__)


@transaction.atomic
def signed_in(user: User) -> None:
    """Record a sign-in."""
    _record_everywhere(Action.SIGNED_IN, user)


def sign_in_failed(username: str) -> None:
    """Record a failed sign-in."""
    user = User.objects.filter(username=User.normalize_username(username)).first()
    if user is None:
        logger.warning("session.sign_in_failed", known=False, ip=current_origin().ip)
        return
    with transaction.atomic():
        _record_everywhere(Action.SIGN_IN_FAILED, user)


def signed_out(user: User) -> None:
    """Record a sign-out in the tenant in scope, if one is."""
    if current_scope().tenant_id is not None:
        audit.record(Action.SIGNED_OUT, actor=user)


@transaction.atomic
def enter_tenant(*, user: User, slug: str) -> Tenant:
    """
    Let a signed-in user into a tenant and record that.

    :raises NotFound: there is none of this name, or the user may not enter it: the answer is the same.
    """
    tenant = next((tenant for tenant in may_choose(user) if tenant.slug == slug), None)
    if tenant is None:
        raise NotFound("tenant")
    with tenant_scope(tenant.id, user_id=user.id):
        is_member = bool(selectors.roles_of(user.id))
        audit.record(Action.TENANT_ENTERED, actor=user, target=tenant, data={"as_operator": not is_member})
    return tenant


def _record_everywhere(action: Action, user: User) -> None:
    for tenant in sorted(selectors.tenants_of(user.id), key=lambda tenant: tenant.id):  # one order: no deadlock
        with tenant_scope(tenant.id, user_id=user.id):
            audit.record(action, actor=user, target=user)
