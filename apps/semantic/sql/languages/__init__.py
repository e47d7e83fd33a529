"""The engines' SQL, one file per engine. What is not listed in an engine's file is refused there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import DialectUnsupported
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.languages.mysql import MYSQL
from apps.semantic.sql.languages.postgres import POSTGRES
from apps.semantic.sql.languages.sqlite import SQLITE

__all__ = ["LANGUAGES", "Language", "language_of"]

LANGUAGES: Mapping[Dialect, Language] = {language.dialect: language for language in (POSTGRES, SQLITE, MYSQL)}


def language_of(dialect: Dialect, added: Iterable[str] = ()) -> Language:
    """
    Return an engine's language, with the functions that a steward added to it.

    :raises DialectUnsupported: the engine's SQL cannot be checked yet.
    """
    return _language(dialect, frozenset(name.lower() for name in added))


@lru_cache(maxsize=256)
def _language(dialect: Dialect, added: frozenset[str]) -> Language:
    if dialect not in LANGUAGES:
        raise DialectUnsupported(dialect.value)
    return replace(LANGUAGES[dialect], added=added) if added else LANGUAGES[dialect]
