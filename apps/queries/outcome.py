"""
How a run ended, and what the audit keeps of it.

A statement that was let through is on record with its proof however its run ended: answered, timed out, stopped in the
middle because rights were taken away, or broken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.queries import answers
from apps.queries.contracts import Answer, Prechecked, RunStatus
from apps.queries.models import QueryRun
from apps.semantic.sql.typestate import AuthorizedSql


@dataclass(frozen=True)
class Outcome:
    """
    How a run ended. `error` and `confirmation` hold code, message id, advice id and params: words are made when shown.

    :param confirmation: also holds the consent that is `wanted`.
    """

    status: RunStatus
    answer: Answer | None = None
    clarification: list[dict[str, Any]] | None = None
    confirmation: dict[str, Any] | None = None
    confidence: float | None = None
    error: dict[str, Any] = field(default_factory=dict)


@dataclass
class Admitted:
    """The one statement of a run that was let through, once there is one."""

    sql: AuthorizedSql | None = None
    prechecked: Prechecked | None = None

    def note(self, sql: AuthorizedSql, prechecked: Prechecked) -> None:
        """Remember it, before it is sent."""
        self.sql, self.prechecked = sql, prechecked

    @property
    def text(self) -> str:
        """Its final text; empty: no statement was let through."""
        return self.sql.render() if self.sql else ""

    def facts(self) -> Mapping[str, Any]:
        """What is sealed of it: hashes, the proof, the rules that were applied; never its words."""
        if self.sql is None or self.prechecked is None:
            return {}
        return {
            "sql_sha256": self.sql.sha256,
            "proof": self.sql.proof.as_dict(),
            "policies": [{"kind": r.kind, "table": str(r.table), "name": r.name} for r in self.sql.applied],
            "engine_view": self.prechecked.engine_view,
            "risk": self.prechecked.risk.value,
        }


def audited(run: QueryRun, outcome: Outcome, admitted: Admitted) -> dict[str, Any]:
    """The facts of a run's end, as the audit event seals them."""
    facts: dict[str, Any] = {
        "status": outcome.status.value,
        "confidence": outcome.confidence,
        "policy_fingerprint": run.policy_fingerprint,
        "error_code": outcome.error.get("code", ""),
        "executed": _was_sent(run),
        **admitted.facts(),
    }
    if outcome.confirmation is not None:
        facts |= {"confirmation": outcome.confirmation["wanted"]}
    if run.consent is not None:
        facts |= {"consent": run.consent}
    if outcome.answer is not None:
        stored = answers.to_json(outcome.answer)
        facts |= {name: stored[name] for name in ("lane", "lineage", "references")}
        facts |= {"rows": len(outcome.answer.rows), "bytes": outcome.answer.size, "duration_ms": stored["duration"]}
    return facts


def _was_sent(run: QueryRun) -> bool:
    return QueryRun.objects.filter(id=run.id).exclude(sql_sent_at=None).exists()
