"""PostgreSQL, as far as it is understood."""

from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.languages.language import Language
from apps.semantic.sql.languages.standard import QUERY, TYPES, VALUE, WINDOWS

_CONSTRUCTS = (
    *(exp.ILike, exp.SimilarTo, exp.RegexpLike, exp.RegexpILike, exp.Any, exp.All, exp.Array, exp.Pow),
    *(exp.Interval, exp.IntervalSpan, exp.Extract, exp.AtTimeZone, exp.WithinGroup, exp.Localtime),
    *(exp.Localtimestamp, exp.GroupConcat, exp.Substring, exp.Trim, exp.StrPosition, exp.Overlay),
    *(exp.JSONBExtract, exp.JSONBExtractScalar),
)
_AGGREGATES = """
    array_agg avg bit_and bit_or bool_and bool_or corr count covar_pop covar_samp every jsonb_agg json_agg
    jsonb_object_agg json_object_agg max min mode percentile_cont percentile_disc regr_avgx regr_avgy regr_count
    regr_intercept regr_r2 regr_slope stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance
    """
_SCALARS = """
    abs ceil ceiling floor round trunc sign mod power sqrt cbrt exp ln log log10 degrees radians pi div gcd lcm
    sin cos tan asin acos atan atan2 width_bucket random greatest least coalesce nullif
    lower upper initcap length char_length character_length octet_length bit_length concat concat_ws left right
    substr substring trim btrim ltrim rtrim position strpos replace translate reverse split_part overlay ascii chr
    starts_with md5 lpad rpad repeat to_hex regexp_replace regexp_match regexp_substr regexp_count regexp_like
    regexp_instr quote_literal quote_ident
    now current_date current_time current_timestamp localtime localtimestamp statement_timestamp
    transaction_timestamp clock_timestamp date_trunc date_part date_bin extract age date to_char to_date to_number
    to_timestamp make_date make_time make_timestamp make_timestamptz make_interval isfinite justify_days
    justify_hours justify_interval timezone
    json_array_length jsonb_array_length json_typeof jsonb_typeof json_build_object jsonb_build_object
    json_build_array jsonb_build_array json_extract_path json_extract_path_text jsonb_extract_path
    jsonb_extract_path_text to_json to_jsonb jsonb_strip_nulls json_strip_nulls
    all array_length array_position array_to_string cardinality grouping num_nulls num_nonnulls
    """
_TYPED = """
    all count sum avg min max coalesce nullif lower upper abs cast extract substring trim position overlay string_agg
    """
_T = exp.DType

POSTGRES = Language(
    dialect=Dialect.POSTGRES,
    constructs=frozenset((*QUERY, *VALUE, *_CONSTRUCTS)),
    scalars=frozenset(_SCALARS.split()),
    aggregates=frozenset(_AGGREGATES.split()),
    windows=WINDOWS,
    generators=frozenset({"generate_series"}),
    typed=frozenset(_TYPED.split()),
    types=TYPES | {_T.TIME, _T.INTERVAL, _T.JSON, _T.JSONB, _T.UUID},
)
