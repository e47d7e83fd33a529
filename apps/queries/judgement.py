"""
Judge a statement as a run would, and hand back what was found: guard, policy, proof, and the engine's plan.

One function serves the REST door, which never runs what it judges, and the command that judges whole files.
"""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from apps.errors import AppError
from apps.queries.contracts import AppliedPolicy, ErrorView, Gate, JsonCell, Prechecked, Stage, Tools
from apps.queries.halts import Halt
from apps.queries.input import bounded_sql
from apps.queries.pipeline import govern, weigh
from apps.queries.stages.gate import pass_gate
from apps.queries.toolbox import tools_for
from apps.queries.wording import error_view_of
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql
from apps.tenants.identity import User

ACCEPT, REJECT = "accept", "reject"


@dataclass(frozen=True)
class Judgement:
    """
    What became of a statement that was not run.

    :param verdict: `accept`: the guard, the policy and the proof let it pass. `reject`: `error` says why not.
    :param gate: of an accepted statement: it would run, would wait for a confirmation, or costs too much.
    :param error: why it was rejected, or why an accepted one would not run at once.
    """

    verdict: str
    authorized: AuthorizedSql | None = field(default=None, repr=False)
    prechecked: Prechecked | None = None
    error: AppError | None = None

    @property
    def gate(self) -> Gate | None:
        """What would become of it if it were sent."""
        return self.prechecked.gate if self.prechecked else None

    @property
    def policies(self) -> tuple[AppliedPolicy, ...]:
        """The rules of the policy that it felt."""
        applied = self.authorized.applied if self.authorized else ()
        return tuple(AppliedPolicy(rule.kind, str(rule.table), rule.name) for rule in applied)

    @property
    def words(self) -> ErrorView | None:
        """The error in the language that is active."""
        return error_view_of(self.error) if self.error else None

    def facts(self) -> dict[str, Any]:
        """What the audit seals of it: no words of the statement."""
        facts: dict[str, Any] = {"verdict": self.verdict, "error_code": self.error.code if self.error else ""}
        if self.authorized is not None:
            facts |= {"sql_sha256": self.authorized.sha256, "proof": self.authorized.proof.as_dict()}
        if self.prechecked is not None:
            facts |= {"risk": self.prechecked.risk.value, "engine_view": self.prechecked.engine_view}
        return facts

    def as_json(self) -> Mapping[str, Any]:
        """What every door says of a judgement, as JSON values."""
        words, sql, prechecked = self.words, self.authorized, self.prechecked
        return {
            "verdict": self.verdict,
            "rules": _rules(words),
            "message": _message(words),
            "sql": sql.render() if sql else "",
            "proof": sql.proof.told() if sql else {},
            "risk": prechecked.risk.value if prechecked else "",
            "gate": prechecked.gate.value if prechecked else "",
            "columns": list(sql.columns) if sql else [],
        }


class Untraced:
    """A judgement keeps no stages."""

    def stage(self, stage: Stage) -> nullcontext[None]:
        return nullcontext()

    def note(self, **facts: JsonCell) -> None: ...


def judge_written(*, user: User, sql: str, data_source_name: str, now: datetime) -> Judgement:
    """Say whether this user may run this statement, as what it would run, and whether it would at once."""
    return judge_with(tools_for(user=user, act="sql.validate", data_source=data_source_name, now=now), sql)


def judge_with(tools: Tools, sql: str) -> Judgement:
    """
    The same, with tools that were gathered before.

    An engine that reads something else than was proved rejects a statement; one that does not answer, or cannot plan
    it, does not: the verdict is the guard's, and `error` says what the engine could not do.
    """
    try:
        authorized = govern(GeneratedSql(text=bounded_sql(sql), dialect=tools.policy.dialect), tools, Untraced())
    except AppError as error:
        return Judgement(REJECT, error=error)
    try:
        prechecked = weigh(authorized, tools, Untraced())
    except Halt as disagreement:
        return Judgement(REJECT, error=disagreement)
    except AppError as failure:
        return Judgement(ACCEPT, authorized, error=failure)
    try:
        pass_gate(authorized, prechecked, tools)
    except Halt as halt:
        return Judgement(ACCEPT, authorized, prechecked, halt)
    return Judgement(ACCEPT, authorized, prechecked)


def _rules(words: ErrorView | None) -> list[str]:
    """Names of the broken rules; of an error without any, its code."""
    if words is None:
        return []
    return list(dict.fromkeys(violation.rule for violation in words.violations)) or [words.code]


def _message(words: ErrorView | None) -> str:
    """What is wrong, each thing once; of an error without violations, its sentence."""
    if words is None:
        return ""
    return " ".join(dict.fromkeys(violation.message for violation in words.violations)) or words.message
