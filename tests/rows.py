"""
A row of any model, for tests that must hold for every table there is, and every one that there will be.

Values follow from the fields' types; what a constraint demands beyond that stands in `DEMANDED`.
"""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.audit.models import AuditEvent, AuditText, QueryRecord
from apps.tenants.models import Membership, User
from tests.people import PASSWORD

MARK = "planted-marker"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
BY_TYPE: dict[type[models.Field], Any] = {
    models.BooleanField: False,
    models.DateTimeField: NOW,
    models.DateField: date(2026, 1, 1),
    models.DurationField: timedelta(seconds=1),
    models.DecimalField: Decimal(1),
    models.FloatField: 1.0,
    models.IntegerField: 1,
    models.BinaryField: b"x",
    models.JSONField: {"mark": MARK},
    ArrayField: [],
}
DEMANDED: dict[str, dict[str, Any]] = {"tenants.userattribute": {"kind": "text", "value": MARK}}


def make_row(model: type[models.Model]) -> models.Model:
    """Insert a row that holds the marker, and the rows it refers to, for the tenant in scope; return it."""
    if model in (AuditEvent, AuditText, QueryRecord):
        return _audited(model)
    if model is User:
        return _member().user
    if model is Membership:
        return _member()
    demanded = DEMANDED.get(model._meta.label_lower, {})
    row = model(**{field.name: _value(field, demanded) for field in model._meta.concrete_fields if _needed(field)})
    model._default_manager.bulk_create([row])  # a save() of its own may want more than the database does
    return row


def _needed(field: models.Field) -> bool:
    return not field.has_default() and field.name not in ("id", "tenant_id")


def _value(field: models.Field, demanded: dict[str, Any]) -> Any:
    if field.name in demanded:
        return demanded[field.name]
    if field.is_relation:
        return None if field.null else make_row(field.related_model)
    if field.choices:
        return field.choices[0][0]
    for kind, value in BY_TYPE.items():
        if isinstance(field, kind):
            return value
    if isinstance(field, models.UUIDField):
        return uuid.uuid4()
    return f"{MARK}-{uuid.uuid4().hex}"[: field.max_length or 100]


def _member() -> Membership:
    user = User.objects.create_user(f"{MARK}-{uuid.uuid4().hex}", password=PASSWORD)
    return Membership.objects.create(user=user, roles=["viewer"])


def _audited(model: type[models.Model]) -> models.Model:
    event = audit.record(
        Action.QUERY_REQUESTED, actor=None, run_id=uuid.uuid4(), data={"mark": MARK}, text={"question": MARK}
    )
    key = {AuditEvent: {"id": event.id}, AuditText: {"event_id": event.id}, QueryRecord: {"id": event.run_id}}[model]
    return model.objects.get(**key)
