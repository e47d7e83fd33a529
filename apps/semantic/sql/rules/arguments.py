"""
Refuse options of listed constructs that are not listed themselves: ONLY, INTO, FOR UPDATE, hints, `IN table`.

They stand in a node's arguments, often as plain words, where a list of node types does not see them.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import place
from apps.semantic.sql.sql_words import written

_MESSAGE = gettext_noop("This use of %(construct)s is not allowed.")
_ADVICE = gettext_noop("Leave out the option that goes with it.")

_SET = frozenset({"with_", "this", "expression", "distinct", "order", "limit", "offset"})
_ARGUMENTS: Mapping[type[exp.Expr], frozenset[str]] = {
    exp.Select: frozenset(
        {
            "with_",
            "distinct",
            "expressions",
            "from_",
            "joins",
            "where",
            "group",
            "having",
            "windows",
            "order",
            "limit",
            "offset",
        }
    ),
    exp.Union: _SET,
    exp.Except: _SET,
    exp.Intersect: _SET,
    exp.Subquery: frozenset({"this", "alias", "with_", "joins", "order", "limit", "offset"}),
    exp.With: frozenset({"expressions", "recursive"}),
    exp.CTE: frozenset({"this", "alias", "materialized"}),
    exp.TableAlias: frozenset({"this", "columns"}),
    exp.Table: frozenset({"this", "db", "alias", "joins", "ordinality"}),
    exp.Join: frozenset({"this", "on", "using", "method", "side", "kind"}),
    exp.Lateral: frozenset({"this", "alias", "ordinality"}),
    exp.Values: frozenset({"expressions", "alias"}),
    exp.Group: frozenset({"expressions", "grouping_sets", "cube", "rollup"}),
    exp.Order: frozenset({"this", "expressions"}),
    exp.Ordered: frozenset({"this", "desc", "nulls_first"}),
    exp.Limit: frozenset({"expression"}),
    exp.Offset: frozenset({"expression"}),
    exp.Fetch: frozenset({"direction", "count", "limit_options"}),
    exp.LimitOptions: frozenset({"rows"}),
    exp.Column: frozenset({"this", "table", "db"}),
    exp.In: frozenset({"this", "expressions", "query"}),
    exp.Cast: frozenset({"this", "to"}),
    exp.Window: frozenset({"this", "partition_by", "order", "spec", "alias", "over"}),
    exp.Count: frozenset({"this", "expressions", "big_int"}),
    exp.Exists: frozenset({"this"}),
    exp.Any: frozenset({"this"}),
    exp.All: frozenset({"this"}),
    exp.Star: frozenset(),
    exp.Bracket: frozenset({"this", "expressions"}),
    exp.Slice: frozenset({"this", "expression"}),
    exp.ColumnDef: frozenset({"this", "kind"}),
}
_NAMES = (exp.Var, exp.Identifier, exp.Column, exp.Dot, exp.Literal)
_JOIN_WORDS = {
    "method": frozenset({None, "", "NATURAL"}),
    "side": frozenset({None, "", "LEFT", "RIGHT", "FULL"}),
    "kind": frozenset({None, "", "INNER", "OUTER", "CROSS"}),
}


def arguments(found: Sequence[exp.Expr], language: Language) -> Iterator[Violation]:
    """Refuse unlisted arguments of the constructs that carry tables, scopes or limits, and unusual kinds of join."""
    for node in found:
        listed = _ARGUMENTS.get(type(node))
        unlisted = listed is not None and any(value and name not in listed for name, value in node.args.items())
        if unlisted or _unusual_join(node, language) or _star_inside(node) or _empty(node) or _odd_collation(node):
            line, column = place(node)
            yield Violation("arguments", _MESSAGE, _ADVICE, {"construct": written(node)}, line, column)


def _empty(node: exp.Expr) -> bool:
    return isinstance(node, exp.Select) and not node.expressions


def _unusual_join(node: exp.Expr, language: Language) -> bool:
    if not isinstance(node, exp.Join):
        return False
    if node.side == "FULL" and language.dialect is Dialect.MYSQL:
        return True  # there FULL is the alias of the table before it
    return any(node.args.get(name) not in words for name, words in _JOIN_WORDS.items())


def _odd_collation(node: exp.Expr) -> bool:
    # A collation is a name: nothing in it is looked up.
    return isinstance(node, exp.Collate) and not isinstance(node.expression, _NAMES)


def _star_inside(node: exp.Expr) -> bool:
    # A star is the result's columns or what COUNT counts; elsewhere it is a row as one value.
    # `count(t.*)` counts rows that are there, whatever they hold: PostgreSQL's way after an outer join.
    if not isinstance(node, exp.Star):
        return False
    parent = node.parent
    if isinstance(parent, exp.Column) and isinstance(parent.parent, exp.Count):
        return bool(parent.parent.expressions)
    if isinstance(parent, exp.Column):
        return not isinstance(parent.parent, exp.Select) or parent.arg_key != "expressions"
    return not isinstance(parent, exp.Count) and not (isinstance(parent, exp.Select) and node.arg_key == "expressions")
