"""
How MySQL's and MariaDB's text is read and printed: as it is written.

The parser's own MySQL is a way to other dialects: it prints what only MySQL 8 knows (`REGEXP_LIKE`, `->>`), turns the
amounts of intervals into text, and rewrites what it thinks an engine lacks. Its classes are compiled and cannot be
derived from, so what it would change is put beyond its reach before it reads, given back afterwards, and printed here.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as Engine
from sqlglot.generator import Generator
from sqlglot.tokenizer_core import Token, TokenType

_UNITS = """
    microsecond second minute hour day week month quarter year second_microsecond minute_microsecond minute_second
    hour_microsecond hour_second hour_minute day_microsecond day_second day_minute day_hour year_month
    """
UNITS = frozenset(_UNITS.split())
_NUMBER = "__c2s_n_"  # a number while it is parsed as a name
_PLAIN_NUMBER = re.compile(r"\d{1,40}(\.\d{0,40})?")
_BY_UNIT = frozenset({"timestampdiff", "timestampadd"})
_TYPED_LITERALS = frozenset({TokenType.DATE, TokenType.TIME, TokenType.TIMESTAMPTZ})
_BARE = frozenset({"utc_date", "utc_time", "utc_timestamp"})  # functions that need no brackets
_BRACKETS = {TokenType.L_PAREN: "(", TokenType.R_PAREN: ")"}
# Hints that change no row; STRAIGHT_JOIN and SQL_CALC_FOUND_ROWS are none of them.
_HINTS = frozenset({"HIGH_PRIORITY", "SQL_NO_CACHE", "SQL_SMALL_RESULT", "SQL_BIG_RESULT", "SQL_BUFFER_RESULT"})
_SIGNS = frozenset({TokenType.DASH, TokenType.PLUS})
_OPERANDS = frozenset(
    {TokenType.R_PAREN, TokenType.IDENTIFIER, TokenType.VAR, TokenType.NUMBER, TokenType.STRING, TokenType.END}
)
# After `FROM DUAL`, which names no table, may stand only what could stand without it.
_AFTER_DUAL = frozenset(
    {
        *(TokenType.R_PAREN, TokenType.SEMICOLON, TokenType.WHERE, TokenType.LIMIT, TokenType.UNION, TokenType.EXCEPT),
        *(TokenType.INTERSECT, TokenType.HAVING, TokenType.ORDER_BY),
    }
)


def prepare(found: Sequence[Token]) -> list[Token]:
    """
    Return the tokens as the parser may have them.

    `INTERVAL 1.5 DAY` keeps its number (rounded by the engine, as text it would be cut); `TIME '10:00:00.5'` becomes
    the function of that name (a cast would drop the fraction).
    """
    prepared: list[Token] = []
    before: TokenType | None = None
    amount = False
    found = list(_beyond_intervals(_without_dual(found)))
    for index, token in enumerate(found):
        kind = token.token_type
        following = found[index + 1].token_type if index + 1 < len(found) else None
        if kind is TokenType.NUMBER and amount and _PLAIN_NUMBER.fullmatch(token.text):
            prepared.append(_like(token, TokenType.VAR, _NUMBER + token.text))
        elif kind is TokenType.SOME and following is TokenType.L_PAREN:
            prepared.append(_like(token, TokenType.ANY, "ANY"))  # the same word; printed, it is no other
        elif kind in _TYPED_LITERALS and following is TokenType.STRING and before is not TokenType.DOT:
            prepared += [_like(token, TokenType.VAR, token.text), _like(token, TokenType.L_PAREN, "(")]
        elif kind is TokenType.VAR and token.text.lower() in _BARE and before is not TokenType.DOT:
            brackets = [] if following is TokenType.L_PAREN else [TokenType.L_PAREN, TokenType.R_PAREN]
            prepared += [token, *(_like(token, bracket, _BRACKETS[bracket]) for bracket in brackets)]
        elif kind is TokenType.STRING and before in _TYPED_LITERALS and prepared[-1].token_type is TokenType.L_PAREN:
            prepared += [token, _like(token, TokenType.R_PAREN, ")")]
        else:
            prepared.append(token)
        amount = kind is TokenType.INTERVAL or (amount and kind in _SIGNS)
        before = kind
    return prepared


def no_calls(found: Sequence[Token]) -> frozenset[int]:
    """Return the places of words that stand before a bracket and call nothing: a type in CONVERT, MOD, INTERVAL."""
    places: set[int] = set()
    convert: list[bool] = []
    before: TokenType | None = None
    for index, token in enumerate(found):
        kind = token.token_type
        if kind is TokenType.L_PAREN:
            convert.append(index > 0 and found[index - 1].text.lower() == "convert")
        elif kind is TokenType.R_PAREN and convert:
            convert.pop()
        type_of_convert = before is TokenType.COMMA and bool(convert) and convert[-1]
        if kind is TokenType.INTERVAL or type_of_convert or (kind is TokenType.MOD and before in _OPERANDS):
            places.add(index)
        before = kind
    return frozenset(places)


def settle(tree: exp.Expr) -> exp.Expr:
    """Give back what `prepare` hid, in a tree that was parsed; arrows become the functions that they stand for."""
    for node in list(tree.walk()):
        match node:
            case exp.Column(this=exp.Identifier(this=str(name))) if name.startswith(_NUMBER):
                _as_number(node, name.removeprefix(_NUMBER))
            case exp.Anonymous(this=str(name), expressions=[exp.Column() as unit, *_]) if name.lower() in _BY_UNIT:
                _as_unit(unit)
            case exp.JSONExtract() | exp.JSONExtractScalar():
                tree = _arrow(node, tree)
            case exp.Select() if {str(hint.name).upper() for hint in _modifiers(node)} <= _HINTS:
                node.set("operation_modifiers", None)
    return tree


def generator(engine: Engine) -> Generator:
    """Return a printer of one statement; like the parser's own, but it translates nothing."""
    printer = engine.generator(comments=False)
    printer._dispatch = {**printer._dispatch, **_PRINTED}  # there is no other way into a compiled class
    return printer


def _like(token: Token, kind: TokenType, text: str) -> Token:
    return Token(kind, text, token.line, token.col, token.start, token.end, [])


def _without_dual(found: Sequence[Token]) -> Iterator[Token]:
    dual = {
        index
        for index, token in enumerate(found)
        if token.token_type is TokenType.VAR
        and token.text.lower() == "dual"
        and found[index - 1].token_type is TokenType.FROM
        and (index + 1 == len(found) or found[index + 1].token_type in _AFTER_DUAL)
    }
    return (token for index, token in enumerate(found) if index not in dual and index + 1 not in dual)


def _beyond_intervals(found: Iterator[Token]) -> Iterator[Token]:
    """Keep apart what follows an interval: to the parser `INTERVAL 1 DAY + '2024-01-01'` would be two of them."""
    waiting = after = plus = False
    for token in found:
        kind = token.token_type
        if after and kind in (TokenType.STRING, TokenType.NUMBER):
            opening, closing = (TokenType.L_PAREN, TokenType.R_PAREN) if plus else (TokenType.ALIAS, None)
            yield _like(token, opening, "(" if plus else "AS")
            yield token
            if closing is not None:
                yield _like(token, closing, ")")
        else:
            yield token
        plus = after and kind is TokenType.PLUS
        after = plus or (waiting and token.text.lower() in UNITS)
        waiting = kind is TokenType.INTERVAL or (waiting and not after)


def _as_number(node: exp.Expr, text: str) -> None:
    # Somebody may have written such a name; only what cannot be anything but a number becomes one.
    if _PLAIN_NUMBER.fullmatch(text) and node.args.get("table") is None and not node.this.quoted:
        node.replace(exp.Literal.number(text))


def _modifiers(node: exp.Select) -> list[exp.Expr]:
    return node.args.get("operation_modifiers") or []


def _as_unit(node: exp.Column) -> None:
    unit = node.name.upper().removeprefix("SQL_TSI_")
    if unit.lower() in UNITS and node.args.get("table") is None and not node.this.quoted:
        node.replace(exp.Var(this=unit))


def _arrow(node: exp.JSONExtract | exp.JSONExtractScalar, tree: exp.Expr) -> exp.Expr:
    call = exp.Anonymous(this="JSON_EXTRACT", expressions=[node.this, node.expression])
    if isinstance(node, exp.JSONExtractScalar):
        call = exp.Anonymous(this="JSON_UNQUOTE", expressions=[call])
    if node is tree:
        return call
    node.replace(call)
    return tree


def _not(self: Generator, node: exp.Expr) -> str:
    # Before these NOT would be a looser operator: `1 = NOT 2 IN (1)` is no SQL.
    inner = node.this
    left = self.sql(inner, "this") if isinstance(inner, exp.Is | exp.RegexpLike | exp.Between | exp.In) else ""
    match inner:
        case exp.Is():
            return f"{left} IS NOT {self.sql(inner, 'expression')}"
        case exp.RegexpLike():
            return f"{left} NOT REGEXP {self.sql(inner, 'expression')}"
        case exp.Between() | exp.In():
            return f"{left} NOT{self.sql(inner).removeprefix(left)}"
    return f"NOT {self.sql(inner)}"


def _interval(self: Generator, node: exp.Expr) -> str:
    amount = self.sql(node, "this")
    bracketed = amount if isinstance(node.this, exp.Literal | exp.Column | exp.Neg | exp.Paren) else f"({amount})"
    return f"INTERVAL {bracketed} {self.sql(node, 'unit')}"


def _group_concat(self: Generator, node: exp.Expr) -> str:
    separator = self.sql(node, "separator")
    return f"GROUP_CONCAT({self.sql(node, 'this')}{f' SEPARATOR {separator}' if separator else ''})"


_PRINTED: Mapping[type[exp.Expr], Callable[..., str]] = {
    exp.Select: lambda self, node: self.select_sql(node),
    exp.Not: _not,
    exp.Interval: _interval,
    exp.GroupConcat: _group_concat,
    exp.RegexpLike: lambda self, node: self.binary(node, "REGEXP"),
    exp.Extract: lambda self, node: f"EXTRACT({node.name} FROM {self.sql(node, 'expression')})",
}
