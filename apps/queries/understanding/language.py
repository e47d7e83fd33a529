"""Which language a text is in, as far as answers need to know: Chinese if a single Han character says so."""

from apps.queries.understanding.normal import is_han


def language_of(text: str) -> str:
    """Return `zh` or `en`."""
    return "zh" if any(is_han(character) for character in text) else "en"
