"""
Masks of what has a form of its own: phone numbers, e-mail addresses, national ids, bank cards.

Only ASCII digits and letters count, and upper and lower case differ, whatever the column's collation. In MySQL a form
is looked for in the hexadecimal digits of the text, where no collation, line end or server version changes the answer.
"""

from collections.abc import Mapping

from apps.semantic.contracts import ColumnKind, Dialect, Mask, MaskKind
from apps.semantic.sql.masks.spelling import spelling_of

KINDS = (MaskKind.PHONE, MaskKind.EMAIL, MaskKind.NATIONAL_ID, MaskKind.BANK_CARD)
LONGEST_EMAIL = 254  # characters, as in RFC 5321

_DIGIT = "[0-9]"
_HEX_DIGIT = "3[0-9]"
_HEX_EMAIL = "(2[5BDE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9A])"

_REGULAR: Mapping[MaskKind, str] = {
    MaskKind.PHONE: "^1[0-9]{10}$",
    MaskKind.EMAIL: "^[A-Za-z0-9._%+-]+@[A-Za-z0-9._%+-]+$",
    MaskKind.NATIONAL_ID: "^[0-9]{17}[0-9Xx]$",
    MaskKind.BANK_CARD: "^[0-9]{16,19}$",
}
_HEXADECIMAL: Mapping[MaskKind, str] = {
    MaskKind.PHONE: f"^31({_HEX_DIGIT}){{10}}$",
    MaskKind.EMAIL: f"^{_HEX_EMAIL}+40{_HEX_EMAIL}+$",
    MaskKind.NATIONAL_ID: f"^({_HEX_DIGIT}){{17}}({_HEX_DIGIT}|58|78)$",
    MaskKind.BANK_CARD: f"^({_HEX_DIGIT}){{16,19}}$",
}
_GLOBS: Mapping[MaskKind, str] = {
    MaskKind.PHONE: f"{{t}} GLOB '1{_DIGIT * 10}'",
    MaskKind.EMAIL: "{t} GLOB '?*@?*' AND NOT {t} GLOB '*@*@*' AND NOT {t} GLOB '*[^A-Za-z0-9._%+@-]*'",
    MaskKind.NATIONAL_ID: f"{{t}} GLOB '{_DIGIT * 17}[0-9Xx]'",
    MaskKind.BANK_CARD: "LENGTH({t}) IN (16, 17, 18, 19) AND NOT {t} GLOB '*[^0-9]*'",
}
_SHOWN: Mapping[MaskKind, str] = {
    MaskKind.PHONE: "CONCAT(SUBSTR({t}, 1, 3), '****', SUBSTR({t}, 8, 4))",
    MaskKind.EMAIL: f"CONCAT(SUBSTR({{t}}, 1, 1), '***', SUBSTR({{t}}, {{at}}, {LONGEST_EMAIL}))",
    MaskKind.NATIONAL_ID: "CONCAT(SUBSTR({t}, 1, 3), '***********', SUBSTR({t}, 15, 4))",
    MaskKind.BANK_CARD: "CONCAT(SUBSTR({t}, 1, 4), ' **** **** ', SUBSTR({t}, {length} - 3, 4))",
}


def shown(mask: Mask, _kind: ColumnKind, dialect: Dialect) -> str:
    """The value's form with its middle hidden; what has another form is masked in full."""
    spelling = spelling_of(dialect)
    condition = _has_form(mask.kind, dialect).format(t=spelling.text)
    if mask.kind is MaskKind.EMAIL:
        condition = f"{spelling.length} <= {LONGEST_EMAIL} AND {condition}"
    value = _SHOWN[mask.kind].format(t=spelling.text, length=spelling.length, at=spelling.at_sign)
    return f"CASE WHEN {condition} THEN {value} ELSE '***' END"


def _has_form(kind: MaskKind, dialect: Dialect) -> str:
    if dialect is Dialect.SQLITE:
        return _GLOBS[kind]
    if dialect is Dialect.MYSQL:
        return f"HEX({{t}}) REGEXP '{_braced(_HEXADECIMAL[kind])}'"
    return f"{{t}} ~ '{_braced(_REGULAR[kind])}'"


def _braced(pattern: str) -> str:
    return pattern.replace("{", "{{").replace("}", "}}")
