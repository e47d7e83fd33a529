"""
START HERE: from a question to an answer, the stages in order, one typed value each.

A stage either returns its value or raises: a `Halt` for an expected stop, another `AppError` for a failure with words.
What runs is always the statement that left `permissions`; nothing else is accepted by `execution`.
"""

from apps.queries.contracts import Answer, Prechecked, Question, Ran, Stage, Tools, Trace
from apps.queries.stages.clarification import settle
from apps.queries.stages.execution import execute
from apps.queries.stages.explanation import explain_answer, explain_definitions, explain_written
from apps.queries.stages.gate import pass_gate
from apps.queries.stages.generation import generate
from apps.queries.stages.guardrails import check
from apps.queries.stages.intent import understand
from apps.queries.stages.permissions import authorize
from apps.queries.stages.precheck import precheck
from apps.queries.stages.release import release
from apps.queries.understanding.values import Intent
from apps.semantic.contracts import Manifest
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql


def answer(question: Question, manifest: Manifest, tools: Tools, trace: Trace) -> Answer:
    """Answer a question about the dataset that `manifest` describes."""
    with trace.stage(Stage.INTENT):
        reading = understand(question, manifest)
    if reading.intent is Intent.METADATA:
        with trace.stage(Stage.EXPLANATION):
            return explain_definitions(reading=reading, manifest=manifest, question=question)
    with trace.stage(Stage.CLARIFICATION):
        candidate = settle(reading, question)
    with trace.stage(Stage.GENERATION):
        generated = generate(candidate.query, manifest, tools.visible)
    ran = govern_and_run(generated.sql, tools, trace)
    with trace.stage(Stage.EXPLANATION):
        return explain_answer(
            question=question, reading=reading, query=candidate.query, generated=generated, manifest=manifest, ran=ran
        )


def answer_written(question: Question, tools: Tools, trace: Trace) -> Answer:
    """Run a statement that the user wrote; `question.text` is the SQL."""
    written = GeneratedSql(text=question.text, dialect=tools.policy.dialect)
    ran = govern_and_run(written, tools, trace)
    with trace.stage(Stage.EXPLANATION):
        return explain_written(question=question, ran=ran)


def govern_and_run(sql: GeneratedSql, tools: Tools, trace: Trace) -> Ran:
    """What every lane goes through, whoever wrote the SQL."""
    authorized, prechecked = judge(sql, tools, trace)
    pass_gate(authorized, prechecked, tools)  # may raise NeedsConfirmation
    tools.on_admitted(authorized, prechecked)
    return run_judged(authorized, prechecked, tools, trace)


def run_judged(authorized: AuthorizedSql, prechecked: Prechecked, tools: Tools, trace: Trace) -> Ran:
    """Execute what was judged and let through, and release its rows."""
    with trace.stage(Stage.EXECUTION):
        rows = execute(authorized, prechecked.limits, tools)
    with trace.stage(Stage.RELEASE):
        cells = release(rows, authorized)
    return Ran(authorized=authorized, prechecked=prechecked, rows=rows, cells=cells, stale=tools.stale)


def judge(sql: GeneratedSql, tools: Tools, trace: Trace) -> tuple[AuthorizedSql, Prechecked]:
    """Govern and weigh one statement; nothing is run, and whether it may is the gate's to say."""
    authorized = govern(sql, tools, trace)
    return authorized, weigh(authorized, tools, trace)


def govern(sql: GeneratedSql, tools: Tools, trace: Trace) -> AuthorizedSql:
    """Guard one statement, write the policy into it and prove that it holds."""
    with trace.stage(Stage.GUARDRAILS):
        checked = check(sql, tools)
    with trace.stage(Stage.PERMISSIONS):
        return authorize(checked, tools)


def weigh(authorized: AuthorizedSql, tools: Tools, trace: Trace) -> Prechecked:
    """Ask the engine for its plan."""
    with trace.stage(Stage.PRECHECK):
        return precheck(authorized, tools)
