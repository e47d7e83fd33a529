"""
Text values in every spelling that PostgreSQL has, as plain ones: E'…', $$…$$, U&'…', and those in parts.

What each means is decided here, from the text itself, and only where that is certain; anything else stays what it is
and is refused later. A number that runs into a name (`1_000`) means different things in different versions: refused.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from sqlglot.errors import ParseError
from sqlglot.tokenizer_core import Token, TokenType

from apps.semantic.contracts import Dialect

_ESCAPED = re.compile(r"[eE]'((?:[^'\\]|''|\\[\s\S])*)'")
_UNICODE = re.compile(r"[uU]&'((?:[^'\\]|''|\\[\s\S])*)'")
_IN_ESCAPED = re.compile(r"''|\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))")
_IN_UNICODE = re.compile(r"''|\\(?:(\\)|\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4})|([\s\S]))")
_DOLLARS = re.compile(r"\$([^\W\d]\w*)?\$")
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_NUMBERS = frozenset({TokenType.NUMBER, TokenType.HEX_STRING, TokenType.BIT_STRING})


class _Unknown(Exception):
    """It is not certain what the engine makes of it."""


def plain(found: Sequence[Token], text: str, dialect: Dialect) -> list[Token]:
    """
    Return the tokens with text values in their plain form.

    :raises ParseError: a number runs into a name.
    """
    for token, following in pairwise(found):
        if token.token_type in _NUMBERS and following.token_type is TokenType.VAR and following.start == token.end + 1:
            raise ParseError("a number runs into a name")
    if dialect is not Dialect.POSTGRES:
        return [_number(token, text) for token in found]
    return _joined([_plain(token, text) for token in found], text)


def _plain(token: Token, text: str) -> Token:
    written = text[token.start : token.end + 1]
    try:
        match token.token_type:
            case TokenType.HEREDOC_STRING:
                return _text(token, _between_dollars(written))
            case TokenType.BYTE_STRING if (found := _ESCAPED.fullmatch(written)) is not None:
                return _text(token, _IN_ESCAPED.sub(_escaped, found[1]))
            case TokenType.UNICODE_STRING if (found := _UNICODE.fullmatch(written)) is not None:
                return _text(token, _IN_UNICODE.sub(_numbered, found[1]))
            case TokenType.SOME:
                return Token(TokenType.ANY, "ANY", token.line, token.col, token.start, token.end, [])
    except _Unknown:
        return token
    return token


def _number(token: Token, text: str) -> Token:
    if token.token_type is TokenType.HEX_STRING and text[token.start] == "0":
        return Token(TokenType.NUMBER, str(int(token.text, 16)), token.line, token.col, token.start, token.end, [])
    return token


def _text(token: Token, value: str) -> Token:
    return Token(TokenType.STRING, value, token.line, token.col, token.start, token.end, [])


def _between_dollars(written: str) -> str:
    mark = _DOLLARS.match(written)
    if mark is None or len(written) < 2 * len(mark[0]) or not written.endswith(mark[0]):
        raise _Unknown
    return written[len(mark[0]) : -len(mark[0])]


def _escaped(found: re.Match[str]) -> str:
    octal, byte, short, long, letter = found.groups()
    if letter is not None:
        return _LETTERS.get(letter, letter)
    if octal is not None or byte is not None:
        return _character(int(octal, 8) if octal is not None else int(byte, 16), most=0x7F)  # beyond, parts of one
    if short is not None or long is not None:
        return _character(int(short or long, 16))
    return "'"


def _numbered(found: re.Match[str]) -> str:
    backslash, long, short, other = found.groups()
    if other is not None:
        raise _Unknown
    if backslash is not None:
        return "\\"
    return _character(int(long or short, 16)) if long or short else "'"


def _character(number: int, most: int = 0x10FFFF) -> str:
    if not 0 < number <= most or 0xD800 <= number <= 0xDFFF:
        raise _Unknown
    return chr(number)


def _joined(found: Sequence[Token], text: str) -> list[Token]:
    """Join plain values that stand on lines of their own, one after the other."""
    joined: list[Token] = []
    for token in found:
        last = joined[-1] if joined else None
        if last is not None and last.token_type is TokenType.STRING:
            if token.text.upper() == "UESCAPE":
                raise ParseError("UESCAPE changes what stands before it")
            if token.token_type is TokenType.STRING and _continued(text, last, token):
                joined[-1] = _text(last, last.text + token.text)
                joined[-1].end = token.end
                continue
        joined.append(token)
    return joined


def _continued(text: str, last: Token, token: Token) -> bool:
    gap = text[last.end + 1 : token.start]
    return text[token.start] == "'" == text[last.start] and not gap.strip() and "\n" in gap
