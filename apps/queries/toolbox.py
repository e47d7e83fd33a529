"""What a run works with, gathered once: the question, the user's view of the model, the policy, the limits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.queries.contracts import Question, Tools
from apps.queries.halts import Cancelled
from apps.queries.lease import Lease
from apps.queries.models import QueryRun
from apps.semantic.access import access_data_source, access_dataset
from apps.semantic.catalog import current_catalog
from apps.semantic.contracts import AccessPolicy, Manifest, RunLimits
from apps.semantic.handles import DataSource
from apps.semantic.policies import access_policy
from apps.semantic.selectors import manifest_of, visible_manifest
from apps.semantic.sql.visibility import visible_catalog
from apps.tenants.access import require
from apps.tenants.identity import User
from apps.tenants.selectors import user_by_id


@dataclass(frozen=True)
class Gathered:
    """`manifest` is None for SQL that the user wrote."""

    question: Question
    manifest: Manifest | None
    tools: Tools


def gather(run: QueryRun, held: Lease, *, now: datetime) -> Gathered:
    """
    Collect a run's tools under the rights that its user has now, which may be fewer than when it was asked.

    :raises AppError: the user may no longer ask, or the source cannot be used.
    """
    with transaction.atomic():
        user = user_by_id(run.user_id)
        require(user, "query.ask" if run.kind == QueryRun.Kind.QUESTION else "sql.execute")
        manifest = _manifest(run, user)
    tools = tools_for(
        user=user,
        data_source=run.data_source_id,
        now=now,
        run_mark=run.id.hex,
        on_backend=lambda backend: _note_backend(run.id, held, backend),
        should_stop=held.stop.is_set,
    )
    visible = visible_manifest(manifest, tools.policy) if manifest else None
    return Gathered(question=_question(run), manifest=visible, tools=tools)


def tools_for(
    *,
    user: User,
    data_source: UUID | str,
    now: datetime,
    run_mark: str = "",
    on_backend: Callable[[str], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Tools:
    """Collect what governs this user on one data source now."""
    source, policy = _rights(user, data_source)
    catalog, stale = current_catalog(source, now=now)

    def policy_holds() -> bool:
        _, fresh = _rights(user_by_id(user.id), data_source)
        return fresh.fingerprint == policy.fingerprint

    return Tools(
        catalog=catalog,
        visible=visible_catalog(catalog, policy),
        policy=policy,
        source=source,
        limits=RunLimits(
            timeout=min(timedelta(seconds=source.statement_timeout_seconds), settings.STATEMENT_TIMEOUT),
            max_rows=min(source.max_rows, settings.MAX_ROWS),
            max_bytes=settings.MAX_RESULT_BYTES,
        ),
        run_mark=run_mark,
        stale=stale,
        policy_holds=policy_holds,
        on_backend=on_backend,
        should_stop=should_stop,
    )


@transaction.atomic  # one announcement of the scope for all its reads, and one moment that they speak of
def _rights(user: User, data_source: UUID | str) -> tuple[DataSource, AccessPolicy]:
    source = access_data_source(data_source, user=user, to="query")
    return source, access_policy(user_id=user.id, data_source=source)


def _question(run: QueryRun) -> Question:
    return Question(
        text=run.question,
        language=run.language,
        as_of=run.as_of,
        choices=run.choices,
        use_defaults=run.use_defaults,
        round=run.round,
    )


def _manifest(run: QueryRun, user: User) -> Manifest | None:
    if run.dataset_id is None:
        return None
    return manifest_of(access_dataset(run.dataset_id, user=user, to="ask"))


def _note_backend(run_id: UUID, held: Lease, backend: str) -> None:
    # Written before the SQL is sent: whoever finds this run dead knows what to look for, and must not redo it.
    mine = QueryRun.objects.filter(id=run_id, lease_token=held.token, cancel_requested_at=None)
    if not mine.update(backend=backend, sql_sent_at=timezone.now()):
        raise Cancelled
