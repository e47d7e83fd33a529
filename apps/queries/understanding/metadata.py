"""Questions about the definitions themselves: "销售额怎么算的?", "which metrics are there?"."""

from apps.queries.understanding.board import Board
from apps.queries.understanding.lexicon import TermKind
from apps.queries.understanding.measuring import count_metrics
from apps.queries.understanding.signals import SignalKind
from apps.queries.understanding.values import Metadata, Subject
from apps.semantic.contracts import Manifest


def find_metadata(board: Board, manifest: Manifest) -> Metadata | None:
    """
    What is asked about the definitions; None: the question is about the data.

    `names` empty: a definition is asked for, but of nothing that is known.
    """
    if catalogs := board.signals(SignalKind.CATALOG):
        if catalogs[0][1].name == "dimensions":
            return Metadata(Subject.DIMENSIONS, tuple(d.name for d in manifest.dimensions))
        return Metadata(Subject.METRICS, tuple(m.name for m in manifest.metrics))
    if not board.signals(SignalKind.DEFINITION):
        return None
    named = [term.name for i in board.terms() for term in board.meant(i, TermKind.METRIC)]
    counted = [
        metric
        for i in board.terms()
        for term in ([] if named else board.meant(i, TermKind.ENTITY))
        for metric in count_metrics(term.name, manifest)
    ]
    return Metadata(Subject.DEFINITION, tuple(dict.fromkeys(named or counted)))
