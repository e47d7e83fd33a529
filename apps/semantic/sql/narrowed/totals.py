"""
Where a column that is for totals alone may stand, and the condition that leaves small groups out.

It stands bare in SUM, AVG or COUNT, in the SELECT whose FROM names its table. There each of the table's rows counts
once, groups are of one level, and nothing from around the query chooses rows: otherwise one statement could ask for
every row in turn. Groups that hold fewer values than the policy's smallest group are dropped before anything else of
the SELECT is computed from them. None of this stops somebody who subtracts one large group from another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.names import column_key
from apps.semantic.sql.narrowed import refusals
from apps.semantic.sql.narrowed.counted_once import counted_once
from apps.semantic.sql.narrowed.uses import Total
from apps.semantic.sql.output_names import output_name
from apps.semantic.sql.reading import render
from apps.semantic.sql.resolution import NarrowedName, Resolution
from apps.semantic.sql.scopes import Relation

_AGGREGATES = (exp.Sum, exp.Avg, exp.Count)
_PLAIN_ARGUMENTS = frozenset({"this", "big_int"})  # `big_int` only says what type COUNT has


@dataclass(frozen=True, slots=True, eq=False)
class Totalled:
    """
    One SELECT and the columns that it totals of one relation.

    :param aggregates: each total in it, with the column that it is of.
    """

    select: exp.Select
    relation: Relation
    aggregates: tuple[tuple[exp.Expr, str], ...]
    smallest_group: int

    @property
    def columns(self) -> tuple[str, ...]:
        """Each column once."""
        return tuple(dict.fromkeys(column for _, column in self.aggregates))

    def large_enough(self, column: str) -> exp.Expr:
        """The condition on a group: enough values of the column."""
        counted = exp.column(
            exp.to_identifier(column, quoted=True), table=exp.to_identifier(self.relation.key, quoted=True)
        )
        return exp.GTE(this=exp.Count(this=counted, big_int=True), expression=exp.Literal.number(self.smallest_group))


def misplaced(name: NarrowedName, names: Resolution, dialect: Dialect) -> Iterator[Violation]:
    """Say what is wrong with the place of a column that may only be totalled."""
    column, select = name.output.name, name.node.parent_select
    aggregate = name.node.parent
    if not isinstance(select, exp.Select) or not _bare(name.node, aggregate):
        yield refusals.only_totals(name.node, column)
        return
    frame = names.frames.get(id(select))
    if frame is None or not any(relation is name.relation for relation in frame.relations):
        yield refusals.alone(name.node, column)
        return
    assert name.output.narrowing is not None
    if not name.output.narrowing.keyed:
        yield refusals.keyless(name.node, column)
    if not counted_once(select, name.relation, names, dialect):
        yield refusals.counted_once(name.node, column)
    if not _one_level(select):
        yield refusals.one_level(name.node, column)
    if _depends_on_what_is_around(select, names) or _repeats(select):
        yield refusals.alone(name.node, column)


def totalled(found: Sequence[NarrowedName]) -> list[Totalled]:
    """Gather well placed names by SELECT and relation, in their order."""
    gathered: dict[tuple[int, int], list[NarrowedName]] = {}
    for name in found:
        gathered.setdefault((id(name.node.parent_select), id(name.relation)), []).append(name)
    return [_together(names) for names in gathered.values()]


def leave_out_small_groups(found: Sequence[Totalled], dialect: Dialect, *, fence: bool) -> None:
    """
    Let only groups that are large enough reach what the SELECT says of its groups.

    :param fence: a condition around the SELECT could fail on a group, so it must find no total in a small one.
    """
    by_select: dict[int, list[Totalled]] = {}
    for one in found:
        by_select.setdefault(id(one.select), []).append(one)
    for together in by_select.values():
        select = together[0].select
        if fence and select.parent is not None:
            _empty_small_groups(together, dialect)
        conditions = [one.large_enough(column) for one in together for column in one.columns]
        enough = exp.and_(*conditions, copy=False, wrap=False)
        having = select.args.get("having")
        if having is not None:
            # CASE and not AND: a condition on a small group could fail, and so tell something of it.
            enough = exp.Case(ifs=[exp.If(this=enough, true=exp.Paren(this=having.this))])
        select.set("having", exp.Having(this=enough))


def _empty_small_groups(together: Sequence[Totalled], dialect: Dialect) -> None:
    """Engines move conditions from around a query into it, before its own: a small group's totals become NULL."""
    select = together[0].select
    for index, projection in enumerate(select.expressions):
        inside = [(one, *pair) for one in together for pair in one.aggregates if _within(pair[0], projection)]
        name = output_name(projection, dialect) if inside else ""
        for one, aggregate, column in inside:
            case = exp.Case(ifs=[exp.If(this=one.large_enough(column), true=aggregate.copy())])
            aggregate.replace(case)
        if name and not isinstance(projection, exp.Alias):
            _call(select.expressions[index], name)


def _within(node: exp.Expr, around: exp.Expr) -> bool:
    while node is not around and node.parent is not None:
        node = node.parent
    return node is around


def _call(projection: exp.Expr, name: str) -> None:
    alias = exp.Alias(this=exp.null(), alias=exp.to_identifier(name, quoted=True))
    projection.replace(alias)
    alias.set("this", projection)  # the very node: what was found out about its parts is kept by their identity


def as_use(one: Totalled, dialect: Dialect) -> Total:
    """What the rest of the product needs to know of it."""
    assert one.relation.table is not None
    parts = [one.select.args.get(name) for name in ("from_", "where", "group", "having")]
    chosen = [part for part in (*parts, *(one.select.args.get("joins") or ())) if isinstance(part, exp.Expr)]
    read = {column_key(c.name, dialect) for part in chosen for c in part.find_all(exp.Column)}
    tables = {table.name for part in chosen for table in part.find_all(exp.Table)}
    return Total(
        table=one.relation.table.ref,
        columns=one.columns,
        smallest_group=one.smallest_group,
        shape=" ".join([*one.columns, "of", *sorted(tables), "by", *sorted(read)]),
        condition=" ".join(render(part, dialect) for part in chosen),
    )


def _together(names: list[NarrowedName]) -> Totalled:
    first = names[0]
    select = first.node.parent_select
    assert isinstance(select, exp.Select)
    aggregates = tuple((name.node.parent, name.output.name) for name in names if name.node.parent is not None)
    smallest = max(name.output.narrowing.smallest_group for name in names if name.output.narrowing is not None)
    return Totalled(select, first.relation, aggregates, smallest)


def _bare(node: exp.Expr, aggregate: exp.Expr | None) -> bool:
    if type(aggregate) not in _AGGREGATES or aggregate is None or aggregate.this is not node:
        return False
    if any(value for name, value in aggregate.args.items() if name not in _PLAIN_ARGUMENTS):
        return False
    around = aggregate.parent
    if isinstance(around, exp.Filter | exp.WithinGroup | exp.IgnoreNulls | exp.RespectNulls | exp.HavingMax):
        return False
    return not (isinstance(around, exp.Window) and aggregate.arg_key == "this")


def _one_level(select: exp.Select) -> bool:
    group = select.args.get("group")
    if group is None:
        return True
    if any(value for name, value in group.args.items() if name != "expressions"):
        return False
    return not any(isinstance(node, exp.Cube | exp.Rollup | exp.GroupingSets) for node in group.expressions)


def _depends_on_what_is_around(select: exp.Select, names: Resolution) -> bool:
    inner = {id(names.frames[id(q)]) for q in select.find_all(exp.Query) if id(q) in names.frames}
    homes = (names.homes.get(id(column)) for column in select.find_all(exp.Column))
    return any(home is not None and id(home) not in inner for home in homes)


def _repeats(select: exp.Select) -> bool:
    """Whether it may be part of a recursion, which would ask it again and again."""
    node: exp.Expr | None = select
    while node is not None:
        if isinstance(node, exp.With) and node.args.get("recursive"):
            return True
        node = node.parent
    return False
