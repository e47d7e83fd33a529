"""
A steward's own mask: an expression over the table's own columns, without a query, an aggregate or an attribute.

It passes the same lists as a row predicate. Its value must be of the column's kind or text, and it must be known not to
fail on any row: an error would tell about rows that nobody may see.
"""

from functools import lru_cache

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, TableInfo
from apps.semantic.sql.errors import DialectUnsupported, Refused, Violation
from apps.semantic.sql.kinds import comparable, kind_of
from apps.semantic.sql.predicates import SCAN, check_predicate
from apps.semantic.sql.totality import total

_QUERY = gettext_noop("A mask holds no query.")
_KIND = gettext_noop("It is not certain that this gives text, or values like the column's own.")
_KIND_ADVICE = gettext_noop("Put it into CAST(… AS …), or give text in every branch.")
_FAILS = gettext_noop("This may fail on some values, and a failure tells about them.")
_FAILS_ADVICE = gettext_noop("Use comparisons, CASE, COALESCE, CONCAT, LEFT, RIGHT and text values.")


def checked(text: str, info: ColumnInfo, table: TableInfo, dialect: Dialect) -> exp.Expr:
    """
    Return the expression that stands for a column; NULL stays NULL.

    :raises Refused: with what is not allowed in it.
    """
    return _checked(text, info, table, dialect)[0].copy()


def kind(text: str, info: ColumnInfo, table: TableInfo, dialect: Dialect) -> ColumnKind:
    """Return the kind of what it shows; OTHER where it no longer fits the table, and so shows nothing."""
    try:
        return _checked(text, info, table, dialect)[1]
    except (Refused, DialectUnsupported):
        return ColumnKind.OTHER


@lru_cache(maxsize=1024)
def _checked(text: str, info: ColumnInfo, table: TableInfo, dialect: Dialect) -> tuple[exp.Expr, ColumnKind]:
    tree = check_predicate(text, table, dialect, attributes=())
    if tree.find(exp.Query) is not None:
        raise Refused([_violation(_QUERY, _KIND_ADVICE)])

    def column(node: exp.Column) -> ColumnKind | None:
        own = table.column(node.name)
        return own.kind if own is not None else None

    shown = kind_of(tree, column)
    if shown is not ColumnKind.TEXT and not (shown is not None and comparable(shown, info.kind)):
        raise Refused([_violation(_KIND, _KIND_ADVICE)])
    if not total(tree, dialect, column):
        raise Refused([_violation(_FAILS, _FAILS_ADVICE)])
    raw = exp.column(exp.to_identifier(info.name, quoted=True), table=exp.to_identifier(SCAN, quoted=True))
    absent = exp.If(this=exp.Is(this=raw, expression=exp.Null()), true=exp.Null())
    return exp.Case(ifs=[absent], default=tree), shown


def _violation(message: str, advice: str) -> Violation:
    return Violation("mask", message, advice)
