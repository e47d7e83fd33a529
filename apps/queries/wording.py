"""Words for what a run stores as codes: lanes, stages, policies, notices, errors."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.errors import AppError
from apps.queries.contracts import (
    ErrorView,
    NoticeView,
    OptionView,
    PointView,
    PolicyView,
    RunStatus,
    Stage,
    ViolationView,
)
from apps.tenants.wording import params_in_words

LANES = {
    "verified": _("Verified query"),
    "semantic": _("Semantic layer"),
    "generated": _("Written by a model"),
    "written": _("Your SQL"),
}
STAGES = {
    Stage.INTENT: _("Understanding the question"),
    Stage.CLARIFICATION: _("Checking for ambiguity"),
    Stage.GENERATION: _("Compiling the SQL"),
    Stage.GUARDRAILS: _("Checking the SQL"),
    Stage.PERMISSIONS: _("Applying your permissions"),
    Stage.PRECHECK: _("Reading the execution plan"),
    Stage.EXECUTION: _("Running the query"),
    Stage.RELEASE: _("Releasing the result"),
    Stage.EXPLANATION: _("Explaining the answer"),
}
POLICIES = {
    "row_filter": _("Rows limited by “%(name)s”"),
    "mask": _("Masked: %(name)s"),
    "columns": _("Columns limited by “%(name)s”"),
    "aggregate_only": _("In totals only: %(name)s"),
    "filter_only": _("To filter by only: %(name)s"),
}
ENDINGS = {
    RunStatus.CANCELLED: (_("The question was cancelled."), ""),
    RunStatus.WORKER_LOST: (
        _("The process that worked on this question was lost."),
        _("Nothing was changed. Ask again."),
    ),
    RunStatus.FAILED: (
        _("Something went wrong on our side (incident %(incident)s)."),
        _("Ask again; if it persists, tell an administrator the incident number."),
    ),
}


def translated(template: str, params: Mapping[str, Any]) -> str:
    """A stored message id in the active language, with its places filled; empty for an empty one."""
    if not template:
        return ""
    return gettext(template) % params_in_words(params)


def error_view(status: str, code: str, stored: Mapping[str, Any] | None) -> ErrorView | None:
    """The words for how a run failed; None: it did not."""
    if not code:
        return None
    if stored and stored.get("message"):
        params = stored.get("params", {})
        return ErrorView(
            code,
            translated(stored["message"], params),
            translated(stored["advice"], params),
            tuple(_violation_view(violation) for violation in stored.get("violations", ())),
        )
    message, advice = ENDINGS.get(RunStatus(status), ENDINGS[RunStatus.FAILED])
    params = {"incident": "-"} | dict((stored or {}).get("params", {}))
    return ErrorView(code, str(message) % params, str(advice))


def error_view_of(error: AppError) -> ErrorView:
    """An error that was just raised, in words."""
    found = error_view(RunStatus.REFUSED, error.code, error.as_dict())
    assert found is not None
    return found


def _violation_view(stored: Mapping[str, Any]) -> ViolationView:
    return ViolationView(
        rule=stored["rule"],
        message=translated(stored["message"], stored["params"]),
        advice=translated(stored["advice"], stored["params"]),
        line=stored["line"],
        column=stored["column"],
    )


def policy_view(policy: Mapping[str, str]) -> PolicyView:
    """An applied rule, in words."""
    words = str(POLICIES.get(policy["kind"], "%(name)s")) % {"name": policy["name"]}
    return PolicyView(kind=policy["kind"], table=policy["table"], name=policy["name"], words=words)


def notice_view(notice: Mapping[str, Any]) -> NoticeView:
    """A caution, in words."""
    return NoticeView(code=notice["code"], message=translated(notice["message"], notice["params"]))


def point_view(point: Mapping[str, Any], language: str) -> PointView:
    """An open point with its options, in words."""
    spoken = "zh" if language.startswith("zh") else "en"
    return PointView(
        key=point["key"],
        question=translated(point["template"], point["params"]),
        options=tuple(OptionView(o["value"], *o[spoken]) for o in point["options"]),
    )
