"""
Checks every place where a statement names a narrowed column, and keeps it out of every place where none is named.

What is not plainly one of the allowed forms is refused. The statement that comes out leaves small groups out by itself:
that is part of the tree that is proved, like everything else in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Refused, Violation
from apps.semantic.sql.names import column_key
from apps.semantic.sql.narrowed import lookups, totals
from apps.semantic.sql.narrowed.stars import write_out_stars
from apps.semantic.sql.narrowed.totals import Totalled
from apps.semantic.sql.narrowed.uses import NarrowedUse
from apps.semantic.sql.resolution import NarrowedName, Resolution


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was found: the uses, and the SELECTs that have still to leave small groups out."""

    uses: tuple[NarrowedUse, ...]
    totalled: tuple[Totalled, ...]

    def leave_out_small_groups(self, dialect: Dialect, *, fence: bool) -> bool:
        """
        Write the conditions on groups into the tree; say whether there were any.

        :param fence: something in the statement may fail on what it must not see.
        """
        totals.leave_out_small_groups(self.totalled, dialect, fence=fence)
        return bool(self.totalled)


def narrow(names: Resolution, dialect: Dialect) -> Narrowed:
    """
    Check the statement that `names` was found out about, and write out its stars where that is needed.

    :raises Refused: rule `narrowed`, for each place that is not allowed.
    """
    used = [name for name in names.narrowed.values() if not _is_an_alias(name.node, dialect)]
    _forget_aliases(names, used)
    violations = [v for name in used for v in _misplaced(name, names, dialect)]
    violations += write_out_stars(used, names, dialect)
    if violations:
        raise Refused(violations)
    in_totals = [name for name in used if name.output.narrowing is not None and name.output.narrowing.in_totals]
    compared = [name for name in used if name not in in_totals]
    totalled = tuple(totals.totalled(in_totals))
    uses: list[NarrowedUse] = [totals.as_use(one, dialect) for one in totalled]
    uses += [lookups.as_use(name, dialect) for name in compared]
    return Narrowed(tuple(uses), totalled)


def _forget_aliases(names: Resolution, used: list[NarrowedName]) -> None:
    """A scan does not show a narrowed column for the sake of a name that means something else."""
    needed = {(id(name.relation), name.output.name) for name in used}
    for name in names.narrowed.values():
        if (id(name.relation), name.output.name) not in needed:
            name.relation.use.columns.discard(name.output.name)


def _misplaced(name: NarrowedName, names: Resolution, dialect: Dialect) -> Iterator[Violation]:
    if name.output.narrowing is not None and name.output.narrowing.in_totals:
        return totals.misplaced(name, names, dialect)
    return lookups.misplaced(name)


def _is_an_alias(node: exp.Expr, dialect: Dialect) -> bool:
    """Whether it is a whole ORDER BY term that names a column of the SELECT list: there every engine looks first."""
    term, select = node.parent, node.parent_select
    if (
        not isinstance(term, exp.Ordered)
        or not isinstance(term.parent, exp.Order)
        or node.args.get("table") is not None
    ):
        return False
    if not isinstance(select, exp.Select) or select.args.get("order") is not term.parent:
        return False
    aliases = {column_key(p.alias, dialect) for p in select.expressions if isinstance(p, exp.Alias)}
    return column_key(node.name, dialect) in aliases
