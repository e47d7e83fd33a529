"""
SQLite's old habit: what stands in double quotes and is no column is text, `WHERE status = "paid"`.

It is understood where text is surely meant, as what a value is compared with or as a branch of CASE, and becomes a
plain text value there; the engine itself never has to guess. Anywhere else a name that nothing has stays a mistake. A
hidden column is a name that nothing has.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from apps.semantic.sql.reading import Reading

_SECOND = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.Glob, exp.NullSafeEQ, exp.NullSafeNEQ)
_PLACES: Mapping[type[exp.Expr], frozenset[str]] = {
    **dict.fromkeys(_SECOND, frozenset({"expression"})),
    exp.In: frozenset({"expressions"}),
    exp.Between: frozenset({"low", "high"}),
    exp.If: frozenset({"true"}),
    exp.Case: frozenset({"default"}),
}


def texts_in_double_quotes(unknown: Iterable[exp.Expr], read: Reading, text: str) -> Reading | None:
    """
    Make text values of those unknown columns that were meant so, in their tree.

    :param unknown: columns that nothing in scope has.
    :param text: what was read.
    :returns: the reading with these values; None: there are none.
    """
    quoted = {token.text for token in read.tokens if _in_double_quotes(token, text)}
    otherwise = {token.text for token in read.tokens if not _in_double_quotes(token, text)}
    meant = [node for node in unknown if _is_value(node) and node.name in quoted - otherwise]
    for node in meant:
        node.replace(exp.Literal.string(node.name))
    return replace(read, tokens=(*read.tokens, *_strings(meant, read.tokens[-1]))) if meant else None


def _in_double_quotes(token: Token, text: str) -> bool:
    return token.token_type is TokenType.IDENTIFIER and text[token.start] == '"'


def _is_value(node: exp.Expr) -> bool:
    if not isinstance(node, exp.Column) or node.args.get("table") is not None or node.parent is None:
        return False
    return node.arg_key in _PLACES.get(type(node.parent), frozenset())


def _strings(nodes: Sequence[exp.Expr], near: Token) -> Iterable[Token]:
    return (Token(TokenType.STRING, node.name, near.line, near.col, near.start, near.end, []) for node in nodes)
