"""Refuse casts to types that are not on the list: row types, `reg*`, and whatever a database defines for itself."""

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.place import place

_MESSAGE = gettext_noop("A cast to this type is not allowed.")
_ADVICE = gettext_noop("Cast to a plain number, text, date, time, boolean, interval or JSON type.")

_T = exp.DType
_PLAIN = frozenset(
    {
        *(_T.SMALLINT, _T.INT, _T.BIGINT, _T.DECIMAL, _T.FLOAT, _T.DOUBLE, _T.TEXT, _T.VARCHAR, _T.CHAR, _T.BPCHAR),
        *(_T.BOOLEAN, _T.DATE, _T.TIMESTAMP, _T.TIMESTAMPTZ),
    }
)
ALLOWED: Mapping[Dialect, frozenset[exp.DType]] = {
    Dialect.POSTGRES: _PLAIN | {_T.TIME, _T.INTERVAL, _T.JSON, _T.JSONB, _T.UUID},
    Dialect.SQLITE: _PLAIN | {_T.DATETIME, _T.BLOB},
}
_ARGUMENTS = frozenset({"this", "expressions", "nested"})


def types(found: Sequence[exp.Expr], dialect: Dialect) -> Iterator[Violation]:
    """Refuse types that are not listed, and arrays of them; a length or precision must be a plain number."""
    for node in found:
        if isinstance(node, exp.DataType) and not _listed(node, dialect):
            line, column = place(node.parent or node)
            yield Violation("types", _MESSAGE, _ADVICE, {}, line, column)


def _listed(node: exp.DataType, dialect: Dialect) -> bool:
    if any(value and name not in _ARGUMENTS for name, value in node.args.items()):
        return False
    if node.this is _T.ARRAY:
        return (
            dialect is Dialect.POSTGRES and len(node.expressions) == 1 and isinstance(node.expressions[0], exp.DataType)
        )
    return node.this in ALLOWED[dialect] and all(_plain_parameter(part) for part in node.expressions)


def _plain_parameter(node: exp.Expr) -> bool:
    return isinstance(node, exp.DataTypeParam) and isinstance(node.this, exp.Literal) and not node.expression
