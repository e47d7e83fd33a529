"""Random questions in SQL over the tables that a user may see, in any engine's spelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

from apps.semantic.contracts import ColumnKind, Dialect
from tests.semantic.sql.property.database import Column, Table, literal, name, values

T = TypeVar("T")
COMPARISONS = ("=", "<>", "<", ">=")


@dataclass(frozen=True)
class Source:
    """One item of FROM: its text, and the columns it offers under its alias."""

    text: str
    alias: str
    columns: tuple[Column, ...]


class Writer:
    """Writes one query; `draw` decides."""

    def __init__(self, draw: st.DrawFn, found: Sequence[Table], dialect: Dialect) -> None:
        self.draw, self.found, self.dialect = draw, found, dialect
        self.aliases = 0

    def query(self) -> str:
        """A whole statement."""
        shape = self.draw(st.sampled_from(("plain", "plain", "grouped", "set", "with", "window", "oracle")))
        return {
            "plain": self.plain,
            "grouped": self.grouped,
            "set": self.set_operation,
            "with": self.with_query,
            "window": self.window,
            "oracle": self.oracle,
        }[shape]()

    def plain(self) -> str:
        text, sources = self.from_()
        limit = " LIMIT 3" if self.flag() else ""
        columns = [self.ref(source, column) for source in sources for column in source.columns]
        if not limit and self.flag():
            return f"SELECT * FROM {text}{self.where(sources)}"
        chosen = self.some(columns)
        distinct = "DISTINCT " if self.flag() else ""
        named = [f"{column} AS {self.name(f'c{number}')}" for number, column in enumerate(chosen)]
        # Ordered by all that is shown, so that a LIMIT takes the same rows wherever it runs.
        order = f" ORDER BY {', '.join(str(n) for n in range(1, len(chosen) + 1))}" if limit or self.flag() else ""
        return f"SELECT {distinct}{', '.join(named)} FROM {text}{self.where(sources)}{order}{limit}"

    def grouped(self) -> str:
        text, sources = self.from_()
        keys = [self.ref(s, c) for s, c in self.some(self.pairs(sources), most=2)]
        source, column = self.draw(st.sampled_from(self.pairs(sources)))
        value = self.ref(source, column)
        total = self.draw(st.sampled_from((f"MIN({value})", f"MAX({value})", f"COUNT(DISTINCT {value})", "COUNT(*)")))
        if column.kind is ColumnKind.INTEGER and self.flag():
            total = f"SUM({value})"
        having = " HAVING COUNT(*) > 1" if self.flag() else ""
        return f"SELECT {', '.join([*keys, total])} FROM {text}{self.where(sources)} GROUP BY {', '.join(keys)}{having}"

    def set_operation(self) -> str:
        word = self.draw(st.sampled_from(("UNION", "UNION ALL", "EXCEPT", "INTERSECT")))
        kind = self.draw(st.sampled_from(tuple({c.kind for table in self.found for c in table.columns})))
        sides = []
        for _ in range(2):
            table = self.draw(st.sampled_from([t for t in self.found if any(c.kind is kind for c in t.columns)]))
            source = self.table(table)
            column = self.draw(st.sampled_from([c for c in source.columns if c.kind is kind]))
            sides.append(f"SELECT {self.ref(source, column)} FROM {source.text}{self.where([source])}")
        return f" {word} ".join(sides)

    def with_query(self) -> str:
        """A WITH query that may be called as a table is."""
        table = self.draw(st.sampled_from(list(self.found)))
        inner = self.table(table)
        called = self.name(self.draw(st.sampled_from((table.name, "recent"))))
        columns = self.some(list(inner.columns))
        shown = ", ".join(f"{self.ref(inner, column)} AS {self.name(column.name)}" for column in columns)
        outer = Source(f"{called} {self.name('w')}", "w", tuple(columns))
        body = f"SELECT {shown} FROM {inner.text}{self.where([inner])}"
        return f"WITH {called} AS ({body}) SELECT * FROM {outer.text}{self.where([outer])}"

    def window(self) -> str:
        text, sources = self.from_()
        source, column = self.draw(st.sampled_from(self.pairs(sources)))
        key = self.ref(source, column)
        shown = [self.ref(s, c) for s, c in self.some(self.pairs(sources))]
        over = f"COUNT(*) OVER (PARTITION BY {key})"
        return f"SELECT {', '.join(shown)}, {over} AS n FROM {text}{self.where(sources)}"

    def oracle(self) -> str:
        """What fails on some values: a failure must be one of a visible row."""
        table = self.draw(st.sampled_from(list(self.found)))
        source = self.table(table)
        column = self.draw(st.sampled_from(source.columns))
        value = self.ref(source, column)
        if column.kind is ColumnKind.INTEGER:
            return f"SELECT COUNT(*) FROM {source.text} WHERE 100 / ({value} - {self.constant(column)}) > 1"
        cast = "SIGNED" if self.dialect is Dialect.MYSQL else "integer"
        return f"SELECT COUNT(*) FROM {source.text} WHERE CAST({value} AS {cast}) > 1"

    def from_(self) -> tuple[str, list[Source]]:
        first = self.source()
        text, sources = first.text, [first]
        for _ in range(self.draw(st.integers(0, 2))):
            other = self.source()
            kind = self.draw(st.sampled_from(("JOIN", "LEFT JOIN", "CROSS JOIN")))
            meets = [
                f"{self.ref(s, c)} = {self.ref(other, d)}"
                for s, c in self.pairs(sources)
                for d in other.columns
                if c.kind is d.kind
            ]
            if kind != "CROSS JOIN" and not meets:
                kind = "CROSS JOIN"
            on = "" if kind == "CROSS JOIN" else f" ON {self.draw(st.sampled_from(meets))}"
            text, sources = f"{text} {kind} {other.text}{on}", [*sources, other]
        return text, sources

    def source(self) -> Source:
        table = self.table(self.draw(st.sampled_from(list(self.found))))
        if not self.flag():
            return table
        alias = self.alias()
        return Source(f"(SELECT * FROM {table.text}{self.where([table])}) {self.name(alias)}", alias, table.columns)

    def table(self, table: Table) -> Source:
        alias = self.alias()
        return Source(f"{self.name(table.name)} {self.name(alias)}", alias, table.columns)

    def where(self, sources: Sequence[Source]) -> str:
        parts = [self.condition(sources) for _ in range(self.draw(st.integers(0, 2)))]
        if not parts:
            return ""
        return " WHERE " + self.draw(st.sampled_from((" AND ", " OR "))).join(parts)

    def condition(self, sources: Sequence[Source]) -> str:
        source, column = self.draw(st.sampled_from(self.pairs(sources)))
        value = self.ref(source, column)
        shape = self.draw(st.sampled_from(("compare", "null", "not", "in", "exists", "like")))
        if shape == "null":
            return f"{value} IS NOT NULL"
        if shape == "not":
            return f"NOT ({value} = {self.constant(column)})"
        if shape == "in":
            return f"{value} IN ({self.constant(column)}, {self.constant(column)})"
        if shape == "exists":
            return self.exists(value, column)
        if shape == "like" and column.kind is ColumnKind.TEXT:
            return f"{value} LIKE '%o%'"
        return f"{value} {self.draw(st.sampled_from(COMPARISONS))} {self.constant(column)}"

    def exists(self, value: str, column: Column) -> str:
        inner = self.table(self.draw(st.sampled_from(list(self.found))))
        same = [c for c in inner.columns if c.kind is column.kind]
        if not same:
            return f"{value} IS NULL"
        other = self.ref(inner, self.draw(st.sampled_from(same)))
        if self.flag():
            return f"{value} IN (SELECT {other} FROM {inner.text})"
        return f"EXISTS (SELECT 1 FROM {inner.text} WHERE {other} = {value})"

    def constant(self, column: Column) -> str:
        return literal(self.draw(values(column.kind).filter(lambda value: value is not None)), self.dialect)

    def pairs(self, sources: Sequence[Source]) -> list[tuple[Source, Column]]:
        return [(source, column) for source in sources for column in source.columns]

    def some(self, found: Sequence[T], most: int = 4) -> list[T]:
        return self.draw(st.lists(st.sampled_from(list(found)), min_size=1, max_size=most, unique=True))

    def flag(self) -> bool:
        return self.draw(st.booleans())

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}"

    def name(self, text: str) -> str:
        return name(text, self.dialect)

    def ref(self, source: Source, column: Column) -> str:
        return f"{self.name(source.alias)}.{self.name(column.name)}"


@st.composite
def queries(draw: st.DrawFn, found: Sequence[Table], dialect: Dialect) -> str:
    """A statement over these tables."""
    return Writer(draw, found, dialect).query()
