"""What is taken in from people and programs as words: not empty, not too long, and of characters that can be kept."""

from apps.errors import InvalidInput, gettext_noop

LONGEST_QUESTION = 2_000
LONGEST_SQL = 20_000


def bounded_question(text: str) -> str:
    """
    Return a question without the blanks around it.

    :raises InvalidInput: it is empty, too long, or cannot be stored.
    """
    return _bounded(text, field="question", most=LONGEST_QUESTION)


def bounded_sql(text: str) -> str:
    """The same for a statement."""
    return _bounded(text, field="sql", most=LONGEST_SQL)


def _bounded(text: str, *, field: str, most: int) -> str:
    stripped = text.strip()
    if not stripped:
        raise InvalidInput(field=field, reason=gettext_noop("must not be empty"))
    if len(stripped) > most:
        raise InvalidInput(field=field, reason=gettext_noop("is too long"))
    # Half of a surrogate pair is no character: JSON can carry one, UTF-8 cannot.
    if "\x00" in stripped or any("\ud800" <= character <= "\udfff" for character in stripped):
        raise InvalidInput(field=field, reason=gettext_noop("holds a character that cannot be stored"))
    return stripped
