"""
A mask that rounds numbers down to a multiple of a step, also below zero.

Exact: remainders of whole and decimal numbers, never a quotient. Binary fractions are taken as the decimals that they
are written as. What is no number, not finite, or beyond the range of exact work shows NULL.
"""

from collections.abc import Mapping

from apps.semantic.contracts import ColumnKind, Dialect, Mask

FLOOR_FUNCTION = "__c2s_floor"  # SQLite has no decimals: the connector brings them

# Within these bounds no engine's type runs over.
_RANGES: Mapping[ColumnKind, str] = {
    ColumnKind.INTEGER: f"v BETWEEN -{9 * 10**18} AND {9 * 10**18}",
    ColumnKind.DECIMAL: f"v BETWEEN -{10**30} AND {10**30}",
    ColumnKind.FLOAT: f"v BETWEEN -{10**15} AND {10**15}",
}
_WHOLE: Mapping[Dialect, str] = {Dialect.POSTGRES: "CAST(v AS BIGINT)", Dialect.MYSQL: "v"}
_FROM_FLOAT: Mapping[Dialect, str] = {
    Dialect.POSTGRES: "CAST(CAST(v AS TEXT) AS DECIMAL)",
    Dialect.MYSQL: "CAST(CAST(v AS CHAR) AS DECIMAL(50, 25))",
}
_TO_FLOAT: Mapping[Dialect, str] = {Dialect.POSTGRES: "DOUBLE PRECISION", Dialect.MYSQL: "DOUBLE"}


def shown(mask: Mask, kind: ColumnKind, dialect: Dialect) -> str:
    """The largest multiple of the step that is not larger than the value."""
    assert mask.step is not None  # `options` saw to it
    step = format(mask.step, "f")
    return f"CASE WHEN {_RANGES[kind]} THEN {_rounded(step, kind, dialect)} END"


def _rounded(step: str, kind: ColumnKind, dialect: Dialect) -> str:
    if dialect is Dialect.SQLITE:
        rounded = f"CASE WHEN TYPEOF(v) IN ('integer', 'real') THEN {FLOOR_FUNCTION}(v, '{step}') END"
        # Of one storage class, or it would tell whether the value was whole.
        return rounded if kind is ColumnKind.INTEGER else f"CAST({rounded} AS REAL)"
    if kind is ColumnKind.INTEGER:
        return _below(_WHOLE[dialect], step)
    if kind is ColumnKind.DECIMAL and dialect is Dialect.POSTGRES:
        # A remainder has as many decimals as the value: here each value has its own number of them.
        return f"ROUND({_below('v', step)}, {len(step.partition('.')[2])})"
    if kind is ColumnKind.DECIMAL:
        return _below("v", step)
    return f"CAST({_below(_FROM_FLOAT[dialect], step)} AS {_TO_FLOAT[dialect]})"


def _below(value: str, step: str) -> str:
    # The remainder has the sign of the value. MariaDB also has a zero below zero, which `+ 0` makes a plain one.
    rest = f"{value} % {step}"
    return f"CASE WHEN {rest} + 0 < 0 THEN {value} - {rest} - {step} ELSE {value} - {rest} END"
