"""A run, as programs see it: the same `RunView` as the pages show, in JSON."""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers

from apps.queries.contracts import RunView


class ColumnOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(["metric", "dimension", "column"])
    type = serializers.CharField(help_text="text, integer, decimal, date, timestamp …; decimals travel as strings")
    unit = serializers.CharField()
    decimals = serializers.IntegerField(allow_null=True)


class OptionOutput(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of ours, not the attribute of Field
    description = serializers.CharField()


class PointOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    question = serializers.CharField()
    options = OptionOutput(many=True)


class ConfirmationOutput(serializers.Serializer[Any]):
    """Why the run waits: POST to its `/confirm` to run exactly this statement, or to its `/cancel`."""

    risk = serializers.ChoiceField(["medium", "high"])
    message = serializers.CharField()
    advice = serializers.CharField()
    expires_at = serializers.DateTimeField()
    is_open = serializers.BooleanField(help_text="it may still be confirmed")


class PolicyOutput(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text="row_filter, mask, columns, aggregate_only or filter_only")
    table = serializers.CharField()
    name = serializers.CharField()
    words = serializers.CharField()


class NoticeOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()


class ViolationOutput(serializers.Serializer[Any]):
    rule = serializers.CharField()
    message = serializers.CharField()
    advice = serializers.CharField()
    line = serializers.IntegerField(allow_null=True)
    column = serializers.IntegerField(allow_null=True)


class ErrorOutput(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()
    advice = serializers.CharField()
    violations = ViolationOutput(many=True)


class DefinitionOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    formula = serializers.CharField()
    description = serializers.CharField()


class PeriodOutput(serializers.Serializer[Any]):
    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True, help_text="the first day that is no longer included")
    timezone = serializers.CharField()


class StageOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    seq = serializers.IntegerField()
    status = serializers.ChoiceField(["done", "stopped"])
    ms = serializers.FloatField()
    note = serializers.DictField()


class RunOutput(serializers.Serializer[Any]):
    """One question or statement, and what became of it."""

    run_id = serializers.UUIDField()
    request_id = serializers.CharField()
    trace_id = serializers.CharField()
    status = serializers.CharField()
    question = serializers.CharField()
    created_at = serializers.DateTimeField()
    lane = serializers.CharField(help_text="verified, semantic, generated, or written")
    lane_title = serializers.CharField()
    explanation = serializers.CharField(source="sentence")
    confidence = serializers.FloatField(allow_null=True)
    confidence_parts = serializers.DictField(child=serializers.FloatField())
    columns = ColumnOutput(many=True)
    rows = serializers.ListField(child=serializers.ListField(child=serializers.JSONField(allow_null=True)))
    truncated = serializers.BooleanField()
    sql = serializers.CharField()
    risk = serializers.CharField()
    policies = PolicyOutput(many=True)
    proof = serializers.DictField()
    lineage_summary = serializers.DictField(source="lineage")
    definitions = DefinitionOutput(many=True)
    period = PeriodOutput(allow_null=True)
    references = serializers.ListField(child=serializers.CharField())
    warnings = NoticeOutput(many=True)
    unexplained = serializers.ListField(child=serializers.CharField())
    clarification = PointOutput(many=True)
    confirmation = ConfirmationOutput(allow_null=True)
    error = ErrorOutput(allow_null=True)
    audit_id = serializers.CharField()
    duration_ms = serializers.IntegerField(allow_null=True)
    stages = StageOutput(many=True)


class AcceptedOutput(serializers.Serializer[Any]):
    """The run goes on: follow the link."""

    run_id = serializers.UUIDField()
    request_id = serializers.CharField()
    status = serializers.CharField()
    run = serializers.URLField()


class JudgementOutput(serializers.Serializer[Any]):
    """What the guard, the policy and the proof say of a statement; nothing was run."""

    verdict = serializers.ChoiceField(["accept", "reject"])
    rules = serializers.ListField(child=serializers.CharField(), help_text="the rules it broke")
    message = serializers.CharField()
    sql = serializers.CharField(help_text="the final text, as it would be sent")
    risk = serializers.CharField(help_text="low, medium or high; empty: its plan was not read")
    gate = serializers.CharField(help_text="run, confirm (it would wait for a confirmation), or refuse")
    columns = serializers.ListField(child=serializers.CharField())
    policies = PolicyOutput(many=True)
    proof = serializers.DictField()
    error = ErrorOutput(allow_null=True)


def as_json(view: RunView) -> dict[str, Any]:
    """The view as the serializer's JSON. Cells are JSON already, so the (large) rows are passed as they are."""
    body = dict(RunOutput(asdict(view)).data)
    body["rows"] = view.rows
    return body
