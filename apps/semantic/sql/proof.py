"""
Proves of one final text that it shows only what a policy grants, or refuses it.

The text is read afresh. Every scan in it must be exactly the governed form of its table, with exactly the columns that
the guard found needed at that place; with these forms taken out again, what is left must be exactly the statement that
the guard accepted, and pass every rule once more. The same parser reads both, so this catches our mistakes, not the
parser's: the engine-side checks stand beside.
"""

import hashlib
from collections.abc import Mapping
from importlib.metadata import version

from sqlglot import exp

from apps.semantic.contracts import AccessPolicy, Dialect, TableRef
from apps.semantic.sql import limits, reading, rules
from apps.semantic.sql.errors import Unprovable
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.place import forget_places
from apps.semantic.sql.predicates import ASKED, SCAN
from apps.semantic.sql.scans import Scan, tables_of_the_database
from apps.semantic.sql.typestate import CheckedSql, Proof

_PARSER = version("sqlglot")
GUARD_VERSION = f"{rules.VERSION}+sqlglot-{_PARSER}"


def prove(text: str, checked: CheckedSql, views: Mapping[Scan, exp.Select], policy: AccessPolicy) -> Proof:
    """
    Prove `text`, which was printed from `checked` with `views` in the place of its scans.

    :raises Unprovable: it cannot be proved; `reason` says which step failed.
    """
    tree = _read_again(text, checked.language)
    _require(reading.render(tree, checked.dialect) == text, "canonical")
    _require(all(name.quoted for name in tree.find_all(exp.Identifier) if name.name not in _COLLATIONS), "quoting")
    limit = limits.limit_of(tree)
    _require(limit is not None and limit <= checked.row_limit, "limit")
    shown, asked = _take_out_views(tree, checked.dialect)
    expected = {scan: (scan.table, reading.render(view, checked.dialect)) for scan, view in views.items()}
    _require({scan.table for scan in checked.scans} == set(checked.tables), "tables")
    _require(shown == [expected.get(scan) for scan in checked.scans], "view")
    _require(reading.render(tree, checked.dialect) == checked.text, "statement")
    found = list(tree.walk())
    _require(not any(violation for rule in rules.RULES for violation in rule(found, checked.language)), "rules")
    return Proof(
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        policy_fingerprint=policy.fingerprint,
        tables=checked.tables,
        policy_tables=asked,
        guard_version=GUARD_VERSION,
        rules=rules.NAMES,
    )


_COLLATIONS = frozenset({"NOCASE", "BINARY", "RTRIM"})  # words to SQLite's parser, not names


def _read_again(text: str, language: Language) -> exp.Query:
    statements = reading.read_own(text, language).statements
    _require(len(statements) == 1, "one statement")
    tree = statements[0]
    if not isinstance(tree, exp.Select | exp.SetOperation | exp.Subquery):
        raise Unprovable("one statement")
    forget_places(tree)
    return tree


def _take_out_views(tree: exp.Query, dialect: Dialect) -> tuple[list[tuple[TableRef, str]], tuple[TableRef, ...]]:
    """
    Replace each derived table that holds a scan by the scanned table.

    :returns: the views, with the table that each shows, printed, in their order; and the tables that their predicates
        ask, which go with them.
    """
    printed: dict[int, str] = {}
    asked: set[TableRef] = set()
    for table in list(tree.find_all(exp.Table)):
        if table.args.get("db") is None:
            _require(not table.alias_or_name.startswith(reading.RESERVED), "scan")
        elif table.alias == SCAN:
            plain, view = _taken_out(table)
            printed[id(plain)] = reading.render(view, dialect)
        else:
            _require(table.alias.startswith(ASKED), "scan outside its view")
            asked.add(TableRef(table.db, table.name))
    # A table of a predicate that is still here stood outside a view.
    left = list(tables_of_the_database(tree))
    _require(all(id(table) in printed for table in left), "scan outside its view")
    return [(TableRef(table.db, table.name), printed[id(table)]) for table in left], tuple(sorted(asked))


def _taken_out(scan: exp.Table) -> tuple[exp.Table, exp.Select]:
    view = scan.parent_select
    wrapper = view.parent if view is not None else None
    if not isinstance(view, exp.Select) or not isinstance(wrapper, exp.Subquery):
        raise Unprovable("scan outside its view")
    _require(all(not value or key in _OF_A_VIEW for key, value in wrapper.args.items()), "view")
    plain = exp.Table(
        this=scan.this.copy(),
        db=scan.args["db"].copy(),
        alias=wrapper.args.get("alias"),
        joins=wrapper.args.get("joins"),
    )
    wrapper.replace(plain)
    return plain, view


_OF_A_VIEW = frozenset({"this", "alias", "joins"})


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise Unprovable(reason)
