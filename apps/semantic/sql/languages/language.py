"""
What one engine's SQL may be made of, and how that engine reads names.

Everything is a list of what is allowed: constructs by the parser's exact node types, functions by folded name, types.
A function is listed only if it computes a value from its arguments: it reads no table, file or setting, runs no SQL
held in a string, waits for nothing, keeps no state, and its result is not much larger than its arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlglot import exp

from apps.semantic.contracts import Dialect


@dataclass(frozen=True)
class Language:
    """
    The part of an engine's SQL that is understood.

    :param constructs: exact node types of the parser; functions among them have a syntax of their own.
    :param scalars: functions of one row's values.
    :param generators: functions that make rows: those of their arguments, or within constant bounds. They stand in
        FROM, or in a SELECT list.
    :param generator_columns: what the columns of those rows are called; of the others, as the function or its alias is.
    :param typed: functions that the parser reads as what they are; every other keeps its name and arguments, so that
        what was written is what runs.
    :param lengths: functions that make a text as long as an argument says, with that argument's place.
    :param patterns: functions that make a text as long as the pattern in their first argument says.
    :param types: what a value may be cast to.
    :param added: functions that a steward allowed on one data source.
    """

    dialect: Dialect
    constructs: frozenset[type[exp.Expr]]
    scalars: frozenset[str]
    aggregates: frozenset[str]
    windows: frozenset[str]
    generators: frozenset[str]
    typed: frozenset[str]
    types: frozenset[exp.DType]
    added: frozenset[str] = frozenset()
    lengths: Mapping[str, int] = field(default_factory=lambda: {"lpad": 1, "rpad": 1, "repeat": 1})
    patterns: frozenset[str] = frozenset({"printf", "format"})
    generator_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def functions(self) -> frozenset[str]:
        """Every function that may be called where a value stands."""
        return self.scalars | self.aggregates | self.windows | self.added

    @cached_property
    def kept(self) -> frozenset[str]:
        """Functions that are parsed by their name alone."""
        return (self.functions | self.generators) - self.typed
