"""
The values of one run, from the question to the answer: frozen, typed, free of Django.

    run      stages, states, the question, and what a run works with
    answer   what it found out
    halts    why it ended early, as it should
    view     what every door shows of it
"""

from apps.queries.contracts.answer import Answer, AppliedPolicy, Column, Definition, JsonCell, Lane, Notice, Period
from apps.queries.contracts.halts import (
    Cancelled,
    EngineDisagrees,
    Halt,
    NeedsClarification,
    NotUnderstood,
    PolicyChanged,
    TooExpensive,
)
from apps.queries.contracts.run import (
    Generated,
    Prechecked,
    Question,
    Ran,
    RunStatus,
    Source,
    Stage,
    Tools,
    Trace,
)
from apps.queries.contracts.view import ErrorView, NoticeView, OptionView, PointView, PolicyView, RunView, StageView

__all__ = [
    "Answer",
    "AppliedPolicy",
    "Cancelled",
    "Column",
    "Definition",
    "EngineDisagrees",
    "ErrorView",
    "Generated",
    "Halt",
    "JsonCell",
    "Lane",
    "NeedsClarification",
    "NotUnderstood",
    "Notice",
    "NoticeView",
    "OptionView",
    "Period",
    "PointView",
    "PolicyChanged",
    "PolicyView",
    "Prechecked",
    "Question",
    "Ran",
    "RunStatus",
    "RunView",
    "Source",
    "Stage",
    "StageView",
    "TooExpensive",
    "Tools",
    "Trace",
]
