"""
What each name in the question means in its place: a metric, something to split by, a filter, or just a mention.

Neighbours decide: after "by" a name is split by, after "how many" an entity is counted, "华北地区" is one filter. Where
they do not decide, every possible use is kept, and the user is asked if the uses lead to different queries.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from apps.queries.understanding.board import Board
from apps.queries.understanding.layout import TermMark
from apps.queries.understanding.lexicon import Term, TermKind
from apps.queries.understanding.measuring import count_metrics, with_aggregate, with_total
from apps.queries.understanding.roles import LONGEST_LIST, Role, find_roles
from apps.queries.understanding.signals import SignalKind
from apps.semantic.contracts import DimensionKind, Manifest

_LOST = 0.4  # "orders with refunds": dropping what nothing can be done with would answer another question
_MENTIONED = 0.9  # an entity that is named but does nothing may have been meant to do something
_BARE = 0.95  # a dimension without "by"


class UseKind(StrEnum):
    METRIC = "metric"
    GROUP = "group"
    FILTER = "filter"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Use:
    """One way to use a name. `quality` is how surely the words say so, of 1."""

    kind: UseKind
    name: str = ""
    value: str = ""
    negated: bool = False
    quality: float = 1.0

    @property
    def option(self) -> str:
        """Its name in a choice."""
        return f"{self.kind}:{self.name}={self.value}" if self.kind is UseKind.FILTER else f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Variable:
    """A name at `index` of the board, with every use that its place allows; `uses` empty: none is possible."""

    index: int
    words: str
    role: Role
    uses: tuple[Use, ...]


def find_variables(board: Board, manifest: Manifest) -> tuple[Variable, ...]:
    """One variable per name, in the order of the question."""
    return Meanings(board, manifest).variables()


class Meanings:
    """Decides the uses of one board's names."""

    def __init__(self, board: Board, manifest: Manifest) -> None:
        self._board = board
        self._manifest = manifest
        self._roles = find_roles(board)
        self._excluded = self._find_excluded()
        metrics = {t.name for i in board.terms() for t in board.meant(i, TermKind.METRIC)}
        self._facts = {manifest.metric(name).entity for name in metrics}

    def variables(self) -> tuple[Variable, ...]:
        """One variable per name, in order."""
        found = []
        for index in self._board.terms():
            piece = self._board.pieces[index]
            uses = tuple(dict.fromkeys(self._uses(index)))
            found.append(Variable(index, self._board.text[piece.start : piece.end], self._roles[index], uses))
        return tuple(found)

    def _uses(self, index: int) -> Iterator[Use]:
        board, role = self._board, self._roles[index]
        metrics = board.meant(index, TermKind.METRIC)
        entities = board.meant(index, TermKind.ENTITY)
        if role is Role.GROUPED and (groups := tuple(self._groups(index))):
            yield from groups
        elif metrics:
            yield from self._metrics(index)
            yield from self._filters(index)
            if entities and role is Role.PLAIN and self._is_beside_the_number(index):
                yield Use(UseKind.NONE, quality=_MENTIONED)
        elif role is not Role.PLAIN and not board.meant(index, TermKind.VALUE):
            # "How many" of what has no count, "by" what has no name: no use at all, so the user is asked.
            yield from self._counts(index) if entities and role is not Role.GROUPED else ()
        else:
            yield from self._filters(index)
            yield from self._mention(index)

    def _metrics(self, index: int) -> Iterator[Use]:
        board = self._board
        signal = board.signal(board.before(index))
        for term in board.meant(index, TermKind.METRIC):
            names: tuple[str, ...] = (term.name,)
            if signal and signal.kind is SignalKind.TOTAL:
                names = with_total(term.name, self._manifest)
            elif signal and signal.aggregate:
                names = with_aggregate(term.name, signal.aggregate, self._manifest)
            for name in names:
                yield Use(UseKind.METRIC, name, quality=self._quality(index, term))

    def _is_beside_the_number(self, index: int) -> bool:
        """ "Sales of orders": where orders are also counted, a second number may not be meant."""
        board = self._board
        others = [i for i in board.terms() if i != index and board.meant(i, TermKind.METRIC)]
        return any(board.listed_after(index) != i and board.listed_after(i) != index for i in others)

    def _counts(self, index: int) -> Iterator[Use]:
        for term in self._board.meant(index, TermKind.ENTITY):
            for name in count_metrics(term.name, self._manifest):
                yield Use(UseKind.METRIC, name, quality=self._quality(index, term))

    def _groups(self, index: int) -> Iterator[Use]:
        terms = self._near(index, self._board.meant(index, TermKind.DIMENSION))
        for term in terms:
            yield Use(UseKind.GROUP, term.name, quality=self._quality(index, term))
        for term in () if terms else self._board.meant(index, TermKind.ENTITY):
            for name in label_dimensions(term.name, self._manifest):
                yield Use(UseKind.GROUP, name, quality=self._quality(index, term))

    def _filters(self, index: int) -> Iterator[Use]:
        for term in self._near(index, self._board.meant(index, TermKind.VALUE)):
            negated = index in self._excluded
            yield Use(UseKind.FILTER, term.name, term.value, negated, self._quality(index, term))

    def _mention(self, index: int) -> Iterator[Use]:
        """A dimension or entity that no signal claims."""
        board = self._board
        entities = board.meant(index, TermKind.ENTITY)
        dimensions = self._near(index, board.meant(index, TermKind.DIMENSION))
        if (not entities and not dimensions) or self._dates_otherwise(dimensions):
            return
        if self._qualifies(index) or self._is_own_time(dimensions):
            yield Use(UseKind.NONE)
            return
        if entities and self._is_listed_with_a_number(index):
            yield from self._counts(index)
            yield Use(UseKind.NONE, quality=_MENTIONED)
            return
        groups = tuple(self._groups(index))
        if not entities or (groups and self._wants_groups()):
            yield from (Use(u.kind, u.name, quality=min(u.quality, _BARE)) for u in groups)
        elif {t.name for t in entities} & self._facts or not self._facts:
            yield Use(UseKind.NONE)
        else:
            yield from groups
            yield Use(UseKind.NONE, quality=_LOST)

    def _is_listed_with_a_number(self, index: int) -> bool:
        """ "Sales and orders": the second may be wanted as a number too."""
        board = self._board
        left, right = board.listed_after(index), board.after(index)
        pairs = [(left, index)] if left is not None else []
        pairs += [(index, right)] if right is not None and board.listed_after(right) == index else []
        for first, second in pairs:
            gap = board.text[board.pieces[first].end : board.pieces[second].start]
            if gap.strip() and (board.meant(first, TermKind.METRIC) or board.meant(second, TermKind.METRIC)):
                return True
        return False

    def _wants_groups(self) -> bool:
        wanted = self._board.signals(SignalKind.RANK, SignalKind.SORT, SignalKind.DISTRIBUTION)
        return bool(wanted) and Role.GROUPED not in self._roles.values()

    def _qualifies(self, index: int) -> bool:
        """It only says what kind of thing its neighbour is: "华北地区", "customer level"."""
        names = {t.name for t in self._board.meant(index, TermKind.DIMENSION)}
        entities = {t.name for t in self._board.meant(index, TermKind.ENTITY)}
        for other in self._beside(index):
            values = self._board.meant(other, TermKind.VALUE)
            dimensions = self._board.meant(other, TermKind.DIMENSION) if entities and not names else []
            if {t.name for t in values} & names:
                return True
            if entities & {self._manifest.dimension(t.name).entity for t in (*values, *dimensions)}:
                return True
        return False

    def _is_own_time(self, dimensions: list[Term]) -> bool:
        # "order date" beside a period says what the period applies to, if that is what it applies to anyway.
        own = {m.time_dimension for m in self._manifest.metrics if m.entity in self._facts}
        return bool(self._board.times()) and bool(dimensions) and all(t.name in own for t in dimensions)

    def _dates_otherwise(self, dimensions: list[Term]) -> bool:
        """A period of another date than the number's own: "sales of those registered in 2024"."""
        kinds = {self._manifest.dimension(t.name).kind for t in dimensions}
        return bool(self._board.times()) and kinds == {DimensionKind.TIME} and not self._is_own_time(dimensions)

    def _near(self, index: int, terms: list[Term]) -> list[Term]:
        """Of several dimensions those that a neighbour names, if one does; else all."""
        if len({t.name for t in terms}) < 2:
            return terms
        for other in self._beside(index):
            names = {t.name for t in self._board.meant(other, TermKind.DIMENSION)}
            entities = {t.name for t in self._board.meant(other, TermKind.ENTITY)}
            named = [t for t in terms if t.name in names]
            owned = [t for t in terms if self._manifest.dimension(t.name).entity in entities]
            if named or owned:
                return named or owned
        return terms

    def _beside(self, index: int) -> Iterator[int]:
        """Names next to this one, beyond other values of a list ("华北、华东地区")."""
        for step in (self._board.after, self._board.before):
            at = step(index)
            for _ in range(LONGEST_LIST):
                if at is None or not isinstance(self._board.pieces[at], TermMark):
                    break
                yield at
                at = step(at) if self._board.meant(at, TermKind.VALUE) else None

    def _find_excluded(self) -> frozenset[int]:
        """The values that a "not" stands before, or before the list they are in."""
        excluded: set[int] = set()
        for index in self._board.terms():
            signal = self._board.signal(self._board.before(index))
            listed = self._board.listed_after(index)
            if (signal and signal.kind is SignalKind.NOT) or (listed in excluded):
                excluded.add(index)
        return frozenset(excluded)

    def _quality(self, index: int, term: Term) -> float:
        piece = self._board.pieces[index]
        assert isinstance(piece, TermMark)
        return next(m.quality for m in piece.meanings if m.term == term)


def label_dimensions(entity: str, manifest: Manifest) -> tuple[str, ...]:
    """
    The dimensions that tell the entities of a kind apart for people: their name or title.

    Without one, every categorical dimension of the entity may be meant.
    """
    own = [d for d in manifest.dimensions if d.entity == entity and d.kind is DimensionKind.CATEGORICAL]
    words = manifest.entity(entity).words
    titles = {words.zh, words.en, *words.synonyms} - {""}
    called = [d.name for d in own if titles & {d.words.zh, d.words.en, *d.words.synonyms}]
    named = [d.name for d in own if d.column.casefold() in ("name", "title", "label", f"{entity}_name".casefold())]
    return tuple(called or named or [d.name for d in own])
