"""
The states of SQL on its way to a customer's database. A later state can be made only by the step that earns it.

    GeneratedSql   text from a model, a person or a program: worth nothing
    CheckedSql     the guard understood it and found nothing forbidden
    AuthorizedSql  the policy stands in it, and that was proved on its final text; connectors run this
    PlatformSql    our own constant questions to an engine; connectors make them

None of them shows its text in `repr`, so none reaches a log by accident.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Final, Literal

from sqlglot import exp

from apps.semantic.contracts import Dialect, TableRef
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.narrowed.uses import NarrowedUse
from apps.semantic.sql.reading import render
from apps.semantic.sql.scans import Scan


class _Earned:
    """What only the guard and the rewrite hold: the right to make a later state."""


EARNED: Final = _Earned()  # named by guard.py and rewrite.py alone; a test looks for others


@dataclass(frozen=True, slots=True)
class GeneratedSql:
    """SQL that somebody or something wrote."""

    text: str = field(repr=False)
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class PlatformSql:
    """A constant of ours, for introspection; never built from anybody's input."""

    text: str = field(repr=False)
    dialect: Dialect


@dataclass(frozen=True, slots=True, eq=False)
class CheckedSql:
    """
    One SELECT that was understood to the last node. Its tables are those that the user may see.

    Every identifier in `tree` is quoted and spelled as the engine stores it; a table with a schema is a table of the
    database, one without is a WITH query.

    :param language: what it was checked against.
    :param scans: what it needs of each table in it, in the order of `tables_of_the_database`.
    :param columns: names of the result's columns; an empty one is left to the engine.
    :param narrowed: what it does with columns that may only be totalled, or only filtered by.
    :param row_limit: the largest number of rows the statement can return.
    """

    tree: exp.Query = field(repr=False)
    text: str = field(repr=False)  # the tree, printed
    language: Language
    tables: tuple[TableRef, ...]
    scans: tuple[Scan, ...]
    columns: tuple[str, ...]
    row_limit: int
    narrowed: tuple[NarrowedUse, ...]
    fence: bool  # something in it may fail on rows that the policy hides
    earned: _Earned = field(repr=False)

    def __post_init__(self) -> None:
        _require(self.earned)

    @property
    def dialect(self) -> Dialect:
        """The engine that it is written for."""
        return self.language.dialect


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """One rule of the policy that the statement felt; `name` is the rule's own. `receipt` says which count."""

    table: TableRef
    name: str
    kind: Literal["row_filter", "mask", "columns", "aggregate_only", "filter_only"]
    column: str = ""  # of a rule about one


@dataclass(frozen=True, slots=True)
class Proof:
    """
    What was proved of one text.

    :param text_sha256: of the UTF-8 text that runs.
    :param policy_fingerprint: of the policy that it was proved against.
    :param tables: what the statement reads, each as the policy shows it.
    :param policy_tables: what the policy's predicates read beside, as it is; its user need not see any of these.
    :param rules: the guard's rules and their version.
    """

    text_sha256: str
    policy_fingerprint: str
    tables: tuple[TableRef, ...]
    policy_tables: tuple[TableRef, ...]
    guard_version: str
    rules: tuple[str, ...]

    @property
    def reads(self) -> frozenset[TableRef]:
        """Every table that the engine may say it reads."""
        return frozenset((*self.tables, *self.policy_tables))

    def as_dict(self) -> dict[str, object]:
        """The proof as plain values, for the audit event."""
        return self.told() | {"policy_tables": [str(table) for table in self.policy_tables]}

    def told(self) -> dict[str, object]:
        """What the statement's user may read of it: nothing of tables that only the policy reads."""
        return {
            "text_sha256": self.text_sha256,
            "policy_fingerprint": self.policy_fingerprint,
            "tables": [str(table) for table in self.tables],
            "guard_version": self.guard_version,
            "rules": list(self.rules),
        }


@dataclass(frozen=True, slots=True, eq=False)
class AuthorizedSql:
    """SQL that may run: its text was proved to show nothing that the policy hides."""

    tree: exp.Query = field(repr=False)
    dialect: Dialect
    tables: tuple[TableRef, ...]
    columns: tuple[str, ...]
    row_limit: int
    applied: tuple[AppliedRule, ...]
    narrowed: tuple[NarrowedUse, ...]
    proof: Proof
    text: str = field(repr=False)
    earned: _Earned = field(repr=False)

    def __post_init__(self) -> None:
        _require(self.earned)
        if hashlib.sha256(self.text.encode()).hexdigest() != self.proof.text_sha256:
            raise TypeError("The proof is of another text.")

    def render(self) -> str:
        """Return the proved text; nothing else may be sent."""
        if render(self.tree, self.dialect) != self.text:
            raise TypeError("The tree was changed after it was proved.")
        return self.text

    @property
    def sha256(self) -> str:
        """SHA-256 of the proved text, in hexadecimal."""
        return self.proof.text_sha256


def _require(earned: object) -> None:
    if earned is not EARNED:
        raise TypeError("Only the guard and the rewrite make this state.")
