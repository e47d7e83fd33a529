"""PostgreSQL, as far as it is understood."""

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.languages.standard import QUERY, TYPES, VALUE, WINDOWS

_CONSTRUCTS = (
    *(exp.ILike, exp.SimilarTo, exp.RegexpLike, exp.RegexpILike, exp.Any, exp.All, exp.Array, exp.Pow, exp.Sqrt),
    *(exp.Interval, exp.IntervalSpan, exp.Extract, exp.AtTimeZone, exp.WithinGroup, exp.Localtime, exp.Cbrt),
    *(exp.Localtimestamp, exp.GroupConcat, exp.Substring, exp.Trim, exp.StrPosition, exp.Overlay, exp.Overlaps),
    *(exp.Bracket, exp.Slice, exp.ArrayContainsAll, exp.ArrayContainedBy, exp.ArrayOverlaps, exp.StartsWith),
    *(exp.JSONBExtract, exp.JSONBExtractScalar, exp.JSONBContains, exp.JSONBContainsTopKey, exp.JSONBPathExists),
    *(exp.JSONBContainsAnyTopKeys, exp.JSONBContainsAllTopKeys, exp.JSONBDeleteAtPath, exp.MatchAgainst),
    *(exp.Kwarg, exp.ColumnDef, exp.ParseJSON),
)
_AGGREGATES = """
    any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every jsonb_agg
    json_agg jsonb_object_agg json_object_agg max min mode percentile_cont percentile_disc range_agg regr_avgx regr_avgy
    regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop stddev_samp string_agg sum
    var_pop var_samp variance
    """
_SCALARS = """
    abs ceil ceiling floor round trunc sign mod power pow sqrt cbrt exp ln log log10 degrees radians pi div gcd lcm
    sin cos tan cot asin acos atan atan2 sinh cosh tanh asinh acosh atanh sind cosd tand cotd asind acosd atand atan2d
    width_bucket random greatest least coalesce nullif scale min_scale trim_scale bit_count
    lower upper initcap length char_length character_length octet_length bit_length concat concat_ws left right
    substr substring trim btrim ltrim rtrim position strpos replace translate reverse split_part overlay ascii chr
    starts_with md5 lpad rpad repeat to_hex to_bin to_oct regexp_replace regexp_match regexp_substr regexp_count
    regexp_like regexp_instr regexp_split_to_array quote_literal quote_ident quote_nullable format normalize casefold
    unistr encode decode convert_to convert_from sha224 sha256 sha384 sha512 crc32 gen_random_uuid pg_typeof
    now current_date current_time current_timestamp localtime localtimestamp statement_timestamp
    transaction_timestamp clock_timestamp date_trunc date_part date_bin date_add date_subtract extract age date to_char
    to_date to_number to_timestamp make_date make_time make_timestamp make_timestamptz make_interval isfinite
    justify_days justify_hours justify_interval timezone
    row array row_to_json array_to_json json_object jsonb_object jsonb_set jsonb_set_lax jsonb_insert jsonb_pretty
    jsonb_path_exists jsonb_path_match jsonb_path_query_array jsonb_path_query_first jsonb_path_exists_tz
    jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz
    json_array_length jsonb_array_length json_typeof jsonb_typeof json_build_object jsonb_build_object
    json_build_array jsonb_build_array json_extract_path json_extract_path_text jsonb_extract_path
    jsonb_extract_path_text to_json to_jsonb jsonb_strip_nulls json_strip_nulls
    all any array_length array_position array_positions array_to_string string_to_array array_append array_prepend
    array_cat array_remove array_replace array_upper array_lower array_ndims array_dims trim_array array_sort
    array_reverse cardinality grouping num_nulls num_nonnulls
    int4range int8range numrange daterange tsrange tstzrange isempty lower_inc upper_inc lower_inf upper_inf range_merge
    to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_rank ts_rank_cd ts_headline numnode
    host masklen family network netmask broadcast
    """
_GENERATORS = """
    generate_series generate_subscripts unnest regexp_split_to_table regexp_matches string_to_table json_array_elements
    json_array_elements_text jsonb_array_elements jsonb_array_elements_text json_each json_each_text jsonb_each
    jsonb_each_text json_object_keys jsonb_object_keys jsonb_path_query jsonb_path_query_tz json_to_record
    jsonb_to_record json_to_recordset jsonb_to_recordset
    """
_TYPED = """
    all any count sum avg min max coalesce nullif lower upper abs cast extract substring trim position overlay
    string_agg
    """
_T = exp.DType
_TYPES = (
    *(_T.TIME, _T.TIMETZ, _T.INTERVAL, _T.JSON, _T.JSONB, _T.UUID, _T.VARBINARY, _T.MONEY, _T.INET, _T.NAME, _T.BIT),
    *(_T.INT4RANGE, _T.INT8RANGE, _T.NUMRANGE, _T.DATERANGE, _T.TSRANGE, _T.TSTZRANGE),
)

POSTGRES = Language(
    dialect=Dialect.POSTGRES,
    constructs=frozenset((*QUERY, *VALUE, *_CONSTRUCTS)),
    scalars=frozenset(_SCALARS.split()),
    aggregates=frozenset(_AGGREGATES.split()),
    windows=WINDOWS,
    generators=frozenset(_GENERATORS.split()),
    generator_columns={
        **dict.fromkeys(("json_array_elements", "json_array_elements_text"), ("value",)),
        **dict.fromkeys(("jsonb_array_elements", "jsonb_array_elements_text"), ("value",)),
        **dict.fromkeys(("json_each", "json_each_text", "jsonb_each", "jsonb_each_text"), ("key", "value")),
    },
    typed=frozenset(_TYPED.split()),
    types=TYPES | frozenset(_TYPES),
)
