"""
The parser's dialects, made to leave alone what they would rewrite.

They are ways to other dialects: `f(a -> 'b')` is read as a function of a, a JSON path is taken apart and written anew,
a subscript is counted from zero and back. Here all of that stays as it was written.
"""

from collections.abc import Callable, Mapping

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as Engine
from sqlglot.dialects.mysql import MySQL
from sqlglot.dialects.postgres import Postgres
from sqlglot.dialects.sqlite import SQLite
from sqlglot.generator import Generator
from sqlglot.tokenizer_core import TokenType

from apps.semantic.contracts import Dialect

# No engine has functions as values. The parser's classes are compiled: nothing can be derived from them.
for _dialect in (Postgres, SQLite, MySQL):
    _parser = _dialect.parser_class
    _parser.LAMBDAS = {token: read for token, read in _parser.LAMBDAS.items() if token is not TokenType.ARROW}


def engine_of(dialect: Dialect) -> Engine:
    """Return the parser's dialect of an engine."""
    engine = Engine.get_or_raise(dialect.value)
    vars(engine).update(INDEX_OFFSET=0, to_json_path=_as_it_is)
    return engine


def printer_of(dialect: Dialect) -> Generator:
    """Return a printer of one statement for PostgreSQL or SQLite, without comments."""
    printer = engine_of(dialect).generator(comments=False)
    own = _POSTGRES if dialect is Dialect.POSTGRES else _SQLITE
    printer._dispatch = {**printer._dispatch, **own}  # there is no other way into a compiled class
    return printer


def _as_it_is(path: exp.Expr | None) -> exp.Expr | None:
    return path


def _cast_by_affinity(self: Generator, node: exp.Expr) -> str:
    to = node.args["to"]
    return f"CAST({self.sql(node, 'this')} AS {_AFFINITIES.get(to.this) or self.sql(to)})"


# To SQLite these are numbers, whatever they are called; the parser would print functions, or other types.
_T = exp.DType
_AFFINITIES: Mapping[object, str] = {
    _T.DECIMAL: "NUMERIC",
    _T.BOOLEAN: "BOOLEAN",
    _T.DATE: "DATE",
    _T.TIME: "TIME",
    _T.TIMESTAMP: "TIMESTAMP",
    _T.DATETIME: "DATETIME",
}
_POSTGRES: Mapping[type[exp.Expr], Callable[..., str]] = {exp.CurrentTime: lambda self, node: "CURRENT_TIME"}
_SQLITE: Mapping[type[exp.Expr], Callable[..., str]] = {exp.Cast: _cast_by_affinity}
