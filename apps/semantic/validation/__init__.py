"""
Whether a model fits its database and itself, before anybody is answered from it.

Like guard rules, validation rules are a tuple of small functions, one file each. A rule names every fault of its kind;
what another rule has named already it passes over.
"""

from collections.abc import Callable, Iterator

from apps.semantic.contracts import Manifest, SchemaCatalog
from apps.semantic.validation.acyclic_joins import acyclic_joins
from apps.semantic.validation.columns_exist import columns_exist
from apps.semantic.validation.finding import Finding, Severity
from apps.semantic.validation.joins_lead_to_one import joins_lead_to_one
from apps.semantic.validation.known_timezone import known_timezone
from apps.semantic.validation.metric_columns_fit import metric_columns_fit
from apps.semantic.validation.metric_filters_read import metric_filters_read
from apps.semantic.validation.names import names
from apps.semantic.validation.something_to_ask import something_to_ask
from apps.semantic.validation.time_dimensions import time_dimensions
from apps.semantic.validation.words_are_distinct import words_are_distinct

__all__ = ["RULES", "Finding", "Severity", "validate"]

RULES: tuple[Callable[[Manifest, SchemaCatalog], Iterator[Finding]], ...] = (
    something_to_ask,
    names,
    known_timezone,
    columns_exist,
    joins_lead_to_one,
    acyclic_joins,
    metric_columns_fit,
    metric_filters_read,
    time_dimensions,
    words_are_distinct,
)


def validate(manifest: Manifest, catalog: SchemaCatalog) -> tuple[Finding, ...]:
    """Return all that is wrong, errors first; empty: the model can be published."""
    findings = [finding for rule in RULES for finding in rule(manifest, catalog)]
    return tuple(sorted(findings, key=lambda f: f.severity is not Severity.ERROR))
