-- What else the reading role can do beyond reading the shop. No row: nothing. Asked from PostgreSQL's own catalogues,
-- so it also finds what a GRANT to PUBLIC or another role lets through.
-- The role's name comes in as the setting demo_shop.reader.

WITH reader AS (SELECT * FROM pg_roles WHERE rolname = current_setting('demo_shop.reader'))
SELECT 'administer', rolname::text
FROM reader WHERE rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls
UNION ALL
SELECT 'act as', m.roleid::regrole::text
FROM pg_auth_members m JOIN reader r ON r.oid = m.member
UNION ALL
SELECT lower(p.privilege) || ' in database', current_database()
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
  -- PUBLIC may update pg_settings; it is SET by another name, for the session alone.
  AND c.oid <> 'pg_catalog.pg_settings'::regclass
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
SELECT 'program in', l.lanname::text
FROM reader r, pg_language l
WHERE l.lanname NOT IN ('internal', 'c', 'sql') AND has_language_privilege(r.oid, l.oid, 'USAGE')
ORDER BY 1, 2;
