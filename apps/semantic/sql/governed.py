"""
The one form in which a table of the database may appear: a derived table that shows what one user may see of it.

It lists the visible columns, masked where a rule says so, from the rows that a grant gives and every restriction lets
through. Where grants give different columns in different rows, a cell shows only in rows of a grant that gives it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    Dialect,
    MaskKind,
    RowGrant,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.sql import masks
from apps.semantic.sql.errors import Unprovable
from apps.semantic.sql.predicates import SCAN, bind, check_predicate
from apps.semantic.sql.typestate import AppliedRule
from apps.semantic.sql.visibility import visible_columns


@dataclass(frozen=True, slots=True)
class Governed:
    """A table as one user sees it, and the rules that made it so."""

    select: exp.Select
    applied: tuple[AppliedRule, ...]


def governed(ref: TableRef, policy: AccessPolicy, catalog: SchemaCatalog, *, fence: bool) -> Governed:
    """
    Build the derived table for `ref`.

    :param fence: keep conditions from outside away from rows that the policy hides, if it hides any.
    :raises Unprovable: the policy shows nothing of the table.
    :raises Refused: a predicate of the policy no longer fits the table.
    """
    table, table_policy = catalog.table(ref), policy.table(ref)
    if table is None or table_policy is None:
        raise Unprovable("table")
    columns = visible_columns(table, table_policy)
    names = {column.name for column in columns}
    grants = tuple(grant for grant in table_policy.grants if names.intersection(grant.columns))
    if not columns or not grants:
        raise Unprovable("table")
    sight = _Sight(table, table_policy, policy, catalog.dialect, grants)
    where = sight.rows()
    select = exp.Select(
        expressions=[sight.column(column) for column in columns],
        from_=exp.From(this=_scan(ref)),
        where=exp.Where(this=where) if where is not None else None,
    )
    if fence and where is not None:
        _fence(select, catalog.dialect)
    return Governed(select, tuple(sight.applied(len(columns) < len(table.columns))))


@dataclass(frozen=True, slots=True)
class _Sight:
    """One user's view of one table while it is built."""

    table: TableInfo
    policy: TablePolicy
    access: AccessPolicy
    dialect: Dialect
    grants: tuple[RowGrant, ...]

    def rows(self) -> exp.Expr | None:
        """Any grant's rows, and every restriction; None: all rows."""
        parts = [self._bound(restriction.predicate) for restriction in self.policy.restrictions]
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
            shown = masks.mask(raw, info, rule.mask.kind if rule.mask else MaskKind.FULL, self.dialect)
        giving = tuple(grant for grant in self.grants if info.name in grant.columns)
        if {grant.predicate for grant in giving} != {grant.predicate for grant in self.grants}:
            condition = self._any_of(giving)
            if condition is not None:
                shown = exp.Case(ifs=[exp.If(this=condition, true=shown)])
        return shown if shown is raw else exp.alias_(shown, info.name, quoted=True)

    def applied(self, some_hidden: bool) -> Iterator[AppliedRule]:
        """The rules in force, as the answer's receipt names them."""
        for grant in self.grants:
            if grant.predicate is not None:
                yield AppliedRule(self.table.ref, grant.name, "row_filter")
        for restriction in self.policy.restrictions:
            yield AppliedRule(self.table.ref, restriction.name, "row_filter")
        visible = {column.name for column in visible_columns(self.table, self.policy)}
        for rule in self.policy.column_rules:
            if rule.treatment is Treatment.MASKED and rule.column in visible:
                name = rule.mask.name if rule.mask else rule.name
                yield AppliedRule(self.table.ref, name, "mask", rule.column)
        if some_hidden:
            yield AppliedRule(self.table.ref, ", ".join(grant.name for grant in self.grants), "columns")

    def _any_of(self, grants: Sequence[RowGrant]) -> exp.Expr | None:
        predicates = dict.fromkeys(grant.predicate for grant in grants)
        if None in predicates:
            return None
        return _chain(exp.Or, [self._bound(predicate) for predicate in predicates if predicate is not None])

    def _bound(self, predicate: str) -> exp.Expr:
        return bind(check_predicate(predicate, self.table, self.dialect), self.access.attributes, self.dialect)


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
    # Neither engine moves a condition into a query that skips or limits rows.
    if dialect is Dialect.POSTGRES:
        select.set("offset", exp.Offset(expression=exp.Literal.number(0)))
    else:
        select.set("limit", exp.Limit(expression=exp.Neg(this=exp.Literal.number(1))))
