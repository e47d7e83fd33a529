"""The words of the chat page for codes that the core speaks in: stages, units, parts of the confidence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.queries.contracts import RunStatus, Stage

# The steps that the pipeline takes, in its order, as the asker follows them.
STEPS: dict[str, Promise] = {
    Stage.INTENT: _("Understand the question"),
    Stage.CLARIFICATION: _("Settle what is meant"),
    Stage.GENERATION: _("Write the SQL"),
    Stage.GUARDRAILS: _("Check the rules"),
    Stage.PERMISSIONS: _("Apply your rights"),
    Stage.PRECHECK: _("Estimate the cost"),
    Stage.EXECUTION: _("Query the database"),
    Stage.RELEASE: _("Check the result"),
    Stage.EXPLANATION: _("Explain"),
}

UNITS: dict[str, Promise] = {
    "CNY": _("CNY"),
    "orders": _("orders"),
    "pieces": _("pieces"),
    "customers": _("customers"),
    "refunds": _("refunds"),
    "percent": _("%"),
}

CONFIDENCE_PARTS: dict[str, Promise] = {
    "semantic_match": _("Words matched to definitions"),
    "schema_coverage": _("Share of the question used"),
    "retrieval": _("Retrieved knowledge"),
    "rule_checks": _("Rule checks"),
}

STATUSES: dict[str, Promise] = {
    RunStatus.QUEUED: _("waiting"),
    RunStatus.RUNNING: _("running"),
    RunStatus.SUCCEEDED: _("answered"),
    RunStatus.NEEDS_CLARIFICATION: _("a question back"),
    RunStatus.REFUSED: _("refused"),
    RunStatus.FAILED: _("failed"),
    RunStatus.TIMEOUT: _("timed out"),
    RunStatus.CANCELLED: _("cancelled"),
    RunStatus.WORKER_LOST: _("interrupted"),
}


def unit_words(unit: str) -> str:
    """The unit in the page's language; one that we do not know is shown as the steward wrote it."""
    return str(UNITS.get(unit, unit))
