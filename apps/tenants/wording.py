"""Puts an expected stop into the reader's language: the kernel's errors hold message ids, the doors show words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.errors import AppError


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, and the way forward (may be empty)."""

    message: str
    advice: str


def words_of(error: AppError) -> Words:
    """Translate both sentences of an error; texts among its parameters are translated too where they are known."""
    params = {name: _(value) if isinstance(value, str) and value else value for name, value in error.params.items()}
    return Words(message=_(error.message) % params, advice=_(error.advice) % params if error.advice else "")
