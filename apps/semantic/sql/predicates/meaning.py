"""
What every name of a condition means: resolved as the engine would, then written so that it can mean nothing else.

Each column is qualified by the relation it belongs to, and each relation has an alias that nobody else can write. So
nothing in the statement around catches a name of the condition, and the condition catches none of the statement's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from apps.semantic.contracts import ColumnKind, SchemaCatalog, TableInfo, TableRef
from apps.semantic.sql import reading
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.names import column_key
from apps.semantic.sql.predicates.condition import not_allowed
from apps.semantic.sql.resolver import Resolver
from apps.semantic.sql.scopes import Relation, Scope

SCAN = reading.RESERVED + "scan"  # the table that the condition is about
ASKED = reading.RESERVED + "p"  # with a number: a table that it asks


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A condition in which no name is open; `relations` are the tables it reads, by alias."""

    tree: exp.Expr
    relations: Mapping[str, TableInfo]

    def kind(self, column: exp.Column) -> ColumnKind | None:
        """The kind of a column of the condition, or of a copy of it."""
        relation = self.relations.get(column.table)
        info = relation.column(column.name) if relation is not None else None
        return info.kind if info is not None else None


def meaning_of(condition: exp.Expr, ref: TableRef, catalog: SchemaCatalog) -> Meaning:
    """
    Resolve a condition on one row of `ref`.

    :raises Refused: a name means nothing, or several things.
    """
    own = exp.Table(this=_name(ref.name), db=_name(ref.schema))
    select = exp.Select(
        expressions=[exp.Literal.number(1)], from_=exp.From(this=own), where=exp.Where(this=condition.copy())
    )
    for exists in select.find_all(exp.Exists):
        # What it would select is never looked at.
        exists.this.set("expressions", [exp.Literal.number(1)])
    resolver = Resolver(catalog)
    resolver.query(select, Scope({}))
    if resolver.result.violations:
        raise Refused(resolver.result.violations)
    aliases = _name_relations(select, own, resolver.result.scans)
    for column in select.find_all(exp.Column):
        _qualify(column, resolver.result.owners.get(id(column)), aliases, catalog)
    tree: exp.Expr = select.args["where"].this
    tables = {aliases[id(relation)]: relation.table for relation in resolver.result.scans.values() if relation.table}
    return Meaning(tree.pop(), tables)


def _name_relations(select: exp.Select, own: exp.Table, scans: Mapping[int, Relation]) -> dict[int, str]:
    aliases: dict[int, str] = {}
    for table in select.find_all(exp.Table, bfs=False):
        alias = SCAN if table is own else f"{ASKED}{len(aliases) + (SCAN not in aliases.values())}"
        aliases[id(scans[id(table)])] = alias
        table.set("alias", exp.TableAlias(this=_name(alias)))
    return aliases


def _qualify(column: exp.Column, relation: Relation | None, aliases: Mapping[int, str], catalog: SchemaCatalog) -> None:
    if relation is None or relation.table is None:
        raise Refused([not_allowed(column.name)])  # a name of a select list, which some engines take here
    wanted = column_key(column.name, catalog.dialect)
    stored = next(c.name for c in relation.table.columns if column_key(c.name, catalog.dialect) == wanted)
    column.set("this", _name(stored))
    column.set("table", _name(aliases[id(relation)]))
    column.set("db", None)


def _name(text: str) -> exp.Identifier:
    return exp.to_identifier(text, quoted=True)
