"""What a run works with, gathered once: the question, the user's view of the model, the policy, the limits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.errors import AppError
from apps.queries import narrowed_use
from apps.queries.contracts import Consent, Prechecked, Question, Tools
from apps.queries.halts import Cancelled
from apps.queries.lease import Lease
from apps.queries.models import QueryRun
from apps.semantic.access import SourceSwitchedOff, access_data_source, access_dataset
from apps.semantic.catalog import current_catalog
from apps.semantic.contracts import AccessPolicy, Manifest, Risk, RunLimits
from apps.semantic.handles import DataSource
from apps.semantic.policies import access_policy
from apps.semantic.selectors import manifest_of, visible_manifest
from apps.semantic.sql.typestate import AuthorizedSql
from apps.semantic.sql.visibility import visible_catalog
from apps.tenants.access import require
from apps.tenants.identity import User
from apps.tenants.selectors import user_by_id

Admit = Callable[[AuthorizedSql, Prechecked], None]


@dataclass(frozen=True)
class Gathered:
    """`manifest` is None for SQL that the user wrote."""

    question: Question
    manifest: Manifest | None
    tools: Tools


def gather(run: QueryRun, held: Lease, *, now: datetime, on_admitted: Admit) -> Gathered:
    """
    Collect a run's tools under the rights that its user has now, which may be fewer than when it was asked.

    :param on_admitted: told of the statement that will run, before it is sent.
    :raises AppError: the user may no longer ask, or the source cannot be used.
    """
    with transaction.atomic():
        user = user_by_id(run.user_id)
        act = "query.ask" if run.kind == QueryRun.Kind.QUESTION else "sql.execute"
        require(user, act)
        manifest = _manifest(run, user)
    tools = replace(
        tools_for(user=user, act=act, data_source=run.data_source_id, now=now),
        run_mark=run.id.hex,
        on_backend=lambda backend: _note_backend(run.id, held, backend),
        should_stop=held.stop.is_set,
        on_admitted=on_admitted,
        consent=_consent(run),
    )
    visible = visible_manifest(manifest, tools.policy) if manifest else None
    return Gathered(question=_question(run), manifest=visible, tools=tools)


def tools_for(*, user: User, act: str, data_source: UUID | str, now: datetime) -> Tools:
    """
    Collect what governs this user on one data source now; for a statement that nobody follows, stops or confirmed.

    :param act: what the user does; that they may still do it is asked again together with their rights.
    """
    source, policy = _rights(user, data_source, now=now)
    catalog, stale = current_catalog(source, now=now)
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
        run_mark=uuid4().hex,
        stale=stale,
        policy_holds=lambda: _still(policy, user=user, act=act, source=source),
        on_backend=lambda _: None,
        should_stop=lambda: False,
        on_admitted=lambda _sql, _prechecked: None,
        admit_narrowed=lambda uses: narrowed_use.admit(uses, user_id=user.id, source=source, now=timezone.now()),
        consent=None,
    )


@transaction.atomic  # one announcement of the scope for all its reads, and one moment that they speak of
def _rights(user: User, data_source: UUID | str, *, now: datetime) -> tuple[DataSource, AccessPolicy]:
    source = access_data_source(data_source, user=user, to="query")
    return source, access_policy(user_id=user.id, data_source=source, now=now)


@transaction.atomic
def _still(policy: AccessPolicy, *, user: User, act: str, source: DataSource) -> bool:
    """Whether the user may still do this, under this very policy; that the source is switched off has its own words."""
    try:
        member = user_by_id(user.id)
        require(member, act)
        _, fresh = _rights(member, source.id, now=timezone.now())
    except SourceSwitchedOff:
        raise
    except AppError:
        return False
    return fresh.fingerprint == policy.fingerprint


def _consent(run: QueryRun) -> Consent | None:
    given = run.consent
    if given is None:
        return None
    return Consent(given["text_sha256"], given["policy_fingerprint"], Risk(given["risk"]))


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
