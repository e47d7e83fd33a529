"""What a construct is called in SQL: refusals speak to people who write it, not of the parser's names."""

import re
from collections.abc import Mapping

from sqlglot import exp

_WORDS: Mapping[type[exp.Expr], str] = {
    exp.Bracket: "a[…]",
    exp.Slice: "a[… : …]",
    exp.Dot: "(…).name",
    exp.Parameter: "@…, $…",
    exp.Placeholder: ":…, ?",
    exp.SessionParameter: "@@…",
    exp.ByteString: "E'…'",
    exp.RawString: "$$…$$",
    exp.UnicodeString: "U&'…'",
    exp.HexString: "x'…'",
    exp.BitString: "b'…'",
    exp.National: "N'…'",
    exp.ColumnDef: "AS (name type)",
    exp.ColumnConstraint: "AS (name type)",
    exp.ObjectIdentifier: "oid",
    exp.PseudoType: "record",
    exp.RecursiveWithSearch: "SEARCH, CYCLE",
    exp.LimitOptions: "WITH TIES, PERCENT",
    exp.IndexTableHint: "INDEX hint",
    exp.WithTableHint: "hint",
    exp.Hint: "hint",
    exp.Lock: "FOR UPDATE, FOR SHARE",
    exp.Into: "INTO",
    exp.TableSample: "TABLESAMPLE",
    exp.Match: "MATCH",
    exp.MatchRecognize: "MATCH_RECOGNIZE",
    exp.MatchAgainst: "@@",
    exp.Lambda: "->",
    exp.PropertyEQ: ":=",
    exp.Kwarg: "name => value",
    exp.Distance: "<->",
    exp.SetItem: "SET",
    exp.TableAlias: "AS …(…)",
    exp.Star: "*",
    exp.Explode: "UNNEST",
    exp.Unnest: "UNNEST",
    exp.Struct: "{…}",
    exp.CurrentVersion: "VERSION",
    exp.Uuid: "UUID",
    exp.Concat: "'…' '…'",
    exp.Operator: "OPERATOR(…)",
}
_APART = re.compile(r"(?<=[A-Z])_(?=[A-Z](_|$))")  # J_S_O_N_B


def written(node: exp.Expr) -> str:
    """Return the construct's or function's name as somebody would write it."""
    known = _WORDS.get(type(node))
    if known is not None:
        return known
    if isinstance(node, exp.Anonymous):
        return str(node.name)
    if isinstance(node, exp.Func):
        return _APART.sub("", node.sql_name())
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(node).__name__).upper()
