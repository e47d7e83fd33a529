"""
How much SQL is read at all: limits that keep the parser's time and stack small whatever the text says.

The parser backtracks: after some openings it reads the rest twice, so nesting them doubles its time per level. Such
openings are counted before it runs. Every limit is far above what people and BI tools write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot.parser import Parser
from sqlglot.tokenizer_core import Token, TokenType

from apps.errors import gettext_noop
from apps.semantic.sql.errors import Violation

RULE = "bounds"
MAX_BYTES = 64 * 1024
MAX_TOKENS = 6_000
MAX_NESTING = 40  # brackets and CASE; the interpreter's stack allows about a hundred
MAX_DOUBLING = 6  # nested openings after which the parser reads twice
MAX_PREFIXES = 30  # NOT NOT NOT, - - -
MAX_FIELDS = 30  # (…).name, for which the parser walks all that stands before
MAX_TREE_DEPTH = 400

# Control characters, and white space that one side takes for a name and the other for nothing.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]"
)
_EXECUTABLE_COMMENT = re.compile(r"/\*M?!", re.IGNORECASE)

_TOO_LARGE = gettext_noop("The SQL is too long or too deeply nested.")
_TOO_LARGE_ADVICE = gettext_noop("Split it, or move parts of it into WITH.")
_CHARACTERS = gettext_noop("The SQL holds characters that engines read differently.")
_CHARACTERS_ADVICE = gettext_noop("Use ordinary spaces outside text values, and ordinary comments.")

_OPEN = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE, TokenType.CASE})
_CLOSE = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE, TokenType.END})
_PREFIXES = frozenset({TokenType.NOT, TokenType.DASH, TokenType.PLUS, TokenType.TILDE, TokenType.RLIKE})
_TEXTS = frozenset(
    {
        *(TokenType.STRING, TokenType.NATIONAL_STRING, TokenType.BYTE_STRING, TokenType.UNICODE_STRING),
        TokenType.HEREDOC_STRING,
    }
)
_READ_TWICE = frozenset({TokenType.L_BRACKET, TokenType.L_BRACE})
_JOINS = frozenset({TokenType.JOIN, TokenType.STRAIGHT_JOIN})
_DOUBLING = frozenset(Parser.TYPE_TOKENS) | {TokenType.LATERAL, TokenType.ARRAY}


def characters_allowed(text: str) -> Iterator[Violation]:
    """Refuse what is too long to read, and characters that the parser and an engine see differently."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        yield Violation(RULE, _TOO_LARGE, _TOO_LARGE_ADVICE)
        return
    if "\x00" in text or _EXECUTABLE_COMMENT.search(text):
        yield Violation(RULE, _CHARACTERS, _CHARACTERS_ADVICE)
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield Violation(RULE, _CHARACTERS, _CHARACTERS_ADVICE)


def spaces_allowed(text: str, tokens: Sequence[Token]) -> Iterator[Violation]:
    """Refuse such characters outside text values: between the tokens, in comments and in names."""
    end = 0
    for token in tokens:
        outside = text[end : token.start] if token.token_type in _TEXTS else text[end : token.end + 1]
        if _FORBIDDEN.search(outside):
            yield Violation(RULE, _CHARACTERS, _CHARACTERS_ADVICE)
            return
        end = token.end + 1
    if _FORBIDDEN.search(text[end:]):
        yield Violation(RULE, _CHARACTERS, _CHARACTERS_ADVICE)


def tokens_allowed(tokens: Sequence[Token]) -> Iterator[Violation]:
    """Refuse what could make the parser slow or overflow its stack."""
    if len(tokens) > MAX_TOKENS or _too_nested(tokens):
        yield Violation(RULE, _TOO_LARGE, _TOO_LARGE_ADVICE)
    if any("\x00" in token.text for token in tokens):  # MySQL writes it as an escape
        yield Violation(RULE, _CHARACTERS, _CHARACTERS_ADVICE)


def too_deep() -> Violation:
    """The violation for a tree that is deeper than anything can walk safely."""
    return Violation(RULE, _TOO_LARGE, _TOO_LARGE_ADVICE)


@dataclass(slots=True)
class _Level:
    """One open bracket: how often what follows in it is read twice, and whether a JOIN still waits for its ON."""

    doubling: int = 0
    waiting: bool = False
    crossed: bool = False

    def see(self, kind: TokenType) -> int:
        """Take note of a token at this level; return by how much the reading doubles."""
        if kind in (TokenType.ON, TokenType.USING):
            self.waiting = False
        elif kind in (TokenType.CROSS, TokenType.NATURAL):
            self.crossed = True
        elif kind in _JOINS or kind is TokenType.COMMA:
            # A JOIN without ON makes the parser read all that follows once in vain.
            doubled = int(self.waiting)
            self.doubling += doubled
            self.waiting = kind in _JOINS and not self.crossed
            self.crossed = False
            return doubled
        return 0


def _too_nested(tokens: Sequence[Token]) -> bool:
    stack = [_Level()]
    prefixes = doubling = fields = 0
    before: TokenType | None = None
    for token in tokens:
        kind = token.token_type
        prefixes = prefixes + 1 if kind in _PREFIXES else 0
        fields += kind is TokenType.DOT and before in _CLOSE
        if kind in _OPEN:
            stack.append(_Level(doubling=int(before in _DOUBLING or kind in _READ_TWICE)))
            doubling += stack[-1].doubling
        elif kind in _CLOSE and len(stack) > 1:
            doubling -= stack.pop().doubling
        else:
            doubling += stack[-1].see(kind)
        if len(stack) > MAX_NESTING or doubling > MAX_DOUBLING or prefixes > MAX_PREFIXES or fields > MAX_FIELDS:
            return True
        before = kind
    return False
