"""Random little databases: tables with odd names, a key each, and few different values, so that things meet."""

from dataclasses import dataclass

from hypothesis import strategies as st

from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, SchemaCatalog, TableInfo, TableRef

Cell = int | str | None
Row = tuple[Cell, ...]

INTEGERS = (-7, 0, 1, 2, 3, 10)
TEXTS = ("", "north", "south", "it's", "中文", "13812345678", "ann@example.com", "50%_x", "back\\slash")
TABLE_NAMES = ("orders", "Odd Name", "客户", "select", "t1", "UPPER")
COLUMN_NAMES = ("v", "Region", "group", "名称", 'q"t', "note", "n2", "b`t")
TYPES = {ColumnKind.INTEGER: "integer", ColumnKind.TEXT: "varchar(60)"}
KEY = "id"


@dataclass(frozen=True)
class Column:
    name: str
    kind: ColumnKind


@dataclass(frozen=True)
class Table:
    """`columns` begins with the key, which every row has and no two share."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def position(self, name: str) -> int:
        return [column.name for column in self.columns].index(name)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, ...]:
    """One to three tables."""
    names = draw(st.lists(st.sampled_from(TABLE_NAMES), min_size=1, max_size=3, unique=True))
    return tuple(draw(_table(name)) for name in names)


@st.composite
def _table(draw: st.DrawFn, name: str) -> Table:
    others = draw(st.lists(st.sampled_from(COLUMN_NAMES), min_size=1, max_size=4, unique=True))
    kinds = [draw(st.sampled_from((ColumnKind.INTEGER, ColumnKind.TEXT))) for _ in others]
    columns = (Column(KEY, ColumnKind.INTEGER), *(Column(*pair) for pair in zip(others, kinds, strict=True)))
    count = draw(st.integers(0, 8))
    rows = tuple((number, *(draw(values(kind)) for kind in kinds)) for number in range(1, count + 1))
    return Table(name, columns, rows)


def values(kind: ColumnKind) -> st.SearchStrategy[Cell]:
    """What a cell of this kind may hold."""
    pool: tuple[Cell, ...] = INTEGERS if kind is ColumnKind.INTEGER else TEXTS
    return st.sampled_from((None, *pool))


def catalog(found: tuple[Table, ...], dialect: Dialect, schema: str) -> SchemaCatalog:
    """The database as introspection would describe it."""
    infos = tuple(
        TableInfo(
            TableRef(schema, table.name),
            tuple(ColumnInfo(column.name, TYPES[column.kind], column.kind) for column in table.columns),
            (KEY,),
        )
        for table in found
    )
    return SchemaCatalog(dialect, schema, infos, "random")


def name(text: str, dialect: Dialect) -> str:
    """A quoted name."""
    quote = "`" if dialect is Dialect.MYSQL else '"'
    return quote + text.replace(quote, quote * 2) + quote


def literal(value: Cell, dialect: Dialect) -> str:
    """A value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return f"({value})" if value < 0 else str(value)
    escaped = value.replace("\\", "\\\\") if dialect is Dialect.MYSQL else value
    return "'" + escaped.replace("'", "''") + "'"
