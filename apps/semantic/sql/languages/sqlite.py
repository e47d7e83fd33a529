"""SQLite, as far as it is understood."""

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.languages.standard import QUERY, TYPES, VALUE, WINDOWS

_CONSTRUCTS = (exp.Glob, exp.Greatest, exp.Least)
_AGGREGATES = "avg count group_concat json_group_array json_group_object max min sum total"
_SCALARS = """
    abs ceil ceiling floor round trunc sign mod power pow sqrt exp ln log log10 log2 degrees radians pi sin cos tan
    asin acos atan atan2 random max min
    coalesce ifnull nullif iif if lower upper length octet_length concat concat_ws substr substring trim ltrim rtrim
    instr replace unicode char hex quote typeof printf format likely unlikely
    date time datetime julianday strftime unixepoch timediff current_date current_time current_timestamp
    json json_extract json_array json_array_length json_object json_type json_valid json_quote
    """
_TYPED = "count sum avg min max coalesce nullif lower upper abs cast"
_T = exp.DType

SQLITE = Language(
    dialect=Dialect.SQLITE,
    constructs=frozenset((*QUERY, *VALUE, *_CONSTRUCTS)),
    scalars=frozenset(_SCALARS.split()),
    aggregates=frozenset(_AGGREGATES.split()),
    windows=WINDOWS,
    generators=frozenset(),
    typed=frozenset(_TYPED.split()),
    types=TYPES | {_T.DATETIME, _T.BLOB},
)
