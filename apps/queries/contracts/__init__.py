"""
The values of one run, from the question to the answer: frozen, typed, free of Django.

    run      stages, states, the question, and what a run works with
    answer   what it found out
    view     what every door shows of it
"""

from apps.queries.contracts.answer import Answer, AppliedPolicy, Column, Definition, JsonCell, Lane, Notice, Period
from apps.queries.contracts.run import (
    Consent,
    Gate,
    Generated,
    Prechecked,
    Question,
    Ran,
    RunStatus,
    Stage,
    Tools,
    Trace,
)
from apps.queries.contracts.view import (
    ConfirmationView,
    ErrorView,
    NoticeView,
    OptionView,
    PointView,
    PolicyView,
    RunView,
    StageView,
    ViolationView,
)

__all__ = [
    "Answer",
    "AppliedPolicy",
    "Column",
    "ConfirmationView",
    "Consent",
    "Definition",
    "ErrorView",
    "Gate",
    "Generated",
    "JsonCell",
    "Lane",
    "Notice",
    "NoticeView",
    "OptionView",
    "Period",
    "PointView",
    "PolicyView",
    "Prechecked",
    "Question",
    "Ran",
    "RunStatus",
    "RunView",
    "Stage",
    "StageView",
    "Tools",
    "Trace",
    "ViolationView",
]
