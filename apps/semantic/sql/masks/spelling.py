"""
How each engine spells what the masks are made of, and how a mask's SQL becomes a tree.

A mask is written as SQL over `v`, the value. It is read by the same reader that reads the final text again, so that
what it prints is what the proof finds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql import reading
from apps.semantic.sql.errors import Unprovable
from apps.semantic.sql.languages import language_of

_VALUE = "v"


@dataclass(frozen=True, slots=True)
class Spelling:
    """
    Pieces of one engine's SQL.

    :param text: `v` as text.
    :param length: the number of its characters.
    :param at_sign: where its first @ is; 0: nowhere.
    """

    text: str
    length: str
    at_sign: str


# PostgreSQL's CHAR(n) is padded, and domains have operators of their own. In SQLite any column may hold anything. MySQL
# columns have character sets and collations of their own.
_POSTGRES = "CAST(v AS TEXT)"
_SQLITE = "CAST(v AS TEXT)"
_MYSQL = "CAST(v AS CHAR CHARACTER SET utf8mb4)"
_SPELLINGS: Mapping[Dialect, Spelling] = {
    Dialect.POSTGRES: Spelling(_POSTGRES, f"LENGTH({_POSTGRES})", f"STRPOS({_POSTGRES}, '@')"),
    Dialect.SQLITE: Spelling(_SQLITE, f"LENGTH({_SQLITE})", f"INSTR({_SQLITE}, '@')"),
    Dialect.MYSQL: Spelling(_MYSQL, f"CHAR_LENGTH({_MYSQL})", f"INSTR({_MYSQL}, '@')"),
}


def spelling_of(dialect: Dialect) -> Spelling:
    """Return the pieces of an engine's SQL."""
    return _SPELLINGS[dialect]


def expression(text: str, value: exp.Column, dialect: Dialect) -> exp.Expr:
    """
    Return the tree of a mask's SQL with `value` wherever it says `v`.

    :raises Unprovable: the engine's SQL cannot be read yet.
    """
    tree = _read(text, dialect).copy()
    for place in list(tree.find_all(exp.Column)):
        if place.name == _VALUE:
            place.replace(value.copy())
    return tree


@lru_cache(maxsize=1024)
def _read(text: str, dialect: Dialect) -> exp.Expr:
    (select,) = reading.read_own(f"SELECT {text}", language_of(dialect)).statements
    if not isinstance(select, exp.Select):
        raise Unprovable("mask")
    shown: exp.Expr = select.expressions[0]
    return shown.pop()
