"""
The functions that SQL may call, per engine, by folded name. What is not listed is refused, wherever it stands.

A function is listed only if it computes a value from its arguments: it reads no table, file or setting, runs no SQL
held in a string, waits for nothing, keeps no state, and its result is not much larger than its arguments.
"""

from collections.abc import Mapping

from apps.semantic.contracts import Dialect

_PG_AGGREGATES = """
    array_agg avg bit_and bit_or bool_and bool_or corr count covar_pop covar_samp every jsonb_agg json_agg
    jsonb_object_agg json_object_agg max min mode percentile_cont percentile_disc regr_avgx regr_avgy regr_count
    regr_intercept regr_r2 regr_slope stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance
    """
_SQLITE_AGGREGATES = "avg count group_concat json_group_array json_group_object max min sum total"
_WINDOW = "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value"
_PG_SCALAR = """
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
_SQLITE_SCALAR = """
    abs ceil ceiling floor round trunc sign mod power pow sqrt exp ln log log10 log2 degrees radians pi sin cos tan
    asin acos atan atan2 random max min
    coalesce ifnull nullif iif if lower upper length octet_length concat concat_ws substr substring trim ltrim rtrim
    instr replace unicode char hex quote typeof printf format likely unlikely
    date time datetime julianday strftime unixepoch timediff current_date current_time current_timestamp
    json json_extract json_array json_array_length json_object json_type json_valid json_quote
    """
_PG_TYPED = """
    all count sum avg min max coalesce nullif lower upper abs cast extract substring trim position overlay string_agg
    """
_SQLITE_TYPED = "count sum avg min max coalesce nullif lower upper abs cast"

AGGREGATES: Mapping[Dialect, frozenset[str]] = {
    Dialect.POSTGRES: frozenset(_PG_AGGREGATES.split()),
    Dialect.SQLITE: frozenset(_SQLITE_AGGREGATES.split()),
}

WINDOW: frozenset[str] = frozenset(_WINDOW.split())

_SCALAR: Mapping[Dialect, frozenset[str]] = {
    Dialect.POSTGRES: frozenset(_PG_SCALAR.split()),
    Dialect.SQLITE: frozenset(_SQLITE_SCALAR.split()),
}

ALLOWED: Mapping[Dialect, frozenset[str]] = {
    dialect: _SCALAR[dialect] | AGGREGATES[dialect] | WINDOW for dialect in (Dialect.POSTGRES, Dialect.SQLITE)
}

# Make rows from nothing; allowed in FROM, with constant bounds.
GENERATORS: Mapping[Dialect, frozenset[str]] = {
    Dialect.POSTGRES: frozenset({"generate_series"}),
    Dialect.SQLITE: frozenset(),
}

# Read by the parser as what they are: their syntax is their own, or other parts of the product look for their nodes.
# Every other function is kept by name, so that what was written is what runs.
TYPED: Mapping[Dialect, frozenset[str]] = {
    Dialect.POSTGRES: frozenset(_PG_TYPED.split()),
    Dialect.SQLITE: frozenset(_SQLITE_TYPED.split()),
}
