"""Judge a statement without running it: guard, policy, proof and the engine's plan."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from apps.errors import AppError
from apps.queries.contracts import AppliedPolicy, JsonCell, Stage
from apps.queries.pipeline import judge
from apps.queries.toolbox import tools_for
from apps.semantic.sql.typestate import GeneratedSql
from apps.tenants.identity import User


@dataclass(frozen=True)
class Judgement:
    """`error` is set for a rejected statement, everything else for an accepted one."""

    verdict: str
    sql: str = ""
    risk: str = ""
    columns: tuple[str, ...] = ()
    policies: tuple[AppliedPolicy, ...] = ()
    proof: dict[str, object] | None = None
    error: AppError | None = None


class _Untraced:
    """A judgement keeps no stages."""

    def stage(self, stage: Stage) -> nullcontext[None]:
        return nullcontext()

    def note(self, **facts: JsonCell) -> None: ...


def judge_written(*, user: User, sql: str, data_source_name: str, now: datetime) -> Judgement:
    """Say whether this user may run this statement, and as what it would run."""
    tools = tools_for(user=user, data_source=data_source_name, now=now)
    statement = GeneratedSql(text=sql, dialect=tools.policy.dialect)
    try:
        authorized, prechecked = judge(statement, tools, _Untraced())
    except AppError as error:
        return Judgement(verdict="reject", error=error)
    return Judgement(
        verdict="accept",
        sql=authorized.render(),
        risk=prechecked.risk.value,
        columns=authorized.columns,
        policies=tuple(AppliedPolicy(r.kind, str(r.table), r.name) for r in authorized.applied),
        proof=authorized.proof.as_dict(),
    )
