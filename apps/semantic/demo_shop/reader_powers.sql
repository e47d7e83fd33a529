-- What the reading role can do beyond reading the shop. No row: nothing. Asked from PostgreSQL's own catalogues, so it
-- also finds what a REVOKE did not reach, such as a function whose owner the caller is not.

WITH reader AS (SELECT oid, * FROM pg_roles WHERE rolname = current_setting('demo_shop.reader'))
SELECT 'role attribute' AS power, rolname::text AS what
FROM reader WHERE rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls
UNION ALL
SELECT 'member of', m.roleid::regrole::text
FROM pg_auth_members m JOIN reader r ON r.oid = m.member
UNION ALL
SELECT 'on database', p.privilege
FROM reader r, unnest(ARRAY['CREATE', 'TEMPORARY']) AS p(privilege)
WHERE has_database_privilege(r.oid, current_database(), p.privilege)
UNION ALL
SELECT 'create in schema', n.nspname::text
FROM reader r, pg_namespace n
WHERE has_schema_privilege(r.oid, n.oid, 'CREATE')
UNION ALL
SELECT 'write to', c.oid::regclass::text
FROM reader r, pg_class c
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
UNION ALL
SELECT 'read', c.oid::regclass::text
FROM reader r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND c.oid <> ALL (ARRAY['public.cities', 'public.stores', 'public.categories', 'public.products',
                          'public.customers', 'public.orders', 'public.order_items', 'public.refunds']::regclass[])
  AND has_table_privilege(r.oid, c.oid, 'SELECT')
  AND has_schema_privilege(r.oid, n.oid, 'USAGE')
UNION ALL
SELECT 'call', p.oid::regprocedure::text
FROM reader r, pg_proc p
WHERE has_function_privilege(r.oid, p.oid, 'EXECUTE')
  AND (
    p.proname ~ '^(query|table|cursor|schema|database)_to_xml'
    OR p.proname ~ '^(lo_|pg_read_|pg_ls_|pg_stat_file|pg_logical_|pg_replication_|pg_notify$)'
    OR p.proname ~ '^(pg_advisory_|pg_try_advisory_|pg_sleep|dblink|crosstab|connectby)'
    OR p.proname IN ('loread', 'lowrite', 'ts_stat', 'ts_rewrite', 'pg_switch_wal', 'pg_reload_conf', 'pg_rotate_logfile')
  )
UNION ALL
SELECT 'use language', l.lanname::text
FROM reader r, pg_language l
WHERE l.lanname NOT IN ('internal', 'c', 'sql') AND has_language_privilege(r.oid, l.oid, 'USAGE')
ORDER BY 1, 2;
