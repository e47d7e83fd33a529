"""Two metrics of one name make every question about either a question back. Allowed, but rarely meant."""

from collections import defaultdict
from collections.abc import Iterator

from apps.errors import gettext_noop
from apps.semantic.contracts import Manifest, SchemaCatalog, Words
from apps.semantic.validation.finding import Finding, Severity


def words_are_distinct(manifest: Manifest, catalog: SchemaCatalog) -> Iterator[Finding]:
    """No title or synonym is shared by two metrics, or by two dimensions."""
    metrics = [(f"metric:{m.name}", m.words) for m in manifest.metrics]
    dimensions = [(f"dimension:{d.name}", d.words) for d in manifest.dimensions]
    for group in (metrics, dimensions):
        owners: dict[str, list[str]] = defaultdict(list)
        for where, words in group:
            for word in _spoken(words):
                owners[word].append(where)
        for word, places in owners.items():
            for where in places[1:]:
                message = gettext_noop("“%(word)s” is also what %(other)s is called.")
                params = {"word": word, "other": places[0]}
                yield Finding("words_are_distinct", Severity.WARNING, where, message, params)


def _spoken(words: Words) -> list[str]:
    spoken = (words.zh, words.en, *words.synonyms)
    return list(dict.fromkeys(word.strip().casefold() for word in spoken if word.strip()))
