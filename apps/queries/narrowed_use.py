"""
Watches what people do with columns that may only be totalled, or only filtered by.

Values that are looked up are counted: within an hour one user may ask one column for at most `MOST_LOOKUPS` different
ones. Filters of totals are compared: `SERIES` different ones within ten minutes, over the same columns, are reported to
auditors once, for totals of nearly the same rows tell single values by subtraction. A report stops nothing: it may as
well be somebody who tries months. What is kept is keyed digests, for a day; counting is exact under parallel runs.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from apps.audit import services as audit
from apps.audit.actions import Action
from apps.queries.halts import TooManyLookups
from apps.queries.models import NarrowedUse
from apps.scope import current_tenant_id
from apps.semantic.handles import DataSource
from apps.semantic.sql.narrowed import Lookup, Total
from apps.semantic.sql.narrowed import NarrowedUse as Use

MOST_LOOKUPS = 30
LOOKUPS_WITHIN = timedelta(hours=1)
SERIES = 10
SERIES_WITHIN = timedelta(minutes=10)
KEPT = timedelta(days=1)

_Kind = NarrowedUse.Kind


@transaction.atomic
def admit(uses: Sequence[Use], *, user_id: UUID, source: DataSource, now: datetime) -> None:
    """
    Note what a statement is about to do; nothing is noted if it may not.

    :raises TooManyLookups: it asks a column for more values than an hour allows.
    """
    if not uses:
        return
    _wait_for_turn(user_id)
    for (table, column), values in _looked_up(uses).items():
        _count(f"{table}.{column}", column, values, user_id=user_id, source=source, now=now)
    for total in (use for use in uses if isinstance(use, Total)):
        _watch(total, user_id=user_id, source=source, now=now)


def forget(*, now: datetime) -> int:
    """Delete what is too old to matter for the tenant in scope; return how much it was."""
    deleted, _ = NarrowedUse.objects.filter(at__lt=now - KEPT).delete()
    return deleted


def _looked_up(uses: Iterable[Use]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for use in uses:
        if isinstance(use, Lookup):
            found.setdefault((str(use.table), use.column), []).extend(use.values)
    return found


def _count(named: str, column: str, values: list[str], *, user_id: UUID, source: DataSource, now: datetime) -> None:
    subject = _digest(named)
    mine = NarrowedUse.objects.filter(
        user_id=user_id, data_source_id=source.id, kind=_Kind.LOOKUP, subject=subject, at__gt=now - LOOKUPS_WITHIN
    )
    since = dict(mine.values_list("value", "at"))
    new = {_digest(value) for value in values} - since.keys()
    too_many = len(since) + len(new) - MOST_LOOKUPS
    if too_many > 0:
        oldest = sorted(since.values())[:too_many]
        when = (oldest[-1] if oldest else now) + LOOKUPS_WITHIN
        shown = when.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
        raise TooManyLookups(column=column, most=MOST_LOOKUPS, when=shown)
    _note(_Kind.LOOKUP, subject, new, user_id=user_id, source=source, now=now)


def _watch(total: Total, *, user_id: UUID, source: DataSource, now: datetime) -> None:
    subject = _digest(f"{total.table} {total.shape}")
    _note(_Kind.TOTAL, subject, {_digest(total.condition)}, user_id=user_id, source=source, now=now)
    recent = NarrowedUse.objects.filter(
        user_id=user_id, data_source_id=source.id, subject=subject, at__gt=now - SERIES_WITHIN
    )
    filters = recent.filter(kind=_Kind.TOTAL).count()
    if filters < SERIES:
        return
    reported = recent.filter(kind=_Kind.REPORT).exists()
    _note(_Kind.REPORT, subject, {""}, user_id=user_id, source=source, now=now)  # while it goes on, it is one series
    if not reported:
        audit.record(
            Action.DIFFERENCING_SUSPECTED,
            actor=user_id,
            target=source,
            data={"columns": [f"{total.table}.{column}" for column in total.columns], "filters": filters},
        )


def _note(
    kind: NarrowedUse.Kind, subject: str, values: Iterable[str], *, user_id: UUID, source: DataSource, now: datetime
) -> None:
    rows = [
        NarrowedUse(user_id=user_id, data_source_id=source.id, kind=kind, subject=subject, value=value, at=now)
        for value in values
    ]
    known = ["tenant_id", "user_id", "data_source_id", "kind", "subject", "value"]
    NarrowedUse.objects.bulk_create(rows, update_conflicts=True, update_fields=["at"], unique_fields=known)


def _digest(text: str) -> str:
    # Keyed: the values of a column are often few enough to try them all.
    return salted_hmac("queries.narrowed_use", f"{current_tenant_id()} {text}", algorithm="sha256").hexdigest()


def _wait_for_turn(user_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"narrowed {user_id}"])
