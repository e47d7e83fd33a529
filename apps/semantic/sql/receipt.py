"""
Names the rules of a policy that a statement felt, for the receipt beside its answer.

Row filters always count: fewer rows are a different answer. A mask counts where the statement uses the masked column.
That a table has hidden columns counts only where the statement asked for columns without naming them, by a star or
NATURAL, and so got fewer than there are; a hidden column that is named is refused, so nothing was taken away silently.
A column that may only be totalled, or only filtered by, counts where it is used: small groups may be missing.
"""

from collections.abc import Iterator, Sequence

from apps.semantic.contracts import AccessPolicy, SchemaCatalog, TablePolicy, TableRef, Treatment
from apps.semantic.sql.governed import sighted
from apps.semantic.sql.scans import Scan
from apps.semantic.sql.typestate import AppliedRule


def rules_applied(scans: Sequence[Scan], policy: AccessPolicy, catalog: SchemaCatalog) -> tuple[AppliedRule, ...]:
    """
    Return each rule once, table by table in the order of the scans.

    :raises Unprovable: the policy shows nothing of a table.
    """
    tables = dict.fromkeys(scan.table for scan in scans)
    return tuple(rule for ref in tables for rule in _of_table(ref, scans, policy, catalog))


def _of_table(
    ref: TableRef, scans: Sequence[Scan], policy: AccessPolicy, catalog: SchemaCatalog
) -> Iterator[AppliedRule]:
    own = [scan for scan in scans if scan.table == ref]
    sight = sighted(ref, policy, catalog)
    for grant in sight.grants:
        if grant.predicate is not None:
            yield AppliedRule(ref, grant.name, "row_filter")
    for restriction in sight.policy.restrictions:
        yield AppliedRule(ref, restriction.name, "row_filter")
    yield from _column_rules(ref, sight.policy, {column for scan in own for column in scan.columns})
    if any(scan.unnamed for scan in own) and len(sight.listed) < len(sight.table.columns):
        yield AppliedRule(ref, ", ".join(grant.name for grant in sight.grants), "columns")


def _column_rules(ref: TableRef, policy: TablePolicy, used: set[str]) -> Iterator[AppliedRule]:
    for rule in policy.column_rules:
        if rule.treatment is Treatment.MASKED and rule.column in used:
            yield AppliedRule(ref, rule.mask.name if rule.mask else rule.name, "mask", rule.column)
        elif rule.treatment is Treatment.AGGREGATE_ONLY and rule.column in used:
            yield AppliedRule(ref, rule.name, "aggregate_only", rule.column)
        elif rule.treatment is Treatment.FILTER_ONLY and rule.column in used:
            yield AppliedRule(ref, rule.name, "filter_only", rule.column)
