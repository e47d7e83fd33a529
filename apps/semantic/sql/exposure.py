"""
Finds out whether a statement could fail on rows that the policy hides.

Measured on the engines: conditions may run before the policy's own predicate; so may what derived tables and WITH
queries compute, once a condition outside refers to it. The outermost SELECT's list, grouping and order run after it,
and so do aggregates and windows. Where this says yes, the scans are fenced.
"""

from collections.abc import Iterator

from sqlglot import exp

from apps.semantic.sql.kinds import KindOf
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.resolution import Resolution
from apps.semantic.sql.totality import total


def may_fail_on_hidden_rows(tree: exp.Query, names: Resolution, language: Language) -> bool:
    """Whether any expression that an engine may evaluate early is not known to be total."""
    if names.doubt:
        return True
    outermost = {id(select) for select in _outermost(tree)}
    column: KindOf = lambda node: names.kinds.get(id(node))  # noqa: E731 - a name for the lookup reads better
    for select in tree.find_all(exp.Select):
        for condition in _early(select, names, outermost=id(select) in outermost, language=language):
            if _names_the_select_list(condition, names) or not total(condition, language.dialect, column):
                return True
    return False


def _early(select: exp.Select, names: Resolution, *, outermost: bool, language: Language) -> Iterator[exp.Expr]:
    if (where := select.args.get("where")) is not None:
        yield where.this
    if (having := select.args.get("having")) is not None:
        parts = (part for part in having.this.flatten() if not _after_grouping(part, language))
        yield from (part for part in parts if not _names_a_total(part, select, names, language))
    for join in select.find_all(exp.Join):
        if join.parent_select is select and (on := join.args.get("on")) is not None:
            yield on
    if not outermost:
        yield from (part.unalias() for part in select.expressions if not _after_grouping(part, language))
        if (group := select.args.get("group")) is not None:
            yield from group.expressions


def _after_grouping(node: exp.Expr, language: Language) -> bool:
    """Whether an expression needs its group or window, so that no engine can move it before the scan's predicate."""
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, exp.Query):
            continue
        if isinstance(current, exp.AggFunc | exp.Window | exp.GroupConcat):
            return True
        if isinstance(current, exp.Anonymous) and str(current.this).lower() in language.aggregates - {"min", "max"}:
            return True
        todo.extend(current.iter_expressions())
    return False


def _names_a_total(part: exp.Expr, select: exp.Select, names: Resolution, language: Language) -> bool:
    """Whether a part of HAVING calls an aggregate by its alias, as SQLite and MySQL allow."""
    totals = {
        projection.alias.lower()
        for projection in select.expressions
        if isinstance(projection, exp.Alias) and _after_grouping(projection.this, language)
    }
    return any(
        column.name.lower() in totals and id(column) not in names.kinds and column.args.get("table") is None
        for column in part.find_all(exp.Column)
    )


def _names_the_select_list(node: exp.Expr, names: Resolution) -> bool:
    """SQLite lets a condition name a column of the SELECT list; what it computes is then part of the condition."""
    return any(
        id(column) not in names.kinds and not isinstance(column.this, exp.Star) for column in node.find_all(exp.Column)
    )


def _outermost(tree: exp.Query) -> Iterator[exp.Select]:
    todo: list[exp.Expr] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, exp.Select):
            yield node
        elif isinstance(node, exp.SetOperation):
            todo += [node.this, node.expression]
        elif isinstance(node, exp.Subquery):
            todo.append(node.this)
