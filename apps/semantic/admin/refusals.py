"""Refusals of the semantic services in words: each fault of a model, each reason against a condition."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from apps.errors import AppError
from apps.semantic.services.model import ModelInvalid
from apps.semantic.sql.errors import Refused
from apps.semantic.validation import Finding, Severity
from apps.tenants.admin.served import ServedForm


class SemanticForm(ServedForm):
    """A form whose refusals are listed one by one."""

    @staticmethod
    def in_words(refusal: AppError) -> list[str]:
        """Return every error of a model or a condition, and otherwise the refusal's two sentences."""
        if isinstance(refusal, ModelInvalid):
            return finding_words(f for f in refusal.findings if f.severity is Severity.ERROR)
        if isinstance(refusal, Refused):
            said = [(v.message, v.params) for v in refusal.violations] + [
                (v.advice, v.params) for v in refusal.violations[:1] if v.advice
            ]
            return list(dict.fromkeys(_(message) % params for message, params in said))
        return ServedForm.in_words(refusal)


def finding_words(findings: Iterable[Finding]) -> list[str]:
    """Return what is wrong, each with the definition to open."""
    return [f"{finding.where}: {_(finding.message) % finding.params}" for finding in findings]
