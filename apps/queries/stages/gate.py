"""
What becomes of a statement once its plan was read: it runs, waits for its user's confirmation, or is refused.

A confirmation is of one text under one policy at one risk. If any of them is another one now, or worse, the user is
asked again: what runs is what was confirmed.
"""

from apps.queries.contracts import Consent, Gate, Prechecked, Tools
from apps.queries.halts import (
    CostlyAsFarAsKnown,
    NeedsConfirmation,
    PlanTimedOut,
    ReadsWholeTables,
    TooExpensive,
    TooExpensiveAsFarAsKnown,
)
from apps.semantic.contracts import Risk
from apps.semantic.sql.typestate import AuthorizedSql

_RISING = tuple(Risk)


def pass_gate(sql: AuthorizedSql, prechecked: Prechecked, tools: Tools) -> None:
    """
    Let a statement go on to its execution.

    :raises NeedsConfirmation: its user has not agreed to this statement at this risk.
    :raises TooExpensive: it would read more than the data source allows anybody.
    """
    if prechecked.gate is Gate.REFUSE:
        raise _refusal(prechecked, tools)
    if prechecked.gate is Gate.CONFIRM and not _is_agreed(sql, prechecked, tools):
        raise _question(sql, prechecked)


def _is_agreed(sql: AuthorizedSql, prechecked: Prechecked, tools: Tools) -> bool:
    given, wanted = tools.consent, _wanted(sql, prechecked)
    if given is None:
        return False
    if (given.text_sha256, given.policy_fingerprint) != (wanted.text_sha256, wanted.policy_fingerprint):
        return False
    return _RISING.index(given.risk) >= _RISING.index(wanted.risk)


def _wanted(sql: AuthorizedSql, prechecked: Prechecked) -> Consent:
    return Consent(sql.sha256, sql.proof.policy_fingerprint, prechecked.risk)


def _question(sql: AuthorizedSql, prechecked: Prechecked) -> NeedsConfirmation:
    wanted = _wanted(sql, prechecked)
    if prechecked.timed_out:
        return PlanTimedOut(wanted)
    if prechecked.rows is None:
        return NeedsConfirmation(wanted)
    return CostlyAsFarAsKnown(wanted, rows=_grouped(prechecked.rows))


def _refusal(prechecked: Prechecked, tools: Tools) -> TooExpensive:
    if prechecked.rows is None:
        return TooExpensive()
    known = {"rows": _grouped(prechecked.rows), "most": _grouped(tools.source.thresholds.high)}
    if not prechecked.full_scans:
        return TooExpensiveAsFarAsKnown(**known)
    return ReadsWholeTables(**known, tables=", ".join(prechecked.full_scans))


def _grouped(number: int) -> str:
    return f"{number:,}"
