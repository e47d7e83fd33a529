"""
Conditions that stewards write: row predicates and metric filters.

They pass the same lists as anybody's SQL, read their own table's columns only, hold no query, aggregate or window, and
name attributes of the user as `:name`. Bound, an attribute is a typed literal; a missing one makes the condition false.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import Dialect, TableInfo
from apps.semantic.sql import reading
from apps.semantic.sql.errors import Refused, Violation
from apps.semantic.sql.languages import Language, language_of
from apps.semantic.sql.names import column_key, relation_key, spell_out
from apps.semantic.sql.place import forget_places
from apps.semantic.sql.rules import RULES

_MESSAGE = gettext_noop("%(construct)s is not allowed in a condition.")
_ADVICE = gettext_noop("Use the table's own columns, values, listed functions and :attributes.")
_PREFIX = "SELECT 1 WHERE "
_SCALAR_AGGREGATES = frozenset({"min", "max"})  # SQLite's, with several arguments, are typed otherwise


def check_predicate(
    text: str, table: TableInfo, dialect: Dialect, attributes: Collection[str] | None = None
) -> exp.Expr:
    """
    Check a condition on one row of `table` and return its tree: quoted names, attributes as placeholders.

    :param attributes: the names that `:name` places may have; None: any.
    :raises Refused: with what is not allowed in it.
    :raises DialectUnsupported: the engine's SQL cannot be checked yet.
    """
    tree = _parsed(text, table, dialect).copy()
    for place in tree.find_all(exp.Placeholder):
        if attributes is not None and place.name not in attributes:
            raise Refused([_violation(f":{place.name}")])
    return tree


@lru_cache(maxsize=1024)
def _parsed(text: str, table: TableInfo, dialect: Dialect) -> exp.Expr:
    language = language_of(dialect)
    read = reading.read(_PREFIX + text, language)
    select = read.statements[0] if len(read.statements) == 1 else None
    if not isinstance(select, exp.Select) or {key for key, value in select.args.items() if value} != {
        "expressions",
        "where",
    }:
        raise Refused([_violation("SELECT")])
    if len(select.expressions) != 1 or not isinstance(select.expressions[0], exp.Literal):
        raise Refused([_violation("SELECT")])
    condition: exp.Expr = select.args["where"].this
    found = list(condition.walk())
    violations = [v for v in _broken_rules(found, language) if v is not None]
    if violations:
        raise Refused(violations)
    spell_out(condition, dialect)
    if violations := list(_foreign(condition, table, dialect)):
        raise Refused(violations)
    forget_places(condition)
    return condition.pop()


def _broken_rules(found: list[exp.Expr], language: Language) -> Iterator[Violation]:
    judged = [node for node in found if not _attribute(node)]
    for rule in RULES:
        yield from rule(judged, language)
    for node in judged:
        if isinstance(node, exp.Query | exp.Values | exp.AggFunc | exp.GroupConcat | exp.Window | exp.Star):
            yield _violation(node.key.upper())
        if isinstance(node, exp.Anonymous) and str(node.this).lower() in language.aggregates - _SCALAR_AGGREGATES:
            yield _violation(str(node.this))


def _attribute(node: exp.Expr) -> bool:
    return isinstance(node, exp.Placeholder) and isinstance(node.this, str) and node.this.isidentifier()


def _foreign(condition: exp.Expr, table: TableInfo, dialect: Dialect) -> Iterator[Violation]:
    own = {column_key(column.name, dialect): column.name for column in table.columns}
    for column in condition.find_all(exp.Column):
        qualifier = column.args.get("table")
        named_otherwise = qualifier is not None and relation_key(qualifier.name, dialect) != relation_key(
            table.ref.name, dialect
        )
        stored = own.get(column_key(column.name, dialect))
        if stored is None or named_otherwise or column.args.get("db") is not None:
            yield _violation(column.name)
            continue
        # A name of another scope must never catch it, whatever the schema becomes.
        column.set("this", exp.to_identifier(stored, quoted=True))
        column.set("table", exp.to_identifier(SCAN, quoted=True))


SCAN = reading.RESERVED + "scan"


def _violation(construct: str) -> Violation:
    return Violation("predicate", _MESSAGE, _ADVICE, {"construct": construct[:64]})
