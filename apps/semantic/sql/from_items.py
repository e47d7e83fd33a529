"""What stands in FROM: tables, WITH queries, derived tables, laterals, generators and their joins, as relations."""

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlglot import exp

from apps.semantic.contracts import Dialect, SchemaCatalog, TableInfo, TableRef
from apps.semantic.sql.languages import language_of
from apps.semantic.sql.names import relation_key
from apps.semantic.sql.scopes import Frame, Output, Relation, Scope
from apps.semantic.sql.sql_words import written

if TYPE_CHECKING:
    from apps.semantic.sql.resolver import Resolver


class FromItems:
    """Adds the items of a FROM to its frame, one after the other, as the engine reads them."""

    def __init__(self, catalog: SchemaCatalog, resolver: "Resolver") -> None:
        self._catalog = catalog
        self._resolver = resolver
        self._generated = language_of(catalog.dialect).generator_columns

    def add(self, node: exp.Expr, frame: Frame, scope: Scope) -> tuple[Relation, ...]:
        """Add one item with the joins that hang on it; return its relations."""
        before = len(frame.relations)
        match node:
            case exp.Table() if isinstance(node.this, exp.Identifier):
                self._put(node, self._table(node, scope), frame)
            case exp.Table():
                self._put(node, self._generator(node, frame, scope), frame)
            case exp.Subquery() if _is_join(node):
                self._parentheses(node, frame, scope)
            case exp.Subquery() | exp.Values():
                self._put(node, self._derived(node, scope), frame)
            case exp.Lateral() if isinstance(node.this, exp.Anonymous):
                self._put(node, self._generator(node, frame, scope), frame)
            case exp.Lateral():
                self._put(node, self._lateral(node, frame, scope), frame)
            case _:
                self._resolver.result.unsupported(node, written(node))
        for join in node.args.get("joins") or ():
            self.join(join, frame, scope)
        return tuple(frame.relations[before:])

    def join(self, node: exp.Join, frame: Frame, scope: Scope) -> None:
        """Add a joined item and resolve its condition."""
        left = list(frame.relations)
        merged = dict(frame.merged)
        right = self.add(node.this, frame, scope)
        narrowed = self._narrowed(node, frame)
        using = [self._resolver.column(name.name) for name in node.args.get("using") or () if name.name not in narrowed]
        natural = node.args.get("method") == "NATURAL"
        if natural:
            names = {self._resolver.column(output.name) for relation in right for output in relation.starred}
            using = [name for name in dict.fromkeys(self._names(left)) if name in names]
            self._resolver.result.unnamed.append((node, tuple(frame.relations)))
        for name in using:
            first = [Output(name, merged[name])] if name in merged else self._named(left, name)
            self._merge(node, name, first, self._named(list(right), name), frame)
        for relation in frame.relations:
            relation.use.columns.update(o.name for o in relation.starred if self._resolver.column(o.name) in using)
            relation.use.unnamed |= natural
        if (on := node.args.get("on")) is not None:
            self._resolver.expression(on, frame, scope)

    def _narrowed(self, node: exp.Join, frame: Frame) -> set[str]:
        """Names in USING that are narrowed columns of any relation; noted, so that they are refused as such."""
        found = set()
        for name in node.args.get("using") or ():
            for relation in frame.relations:
                for output in relation.outputs:
                    if self._resolver.column(output.name) == self._resolver.column(name.name):
                        self._resolver.result.note_narrowed(name, relation, output)
                        found |= {name.name} if output.narrowing is not None else set()
        return found

    def _merge(self, node: exp.Join, name: str, left: list[Output], right: list[Output], frame: Frame) -> None:
        if not left or not right:
            self._resolver.result.no_column(node, name, self._names(frame.relations))
            return
        if len(left) > 1 or len(right) > 1:
            self._resolver.result.ambiguous(node, name)
        self._resolver.compared(left[0], right[0])
        frame.merged[name] = left[0].kind

    def _put(self, node: exp.Expr, relation: Relation | None, frame: Frame) -> None:
        if relation is None:
            return
        if relation.key and any(other.key == relation.key for other in frame.relations):
            self._resolver.result.twice(node, relation.key)
        frame.relations.append(relation)

    def _table(self, node: exp.Table, scope: Scope) -> Relation | None:
        name, alias = self._resolver.key(node.this), node.args.get("alias")
        if node.args.get("db") is None and name in scope.ctes:
            outputs = scope.ctes[name]
            if outputs is None:
                self._resolver.result.unsupported(node, "RECURSIVE")
                return None
            relation = Relation(self._alias(node, name), self._resolver.renamed(outputs, alias))
            if name in scope.working:
                scope.working[name].append(relation)
            return relation
        table = self._lookup(node)
        if table is None:
            self._resolver.result.no_table(node, node.name, [t.ref.name for t in self._catalog.tables])
            return None
        self._resolver.result.tables[table.ref] = None
        if alias is None or alias.this is None:
            node.set("alias", exp.TableAlias(this=exp.to_identifier(node.name, quoted=True)))
        node.set("this", exp.to_identifier(table.ref.name, quoted=True))
        node.set("db", exp.to_identifier(table.ref.schema, quoted=True))
        narrowed = self._catalog.narrowed.get(table.ref, {})
        outputs = tuple(Output(column.name, column.kind, narrowed.get(column.name)) for column in table.columns)
        own_name = alias is None or alias.this is None
        relation = Relation(self._alias(node, name), outputs, table, own_name)
        if alias is not None and alias.args.get("columns"):
            relation = self._renamed(node, relation)
        self._resolver.result.scans[id(node)] = relation
        return relation

    def _renamed(self, node: exp.Table, relation: Relation) -> Relation:
        """A table whose columns are named by their places: it shows all that it shows without being asked, in order."""
        if self._resolver.dialect is not Dialect.POSTGRES:
            self._resolver.result.unsupported(node, "AS (…)")
        relation.take_all()
        outputs = self._resolver.renamed(relation.starred, node.args["alias"])
        return replace(relation, outputs=outputs, renamed=True)

    def _lookup(self, node: exp.Table) -> TableInfo | None:
        schema = node.args["db"].name if node.args.get("db") is not None else self._catalog.default_schema
        exact = self._catalog.table(TableRef(schema, node.name))
        if exact is not None:
            return exact
        wanted = (self._key(schema), self._key(node.name))
        if wanted == (schema, node.name) and self._key("A") == "A":
            return None
        found = (t for t in self._catalog.tables if (self._key(t.ref.schema), self._key(t.ref.name)) == wanted)
        return next(found, None)

    def _generator(self, node: exp.Table | exp.Lateral, frame: Frame, scope: Scope) -> Relation | None:
        call, alias = node.this, node.args.get("alias")
        if node.args.get("db") is not None or not isinstance(call, exp.Anonymous):
            self._resolver.result.unsupported(node, "FROM …()")
            return None
        self._resolver.expression(call, frame, scope)
        function = str(call.this).lower()
        own = self._alias(node, function)
        names = self._generated.get(function, (own,) * (len(call.expressions) if function == "unnest" else 1))
        columns = list(alias.args.get("columns") or ()) if alias is not None else []
        if columns and all(isinstance(column, exp.ColumnDef) for column in columns):
            return Relation(own, tuple(Output(column.name, None) for column in columns))
        ordinality = ("ordinality",) if node.args.get("ordinality") else ()
        outputs = self._resolver.renamed(tuple(Output(name, None) for name in (*names, *ordinality)), alias)
        return Relation(own, outputs, is_value=len(outputs) == 1)

    def _parentheses(self, node: exp.Subquery, frame: Frame, scope: Scope) -> None:
        if any(node.args.get(part) for part in ("alias", "with_", "order", "limit", "offset")):
            self._resolver.result.unsupported(node, "(… JOIN …) AS")
        self.add(node.this, frame, scope)

    def _derived(self, node: exp.Expr, scope: Scope) -> Relation:
        outputs = self._resolver.query(node, scope)
        return Relation(self._alias(node, ""), self._resolver.renamed(outputs, node.args.get("alias")))

    def _lateral(self, node: exp.Lateral, frame: Frame, scope: Scope) -> Relation | None:
        if not isinstance(node.this, exp.Subquery):
            self._resolver.result.unsupported(node, "LATERAL …()")
            return None
        outputs = self._resolver.query(node.this, replace(scope, outer=frame))
        return Relation(self._alias(node, ""), self._resolver.renamed(outputs, node.args.get("alias")))

    def _alias(self, node: exp.Expr, otherwise: str) -> str:
        alias = node.args.get("alias")
        return self._resolver.key(alias.this) if alias is not None and alias.this is not None else otherwise

    def _key(self, name: str) -> str:
        return relation_key(name, self._resolver.dialect)

    def _names(self, relations: list[Relation]) -> list[str]:
        return [
            self._resolver.column(output.name) for relation in relations for output in relation.starred if output.name
        ]

    def _named(self, relations: list[Relation], name: str) -> list[Output]:
        return [o for relation in relations for o in relation.starred if self._resolver.column(o.name) == name]


def _is_join(node: exp.Subquery) -> bool:
    """Whether the brackets hold items of a FROM and not a query."""
    inner = node.this
    if isinstance(inner, exp.Subquery):
        return bool(inner.args.get("alias") or inner.args.get("joins")) or _is_join(inner)
    return isinstance(inner, exp.Table | exp.Lateral | exp.Values)
