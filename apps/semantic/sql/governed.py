"""
The one form in which a table of the database may appear: a derived table that shows what one user may see of it.

It lists the visible columns that one scan needs, masked where a rule says so, from the rows that a grant gives and
every restriction lets through: the same rows, whichever columns are needed. Where grants give different columns in
different rows, a cell shows only in rows of a grant that gives it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    Dialect,
    Mask,
    MaskKind,
    RowGrant,
    RowRestriction,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.sql import masks
from apps.semantic.sql.errors import Unprovable
from apps.semantic.sql.predicates import SCAN, bind, check_row_predicate
from apps.semantic.sql.reading import RESERVED
from apps.semantic.sql.scans import Scan
from apps.semantic.sql.visibility import NARROWED, visible_columns

ENDLESS = 999_999_999_999_999_999  # rows that no table has

NOTHING = RESERVED + "nothing"


def governed(scan: Scan, policy: AccessPolicy, catalog: SchemaCatalog, *, fence: bool) -> exp.Select:
    """
    Build the derived table for `scan`.

    :param fence: keep conditions from outside away from rows that the policy hides, if it hides any.
    :raises Unprovable: the policy shows nothing of the table, or not all that the scan needs.
    :raises Refused: a predicate of the policy no longer fits the table.
    """
    sight = sighted(scan.table, policy, catalog)
    needed = set(scan.columns)
    shown = [column for column in sight.columns if column.name in needed]
    if len(shown) != len(needed):
        raise Unprovable("columns")
    where = sight.rows()
    select = exp.Select(
        expressions=[sight.column(column) for column in shown] or [sight.plainest()],
        from_=exp.From(this=_scan(scan.table)),
        where=exp.Where(this=where) if where is not None else None,
    )
    if where is not None and (not sight.cannot_fail() or fence):
        _fence(select, catalog.dialect)
    return select


def sighted(ref: TableRef, policy: AccessPolicy, catalog: SchemaCatalog) -> "Sight":
    """
    Return what the policy's user sees of one table.

    :raises Unprovable: nothing.
    """
    table, table_policy = catalog.table(ref), policy.table(ref)
    if table is None or table_policy is None:
        raise Unprovable("table")
    columns = visible_columns(table, table_policy)
    names = {column.name for column in columns}
    grants = tuple(grant for grant in table_policy.grants if names.intersection(grant.columns))
    if not columns or not grants:
        raise Unprovable("table")
    return Sight(table, table_policy, policy, catalog, columns, grants)


@dataclass(frozen=True, slots=True)
class Sight:
    """
    One user's view of one table.

    :param columns: those that are visible, masked or not.
    :param grants: those that give any of them.
    """

    table: TableInfo
    policy: TablePolicy
    access: AccessPolicy
    catalog: SchemaCatalog
    columns: tuple[ColumnInfo, ...]
    grants: tuple[RowGrant, ...]
    _known: dict[RowGrant | RowRestriction, tuple[exp.Expr, bool]] = field(default_factory=dict)

    def rows(self) -> exp.Expr | None:
        """Any grant's rows, and every restriction; None: all rows."""
        parts = [self._bound(restriction)[0].copy() for restriction in self.policy.restrictions]
        given = self._any_of(self.grants)
        if given is not None:
            parts.insert(0, given)
        return _chain(exp.And, parts)

    def column(self, info: ColumnInfo) -> exp.Expr:
        """One visible column: as it is, masked, or only in the rows of the grants that give it."""
        raw = exp.column(exp.to_identifier(info.name, quoted=True), table=exp.to_identifier(SCAN, quoted=True))
        shown: exp.Expr = raw
        rule = self.policy.rule_for(info.name)
        if rule is not None and rule.treatment is Treatment.MASKED:
            mask = rule.mask or Mask(MaskKind.FULL, rule.name)
            shown = masks.masked(raw, info, mask, self.table, self.catalog.dialect)
        if (condition := self._only_where(info)) is not None:
            shown = exp.Case(ifs=[exp.If(this=condition, true=shown)])
        return shown if shown is raw else exp.alias_(shown, info.name, quoted=True)

    @property
    def listed(self) -> tuple[ColumnInfo, ...]:
        """The columns that a star gives."""
        return tuple(info for info in self.columns if self.policy.treatment_of(info.name) not in NARROWED)

    def plainest(self) -> exp.Expr:
        """What to list where only rows are needed: a column that shows as it is, if there is one."""
        # A visible column and not a constant: a constant's name could meet its like in a NATURAL join.
        shown = [self.column(info) for info in self.listed]
        if not shown:  # the guard lets nothing take unnamed columns from such a table
            return exp.alias_(exp.null(), NOTHING, quoted=True)
        return next((column for column in shown if isinstance(column, exp.Column)), shown[0])

    def _only_where(self, info: ColumnInfo) -> exp.Expr | None:
        giving = tuple(grant for grant in self.grants if info.name in grant.columns)
        if {grant.predicate for grant in giving} == {grant.predicate for grant in self.grants}:
            return None
        return self._any_of(giving)

    def _any_of(self, grants: Sequence[RowGrant]) -> exp.Expr | None:
        first: dict[str | None, RowGrant] = {}
        for grant in grants:
            first.setdefault(grant.predicate, grant)
        if None in first:
            return None
        return _chain(exp.Or, [self._bound(grant)[0].copy() for grant in first.values()])

    def cannot_fail(self) -> bool:
        """Whether no predicate raises an error on any row: one that does could be made to tell about hidden rows."""
        given = [grant for grant in self.grants if grant.predicate is not None]
        rules: list[RowGrant | RowRestriction] = [*given, *self.policy.restrictions]
        return all(self._bound(rule)[1] for rule in rules)

    def _bound(self, rule: RowGrant | RowRestriction) -> tuple[exp.Expr, bool]:
        """A rule's predicate for this user, to be copied, and whether it cannot fail."""
        if rule not in self._known:
            predicate = check_row_predicate(rule.predicate or "", self.table.ref, self.catalog)
            if rule.meaning and rule.meaning != predicate.text:
                raise Unprovable("policy")  # the schema gives its words another meaning than its steward saw
            bound = bind(predicate, self.access.attributes)
            self._known[rule] = bound, predicate.cannot_fail(bound)
        return self._known[rule]


def _chain(joint: type[exp.And | exp.Or], parts: Sequence[exp.Expr]) -> exp.Expr | None:
    if not parts:
        return None
    joined = parts[0]
    for part in parts[1:]:
        joined = joint(this=joined, expression=part)
    return exp.Paren(this=joined) if len(parts) > 1 else joined


def _scan(ref: TableRef) -> exp.Table:
    return exp.Table(
        this=exp.to_identifier(ref.name, quoted=True),
        db=exp.to_identifier(ref.schema, quoted=True),
        alias=exp.TableAlias(this=exp.to_identifier(SCAN, quoted=True)),
    )


def _fence(select: exp.Select, dialect: Dialect) -> None:
    # No engine moves a condition into a query that skips or limits rows.
    match dialect:
        case Dialect.POSTGRES:
            select.set("offset", exp.Offset(expression=exp.Literal.number(0)))
        case Dialect.SQLITE:
            select.set("limit", exp.Limit(expression=exp.Neg(this=exp.Literal.number(1))))
        case Dialect.MYSQL:
            # Not the largest number there is, which would say "no limit".
            select.set("limit", exp.Limit(expression=exp.Literal.number(ENDLESS)))
