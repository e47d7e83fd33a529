"""
SQL text to a tree and back, exactly.

The parser knows many functions and rewrites them (`to_char`'s patterns, `date(...)` as a type); here a function keeps
its name and arguments unless its syntax is its own. Reading never runs long, whatever the text: limits come first, and
what still goes wrong is a refusal.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.parser import Parser
from sqlglot.tokenizer_core import Token, TokenType

from apps.errors import gettext_noop
from apps.semantic.contracts import Dialect
from apps.semantic.sql import bounds
from apps.semantic.sql.errors import Refused, Violation
from apps.semantic.sql.languages import mysql_text, text_values
from apps.semantic.sql.languages.engines import engine_of, printer_of
from apps.semantic.sql.languages.language import Language

# Names that begin so are ours: the alias of a governed scan, and functions while they are parsed.
RESERVED = "__c2s_"
_KEPT = RESERVED + "f_"

# What the parser has to say about SQL quotes it; people's SQL does not belong in logs.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)

_UNREADABLE = gettext_noop("The SQL could not be read.")
_UNREADABLE_ADVICE = gettext_noop("Check its syntax for this database engine.")
_UNITS = "second minute hour day week month year seconds minutes hours days weeks months years"
_INTERVAL_UNITS = frozenset(_UNITS.split())
# To the parser UNION is a type as well; after it a bracket opens a query.
_TYPE_NAMES = frozenset(Parser.TYPE_TOKENS) - {TokenType.UNION}
_LITERALS = (TokenType.STRING, TokenType.NATIONAL_STRING)
_BINARIES = (TokenType.HEX_STRING, TokenType.BIT_STRING)


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What was read: the statements, and the tokens they were read from."""

    statements: tuple[exp.Expr | None, ...]
    tokens: tuple[Token, ...]


def read(text: str, language: Language) -> Reading:
    """
    Parse `text` in the engine's own dialect.

    :raises Refused: it is too large, holds characters that engines read differently, or cannot be parsed.
    """
    _refuse_if(tuple(bounds.characters_allowed(text)))
    return _parse(text, language)


def read_own(text: str, language: Language) -> Reading:
    """
    Parse text that we printed: longer than what people may send, because a policy stands in it.

    :raises Refused: it cannot be parsed.
    """
    return _parse(text, language, own=True)


def _parse(text: str, language: Language, *, own: bool = False) -> Reading:
    engine = engine_of(language.dialect)
    try:
        found = engine.tokenize(text)
        if not own and len(found) > bounds.MAX_TOKENS:
            raise Refused([bounds.too_deep()])
        _drop_comments(found)
        _refuse_if(tuple(bounds.spaces_allowed(text, found)))
        if language.dialect is Dialect.MYSQL:
            found = mysql_text.prepare(found)
        else:
            found = text_values.plain(found, text, language.dialect)
        _keep_functions(found, language)
        if not own:
            _refuse_if(tuple(bounds.tokens_allowed(found)))
        statements = tuple(engine.parser().parse(found, text))
    except (SqlglotError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # The parser raises what it likes on text that is not SQL; none of its words are passed on.
        raise Refused([unreadable()]) from error
    except RecursionError as error:
        raise Refused([bounds.too_deep()]) from error
    for statement in statements:
        _give_names_back(statement)
    if language.dialect is Dialect.MYSQL:
        statements = tuple(statement and mysql_text.settle(statement) for statement in statements)
    return Reading(statements, tuple(found))


def render(tree: exp.Expr, dialect: Dialect) -> str:
    """
    Print a tree as the one text that may run; comments are gone.

    :raises Refused: it is nested too deeply to print.
    """
    try:
        if dialect is Dialect.MYSQL:
            return mysql_text.generator(engine_of(dialect)).generate(tree)
        return printer_of(dialect).generate(tree)
    except RecursionError as error:
        raise Refused([bounds.too_deep()]) from error


def tokens(text: str, dialect: Dialect) -> list[Token]:
    """Split text that we printed into its tokens."""
    return engine_of(dialect).tokenize(text)


def literals(found: Sequence[Token]) -> tuple[list[str], list[str]]:
    """
    Return the text values of a statement: plain ones, and the amounts and units after INTERVAL, each sorted.

    Equal before and after printing means that the parser dropped and changed none of them.
    """
    plain: list[str] = []
    intervals: list[str] = []
    before: TokenType | None = None
    for index, token in enumerate(found):
        if token.token_type in _LITERALS and before is TokenType.INTERVAL:
            intervals.append(_interval(token.text, found[index + 1 : index + 2]))
        elif token.token_type in _LITERALS and before is not TokenType.ALIAS:  # SQLite: a name, not a value
            plain.append(token.text)
        elif token.token_type in _BINARIES:
            plain.append(token.text.lower())
        before = token.token_type
    return sorted(plain), sorted(intervals)


def keeps_values(read: Reading, tree: exp.Expr, text: str, dialect: Dialect) -> bool:
    """Whether the text values of what was read are those of `text`, which was printed from `tree`."""
    (before, intervals), (after, printed) = literals(read.tokens), literals(tokens(text, dialect))
    if dialect is Dialect.POSTGRES or before == after:
        return (before, intervals) == (after, printed)
    # Elsewhere `count(*) 'Orders'` names a column; and what stands for NUL would end the text elsewhere.
    names = Counter(node.name for node in tree.find_all(exp.Identifier) if node.arg_key == "alias")
    lost = Counter(before) - Counter(after)
    return intervals == printed and not Counter(after) - Counter(before) and lost <= names


def _interval(text: str, following: Sequence[Token]) -> str:
    # `INTERVAL '1' DAY` is printed as `INTERVAL '1 DAY'`.
    unit = following[0].text.lower() if following and following[0].text.lower() in _INTERVAL_UNITS else ""
    return f"{text.lower()} {unit}".strip() if text.strip().isdecimal() else text.lower()


def unreadable() -> Violation:
    """The violation for text that the parser does not understand, or understands otherwise than it is written."""
    return Violation("syntax", _UNREADABLE, _UNREADABLE_ADVICE)


def _refuse_if(violations: tuple[Violation, ...]) -> None:
    if violations:
        raise Refused(violations)


def _drop_comments(tokens: list[Token]) -> None:
    # The parser takes orders from comments (`sqlglot.meta`): whoever writes SQL could write into our tree.
    for token in tokens:
        token.comments.clear()


def _keep_functions(tokens: list[Token], language: Language) -> None:
    no_calls = mysql_text.no_calls(tokens) if language.dialect is Dialect.MYSQL else frozenset()
    for index in range(len(tokens) - 1):
        token = tokens[index]
        if tokens[index + 1].token_type is not TokenType.L_PAREN or token.token_type is TokenType.IDENTIFIER:
            continue
        # After AS and :: stands a type, not a call.
        before = tokens[index - 1].token_type if index else None
        if before in (TokenType.ALIAS, TokenType.DCOLON) or index in no_calls:
            continue
        if token.text.lower() in language.kept or token.token_type in _TYPE_NAMES:
            token.token_type = TokenType.VAR
            token.text = _KEPT + token.text


def _give_names_back(statement: exp.Expr | None) -> None:
    if statement is None:
        return
    for node in statement.find_all(exp.Anonymous, exp.Identifier):
        name = node.this
        if isinstance(name, str) and name.startswith(_KEPT):
            node.set("this", name[len(_KEPT) :])
