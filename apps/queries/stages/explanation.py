"""What was computed, said back to the asker: sentence, columns, definitions, period, cautions, applied rules."""

from typing import Any

from apps.errors import gettext_noop
from apps.queries.contracts import (
    Answer,
    AppliedPolicy,
    Column,
    Definition,
    Generated,
    Lane,
    Notice,
    Period,
    Question,
    Ran,
)
from apps.queries.understanding.explain import describe_metric, explain
from apps.queries.understanding.values import Reading, Subject
from apps.semantic.contracts import Manifest, SemanticQuery
from apps.semantic.sql.narrowed import Total

REFUSED_CLARIFICATION = 0.1  # taken from the confidence when defaults were applied


def explain_answer(
    *, question: Question, reading: Reading, query: SemanticQuery, generated: Generated, manifest: Manifest, ran: Ran
) -> Answer:
    """Put an answer of the semantic lane together."""
    parts = {
        "semantic_match": reading.confidence.semantic_match,
        "schema_coverage": reading.confidence.schema_coverage,
        "rule_checks": 1.0,
    }
    confidence = reading.confidence.total - (REFUSED_CLARIFICATION if question.use_defaults else 0)
    kinds = {column.name: column.kind.value for column in ran.rows.columns}
    return Answer(
        lane=Lane.SEMANTIC,
        sentence=explain(query, manifest, language=question.language, as_of=question.as_of, defaults=reading.defaults),
        confidence=round(max(confidence, 0.0), 2),
        confidence_parts=parts,
        columns=tuple(
            Column(
                name=column.name,
                title=column.words.title(question.language),
                kind=column.role.value,
                type=kinds.get(column.name, "other"),
                unit=column.unit,
                decimals=column.decimals,
                grain=column.grain.value if column.grain else "",
            )
            for column in generated.compiled.columns
        ),
        lineage=generated.lineage.as_dict(),
        definitions=_definitions(query.metrics, manifest, question.language),
        period=Period(query.time.start, query.time.end, manifest.timezone) if query.time else None,
        references=tuple(f"metric:{name}@{manifest.metric(name).version}" for name in query.metrics),
        notices=_notices(question, ran),
        unexplained=reading.unexplained,
        **_run_facts(ran),
    )


def explain_written(*, question: Question, ran: Ran) -> Answer:
    """Put the answer to a statement together that the user wrote."""
    return Answer(
        lane=Lane.WRITTEN,
        sentence="",
        confidence=1.0,
        confidence_parts={},
        columns=tuple(
            Column(name=column.name, title=column.name, kind="column", type=column.kind.value)
            for column in ran.rows.columns
        ),
        notices=_notices(question, ran),
        **_run_facts(ran),
    )


def explain_definitions(*, reading: Reading, manifest: Manifest, question: Question) -> Answer:
    """Answer a question about the definitions themselves; no SQL runs."""
    metadata = reading.metadata
    names = metadata.names if metadata else ()
    is_dimensions = metadata is not None and metadata.subject is Subject.DIMENSIONS
    if is_dimensions:
        titles = [manifest.dimension(name).words.title(question.language) for name in names]
    else:
        titles = [describe_metric(manifest.metric(name), manifest, language=question.language) for name in names]
    return Answer(
        lane=Lane.SEMANTIC,
        sentence="\n".join(titles),
        confidence=reading.confidence.total,
        confidence_parts={"semantic_match": reading.confidence.semantic_match},
        definitions=() if is_dimensions else _definitions(names, manifest, question.language),
        references=tuple(f"{'dimension' if is_dimensions else 'metric'}:{name}" for name in names),
    )


def _run_facts(ran: Ran) -> dict[str, Any]:
    return {
        "sql": ran.authorized.render(),
        "rows": ran.cells,
        "truncated": ran.rows.truncated,
        "size": ran.rows.size,
        "duration": ran.rows.duration,
        "risk": ran.prechecked.risk,
        "policies": tuple(AppliedPolicy(r.kind, str(r.table), r.name) for r in ran.authorized.applied),
        "proof": ran.authorized.proof.told(),
        "engine_view": ran.prechecked.engine_view,
    }


def _definitions(names: tuple[str, ...], manifest: Manifest, language: str) -> tuple[Definition, ...]:
    metrics = [manifest.metric(name) for name in names]
    return tuple(
        Definition(
            name=m.name,
            title=m.words.title(language),
            version=m.version,
            formula=m.formula,
            description=m.description.title(language),
        )
        for m in metrics
    )


def _notices(question: Question, ran: Ran) -> tuple[Notice, ...]:
    notices = list(ran.prechecked.notices)
    if ran.stale:
        notices.append(
            Notice("schema.stale", gettext_noop("Cached metadata is in use; it may differ slightly from the database."))
        )
    if question.use_defaults:
        notices.append(Notice("clarification.defaults", gettext_noop("Defaults applied.")))
    if smallest := [use.smallest_group for use in ran.authorized.narrowed if isinstance(use, Total)]:
        values = {"count": str(max(smallest))}
        notices.append(Notice("groups.small", gettext_noop("Groups of fewer than %(count)s were left out."), values))
    if ran.rows.truncated:
        shown = {"rows": str(len(ran.rows.rows))}
        notices.append(Notice("rows.truncated", gettext_noop("Only the first %(rows)s rows are shown."), shown))
    return tuple(notices)
