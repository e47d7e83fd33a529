-- title: a table that is not there
-- dialect: all
-- refuse: tables
SELECT * FROM nowhere

-- title: the catalog
-- dialect: postgres
-- refuse: tables
SELECT * FROM pg_class

-- title: the catalog with its schema
-- dialect: postgres
-- refuse: tables
SELECT * FROM pg_catalog.pg_class

-- title: passwords
-- dialect: postgres
-- refuse: tables
SELECT * FROM pg_shadow

-- title: settings
-- dialect: postgres
-- refuse: tables
SELECT * FROM pg_settings

-- title: what others run
-- dialect: postgres
-- refuse: tables
SELECT * FROM pg_stat_activity

-- title: the information schema
-- dialect: postgres
-- refuse: tables
SELECT * FROM information_schema.tables

-- title: the catalog in an EXISTS
-- dialect: postgres
-- refuse: tables
SELECT 1 WHERE EXISTS (SELECT 1 FROM pg_tables)

-- title: the catalog in a scalar subquery
-- dialect: postgres
-- refuse: tables
SELECT (SELECT count(*) FROM pg_class)

-- title: the catalog in ORDER BY
-- dialect: postgres
-- refuse: tables
SELECT id FROM orders ORDER BY (SELECT count(*) FROM pg_class)

-- title: the catalog in a WITH that is not used
-- dialect: postgres
-- refuse: tables
WITH x AS (SELECT * FROM pg_class) SELECT 1

-- title: the catalog in a set operation
-- dialect: postgres
-- refuse: tables columns
SELECT 1 UNION SELECT oid FROM pg_class

-- title: the catalog in a lateral
-- dialect: postgres
-- refuse: tables
SELECT 1 FROM orders o, LATERAL (SELECT * FROM pg_class) l

-- title: a quoted name is another name
-- dialect: postgres
-- refuse: tables
SELECT * FROM "Orders"

-- title: the schema table
-- dialect: sqlite
-- refuse: tables
SELECT * FROM sqlite_master

-- title: the schema table, quoted
-- dialect: sqlite
-- refuse: tables
SELECT * FROM "sqlite_master"

-- title: the schema table in brackets
-- dialect: sqlite
-- refuse: tables
SELECT * FROM [sqlite_master]

-- title: the schema table's other name
-- dialect: sqlite
-- refuse: tables
SELECT * FROM sqlite_schema

-- title: a pragma that is a table
-- dialect: sqlite
-- refuse: tables
SELECT * FROM pragma_table_list

-- title: the temporary schema
-- dialect: sqlite
-- refuse: tables
SELECT * FROM temp.sqlite_master

-- title: statistics
-- dialect: sqlite
-- refuse: tables
SELECT * FROM sqlite_stat1

-- title: pages
-- dialect: sqlite
-- refuse: tables
SELECT * FROM dbstat

-- title: a table of an attached database
-- dialect: all
-- refuse: tables
SELECT * FROM other.orders

-- title: the same alias twice
-- dialect: all
-- refuse: tables
SELECT 1 FROM orders x, customers x

-- title: a WITH name twice
-- dialect: all
-- refuse: tables
WITH a AS (SELECT 1 AS x), a AS (SELECT 2 AS x) SELECT x FROM a

-- title: a WITH name is not seen outside
-- dialect: all
-- refuse: tables
SELECT * FROM (WITH a AS (SELECT 1 AS x) SELECT x FROM a) s, a

-- title: a WITH name with a schema is a table
-- dialect: postgres
-- refuse: tables
WITH nowhere AS (SELECT 1) SELECT * FROM public.nowhere

-- title: a table that is not in FROM
-- dialect: all
-- refuse: tables
SELECT x.id FROM orders

-- title: aliases that move columns
-- dialect: postgres
-- accept
SELECT f FROM customers AS c(a, b, c, d, e, f)

-- title: a name for a join
-- dialect: postgres
-- refuse: tables
SELECT 1 FROM (orders o JOIN customers c ON o.customer_id = c.id) AS j

-- title: a function of a schema in FROM
-- dialect: postgres
-- refuse: tables columns
SELECT id FROM pg_catalog.lower('X') amount
