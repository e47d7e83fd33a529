"""What kind of answer a question wants; it chooses the presentation, never the numbers."""

from apps.queries.understanding.board import Board
from apps.queries.understanding.signals import SignalKind
from apps.queries.understanding.values import Intent
from apps.semantic.contracts import SemanticQuery

_CALCULATIONS = {"share": Intent.SHARE, "growth": Intent.COMPARISON, "detail": Intent.DETAIL}
_SIGNALS = (
    (SignalKind.TREND, Intent.TREND),
    (SignalKind.RANK, Intent.RANKING),
    (SignalKind.COMPARE, Intent.COMPARISON),
    (SignalKind.SORT, Intent.RANKING),
    (SignalKind.DISTRIBUTION, Intent.DISTRIBUTION),
)


def find_intent(board: Board, query: SemanticQuery | None) -> Intent:
    """The intent; UNKNOWN if no number was recognised and nothing else tells."""
    for _, signal in board.signals(SignalKind.UNSUPPORTED):
        if signal.name in _CALCULATIONS:
            return _CALCULATIONS[signal.name]
    if query is None:
        return Intent.UNKNOWN
    for kind, intent in _SIGNALS:
        if board.signals(kind):
            return intent
    return Intent.TREND if any(group.grain for group in query.group_by) else Intent.AGGREGATE
