"""The last look: what a policy narrows must have been checked as narrowed, and with groups that are large enough."""

from collections.abc import Iterable

from apps.semantic.contracts import AccessPolicy, Treatment
from apps.semantic.sql.errors import Unprovable
from apps.semantic.sql.narrowed.uses import Lookup, NarrowedUse
from apps.semantic.sql.scans import Scan
from apps.semantic.sql.visibility import NARROWED


def require_agreement(scans: Iterable[Scan], uses: Iterable[NarrowedUse], policy: AccessPolicy) -> None:
    """
    Compare what the scans show with what was checked.

    :raises Unprovable: a scan shows a narrowed column that no checked use names, or one with smaller groups.
    """
    checked = list(uses)
    for scan in scans:
        governed = policy.table(scan.table)
        for column in scan.columns:
            treatment = governed.treatment_of(column) if governed is not None else Treatment.HIDDEN
            if treatment in NARROWED and not any(_covers(use, scan, column, treatment, policy) for use in checked):
                raise Unprovable("narrowed")


def _covers(use: NarrowedUse, scan: Scan, column: str, treatment: Treatment, policy: AccessPolicy) -> bool:
    if use.table != scan.table:
        return False
    if isinstance(use, Lookup):
        return treatment is Treatment.FILTER_ONLY and column == use.column
    enough = use.smallest_group >= policy.smallest_group
    return treatment is Treatment.AGGREGATE_ONLY and column in use.columns and enough
