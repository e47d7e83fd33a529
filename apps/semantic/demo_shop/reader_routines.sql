-- Routines that the reading role can call and must not: they run SQL held in a string, touch large objects or files,
-- write to the log or the server, or wait. A read-only transaction stops hardly any of them.
-- The role's name comes in as the setting demo_shop.reader.

SELECT p.oid::regprocedure::text
FROM pg_proc p
WHERE has_function_privilege(current_setting('demo_shop.reader'), p.oid, 'EXECUTE')
  AND (
    p.proname ~ '^(query|table|cursor|schema|database)_to_xml'
    OR p.proname ~ '^(dblink|crosstab|connectby|ts_stat$|ts_rewrite$|xpath_table)'
    OR p.proname ~ '^(lo_|loread$|lowrite$|pg_read_|pg_ls_|pg_stat_file)'
    OR p.proname ~ '^(pg_logical_|pg_replication_|pg_notify$|pg_switch_wal$|pg_reload_conf$|pg_rotate_logfile)'
    OR p.proname ~ '^(pg_advisory_|pg_try_advisory_|pg_sleep)'
  )
ORDER BY 1;
