"""
Row predicates: which rows of a table a grant gives, or a restriction leaves.

A predicate reads the columns of its own table and, by EXISTS and IN, other tables of the source. Those are read as they
are, with the policy's rights and not with the user's; the proof names them. What is stored is the steward's text, and
beside it what the text meant when it was saved. It is read anew for every statement; if that gives another meaning,
because the schema changed, it is not applied and nothing of the table shows until a steward saves it again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import AttributeType, Dialect, SchemaCatalog, TableInfo, TableRef
from apps.semantic.sql.errors import Refused, Violation
from apps.semantic.sql.names import ascii_lower
from apps.semantic.sql.predicates.attribute_types import misfits
from apps.semantic.sql.predicates.condition import not_allowed, read_condition
from apps.semantic.sql.predicates.meaning import SCAN, Meaning, meaning_of
from apps.semantic.sql.reading import render
from apps.semantic.sql.totality import total

_MISFIT = gettext_noop("The attribute :%(name)s is not of the type that this place needs.")
_MISFIT_ADVICE = gettext_noop("Compare it with a column of its own type, or cast the other side to that type.")


@dataclass(frozen=True, slots=True, eq=False)
class RowPredicate:
    """
    A predicate that was understood.

    :param meaning: the tree with its names settled; attributes are placeholders in it.
    :param text: the tree, printed: equal texts mean the same.
    :param tables: the other tables that it asks, each once.
    """

    meaning: Meaning
    dialect: Dialect
    text: str
    tables: tuple[TableRef, ...]

    def cannot_fail(self, bound: exp.Expr) -> bool:
        """Whether the predicate, with attributes in it, raises no error on any row of any table that it reads."""
        parts = [bound]
        for select in bound.find_all(exp.Select):
            parts += [part.unalias() for part in select.expressions]
            parts += [part.this for part in [select.args.get("where")] if part is not None]
            parts += [join.args["on"] for join in select.args.get("joins") or () if join.args.get("on") is not None]
        return all(total(part, self.dialect, self.meaning.kind) for part in parts)


def check_row_predicate(
    text: str,
    ref: TableRef,
    catalog: SchemaCatalog,
    attributes: Mapping[str, Collection[AttributeType]] | None = None,
) -> RowPredicate:
    """
    Check a condition on one row of `ref`, which may ask other tables of `catalog`.

    :param attributes: the types that each attribute has for some user; None: any name may stand in it.
    :raises Refused: with what is not allowed in it, or does not fit.
    :raises DialectUnsupported: the engine's SQL cannot be checked yet.
    """
    condition = read_condition(text, catalog.dialect, catalog.functions, queries=True)
    named = {ascii_lower(table.name) for table in condition.find_all(exp.Table)}
    tables = tuple(t for t in catalog.tables if t.ref == ref or (named and ascii_lower(t.ref.name) in named))
    known = _Known(catalog.dialect, catalog.default_schema, tables, catalog.functions)
    predicate = _understood(text, ref, known)
    if attributes is not None:
        _require_fitting(predicate, attributes)
    return predicate


def check_predicate(
    text: str, table: TableInfo, dialect: Dialect, attributes: Collection[str] | None = None
) -> exp.Expr:
    """
    Check a condition that reads one row of `table` and nothing else; return its tree, qualified by `SCAN`.

    :param attributes: the names that `:name` places may have; None: any.
    :raises Refused: with what is not allowed in it.
    :raises DialectUnsupported: the engine's SQL cannot be checked yet.
    """
    read_condition(text, dialect, (), queries=False)
    tree = _understood(text, table.ref, _Known(dialect, table.ref.schema, (table,))).meaning.tree
    _require_known(tree, attributes)
    return tree.copy()


@dataclass(frozen=True, slots=True)
class _Known:
    """The part of a schema that a predicate could mean."""

    dialect: Dialect
    default_schema: str
    tables: tuple[TableInfo, ...]
    functions: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def _understood(text: str, ref: TableRef, known: _Known) -> RowPredicate:
    condition = read_condition(text, known.dialect, known.functions, queries=True)
    catalog = SchemaCatalog(known.dialect, known.default_schema, known.tables, functions=known.functions)
    meaning = meaning_of(condition, ref, catalog)
    asked = {table.ref: None for alias, table in meaning.relations.items() if alias != SCAN}
    return RowPredicate(meaning, known.dialect, render(meaning.tree, known.dialect), tuple(asked))


def _require_known(tree: exp.Expr, attributes: Collection[str] | None) -> None:
    for place in tree.find_all(exp.Placeholder):
        if attributes is not None and place.name not in attributes:
            raise Refused([not_allowed(f":{place.name}")])


def _require_fitting(predicate: RowPredicate, attributes: Mapping[str, Collection[AttributeType]]) -> None:
    tree = predicate.meaning.tree
    _require_known(tree, attributes)
    # Members may have one attribute in several types; each must fit, with any of the others'.
    first = {name: next(iter(types)) for name, types in attributes.items() if types}
    for name in {place.name for place in tree.find_all(exp.Placeholder)}:
        for type_ in attributes[name]:
            for place in misfits(tree, first | {name: type_}, predicate.meaning.kind, predicate.dialect):
                raise Refused([Violation("predicate", _MISFIT, _MISFIT_ADVICE, {"name": place.name})])
