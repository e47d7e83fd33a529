"""
Random policies, twice: as the product reads them, and as plain Python that says which cells a user may see.

The second is the reference: it shares no code with the product.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from hypothesis import strategies as st

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnKind,
    ColumnRule,
    Dialect,
    Mask,
    MaskKind,
    RowGrant,
    RowRestriction,
    TablePolicy,
    TableRef,
    Treatment,
)
from tests.semantic.sql.property.database import Cell, Column, Row, Table, literal, name, values

Truth = bool | None
ATTRIBUTE = "region"


@dataclass(frozen=True)
class Condition:
    """
    A row predicate: its text in a dialect, and its truth for a row.

    :param denies: it names an attribute that the user has not, which makes all of it false.
    """

    text: Callable[[Dialect], str]
    truth: Callable[[Row], Truth]
    denies: bool = False

    def holds(self, row: Row) -> Truth:
        return False if self.denies else self.truth(row)


@dataclass(frozen=True)
class Grant:
    columns: tuple[str, ...]
    condition: Condition | None


@dataclass(frozen=True)
class TableRights:
    table: Table
    grants: tuple[Grant, ...]
    restriction: Condition | None
    masked: dict[str, MaskKind]
    hidden: frozenset[str]


@dataclass(frozen=True)
class Rights:
    tables: tuple[TableRights, ...]
    attribute: str | None


@st.composite
def rights(draw: st.DrawFn, found: tuple[Table, ...]) -> Rights:
    """What a user may see of the tables; of some, nothing."""
    attribute = draw(st.sampled_from((None, "north", "it's")))
    return Rights(tuple(draw(_table_rights(table, found, attribute)) for table in found), attribute)


@st.composite
def _table_rights(draw: st.DrawFn, table: Table, found: tuple[Table, ...], attribute: str | None) -> TableRights:
    names = [column.name for column in table.columns]
    condition = st.none() | conditions(table, found, attribute)
    grant = st.builds(Grant, st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple), condition)
    texts = [column.name for column in table.columns if column.kind is ColumnKind.TEXT]
    kinds = st.sampled_from((MaskKind.PHONE, MaskKind.EMAIL, MaskKind.FULL))
    return TableRights(
        table,
        tuple(draw(st.lists(grant, max_size=3))),
        draw(condition),
        draw(st.dictionaries(st.sampled_from(texts), kinds, max_size=2)) if texts else {},
        frozenset(draw(st.lists(st.sampled_from(names), max_size=1))),
    )


def conditions(table: Table, found: tuple[Table, ...], attribute: str | None) -> st.SearchStrategy[Condition]:
    """A comparison, a list, a NULL test, a subquery, or two of them joined."""
    simple = st.sampled_from(table.columns).flatmap(lambda column: _simple(table, column, attribute))
    single = simple | _exists(table, found, attribute)
    return single | st.builds(_both, single, single) | st.builds(_either, single, single)


@st.composite
def _simple(draw: st.DrawFn, table: Table, column: Column, attribute: str | None) -> Condition:
    place = table.position(column.name)
    value = draw(values(column.kind).filter(lambda found: found is not None))
    shape = draw(st.sampled_from(("=", "<>", "in", "null", "attribute")))
    if shape == "null":
        return Condition(lambda d: f"{name(column.name, d)} IS NULL", lambda row: row[place] is None)
    if shape == "in":
        other = draw(values(column.kind).filter(lambda found: found is not None))
        return Condition(
            lambda d: f"{name(column.name, d)} IN ({literal(value, d)}, {literal(other, d)})",
            lambda row: None if row[place] is None else row[place] in (value, other),
        )
    if shape == "attribute" and column.kind is ColumnKind.TEXT:
        return Condition(
            lambda d: f"{name(column.name, d)} = :{ATTRIBUTE}",
            lambda row: None if row[place] is None else row[place] == attribute,
            denies=attribute is None,
        )
    sign = "<>" if shape == "<>" else "="
    return Condition(
        lambda d: f"{name(column.name, d)} {sign} {literal(value, d)}",
        lambda row: None if row[place] is None else (row[place] == value) is (sign == "="),
    )


@st.composite
def _exists(draw: st.DrawFn, table: Table, found: tuple[Table, ...], attribute: str | None) -> Condition:
    other = draw(st.sampled_from(found))
    own = draw(st.sampled_from(table.columns))
    theirs = draw(st.sampled_from([column for column in other.columns if column.kind is own.kind] or [None]))
    if theirs is None or other.name == table.name:
        return draw(_simple(table, own, attribute))
    here, there = table.position(own.name), other.position(theirs.name)
    met = {row[there] for row in other.rows} - {None}

    def text(d: Dialect) -> str:
        inner, outer = (
            f"{name(other.name, d)}.{name(theirs.name, d)}",
            f"{name(table.name, d)}.{name(own.name, d)}",
        )
        return f"EXISTS (SELECT 1 FROM {name(other.name, d)} WHERE {inner} = {outer})"

    return Condition(text, lambda row: row[here] in met)


def _both(a: Condition, b: Condition) -> Condition:
    def truth(row: Row) -> Truth:
        found = (a.truth(row), b.truth(row))
        return False if False in found else None if None in found else True

    return Condition(lambda d: f"{a.text(d)} AND {b.text(d)}", truth, a.denies or b.denies)


def _either(a: Condition, b: Condition) -> Condition:
    def truth(row: Row) -> Truth:
        found = (a.truth(row), b.truth(row))
        return True if True in found else None if None in found else False

    return Condition(lambda d: f"({a.text(d)}) OR ({b.text(d)})", truth, a.denies or b.denies)


def policy(given: Rights, dialect: Dialect, schema: str) -> AccessPolicy:
    """The rights as the product reads them."""
    tables = tuple(_table_policy(one, dialect, schema) for one in given.tables if one.grants)
    attributes = {} if given.attribute is None else {ATTRIBUTE: given.attribute}
    return AccessPolicy(UUID(int=1), dialect, tables, attributes, "random")


def _table_policy(one: TableRights, dialect: Dialect, schema: str) -> TablePolicy:
    grants = tuple(
        RowGrant(f"grant {number}", grant.columns, grant.condition.text(dialect) if grant.condition else None)
        for number, grant in enumerate(one.grants)
    )
    rules = [
        ColumnRule(column, Treatment.MASKED, "masked", Mask(kind, "masked"))
        for column, kind in one.masked.items()
        if column not in one.hidden
    ]
    rules += [ColumnRule(column, Treatment.HIDDEN, "hidden") for column in one.hidden]
    restrictions = (RowRestriction("narrow", one.restriction.text(dialect)),) if one.restriction else ()
    return TablePolicy(TableRef(schema, one.table.name), grants, restrictions, tuple(rules))


def seen(given: Rights) -> tuple[Table, ...]:
    """The reference world: the tables as the user may see them, masks stored as values."""
    return tuple(table for one in given.tables if (table := _seen(one)) is not None)


def _seen(one: TableRights) -> Table | None:
    granted = {column for grant in one.grants for column in grant.columns} - one.hidden
    columns = tuple(column for column in one.table.columns if column.name in granted)
    if not columns:
        return None
    shown: list[Row] = []
    for row in one.table.rows:
        # A grant that gives nothing but hidden columns gives no row either.
        giving = [g for g in one.grants if set(g.columns) & granted and (not g.condition or g.condition.holds(row))]
        if giving and (one.restriction is None or one.restriction.holds(row)):
            shown.append(tuple(_cell(one, column, row, giving) for column in columns))
    return Table(one.table.name, columns, tuple(shown))


def _cell(one: TableRights, column: Column, row: Row, giving: Sequence[Grant]) -> Cell:
    if not any(column.name in grant.columns for grant in giving):
        return None
    value = row[one.table.position(column.name)]
    kind = one.masked.get(column.name)
    return value if kind is None or value is None else _masked(str(value), kind)


def _masked(value: str, kind: MaskKind) -> str:
    if kind is MaskKind.PHONE and value == "13812345678":
        return "138****5678"
    if kind is MaskKind.EMAIL and value == "ann@example.com":
        return "a***@example.com"
    return "***"
