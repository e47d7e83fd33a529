"""
English singular and plural by rule: enough to find `orders` where the model says `order`, and the other way.

It may make words that do not exist; that does no harm, because they are only looked for, never shown.
"""

_IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "mouse": "mice",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "index": "indices",
    "datum": "data",
}
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}


def inflections(phrase: str) -> tuple[str, ...]:
    """Other numbers of the phrase's last word, in normal spelling; none if that is not an English word."""
    head, space, last = phrase.rpartition(" ")
    if len(last) < 3 or not (last.isascii() and last.isalpha()):
        return ()
    return tuple(dict.fromkeys(head + space + word for word in (_plural(last), _singular(last)) if word != last))


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _SINGULAR:
        return word
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _singular(word: str) -> str:
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
