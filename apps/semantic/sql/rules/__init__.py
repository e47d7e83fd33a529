"""
The guard's rules about the shape of SQL: each is one small function over the statement's nodes.

Names are resolved afterwards, and only in SQL that broke none of these.
"""

from collections.abc import Callable, Iterator, Sequence

from sqlglot import exp

from apps.semantic.sql.errors import Violation
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.rules.arguments import arguments
from apps.semantic.sql.rules.bounded_calls import bounded_calls
from apps.semantic.sql.rules.calls import calls
from apps.semantic.sql.rules.identifiers import identifiers
from apps.semantic.sql.rules.nodes import nodes
from apps.semantic.sql.rules.types import types

Rule = Callable[[Sequence[exp.Expr], Language], Iterator[Violation]]

VERSION = "2"
RULES: tuple[Rule, ...] = (nodes, arguments, calls, bounded_calls, types, identifiers)
# Rules that live in other steps of the guard, for the proof's record.
NAMES: tuple[str, ...] = (
    "bounds",
    "syntax",
    "one_select",
    *(rule.__name__ for rule in RULES),
    "tables",
    "columns",
    "recursion",
    "limit",
)
