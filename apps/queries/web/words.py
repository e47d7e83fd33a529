"""The page's words for codes that a run carries: units, periods, states, parts of the confidence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.queries.contracts import RunStatus
from apps.semantic.contracts import Grain

UNITS: dict[str, Promise] = {
    "CNY": pgettext_lazy("unit", "CNY"),
    "orders": pgettext_lazy("unit", "orders"),
    "pieces": pgettext_lazy("unit", "pieces"),
    "customers": pgettext_lazy("unit", "customers"),
    "refunds": pgettext_lazy("unit", "refunds"),
}

GRAINS: dict[str, Promise] = {
    Grain.DAY: pgettext_lazy("grain", "day"),
    Grain.WEEK: pgettext_lazy("grain", "week from"),
    Grain.MONTH: pgettext_lazy("grain", "month"),
    Grain.QUARTER: pgettext_lazy("grain", "quarter"),
    Grain.YEAR: pgettext_lazy("grain", "year"),
}

CONFIDENCE_PARTS: dict[str, Promise] = {
    "semantic_match": _("words matched to definitions"),
    "schema_coverage": _("share of the question used"),
    "rule_checks": _("rule checks"),
}

STATUSES: dict[str, Promise] = {
    RunStatus.QUEUED: _("waiting"),
    RunStatus.RUNNING: _("running"),
    RunStatus.SUCCEEDED: _("answered"),
    RunStatus.NEEDS_CLARIFICATION: _("a question back to you"),
    RunStatus.NEEDS_CONFIRMATION: _("waiting for your confirmation"),
    RunStatus.REFUSED: _("refused"),
    RunStatus.FAILED: _("failed"),
    RunStatus.TIMEOUT: _("timed out"),
    RunStatus.CANCELLED: _("cancelled"),
    RunStatus.WORKER_LOST: _("interrupted"),
}


def unit_words(unit: str) -> str:
    """The unit in the page's language; one that we do not know is shown as the steward wrote it."""
    return str(UNITS.get(unit, unit))
