"""
Which part a name plays by the words beside it: split by, counted, ranked by, or none in particular.

"By", "each", "which" and "top five" split by what follows them, and by what is listed with it; "how many" counts; in
"top 5 products by orders" the ranking has its products already, so the orders measure.
"""

from collections.abc import Mapping
from enum import Enum, auto

from apps.queries.understanding.board import Board
from apps.queries.understanding.lexicon import TermKind
from apps.queries.understanding.signals import SignalKind

LONGEST_LIST = 12  # values after which a neighbour is too far away to speak for the first


class Role(Enum):
    GROUPED = auto()
    MEASURED = auto()  # "top 5 products by orders", "哪个城市门店最多"
    COUNTED = auto()
    PLAIN = auto()


def find_roles(board: Board) -> Mapping[int, Role]:
    """The role of every name, by its place on the board."""
    return Roles(board).by_index


class Roles:
    """Decides the roles from left to right, since a list takes its role from its head."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._has_metric = any(board.meant(i, TermKind.METRIC) for i in board.terms())
        self.by_index: dict[int, Role] = {}
        for index in board.terms():
            self.by_index[index] = self._role(index)

    def _role(self, index: int) -> Role:
        board = self._board
        before, listed = board.signal(board.before(index)), board.listed_after(index)
        if before and before.kind is SignalKind.BY and self._is_measure_of_ranking(index):
            return Role.MEASURED
        if before and before.kind is SignalKind.RANK and not board.meant(index, TermKind.METRIC):
            has_measure = self._has_metric or self._is_ranked_by_count(self._before_signal(index))
            return Role.GROUPED if before.number or has_measure else Role.MEASURED
        splits = before is not None and before.kind in (SignalKind.LIMIT, SignalKind.BY, SignalKind.WHICH)
        if not splits and self._is_ranked_by_count(index):
            return Role.MEASURED
        if splits or (listed is not None and self.by_index.get(listed) is Role.GROUPED):
            return Role.GROUPED
        return Role.COUNTED if self._is_counted(index) else Role.PLAIN

    def _before_signal(self, index: int) -> int | None:
        signal = self._board.before(index)
        return None if signal is None else self._board.before(signal)

    def _is_ranked_by_count(self, index: int | None) -> bool:
        """ "哪个城市门店最多": what stands before "most" is what there is most of, if no other number is named."""
        if index is None or self._has_metric or self.by_index.get(index) is Role.GROUPED:
            return False
        rank = self._board.signal(self._board.after(index))
        ranks = rank is not None and rank.kind is SignalKind.RANK and rank.name == "how_many"
        return ranks and bool(self._board.meant(index, TermKind.ENTITY))

    def _is_measure_of_ranking(self, index: int) -> bool:
        # In "top 5 products by orders" the ranking already has its "products".
        board = self._board
        ranked = [board.after(i) for i, _ in board.signals(SignalKind.RANK)]
        taken = [i for i in ranked if i is not None and i != index and self._is_thing(i)]
        dimensions = board.meant(index, TermKind.DIMENSION)
        if board.meant(index, TermKind.METRIC):
            return not dimensions
        return bool(taken) and not dimensions and not self._has_metric

    def _is_thing(self, index: int) -> bool:
        return bool(self._board.meant(index, TermKind.DIMENSION, TermKind.ENTITY))

    def _is_counted(self, index: int) -> bool:
        """ "How many" stands beside it, perhaps with values between: "how many gold customers", "客户数量"."""
        if self._is_only_value(index):
            return False
        at = self._board.before(index)
        for _ in range(LONGEST_LIST):
            if at is None or not self._is_only_value(at):
                break
            at = self._board.before(at)
        counts = [self._board.signal(at)]
        if not self._counts_another(index):
            counts.append(self._board.signal(self._board.after(index)))
        return any(signal is not None and signal.kind is SignalKind.COUNT for signal in counts)

    def _is_only_value(self, index: int) -> bool:
        others = (TermKind.METRIC, TermKind.DIMENSION, TermKind.ENTITY)
        return bool(self._board.meant(index, TermKind.VALUE)) and not self._board.meant(index, *others)

    def _counts_another(self, index: int) -> bool:
        count = self._board.after(index)
        counted = self._board.after(count) if count is not None else None
        return bool(self._board.meant(counted, TermKind.ENTITY, TermKind.METRIC))
