"""The question, read in the terms of what this user may see."""

import threading
from collections import OrderedDict

from apps.queries.contracts import Question
from apps.queries.understanding.lexicon import Lexicon, build_lexicon
from apps.queries.understanding.reader import read
from apps.queries.understanding.values import Reading
from apps.semantic.contracts import Manifest

LEXICONS_KEPT = 64

_lexicons: OrderedDict[str, Lexicon] = OrderedDict()
_lock = threading.Lock()


def understand(question: Question, manifest: Manifest) -> Reading:
    """
    Read a question over a manifest that is already reduced to what the user may see.

    Refused clarifications are settled by each point's first option, which is the business default.
    """
    lexicon = _lexicon_of(manifest)
    choices = dict(question.choices)
    while True:
        reading = read(
            question.text,
            lexicon=lexicon,
            manifest=manifest,
            as_of=question.as_of,
            language=question.language,
            choices=choices,
        )
        defaults = {p.key: p.options[0].value for p in reading.points if p.options and p.key not in choices}
        if not question.use_defaults or not defaults:
            return reading
        choices |= defaults  # grows with each turn, and a question has finitely many points


def _lexicon_of(manifest: Manifest) -> Lexicon:
    # The reduced manifest's own fingerprint: two users who see the same share the lexicon, others never do.
    with _lock:
        if manifest.fingerprint in _lexicons:
            _lexicons.move_to_end(manifest.fingerprint)
            return _lexicons[manifest.fingerprint]
    lexicon = build_lexicon(manifest)
    with _lock:
        _lexicons[manifest.fingerprint] = lexicon
        while len(_lexicons) > LEXICONS_KEPT:
            _lexicons.popitem(last=False)
    return lexicon
