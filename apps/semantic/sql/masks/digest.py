"""
A mask that shows a keyed hash: equal values stay equal in every table and source of a tenant, so that joins and counts
work, and nobody without the key can try values.

HMAC-SHA-256 over the value's canonical text, cut to 32 hexadecimal digits. The key never stands in a text: the
connector puts its two pads into the session (PostgreSQL, MySQL) or registers a function (SQLite). A session without the
key fails or shows NULL; it never hashes with an empty one. Canonical text: whole numbers as digits, decimals without
closing zeros, days and moments in ISO form, true and false, text as it is (CHAR(n) without its padding).
"""

from collections.abc import Mapping

from apps.semantic.contracts import ColumnKind, Dialect, Mask
from apps.semantic.sql.masks.spelling import spelling_of

HASH_FUNCTION = "__c2s_hash"
INNER_SETTING = "c2s.mask_inner"
OUTER_SETTING = "c2s.mask_outer"
INNER_VARIABLE = "@c2s_mask_inner"
OUTER_VARIABLE = "@c2s_mask_outer"

# Left out: floats and instants print otherwise from engine to engine; JSON and bytes have no one text.
KINDS = frozenset(
    {
        ColumnKind.TEXT,
        ColumnKind.INTEGER,
        ColumnKind.DECIMAL,
        ColumnKind.BOOLEAN,
        ColumnKind.DATE,
        ColumnKind.TIMESTAMP,
    }
)

_POSTGRES = (
    f"LEFT(ENCODE(SHA256(DECODE(NULLIF(CURRENT_SETTING('{OUTER_SETTING}'), ''), 'hex') ||"
    f" SHA256(DECODE(NULLIF(CURRENT_SETTING('{INNER_SETTING}'), ''), 'hex') || CONVERT_TO({{text}}, 'UTF8'))),"
    " 'hex'), 32)"
)
_MYSQL = (
    f"LEFT(SHA2(CONCAT(UNHEX({OUTER_VARIABLE}), UNHEX(SHA2(CONCAT(UNHEX({INNER_VARIABLE}), {{text}}), 256))), 256), 32)"
)
_WITHOUT_ZEROS = "TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {t}))"
# `+ 0` takes the zeros of ZEROFILL away, and the sign of MariaDB's zero below zero.
_MYSQL_NUMBER = "CAST(v + 0 AS CHAR CHARACTER SET utf8mb4)"
_CANONICAL: Mapping[tuple[Dialect, ColumnKind], str] = {
    (Dialect.POSTGRES, ColumnKind.DECIMAL): f"CASE WHEN STRPOS({{t}}, '.') > 0 THEN {_WITHOUT_ZEROS} ELSE {{t}} END",
    (Dialect.MYSQL, ColumnKind.INTEGER): _MYSQL_NUMBER,
    (Dialect.MYSQL, ColumnKind.DECIMAL): (
        f"CASE WHEN INSTR({_MYSQL_NUMBER}, '.') > 0"
        f" THEN {_WITHOUT_ZEROS.format(t=_MYSQL_NUMBER)} ELSE {_MYSQL_NUMBER} END"
    ),
    (Dialect.MYSQL, ColumnKind.BOOLEAN): f"CASE v WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE {_MYSQL_NUMBER} END",
    (Dialect.MYSQL, ColumnKind.TIMESTAMP): f"CASE WHEN INSTR({{t}}, '.') > 0 THEN {_WITHOUT_ZEROS} ELSE {{t}} END",
}


def shown(_mask: Mask, kind: ColumnKind, dialect: Dialect) -> str:
    """The keyed hash of the value's canonical text."""
    if dialect is Dialect.SQLITE:
        # Text goes as bytes: it need not be valid there, and nothing may fail on it.
        return f"{HASH_FUNCTION}('{kind.value}', CASE TYPEOF(v) WHEN 'text' THEN CAST(v AS BLOB) ELSE v END)"
    text = spelling_of(dialect).text
    canonical = _CANONICAL.get((dialect, kind), "{t}").format(t=text)
    return (_POSTGRES if dialect is Dialect.POSTGRES else _MYSQL).format(text=canonical)
