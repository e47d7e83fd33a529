"""One reading, or a question back. Nothing that has two meanings is computed."""

from apps.queries.contracts import Question
from apps.queries.halts import NeedsClarification, NotUnderstood
from apps.queries.understanding.values import Candidate, Reading

MOST_ROUNDS = 3
LEAST_CONFIDENCE = 0.5  # below it nothing is computed, whatever the reader proposes


def settle(reading: Reading, question: Question) -> Candidate:
    """
    Return the only reading.

    :raises NeedsClarification: there are several, or none; every open point at once.
    :raises NotUnderstood: after three rounds, or if nothing can be offered to choose from.
    """
    is_settled = not reading.points and len(reading.candidates) == 1
    if is_settled and reading.confidence.total >= LEAST_CONFIDENCE:
        return reading.candidates[0]
    if not any(point.options for point in reading.points) or question.round >= MOST_ROUNDS:
        raise NotUnderstood
    raise NeedsClarification(reading.points, reading.confidence.total)
