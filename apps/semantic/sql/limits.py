"""
The number of rows a statement may return: added where it is missing, lowered where it is too large.

LIMIT and FETCH must be plain numbers wherever they stand; `LIMIT ALL` and `LIMIT NULL` say nothing and go. OFFSET only
takes rows away, so it may be any value where the engine has that.
"""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place

_MESSAGE = gettext_noop("LIMIT must be a plain number.")
_ADVICE = gettext_noop("Write for example LIMIT 100 OFFSET 200; leave out WITH TIES and percentages.")


def row_counts(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Refuse row counts that are not plain numbers; turn FETCH into LIMIT, and drop limits that say nothing."""
    for node in found:
        if isinstance(node, exp.Limit) and _says_nothing(node.expression):
            node.pop()
        elif isinstance(node, exp.Fetch) and not _ties_or_percent(node) and _plain(_count(node)):
            node.replace(exp.Limit(expression=_count(node).copy()))
        elif isinstance(node, exp.Limit | exp.Offset) and _allowed(node, language):
            continue
        elif isinstance(node, exp.Limit | exp.Offset | exp.Fetch):
            line, column = place(node)
            yield Violation("limit", _MESSAGE, _ADVICE, {}, line, column)


def enforce(tree: exp.Query, max_rows: int) -> int:
    """Give the whole statement a LIMIT of at most `max_rows`; return the limit it now has."""
    given = limit_of(tree)
    limit = max_rows if given is None else min(given, max_rows)
    tree.set("limit", exp.Limit(expression=exp.Literal.number(limit)))
    return limit


def limit_of(tree: exp.Query) -> int | None:
    """Return the whole statement's LIMIT; None: it has none that is a plain number."""
    limit = tree.args.get("limit")
    if not isinstance(limit, exp.Limit) or not _plain(limit.expression):
        return None
    return int(limit.expression.this)


def _plain(node: object) -> bool:
    return isinstance(node, exp.Literal) and not node.is_string and node.this.isdecimal() and len(node.this) <= 18


def _allowed(node: exp.Limit | exp.Offset, language: Language) -> bool:
    if isinstance(node, exp.Limit):
        return _bounds(node)
    return language.dialect is not Dialect.MYSQL or _plain(node.expression)


def _bounds(node: exp.Limit) -> bool:
    # SQLite: less than nothing is no limit, which inside a statement is as good as none.
    return _plain(node.expression) or (isinstance(node.expression, exp.Neg) and _plain(node.expression.this))


def _count(node: exp.Fetch) -> exp.Expr:
    count = node.args.get("count")  # FETCH FIRST ROW ONLY
    return count if isinstance(count, exp.Expr) else exp.Literal.number(1)


def _says_nothing(node: exp.Expr) -> bool:
    return isinstance(node, exp.Null) or (isinstance(node, exp.Var | exp.Column) and node.name.upper() == "ALL")


def _ties_or_percent(node: exp.Fetch) -> bool:
    options = node.args.get("limit_options")
    return options is not None and bool(options.args.get("with_ties") or options.args.get("percent"))
