"""
Finds out what every name in a statement means, as the engine will.

Tables are looked up among the WITH queries in scope and then in the schema that the user can see; each column must
belong to exactly one relation in scope. What does not resolve, or resolves twice, is a violation. Tables found are
respelled with their schema, so that afterwards a table with a schema is the database's and one without is a WITH query.
"""

from dataclasses import replace

from sqlglot import exp

from apps.semantic.contracts import Dialect, SchemaCatalog
from apps.semantic.sql.from_items import FromItems
from apps.semantic.sql.kinds import comparable, kind_of
from apps.semantic.sql.names import column_key, relation_key
from apps.semantic.sql.output_names import output_name
from apps.semantic.sql.recursion import Recursion
from apps.semantic.sql.resolution import Resolution
from apps.semantic.sql.scopes import Frame, Output, Relation, Scope
from apps.semantic.sql.sql_words import written
from apps.semantic.sql.stars import shown_by_star

# What makes a JSON object of a row, with the names of its columns.
_JSON_OF_ROWS = frozenset({"row_to_json", "to_json", "to_jsonb", "json_agg", "jsonb_agg"})


class Resolver:
    """Resolves one statement against one user's view of a schema."""

    def __init__(self, catalog: SchemaCatalog) -> None:
        self.dialect = catalog.dialect
        self.result = Resolution()
        self._from = FromItems(catalog, self)

    def query(self, node: exp.Expr, scope: Scope) -> tuple[Output, ...]:
        """Resolve a query and everything in it; return its columns."""
        scope = self._with(node, scope)
        match node:
            case exp.Select():
                return self._select(node, scope)
            case exp.SetOperation():
                return self._set_operation(node, scope)
            case exp.Subquery():
                outputs = self.query(node.this, scope)
                self._order_by_outputs(node, outputs, scope)
                self._offset(node, scope)
                return outputs
            case exp.Values():
                return self._values(node, scope)
        self.result.unsupported(node, written(node))
        return ()

    def key(self, node: exp.Expr) -> str:
        """The comparable form of a relation's name, already spelled out."""
        return relation_key(node.name, self.dialect)

    def column(self, name: str) -> str:
        """The comparable form of a column's name."""
        return column_key(name, self.dialect)

    def expression(self, node: exp.Expr, frame: Frame, scope: Scope, aliases: frozenset[str] = frozenset()) -> None:
        """Resolve the columns of an expression; `aliases` are names of the SELECT list that may be used there."""
        todo = [node]
        while todo:
            current = todo.pop()
            if isinstance(current, exp.Query | exp.Values):
                self.query(current, replace(scope, outer=frame))
            elif isinstance(current, exp.Column):
                self._column(current, frame, aliases)
            elif isinstance(current, exp.Star):
                self._take_star(current, frame)
            elif isinstance(current, exp.Collate):
                todo.append(current.this)
            else:
                todo.extend(current.iter_expressions())

    def _with(self, node: exp.Expr, scope: Scope) -> Scope:
        with_ = node.args.get("with_")
        if with_ is None:
            return scope
        ctes = dict(scope.ctes)
        names = [self.key(cte.args["alias"].this) for cte in with_.expressions]
        recursive = self.dialect is Dialect.SQLITE or bool(with_.args.get("recursive"))
        if recursive:
            # There a WITH query sees all of its WITH, itself too; what is not yet read may not be used.
            ctes.update(dict.fromkeys(names))
        around = {name: itself for name, itself in scope.working.items() if name not in names}
        for cte, name in zip(with_.expressions, names, strict=True):
            if names.count(name) > 1:
                self.result.twice(cte, name)
            inner = Scope(dict(ctes), scope.outer, around)
            outputs = self._recursive(cte, name, inner) if recursive else None
            ctes[name] = outputs or self.renamed(self.query(cte.this, inner), cte.args["alias"])
        return Scope(ctes, scope.outer, around)

    def _recursive(self, cte: exp.CTE, name: str, scope: Scope) -> tuple[Output, ...] | None:
        """Resolve a WITH query that refers to itself; None: it does not."""
        body = cte.this
        if not isinstance(body, exp.Union) or body.args.get("with_") or not self._names(body.expression, name):
            return None
        outputs = self.query(body.this, scope)
        own = self.renamed(outputs, cte.args["alias"])
        itself: list[Relation] = []
        self.query(body.expression, Scope({**scope.ctes, name: own}, scope.outer, {**scope.working, name: itself}))
        self._order_by_outputs(body, outputs, scope)
        if not Recursion(body, itself, self.result).ends():
            self.result.endless(cte)
        return own

    def _names(self, node: exp.Expr, name: str) -> bool:
        found = (table for table in node.find_all(exp.Table) if table.args.get("db") is None)
        return any(isinstance(table.this, exp.Identifier) and self.key(table.this) == name for table in found)

    def renamed(self, outputs: tuple[Output, ...], alias: exp.Expr | None) -> tuple[Output, ...]:
        """Apply a list of column aliases; it may be shorter than the columns."""
        columns = alias.args.get("columns") or () if alias is not None else ()
        if len(columns) > len(outputs) and alias is not None:
            self.result.unsupported(alias, "AS (…)")
        renamed = tuple(replace(output, name=column.name) for column, output in zip(columns, outputs, strict=False))
        return renamed + outputs[len(renamed) :]

    def _select(self, node: exp.Select, scope: Scope) -> tuple[Output, ...]:
        frame = self.result.frames[id(node)] = Frame(scope.outer)
        if (from_ := node.args.get("from_")) is not None:
            self._from.add(from_.this, frame, scope)
        for join in node.args.get("joins") or ():
            self._from.join(join, frame, scope)
        for projection in node.expressions:
            self.expression(projection, frame, scope)
        outputs = self._outputs(node, frame)
        named = frozenset(self.column(output.name) for output in outputs)
        for part, aliases in self._clauses(named):
            if isinstance(clause := node.args.get(part), exp.Expr):
                self.expression(clause, frame, scope, aliases)
        self._prefer_aliases(node)
        for window in node.args.get("windows") or ():
            self.expression(window, frame, scope)
        if (order := node.args.get("order")) is not None:
            self.expression(order, frame, scope, named)
        self._offset(node, scope)
        return outputs

    def _clauses(self, named: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
        """The clauses after FROM, and the names of the SELECT list that each may use."""
        anywhere = named if self.dialect is Dialect.SQLITE else frozenset()
        late = frozenset() if self.dialect is Dialect.POSTGRES else named
        return ("distinct", named), ("where", anywhere), ("group", named), ("having", late)

    def _prefer_aliases(self, select: exp.Select) -> None:
        """
        Take back what a name in HAVING was resolved to where the SELECT list gives the same name to something else.

        MySQL looks there first, unless the name stands in an aggregate or in the GROUP BY: enough that we are unsure.
        """
        having = select.args.get("having")
        if self.dialect is not Dialect.MYSQL or having is None:
            return
        aliased = {
            self.column(projection.alias)
            for projection in select.expressions
            if isinstance(projection, exp.Alias)
            and not (isinstance(projection.this, exp.Column) and projection.this.name == projection.alias)
        }
        for column in having.find_all(exp.Column):
            if column.args.get("table") is None and self.column(column.name) in aliased:
                self.result.kinds.pop(id(column), None)

    def _offset(self, node: exp.Expr, scope: Scope) -> None:
        if (offset := node.args.get("offset")) is not None:
            self.expression(offset, Frame(scope.outer), scope)

    def _outputs(self, node: exp.Select, frame: Frame) -> tuple[Output, ...]:
        outputs: list[Output] = []
        for projection in node.expressions:
            if isinstance(projection, exp.Star):
                outputs += shown_by_star(frame, self.dialect)
            elif isinstance(projection, exp.Column) and isinstance(projection.this, exp.Star):
                relation = frame.relation(self.key(projection.args["table"]))
                outputs += relation.starred if relation else ()
            else:
                kind = kind_of(projection, lambda column: self.result.kinds.get(id(column)))
                outputs.append(Output(output_name(projection, self.dialect), kind))
        return tuple(outputs)

    def _set_operation(self, node: exp.SetOperation, scope: Scope) -> tuple[Output, ...]:
        left = self.query(node.this, scope)
        right = self.query(node.expression, scope)
        same = (a.kind if a.kind is b.kind else None for a, b in zip(left, right, strict=False))
        outputs = tuple(Output(output.name, kind) for output, kind in zip(left, same, strict=False))
        self._order_by_outputs(node, outputs, scope)
        self._offset(node, scope)
        return outputs

    def _order_by_outputs(self, node: exp.Expr, outputs: tuple[Output, ...], scope: Scope) -> None:
        if (order := node.args.get("order")) is not None:
            frame = self.result.frames[id(node)] = Frame(None, [Relation("", outputs)])
            self.expression(order, frame, scope)

    def _values(self, node: exp.Values, scope: Scope) -> tuple[Output, ...]:
        for row in node.expressions:
            self.expression(row, Frame(scope.outer), scope)
        first = node.expressions[0] if node.expressions else None
        width = len(first.expressions) if isinstance(first, exp.Tuple) else 1
        return tuple(Output(f"column{number}", None) for number in range(1, width + 1))

    def _column(self, node: exp.Column, frame: Frame, aliases: frozenset[str]) -> None:
        if node.args.get("table") is not None:
            self._qualified(node, frame)
            return
        name = self.column(node.name)
        for around in frame.around():
            if name in around.merged:
                self.result.kinds[id(node)] = around.merged[name]
                self.result.homes[id(node)] = around
                return
            found = [(r, o) for r in around.relations for o in r.outputs if self.column(o.name) == name]
            if len(found) > 1:
                self.result.ambiguous(node, node.name)
            if found:
                self._belongs(node, *found[0], around)
                return
            if around is frame and name in aliases:
                return
        if self._row(node, frame):
            return
        known = [o.name for f in frame.around() for r in f.relations for o in r.outputs if o.name]
        self.result.no_column(node, node.name, known)

    def _row(self, node: exp.Column, frame: Frame) -> bool:
        """Take a name that no column has for a whole row of the relation of that name, where that is understood."""
        relation = frame.relation(self.key(node.this)) if self.dialect is Dialect.POSTGRES else None
        if relation is None or not relation.key or not (relation.is_value or _becomes_json(node)):
            return False
        self._whole(node, relation, frame)
        self.result.kinds[id(node)] = None
        return True

    def _whole(self, node: exp.Column, relation: Relation, frame: Frame) -> None:
        """Take all columns of a relation, as a star or as one value."""
        relation.take_all()
        self.result.unnamed.append((node, (relation,)))
        self.result.homes[id(node)] = frame.home_of(relation)

    def _qualified(self, node: exp.Column, frame: Frame) -> None:
        relation = frame.relation(self.key(node.args["table"]))
        schema = node.args.get("db")
        if relation is not None and schema is not None:
            own = relation.table if relation.own_name else None
            if own is None or relation_key(own.ref.schema, self.dialect) != self.key(schema):
                relation = None
            node.set("db", None)
        if relation is None:
            self.result.no_table(node, node.table, [r.key for f in frame.around() for r in f.relations if r.key])
            return
        if isinstance(node.this, exp.Star):
            self._whole(node, relation, frame)
            return
        name = self.column(node.name)
        found = [output for output in relation.outputs if self.column(output.name) == name]
        if len(found) > 1:
            self.result.ambiguous(node, node.name)
        if not found:
            self.result.no_column(node, node.name, [output.name for output in relation.outputs])
            return
        self._belongs(node, relation, found[0], frame.home_of(relation))

    def _belongs(self, node: exp.Column, relation: Relation, output: Output, home: Frame) -> None:
        self.result.kinds[id(node)] = output.kind
        self.result.owners[id(node)] = relation
        self.result.homes[id(node)] = home
        self.result.note_narrowed(node, relation, output)
        relation.use.columns.add(output.name)

    def compared(self, left: Output, right: Output) -> None:
        """Note that USING or NATURAL compares these columns."""
        if not comparable(left.kind, right.kind):
            self.result.doubt = True

    def _take_star(self, star: exp.Star, frame: Frame) -> None:
        if isinstance(star.parent, exp.Count):
            return  # count(*) counts rows
        for relation in frame.relations:
            relation.take_all()
        self.result.unnamed.append((star, tuple(frame.relations)))


def _becomes_json(node: exp.Column) -> bool:
    parent = node.parent.parent if isinstance(node.parent, exp.Order | exp.Distinct) else node.parent
    if isinstance(parent, exp.Order):
        parent = parent.parent
    call = str(parent.this).lower() if isinstance(parent, exp.Anonymous) else ""
    return call in _JSON_OF_ROWS or isinstance(parent, exp.Count)
