"""
MySQL 8 and MariaDB, as far as they are understood: what both know, and what only one of them knows if it harms nothing.

Not listed, whatever it looks like: what waits or works for long (SLEEP, BENCHMARK), locks, reads files, variables or
the session (LOAD_FILE, USER, VERSION, LAST_INSERT_ID), or answers by failing (EXTRACTVALUE, UPDATEXML, ST_*).
"""

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.languages.standard import QUERY, TYPES, VALUE, WINDOWS

_CONSTRUCTS = (
    *(exp.RegexpLike, exp.Any, exp.All, exp.Xor, exp.IntDiv, exp.Interval, exp.Extract, exp.GroupConcat),
    *(exp.Substring, exp.Trim, exp.StrPosition, exp.Concat, exp.Localtime, exp.Localtimestamp, exp.WithinGroup),
)
# In FROM they are printed as something else.
_UNPRINTABLE = (exp.Values,)
_AGGREGATES = """
    any_value avg bit_and bit_or bit_xor count group_concat json_arrayagg json_objectagg max median min percentile_cont
    percentile_disc std stddev stddev_pop stddev_samp sum var_pop var_samp variance
    """
_SCALARS = """
    abs acos asin atan atan2 ceil ceiling conv cos cot crc32 degrees exp floor greatest least ln log log10 log2 mod pi
    pow power radians rand round sign sin sqrt tan truncate bin bit_count hex oct unhex
    ascii bit_length char char_length character_length concat concat_ws elt field find_in_set format insert instr lcase
    left length locate lower lpad ltrim make_set mid octet_length ord position quote repeat replace reverse right rpad
    rtrim soundex space strcmp substr substring substring_index trim ucase upper to_base64 from_base64 md5 sha sha1 sha2
    regexp_instr regexp_like regexp_replace regexp_substr
    adddate addtime convert_tz curdate current_date current_time current_timestamp curtime date date_add date_format
    date_sub datediff day dayname dayofmonth dayofweek dayofyear extract from_days from_unixtime hour last_day localtime
    localtimestamp makedate maketime microsecond minute month monthname now period_add period_diff quarter sec_to_time
    second str_to_date subdate subtime sysdate time time_format time_to_sec timediff timestamp timestampadd
    timestampdiff to_days to_seconds unix_timestamp utc_date utc_time utc_timestamp week weekday weekofyear
    year yearweek binary coalesce if ifnull isnull nullif nvl nvl2 row grouping
    json_array json_array_append json_array_insert json_contains json_contains_path json_depth json_exists json_extract
    json_insert json_keys json_length json_merge_patch json_merge_preserve json_object json_overlaps json_query
    json_quote json_remove json_replace json_search json_set json_type json_unquote json_valid json_value
    inet_aton inet_ntoa inet6_aton inet6_ntoa is_ipv4 is_ipv6
    """
_TYPED = """
    count sum avg min max coalesce nullif lower upper abs cast extract substring substr trim position group_concat
    current_date current_time current_timestamp localtime localtimestamp
    """
_T = exp.DType

MYSQL = Language(
    dialect=Dialect.MYSQL,
    constructs=frozenset((*QUERY, *VALUE, *_CONSTRUCTS)) - frozenset(_UNPRINTABLE),
    scalars=frozenset(_SCALARS.split()),
    aggregates=frozenset(_AGGREGATES.split()),
    windows=WINDOWS,
    generators=frozenset(),
    typed=frozenset(_TYPED.split()),
    lengths={"lpad": 1, "rpad": 1, "repeat": 1, "space": 0},
    patterns=frozenset(),
    types=(TYPES - {_T.BOOLEAN}) | {_T.UBIGINT, _T.UINT, _T.DATETIME, _T.TIME, _T.BINARY, _T.CHARACTER_SET, _T.YEAR},
)
