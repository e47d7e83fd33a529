"""Puts an expected stop into the reader's language: the kernel's errors hold message ids, the doors show words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.errors import AppError

_OURS = frozenset({"thing", "field", "reason"})  # parameters that are message ids; the others are names and values


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, and the way forward (may be empty)."""

    message: str
    advice: str


def words_of(error: AppError) -> Words:
    """Translate both sentences of an error."""
    params = params_in_words(error.params)
    return Words(message=_(error.message) % params, advice=_(error.advice) % params if error.advice else "")


def params_in_words(params: Mapping[str, object]) -> dict[str, object]:
    """
    Return what fills a message's places, with our own words translated.

    Names stay as they are written: a table or column called `name` or `version` is called so in every language.
    """
    return {n: _(value) if n in _OURS and isinstance(value, str) and value else value for n, value in params.items()}
