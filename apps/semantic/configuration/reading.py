"""
YAML text as plain values that know their lines.

Stricter than YAML where YAML guesses: `no` is not false, `010` and `1:30` are not numbers, a key may stand once. Text,
whole and decimal numbers, true and false, dates, null, lists and mappings are all there is; tags build nothing. Size,
depth, references and the number of values are bounded before anything is built, so that a small file cannot become a
large one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import yaml
from yaml.events import AliasEvent

from apps.errors import gettext_noop
from apps.semantic.configuration.problems import Problem, Rejected

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
MAX_REFERENCES = 100  # aliases; enough for lists of columns that several grants share
MAX_VALUES = 100_000  # after references are followed

Scalar = str | int | Decimal | bool | date | None

_CORE = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_QUOTE = gettext_noop("Put a text in quotes; write true, false, 12, 1.5 or 2026-01-31 for the others.")


@dataclass(frozen=True, slots=True)
class Value:
    """
    One value of the file.

    :param content: a scalar, a list of values, or a mapping of them.
    :param key_lines: of a mapping, where its keys stand.
    """

    content: "Scalar | list[Value] | dict[str, Value]"
    line: int
    key_lines: Mapping[str, int] = field(default_factory=dict)


def read(text: bytes) -> Value:
    """
    Read a file's content.

    :raises Rejected: it is not YAML, too large, or says something in a way that could be misread.
    """
    if len(text) > MAX_BYTES:
        raise Rejected([Problem(0, "", gettext_noop("The file is larger than %(bytes)s bytes."), {"bytes": MAX_BYTES})])
    try:
        loader = _Loader(text.decode("utf-8-sig"))
        node = loader.get_single_node()
    except UnicodeDecodeError:
        raise Rejected([Problem(0, "", gettext_noop("The file is not UTF-8 text."))]) from None
    except yaml.reader.ReaderError:
        raise Rejected([Problem(0, "", gettext_noop("The file holds characters that YAML does not allow."))]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Rejected(
            [Problem(mark.line + 1 if mark else 0, "", gettext_noop("This is not YAML: %(reason)s"), _reason(error))]
        ) from None
    if node is None:
        raise Rejected([Problem(0, "", gettext_noop("The file is empty."))])
    building = _Building()
    value = building.value(node, place="", depth=0)
    if building.problems:
        raise Rejected(building.problems)
    return value


class _Loader(yaml.SafeLoader):
    """Composes nodes only, within bounds. Nothing is constructed by PyYAML."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._references = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(AliasEvent):
            self._references += 1
        mark = self.peek_event().start_mark
        if self._references > MAX_REFERENCES:
            raise yaml.MarkedYAMLError(problem=gettext_noop("too many references (*name)"), problem_mark=mark)
        if self._depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=gettext_noop("nested too deeply"), problem_mark=mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


class _Building:
    """One walk over the nodes; problems are collected, and a value that has one becomes null."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._values = 0

    def value(self, node: yaml.Node, *, place: str, depth: int) -> Value:
        """Return the value of a node, references followed."""
        line = node.start_mark.line + 1
        self._values += 1
        if depth > MAX_DEPTH or self._values > MAX_VALUES:
            raise Rejected([Problem(line, place, gettext_noop("Followed references make this too large."))])
        match node:
            case yaml.MappingNode() if node.tag == f"{_CORE}map":
                return self._mapping(node, place=place, depth=depth)
            case yaml.SequenceNode() if node.tag == f"{_CORE}seq":
                items = enumerate(node.value)
                return Value([self.value(n, place=f"{place}[{i}]", depth=depth + 1) for i, n in items], line)
            case yaml.ScalarNode():
                return Value(self._scalar(node, place=place), line)
        self._complain(line, place, gettext_noop("Tags (!name) are not used here."))
        return Value(None, line)

    def _mapping(self, node: yaml.MappingNode, *, place: str, depth: int) -> Value:
        content: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._complain(line, place, gettext_noop("A key must be a word."))
                continue
            key = self._text(key_node, place=place)
            here = f"{place}.{key}" if place else key
            if key in content:
                self._complain(line, here, gettext_noop("This key stands twice."))
                continue
            content[key] = self.value(value_node, place=here, depth=depth + 1)
            lines[key] = line
        return Value(content, node.start_mark.line + 1, lines)

    def _scalar(self, node: yaml.ScalarNode, *, place: str) -> Scalar:
        text = self._text(node, place=place)
        if node.style is not None or node.tag == f"{_CORE}str":
            return text
        found = list(_plain(text, node.tag))
        if not found:
            self._complain(node.start_mark.line + 1, place, gettext_noop("YAML could read this otherwise."), _QUOTE)
            return None
        return found[0]

    def _text(self, node: yaml.ScalarNode, *, place: str) -> str:
        text = str(node.value)
        if _UNPRINTABLE.search(text):
            self._complain(node.start_mark.line + 1, place, gettext_noop("This holds control characters."))
            return _UNPRINTABLE.sub("?", text)
        return text

    def _complain(self, line: int, place: str, message: str, advice: str = "") -> None:
        self.problems.append(Problem(line, place, message, advice=advice))


def _plain(text: str, tag: str) -> Iterator[Scalar]:
    """Yield the one meaning of an unquoted word that is no text; nothing: it could be misread."""
    match tag.removeprefix(_CORE):
        case "null":
            yield None
        case "bool" if text in {"true", "false"}:
            yield text == "true"
        case "int" if _INTEGER.match(text):
            yield int(text)
        case "float" if _DECIMAL.match(text):
            yield Decimal(text)
        case "timestamp" if _DATE.match(text):
            try:
                yield date.fromisoformat(text)
            except ValueError:
                return


def _reason(error: yaml.MarkedYAMLError) -> dict[str, str]:
    # PyYAML's own sentence; it may quote a character of the file, never more.
    return {"reason": error.problem or error.context or "?"}
