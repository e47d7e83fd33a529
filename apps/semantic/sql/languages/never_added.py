"""
Functions that nobody can add to the list of a data source: no steward's word makes them harmless.

They run SQL held in a string, read or write files, reach other servers, wait or work for long, take locks, count up
sequences, change or tell settings, identify who is asking, administer the server, or answer by failing.
"""

import re

from apps.semantic.sql.languages.language import Language

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_OURS = "__c2s_"
# Whatever the engine: an extension or a compatible server may bring another one's function under its name.
_BEGINNINGS = (
    *(
        "pg_",
        "_pg_",
        "lo_",
        "dblink",
        "postgres_fdw",
        "file_fdw",
        "http",
        "aws_",
        "azure_",
        "cron",
        "plpython",
        "plperl",
    ),
    *("query_to_xml", "table_to_xml", "schema_to_xml", "database_to_xml", "cursor_to_xml", "xpath_table", "xslt_"),
    *(
        "crosstab",
        "connectby",
        "sys_",
        "lib_mysqludf",
        "sqlite_",
        "fts3_",
        "fts5",
        "wsrep_",
        "gtid_",
        "group_replication",
    ),
    *("txid_", "inet_client_", "inet_server_", "has_", "binary_upgrade", "brin_", "gin_clean", "autoprewarm"),
)
_NAMES = """
    ts_stat ts_rewrite ts_debug ts_parse ts_token_type set_config current_setting nextval setval currval lastval
    loread lowrite load_extension readfile writefile edit eval fsdir lsmode zipfile sqlar_compress sqlar_uncompress
    sleep benchmark get_lock release_lock release_all_locks is_free_lock is_used_lock load_file master_pos_wait
    source_pos_wait master_gtid_wait wait_for_executed_gtid_set wait_until_sql_thread_after_gtids name_const
    extractvalue updatexml user current_user session_user system_user current_role current_catalog current_schema
    current_schemas current_database database schema version connection_id last_insert_id last_insert_rowid row_count
    found_rows changes total_changes uuid_short validate_password_strength load_data procedure_analyse
    col_description obj_description shobj_description format_type to_regclass to_regproc to_regtype to_regrole
    randomblob zeroblob generate_series setseed notify xmltable json_table openquery openrowset sp_executesql exec
    execute call select values table row array exists any all some case cast in not and or like between interval
    """
_FORBIDDEN = frozenset(_NAMES.split())


def is_plain_name(name: str) -> bool:
    """Whether this is one identifier that needs no quotes: no schema, no bracket, no capital letter."""
    return _NAME.fullmatch(name) is not None and not name.startswith(_OURS)


def never_added(name: str, language: Language) -> bool:
    """Whether a function of this folded name stays forbidden, or is known and no function of one row's values."""
    return (
        name in _FORBIDDEN
        or name.startswith(_BEGINNINGS)
        or name in language.aggregates | language.windows | language.generators
    )
