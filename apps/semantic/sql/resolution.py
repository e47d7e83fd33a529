"""What the resolver found out about a statement, and the words for what it did not find."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlglot import exp

from apps.errors import gettext_noop
from apps.semantic.contracts import ColumnKind, TableRef
from apps.semantic.sql.errors import Violation
from apps.semantic.sql.place import place
from apps.semantic.sql.scopes import Frame, Output, Relation

_NO_TABLE = gettext_noop("There is no table %(name)s.")
_NO_COLUMN = gettext_noop("There is no column %(name)s here.")
_AMBIGUOUS = gettext_noop("The name %(name)s can mean several things here.")
_QUALIFY = gettext_noop("Write the table's name or alias before it.")
_SIMILAR = gettext_noop("Names like it: %(similar)s.")
_LOOK = gettext_noop("Look at the schema for the names that you can use.")
_UNSUPPORTED = gettext_noop("%(construct)s is not allowed here.")
_UNSUPPORTED_ADVICE = gettext_noop("Write it without that; WITH and subqueries can often say the same.")
_ENDLESS = gettext_noop("This WITH query refers to itself and may never end.")
_ENDLESS_ADVICE = gettext_noop(
    "Count its steps up to a number or date (WHERE n < 100), follow the rows of a table, or join with UNION."
)
_TWICE = gettext_noop("The name %(name)s is given twice here.")
_TWICE_ADVICE = gettext_noop("Give each table and each WITH query its own alias.")


@dataclass(frozen=True, slots=True, eq=False)
class NarrowedName:
    """A place where a narrowed column is named."""

    node: exp.Expr
    relation: Relation
    output: Output


@dataclass(slots=True)
class Resolution:
    """
    The meaning of a statement's names.

    :param kinds: kind of the value of each column reference, by the node's id; a reference that is not in it names
        a column of the SELECT list.
    :param owners: the relation of each column reference, by the node's id, where it is one relation's.
    :param scans: the relation of each table of the database, by the node's id.
    :param frames: the FROM of each query, by the query's id.
    :param homes: the FROM in which each column reference was found, by the node's id.
    :param narrowed: where narrowed columns are named, by the node's id.
    :param unnamed: stars and NATURAL joins, and the relations whose columns they take.
    :param doubt: names are compared by USING or NATURAL in a way that might fail.
    """

    tables: dict[TableRef, None] = field(default_factory=dict)
    kinds: dict[int, ColumnKind | None] = field(default_factory=dict)
    owners: dict[int, Relation] = field(default_factory=dict)
    scans: dict[int, Relation] = field(default_factory=dict)
    frames: dict[int, Frame] = field(default_factory=dict)
    homes: dict[int, Frame] = field(default_factory=dict)
    narrowed: dict[int, NarrowedName] = field(default_factory=dict)
    unnamed: list[tuple[exp.Expr, tuple[Relation, ...]]] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    unknown: list[exp.Expr] = field(default_factory=list)  # columns that nothing in scope has
    doubt: bool = False

    def note_narrowed(self, node: exp.Expr, relation: Relation, output: Output) -> None:
        """Record that a column is named, if it is a narrowed one."""
        if output.narrowing is not None:
            self.narrowed[id(node)] = NarrowedName(node, relation, output)

    def no_table(self, node: exp.Expr, name: str, known: Iterable[str]) -> None:
        """Record a table that does not exist for this user."""
        self._unknown("tables", _NO_TABLE, node, name, known)

    def no_column(self, node: exp.Expr, name: str, known: Iterable[str]) -> None:
        """Record a column that does not exist for this user."""
        self.unknown.append(node)
        self._unknown("columns", _NO_COLUMN, node, name, known)

    def ambiguous(self, node: exp.Expr, name: str) -> None:
        """Record a name with more than one meaning."""
        self._add("columns", _AMBIGUOUS, _QUALIFY, node, {"name": name})

    def twice(self, node: exp.Expr, name: str) -> None:
        """Record a name that is given to two things."""
        self._add("tables", _TWICE, _TWICE_ADVICE, node, {"name": name})

    def unsupported(self, node: exp.Expr, construct: str) -> None:
        """Record a construct whose names are not resolved."""
        self._add("tables", _UNSUPPORTED, _UNSUPPORTED_ADVICE, node, {"construct": construct})

    def endless(self, node: exp.Expr) -> None:
        """Record a WITH query that refers to itself and might never end."""
        self._add("recursion", _ENDLESS, _ENDLESS_ADVICE, node, {})

    def _unknown(self, rule: str, message: str, node: exp.Expr, name: str, known: Iterable[str]) -> None:
        similar = difflib.get_close_matches(name.lower(), list(dict.fromkeys(known))[:500], n=3)
        params: dict[str, object] = {"name": name, "similar": ", ".join(similar)}
        self._add(rule, message, _SIMILAR if similar else _LOOK, node, params)

    def _add(self, rule: str, message: str, advice: str, node: exp.Expr, params: dict[str, object]) -> None:
        line, column = place(node)
        self.violations.append(Violation(rule, message, advice, params, line, column))
