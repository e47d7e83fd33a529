"""
Which relations a plan reads, in the engine's own words: from the rewritten query that an EXPLAIN leaves as a note.

The note names base tables with their database, views taken apart and aliases beside them. It is not always SQL, so it
is cut into words, and a pair of quoted names counts where a FROM or a JOIN of a SELECT expects a table. A note that
cannot be cut up, or whose brackets do not match, names nothing at all rather than too little.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apps.semantic.contracts import TableRef

_WORD = re.compile(
    r"(?P<space>\s+|/\*.*?\*/)"
    r"|(?P<text>'(?:[^'\\]|\\.|'')*')"
    r"|(?P<name>`(?:[^`]|``)*`)"
    r"|(?P<plain>[A-Za-z_@$][\w@$]*)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<sign>[^\w`'\"])",
    re.DOTALL,
)
_BEFORE_A_TABLE = frozenset({"from", "join", "straight_join"})


@dataclass(frozen=True, slots=True)
class Relations:
    """Tables that a note names; `aliases` are the names under which the plan's rows speak of them."""

    tables: frozenset[TableRef]
    aliases: Mapping[str, TableRef]


def relations_of(note: str) -> Relations | None:
    """Read the note; None: it is not understood."""
    cut = _cut(note)
    if cut is None or not _closed(cut):
        return None
    tables: set[TableRef] = set()
    aliases: dict[str, TableRef] = {}
    for at in _places_of_tables(cut):
        ref, after = TableRef(_name(cut[at]), _name(cut[at + 2])), cut[at + 3]
        tables.add(ref)
        aliases[_name(after) if after.startswith("`") else ref.name] = ref
    return Relations(frozenset(tables), aliases)


def _cut(note: str) -> list[str] | None:
    words: list[str] = []
    at = 0
    while at < len(note):
        found = _WORD.match(note, at)
        if found is None:
            return None
        at = found.end()
        if found.lastgroup != "space":
            words.append(found[0])
    return [*words, "", "", "", ""]  # so that looking ahead needs no care


def _closed(words: list[str]) -> bool:
    depth = 0
    for word in words:
        depth += (word == "(") - (word == ")")
        if depth < 0:
            return False
    return depth == 0


def _places_of_tables(words: list[str]) -> Iterator[int]:
    """Where a qualified name stands in place of a table."""
    selects = [False]  # for each open bracket: a SELECT stands in it, so its FROM is one of tables
    for at, word in enumerate(words):
        plain = word.lower()
        if word == "(":
            selects.append(False)
        elif word == ")":
            selects.pop()
        elif plain == "select":
            selects[-1] = True
        elif plain in _BEFORE_A_TABLE and (plain != "from" or selects[-1]):
            place = at + 1
            while words[place] == "(":
                place += 1
            if _is_qualified(words, place):
                yield place


def _is_qualified(words: list[str], at: int) -> bool:
    first, dot, second, after = words[at : at + 4]
    return first.startswith("`") and dot == "." and second.startswith("`") and after != "."


def _name(quoted: str) -> str:
    return quoted[1:-1].replace("``", "`")
