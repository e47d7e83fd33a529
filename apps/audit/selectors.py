"""Reads the chain of the tenant in scope. Whoever shows what these return has asked for the act "audit.read"."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from apps.audit import chain
from apps.audit.actions import Action
from apps.audit.models import AuditEvent, AuditText, QueryRecord

_BATCH = 2_000


def events_of_run(run_id: UUID) -> QuerySet[AuditEvent]:
    """Return the events of one run in their order."""
    return AuditEvent.objects.filter(run_id=run_id).order_by("sequence")


def events_about(target: Model) -> QuerySet[AuditEvent]:
    """Return the events whose target is this object, latest first."""
    return AuditEvent.objects.filter(target_type=target._meta.label_lower, target_id=str(target.pk))


def outcome_of_run(run_id: UUID) -> dict[str, Any]:
    """Return what is sealed of how a run ended; empty: it has not ended."""
    ends = (Action.QUERY_FINISHED, Action.QUERY_LOST, Action.QUERY_CANCELLED)
    facts = events_of_run(run_id).filter(action__in=ends).values_list("data", flat=True).last()
    return dict(json.loads(facts)) if facts else {}


def records() -> QuerySet[QueryRecord]:
    """Return the questions on record, latest first."""
    return QueryRecord.objects.all()


def text_of(event_id: UUID) -> str | None:
    """Return the private text of an event as canonical JSON; None if it has none or it was erased."""
    return AuditText.objects.filter(event_id=event_id).values_list("body", flat=True).first()


@transaction.atomic
def verify(*, anchor: str | None = None) -> chain.Verdict:
    """
    Check the chain of the tenant in scope from its first event, streaming.

    :param anchor: a hash that the chain must hold, from a log or a print outside of the database.
    """
    key = settings.AUDIT_KEY.encode()
    return chain.verify(_sealed(), keys={chain.key_id(key): key}, anchor=anchor)


def _sealed() -> Iterator[chain.Sealed]:
    # One server-side cursor sees one moment, texts included: what is being added or erased does not look like a fault.
    own_text = AuditText.objects.filter(event_id=OuterRef("id"))
    events = AuditEvent.objects.order_by("sequence", "id").annotate(
        text_found=Exists(own_text), salt=Subquery(own_text.values("salt")), body=Subquery(own_text.values("body"))
    )
    for event in events.iterator(chunk_size=_BATCH):
        text = chain.PrivateText(salt=event.salt, body=event.body) if event.text_found else None
        link = chain.Link(**{name: getattr(event, name) for name in chain.Link.__slots__})
        yield chain.Sealed(link=link, hash=event.hash, text=text)
