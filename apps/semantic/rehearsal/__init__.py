"""SQL is read in a process of its own before it is read here: whatever the parser does there, this one lives."""

from apps.semantic.rehearsal.rehearse import Rehearsal, rehearse

__all__ = ["Rehearsal", "rehearse"]
