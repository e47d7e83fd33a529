"""
Reads a condition that a steward wrote: one expression over one row, made of what anybody's SQL may be made of.

It holds no aggregate, window or generator. Where queries are allowed at all, they stand after EXISTS or IN and are
plain: tables, joins with ON, WHERE. Nothing in them can give more rows than one where one is expected, so nothing in
them fails by what the tables hold.
"""

from collections.abc import Iterator
from functools import lru_cache

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import Dialect
from apps.semantic.sql import bounds, reading
from apps.semantic.sql.errors import DialectUnsupported, Refused, Violation
from apps.semantic.sql.languages import Language, language_of
from apps.semantic.sql.names import spell_out
from apps.semantic.sql.place import forget_places
from apps.semantic.sql.rules import RULES

_MESSAGE = gettext_noop("%(construct)s is not allowed in a condition.")
_ADVICE = gettext_noop("Use the table's own columns, values, listed functions and :attributes.")
_PREFIX = "SELECT 1 WHERE "
_SCALAR_AGGREGATES = frozenset({"min", "max"})  # SQLite's, with several arguments, are typed otherwise
_OF_A_QUERY = frozenset({"expressions", "from_", "joins", "where", "distinct"})


@lru_cache(maxsize=1024)
def read_condition(text: str, dialect: Dialect, functions: tuple[str, ...], *, queries: bool) -> exp.Expr:
    """
    Return the condition's tree, names spelled out and not yet resolved. It is shared: copy it before changing it.

    :param functions: what a steward added to the engine's own list.
    :param queries: whether it may ask other tables, by EXISTS and IN.
    :raises Refused: with what is not allowed in it.
    :raises DialectUnsupported: the engine's SQL cannot be checked yet.
    """
    language = language_of(dialect, functions)
    read = reading.read(_PREFIX + text, language)
    condition = _only_condition(read)
    found = list(condition.walk())
    if violations := list(_broken_rules(found, language, queries=queries)):
        raise Refused(violations)
    if reading.literals(read.tokens) != reading.literals(reading.tokens(reading.render(condition, dialect), dialect)):
        raise Refused([reading.unreadable()])
    spell_out(condition, dialect)
    forget_places(condition)
    return condition


def attributes_named(text: str, dialect: Dialect, functions: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the names that stand after a colon in a condition; none if it cannot be read: then it shows nothing."""
    try:
        tree = read_condition(text, dialect, functions, queries=True)
    except (Refused, DialectUnsupported):
        return frozenset()
    return frozenset(place.name for place in tree.find_all(exp.Placeholder))


def not_allowed(construct: str) -> Violation:
    """The violation for a part that no condition may have."""
    return Violation("predicate", _MESSAGE, _ADVICE, {"construct": construct[:64]})


def _only_condition(read: reading.Reading) -> exp.Expr:
    select = read.statements[0] if len(read.statements) == 1 else None
    if not isinstance(select, exp.Select) or {name for name, value in select.args.items() if value} != _EXPECTED:
        raise Refused([not_allowed("SELECT")])
    if len(select.expressions) != 1 or not isinstance(select.expressions[0], exp.Literal):
        raise Refused([not_allowed("SELECT")])
    condition: exp.Expr = select.args["where"].this
    return condition.pop()


_EXPECTED = {"expressions", "where"}


def _broken_rules(found: list[exp.Expr], language: Language, *, queries: bool) -> Iterator[Violation]:
    if len(found) > bounds.MAX_TOKENS:
        yield bounds.too_deep()
        return
    judged = [node for node in found if not _attribute(node)]
    for rule in RULES:
        yield from rule(judged, language)
    for node in judged:
        if construct := _unlisted(node, language, queries=queries):
            yield not_allowed(construct)


def _unlisted(node: exp.Expr, language: Language, *, queries: bool) -> str:
    """What to call a construct that SQL may have and a condition may not; empty: it may."""
    match node:
        case exp.Values() | exp.AggFunc() | exp.GroupConcat() | exp.Window():
            return node.key.upper()
        case exp.Star():
            return "" if queries and isinstance(node.parent, exp.Select) else "*"
        case exp.Query():
            return "" if queries and _asks_whether(node) else node.key.upper()
        case exp.Anonymous():
            name = str(node.this)
            return name if name.lower() in language.aggregates - _SCALAR_AGGREGATES else ""
        case exp.Join():
            return "USING" if node.args.get("using") else str(node.args.get("method") or "")
    return ""


def _attribute(node: exp.Expr) -> bool:
    return isinstance(node, exp.Placeholder) and isinstance(node.this, str) and node.this.isidentifier()


def _asks_whether(node: exp.Query) -> bool:
    """Whether a query is the plain one of an EXISTS or IN."""
    if isinstance(node, exp.Subquery):
        return isinstance(node.parent, exp.In) and node.arg_key == "query" and not _more_than(node, frozenset({"this"}))
    if not isinstance(node, exp.Select) or _more_than(node, _OF_A_QUERY):
        return False
    if isinstance(node.parent, exp.Subquery):
        in_list = not any(isinstance(part, exp.Star) for part in node.expressions)
    else:
        in_list = isinstance(node.parent, exp.Exists)
    return in_list and node.args.get("from_") is not None and all(_plain_table(item) for item in _from(node))


def _more_than(node: exp.Expr, listed: frozenset[str]) -> bool:
    distinct = node.args.get("distinct")
    on = distinct is not None and distinct.args.get("on") is not None
    return on or any(value and name not in listed for name, value in node.args.items())


def _from(select: exp.Select) -> Iterator[exp.Expr]:
    yield select.args["from_"].this
    for join in select.args.get("joins") or ():
        yield join.this


def _plain_table(item: exp.Expr) -> bool:
    if not isinstance(item, exp.Table) or not isinstance(item.this, exp.Identifier) or item.args.get("joins"):
        return False
    alias = item.args.get("alias")
    return alias is None or not alias.args.get("columns")
