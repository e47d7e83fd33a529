"""What a name can mean at one place of a statement: relations with their columns, and the scopes around them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from apps.semantic.contracts import ColumnKind, Narrowing, TableInfo


@dataclass(frozen=True, slots=True)
class Output:
    """
    A column of a query or relation. An empty name is left to the engine; an unknown kind is None.

    :param narrowing: it is reached by its own name alone, never by a star, NATURAL or USING.
    """

    name: str
    kind: ColumnKind | None
    narrowing: Narrowing | None = None


@dataclass(slots=True)
class Use:
    """What a statement takes of a relation; `unnamed`: also what it does not name."""

    columns: set[str] = field(default_factory=set)
    unnamed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """
    One item of FROM.

    :param key: its alias, or else its table's name, in comparable form; empty: it has none.
    :param table: the table of the database that it stands for.
    :param own_name: it is called as that table is, so the schema may stand before it.
    :param renamed: its columns have other names here than in the table.
    :param is_value: each of its rows is one value, so its own name stands for that value.
    """

    key: str
    outputs: tuple[Output, ...]
    table: TableInfo | None = None
    own_name: bool = False
    renamed: bool = False
    is_value: bool = False
    use: Use = field(default_factory=Use)

    @property
    def starred(self) -> tuple[Output, ...]:
        """The columns that it gives to who does not name them."""
        return tuple(output for output in self.outputs if output.narrowing is None)

    def take_all(self) -> None:
        """Note that the statement takes every column, whatever they are."""
        self.use.columns.update(output.name for output in self.starred)
        self.use.unnamed = True


@dataclass(slots=True)
class Frame:
    """The FROM of one SELECT while it is read, inside the frames around it."""

    outer: "Frame | None"
    relations: list[Relation] = field(default_factory=list)
    merged: dict[str, ColumnKind | None] = field(default_factory=dict)  # by USING and NATURAL: one column, not two

    def around(self) -> Iterator["Frame"]:
        """This frame and those outside it, innermost first."""
        frame: Frame | None = self
        while frame is not None:
            yield frame
            frame = frame.outer

    def relation(self, key: str) -> Relation | None:
        """The innermost relation of this name."""
        for frame in self.around():
            for relation in frame.relations:
                if relation.key == key:
                    return relation
        return None

    def home_of(self, relation: Relation) -> "Frame":
        """The innermost frame that holds the relation; this one if none does."""
        return next((f for f in self.around() if any(own is relation for own in f.relations)), self)


@dataclass(frozen=True, slots=True)
class Scope:
    """
    What is around a query: WITH queries by name (None: a name that may not be used there), and outer frames.

    :param working: of the WITH queries that are being read and refer to themselves: where they do.
    """

    ctes: Mapping[str, tuple[Output, ...] | None]
    outer: Frame | None = None
    working: Mapping[str, list[Relation]] = field(default_factory=dict)
