"""
Takes one mapping of the file apart, key by key. What is not asked for is unknown, and told with the nearest known key.

Every method returns a usable value even where it complains, so that one reading finds all faults.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from apps.errors import gettext_noop
from apps.semantic.configuration.document import EnvReference, Where
from apps.semantic.configuration.problems import Problem
from apps.semantic.configuration.reading import Value

T = TypeVar("T")
_NOT_MAPPING = gettext_noop("This must be a mapping of keys and values.")


class Fields:
    """One mapping under reading. Call `finish()` when every key has been asked for."""

    def __init__(self, value: Value, place: str, problems: list[Problem]) -> None:
        self.where = Where(value.line, place)
        self.problems = problems
        self._asked: set[str] = set()
        self._content: Mapping[str, Value] = {}
        self._lines = value.key_lines
        if isinstance(value.content, dict):
            self._content = value.content
        else:
            self.problems.append(Problem(value.line, place, _NOT_MAPPING))

    def complain(self, key: str, message: str, /, advice: str = "", **params: object) -> None:
        """Note a problem at a key, or at the mapping if it is absent."""
        line = self._lines.get(key, self.where.line)
        self.problems.append(Problem(line, self.place(key), message, params, advice))

    def place(self, key: str) -> str:
        """Return where a key of this mapping stands."""
        if not key:
            return self.where.place
        return f"{self.where.place}.{key}" if self.where.place else key

    def has(self, key: str) -> bool:
        """Whether the file says something for a key; null says nothing."""
        self._asked.add(key)
        return key in self._content and self._content[key].content is not None

    def at(self, key: str) -> Where:
        """Where a key stands, or the mapping if it is absent."""
        return Where(self._lines.get(key, self.where.line), self.place(key))

    def text(self, key: str, *, required: bool = False, longest: int = 200) -> str:
        """Return a text; empty if it is absent."""
        content = self._required(key) if required else self._given(key)
        if content is None:
            return ""
        if not isinstance(content, str):
            self.complain(key, gettext_noop("This must be a text."), gettext_noop("Put it in quotes."))
            return ""
        if len(content) > longest:
            self.complain(key, gettext_noop("This is longer than %(longest)s characters."), longest=longest)
        if required and not content.strip():
            self.complain(key, gettext_noop("This may not be empty."))
        return content

    def choice(self, key: str, choices: Iterable[str], *, default: str = "") -> str:
        """Return one of the choices; required unless there is a default."""
        known = list(choices)
        content = self._given(key) if default else self._required(key)
        if isinstance(content, str) and content in known:
            return content
        if content is not None:
            self._not_a_choice(key, content, known)
        return str(default or known[0])  # a plain text also for a member of an enum

    def yes(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        content = self._given(key)
        if content is None:
            return default
        if not isinstance(content, bool):
            self.complain(key, gettext_noop("This must be true or false."))
            return default
        return content

    def whole_number(self, key: str) -> int | None:
        """Return a whole number; None if it is absent."""
        content = self._given(key)
        if content is None:
            return None
        if not isinstance(content, int) or isinstance(content, bool):
            self.complain(key, gettext_noop("This must be a whole number."))
            return None
        return content

    def texts(self, key: str, *, choices: Iterable[str] = (), longest: int = 200) -> tuple[str, ...]:
        """Return a list of texts without repetitions."""
        content = self._given(key)
        if content is None:
            return ()
        if not isinstance(content, list) or not all(isinstance(item.content, str) for item in content):
            self.complain(key, gettext_noop("This must be a list of texts."), gettext_noop("Write [a, b]."))
            return ()
        texts = [str(item.content) for item in content]
        known = list(choices)
        for text in texts:
            if known and text not in known:
                self._not_a_choice(key, text, known)
        for text in (t for t in texts if not t or len(t) > longest):
            self.complain(key, gettext_noop("“%(text)s” is empty or too long."), text=text[:40])
        for text in {t for t in texts if texts.count(t) > 1}:
            self.complain(key, gettext_noop("“%(text)s” stands twice."), text=text)
        return tuple(text for text in dict.fromkeys(texts) if not known or text in known)

    def secret(self, key: str) -> EnvReference | None:
        """Return the reference to a secret. A secret itself is refused, and never repeated."""
        if not self.has(key):
            return None
        content = self._content[key].content
        name = content["env"].content if isinstance(content, dict) and set(content) == {"env"} else None
        if not isinstance(name, str) or not name.isascii() or not name.isidentifier():
            self.complain(
                key,
                gettext_noop("A secret does not stand in the file."),
                gettext_noop("Write {env: NAME} and give the secret in the environment variable NAME."),
            )
            return None
        return EnvReference(name, self.at(key))

    def items(self, key: str, build: Callable[["Fields"], T]) -> tuple[T, ...]:
        """Return a list of mappings, each built."""
        content = self._given(key)
        if content is None:
            return ()
        if not isinstance(content, list):
            self.complain(key, gettext_noop("This must be a list; begin each item with a dash."))
            return ()
        return tuple(build(Fields(v, f"{self.place(key)}[{i}]", self.problems)) for i, v in enumerate(content))

    def entries(self, key: str) -> Iterator[tuple[str, Value, Where]]:
        """Yield the keys of a free mapping, with values and places."""
        if not self.has(key):
            return
        value = self._content[key]
        if not isinstance(value.content, dict):
            self.complain(key, _NOT_MAPPING)
            return
        for name, one in value.content.items():
            yield name, one, Where(value.key_lines.get(name, one.line), f"{self.place(key)}.{name}")

    def raw(self, key: str) -> Value | None:
        """Return whatever stands there; None if nothing does."""
        return self._content[key] if self.has(key) else None

    def scalar(self, key: str) -> object:
        """Return a text, number, truth or date as it stands; None if it is absent."""
        content = self._given(key)
        if isinstance(content, list | dict):
            self.complain(key, gettext_noop("This must be one value."))
            return None
        return content

    def inside(self, key: str) -> "Fields":
        """Return the mapping at a key that is there."""
        self._asked.add(key)
        return Fields(self._content[key], self.place(key), self.problems)

    def finish(self) -> None:
        """Complain of every key that nobody asked for."""
        for key in self._content:
            if key in self._asked:
                continue
            near = get_close_matches(key, self._asked, n=1)
            if near:
                self.complain(key, gettext_noop("unknown; did you mean %(near)s?"), near=near[0])
            else:
                known = ", ".join(sorted(self._asked))
                self.complain(key, gettext_noop("unknown; known here: %(known)s"), known=known)

    def _given(self, key: str) -> object:
        return self._content[key].content if self.has(key) else None

    def _required(self, key: str) -> object:
        content = self._given(key)
        if content is None:
            self.complain("", gettext_noop("%(key)s is missing."), key=key)
        return content

    def _not_a_choice(self, key: str, content: object, known: list[str]) -> None:
        near = get_close_matches(str(content), known, n=1) or known
        said = str(content)[:40] if isinstance(content, str | int) else "?"
        message = gettext_noop("“%(said)s” is not known here; use %(known)s.")
        self.complain(key, message, said=said, known=", ".join(near))
