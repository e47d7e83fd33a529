"""
Records that somebody was refused. Called by the doors, after the refused work was rolled back.

Outside of a tenant there is no chain to write to; whoever has no tenant was refused before anything of one was near.
"""

from typing import Any

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.scope import current_scope
from apps.tenants.models import User

_LONGEST_PATH = 300


def record_denial(user: Any, *, act: str, path: str) -> None:
    """Record `access.denied` in the tenant in scope."""
    if current_scope().tenant_id is None or not isinstance(user, User):
        return
    audit.record(Action.ACCESS_DENIED, actor=user, data={"act": act, "path": path[:_LONGEST_PATH]})
