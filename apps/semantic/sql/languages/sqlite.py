"""SQLite, as far as it is understood."""

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.languages.standard import QUERY, TYPES, VALUE, WINDOWS

_CONSTRUCTS = (exp.Glob, exp.Greatest, exp.Least, exp.HexString)
_AGGREGATES = """
    avg count group_concat json_group_array json_group_object jsonb_group_array jsonb_group_object max median min
    percentile percentile_cont percentile_disc string_agg sum total
    """
_SCALARS = """
    abs ceil ceiling floor round trunc sign mod power pow sqrt exp ln log log10 log2 degrees radians pi sin cos tan
    asin acos atan atan2 sinh cosh tanh asinh acosh atanh random max min
    coalesce ifnull nullif iif if lower upper length octet_length concat concat_ws substr substring trim ltrim rtrim
    instr replace unicode char hex unhex quote typeof printf format likely unlikely likelihood glob like unistr
    date time datetime julianday strftime unixepoch timediff current_date current_time current_timestamp
    json json_extract json_array json_array_length json_object json_type json_valid json_quote json_set json_insert
    json_replace json_remove json_patch json_pretty json_error_position jsonb jsonb_extract jsonb_array jsonb_object
    jsonb_set jsonb_insert jsonb_replace jsonb_remove jsonb_patch
    """
_JSON_ROWS = ("json_each", "json_tree")
_TYPED = "count sum avg min max coalesce nullif lower upper abs cast"
_T = exp.DType

SQLITE = Language(
    dialect=Dialect.SQLITE,
    constructs=frozenset((*QUERY, *VALUE, *_CONSTRUCTS)),
    scalars=frozenset(_SCALARS.split()),
    aggregates=frozenset(_AGGREGATES.split()),
    windows=WINDOWS,
    generators=frozenset(_JSON_ROWS),
    generator_columns=dict.fromkeys(_JSON_ROWS, ("key", "value", "type", "atom", "id", "parent", "fullkey", "path")),
    typed=frozenset(_TYPED.split()),
    types=TYPES | {_T.DATETIME, _T.BLOB, _T.TINYINT, _T.NVARCHAR, _T.VARBINARY, _T.TIME},
)
