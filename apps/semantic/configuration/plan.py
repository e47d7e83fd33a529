"""
What must change so that the database says what the file says. Pure.

Fields that the file does not name, and rows that it does not name, are left alone; only rules of sources that it names
may be removed, and only when asked for. Equal states have an empty plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from apps.errors import gettext_noop
from apps.semantic.configuration.problems import Problem
from apps.semantic.configuration.rows import Absent, Field, Key, Kind, Present, Wanted

_RULES = frozenset({Kind.GRANT, Kind.COLUMN_RULE})


class Verb(StrEnum):
    """What happens to a row, as its sign in the diff."""

    ADD = "+"
    CHANGE = "~"
    REMOVE = "-"


@dataclass(frozen=True)
class Detail:
    """One field that changes. `old` is ABSENT for a new row, `new` for a removed one."""

    name: str
    old: Field
    new: Field


@dataclass(frozen=True)
class Change:
    """One row that is added, changed or removed; `wanted` is None for a removal."""

    verb: Verb
    key: Key
    details: tuple[Detail, ...]
    wanted: Wanted | None

    @property
    def kind(self) -> Kind:
        """The kind of the row."""
        return self.key[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that find the row."""
        return self.key[1]


def plan(wanted: Iterable[Wanted], present: Present, *, prune: frozenset[str] = frozenset()) -> tuple[Change, ...]:
    """
    Return the changes, in the order in which they can be applied.

    :param prune: names of data sources whose rules are removed if the file does not name them.
    """
    rows = list(wanted)
    changes = [change for row in rows if (change := _change(row, present))]
    named = {row.key for row in rows}
    changes += [
        Change(Verb.REMOVE, key, tuple(Detail(n, v, Absent.ABSENT) for n, v in fields.items()), None)
        for key, fields in present.items()
        if key[0] in _RULES and key[1][0] in prune and key not in named
    ]
    return tuple(sorted(changes, key=lambda c: c.kind))


def attribute_conflicts(wanted: Iterable[Wanted], present: Present) -> list[Problem]:
    """
    Return where an attribute would have another type than the same attribute of other members.

    A predicate is written once for all: a name must mean one type. Whole and decimal numbers are one.
    """
    rows = [row for row in wanted if row.key[0] is Kind.ATTRIBUTE]
    after = {key: fields for key, fields in present.items() if key[0] is Kind.ATTRIBUTE}
    after.update({row.key: row.fields for row in rows})
    types: dict[str, set[str]] = {}
    for (_, (_, name)), fields in after.items():
        if fields["value"] != ():  # an empty list fits lists of either
            types.setdefault(name, set()).add(type_name(fields["value"]))
    message = gettext_noop("This attribute is %(type)s here, but not for every member: %(types)s.")
    return [
        Problem(
            row.where.line,
            row.where.place,
            message,
            {"type": type_name(row.fields["value"]), "types": ", ".join(sorted(types[row.key[1][1]]))},
        )
        for row in rows
        if len(types.get(row.key[1][1], ())) > 1
    ]


def type_name(value: object) -> str:
    """Return what the type of an attribute is called in the file."""
    names = {bool: "boolean", str: "text"}
    if isinstance(value, tuple):
        return "list of number" if value and isinstance(value[0], int) else "list of text"
    if type(value) in names:
        return names[type(value)]
    return "date" if hasattr(value, "isoformat") else "number"


def _change(row: Wanted, present: Present) -> Change | None:
    stored = present.get(row.key)
    if stored is None:
        added = tuple(Detail(name, Absent.ABSENT, value) for name, value in row.fields.items())
        return Change(Verb.ADD, row.key, added, row)
    details = tuple(
        Detail(name, stored.get(name, Absent.ABSENT), value)
        for name, value in row.fields.items()
        if not _same(stored.get(name, Absent.ABSENT), value)
    )
    return Change(Verb.CHANGE, row.key, details, row) if details else None


def _same(old: Field, new: Field) -> bool:
    # True is not 1, and a whole number is stored otherwise than a decimal one.
    return type(old) is type(new) and old == new
