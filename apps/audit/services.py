"""
Adds events to the chain of the tenant in scope. No other code writes to the audit tables.

`record` joins the caller's transaction: what is rolled back was never recorded, and what cannot be recorded does not
happen. Writers of one tenant wait for each other until commit, so record last and commit soon.
"""

import secrets
from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from apps.audit import chain
from apps.audit.actions import Action
from apps.audit.canonical import canonical, readable
from apps.audit.models import AuditEvent, AuditText
from apps.audit.origin import current_origin
from apps.errors import NotFound
from apps.scope import current_tenant_id

logger = structlog.get_logger(__name__)
HEAD_EVERY = 100  # events between two logged heads; a logged head is an anchor for verify_audit
_NAME, _ID = 200, 64


class Actor(Protocol):
    """Whoever acts: the event keeps their id and a snapshot of their name."""

    @property
    def pk(self) -> Any: ...

    def get_username(self) -> str: ...


@transaction.atomic
def record(
    action: Action,
    *,
    actor: Actor | UUID | None,
    target: models.Model | None = None,
    data: Mapping[str, object] | None = None,
    text: Mapping[str, object] | None = None,
    run_id: UUID | None = None,
) -> AuditEvent:
    """
    Append one event inside the caller's transaction.

    :param actor: who did it; work in the background may know only their id. None stands for the product itself.
    :param data: sealed for ever; never put results, secrets or what may have to be erased here.
    :param text: private words (question, SQL, feedback); stored beside the event and erasable.
    :raises TypeError: a value has no canonical form.
    """
    tenant_id = current_tenant_id()
    _wait_for_turn(tenant_id)
    key = settings.AUDIT_KEY.encode()
    last = AuditEvent.objects.order_by("-sequence").values("sequence", "hash").first()
    private = _private(text)
    origin = current_origin()
    link = chain.Link(
        id=uuid4(),
        tenant_id=tenant_id,
        sequence=last["sequence"] + 1 if last else 1,
        at=timezone.now(),
        action=str(action),
        **_actor(actor),
        **_target(target),
        run_id=run_id,
        request_id=origin.request_id,
        trace_id=origin.trace_id,
        data=canonical(data or {}),
        text_digest=chain.digest(private, key=key) if private else "",
        previous_hash=last["hash"] if last else chain.GENESIS,
        key_id=chain.key_id(key),
    )
    return _append(link, private, key)


@transaction.atomic
def erase_text(*, event_id: UUID, actor: Actor, reason: str) -> None:
    """
    Erase the private text of an event, and record that. The chain still verifies.

    :raises NotFound: there is no such text, or it was erased before.
    """
    found = AuditText.objects.filter(event_id=event_id, erased_at=None).first()
    event = AuditEvent.objects.filter(id=event_id).first()
    if found is None or event is None:
        raise NotFound("text")
    # First the record, then the deed: the database refuses the other order.
    record(Action.AUDIT_TEXT_ERASED, actor=actor, target=event, data={"reason": reason, "sequence": event.sequence})
    AuditText.objects.filter(id=found.id).update(salt=None, body=None, erased_at=timezone.now())


def _actor(actor: Actor | UUID | None) -> dict[str, Any]:
    if actor is None or isinstance(actor, UUID):
        return {"actor_id": actor, "actor_name": ""}
    return {"actor_id": actor.pk, "actor_name": readable(actor.get_username())[:_NAME]}


def _target(target: models.Model | None) -> dict[str, Any]:
    if target is None:
        return {"target_type": "", "target_id": "", "target_name": ""}
    return {
        "target_type": target._meta.label_lower,
        "target_id": str(target.pk)[:_ID],
        "target_name": readable(str(target))[:_NAME],
    }


def _wait_for_turn(tenant_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"audit {tenant_id}"])


def _private(text: Mapping[str, object] | None) -> chain.PrivateText | None:
    origin = current_origin()
    sender = {"ip": origin.ip, "user_agent": origin.user_agent}
    words = {name: value for name, value in sender.items() if value} | dict(text or {})
    return chain.PrivateText(salt=secrets.token_hex(16), body=canonical(words)) if words else None


def _append(link: chain.Link, private: chain.PrivateText | None, key: bytes) -> AuditEvent:
    event = AuditEvent(**{name: getattr(link, name) for name in chain.Link.__slots__}, hash=chain.seal(link, key=key))
    event.save(force_insert=True)
    if private is not None:
        AuditText(event_id=link.id, salt=private.salt, body=private.body).save(force_insert=True)
    if link.sequence % HEAD_EVERY == 0:
        transaction.on_commit(lambda: _log_head(event))
    return event


def _log_head(event: AuditEvent) -> None:
    logger.info("audit.head", tenant_id=str(event.tenant_id), sequence=event.sequence, hash=event.hash)
