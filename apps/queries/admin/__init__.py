"""The admin of conversations, runs and feedback: read only; Django's autodiscovery imports this package."""

from apps.queries.admin import conversations, feedback, runs

__all__ = ["conversations", "feedback", "runs"]
