-- title: unnest
-- dialect: postgres
-- accept
SELECT * FROM unnest(ARRAY[1,2]) AS u(x)

-- title: the regexp operator calls a function
-- dialect: sqlite
-- refuse: calls
SELECT * FROM orders WHERE note REGEXP 'x'

-- title: sleep
-- dialect: postgres
-- refuse: calls
SELECT pg_sleep(10)

-- title: sleep in a condition
-- dialect: postgres
-- refuse: calls
SELECT * FROM orders WHERE pg_sleep(10) IS NULL

-- title: sleep in ORDER BY
-- dialect: postgres
-- refuse: calls
SELECT id FROM orders ORDER BY pg_sleep(1)

-- title: sleep in FROM
-- dialect: postgres
-- refuse: calls
SELECT * FROM pg_sleep(1) AS s(x)

-- title: sleep in GROUP BY
-- dialect: postgres
-- refuse: calls
SELECT count(*) FROM orders GROUP BY pg_sleep(1)

-- title: sleep in HAVING
-- dialect: postgres
-- refuse: calls
SELECT count(*) FROM orders HAVING pg_sleep(1) IS NULL

-- title: sleep in a window
-- dialect: postgres
-- refuse: calls
SELECT sum(amount) OVER (PARTITION BY pg_sleep(1)) FROM orders

-- title: sleep in FILTER
-- dialect: postgres
-- refuse: calls
SELECT count(*) FILTER (WHERE pg_sleep(1) IS NULL) FROM orders

-- title: sleep in WITHIN GROUP
-- dialect: postgres
-- refuse: calls
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY pg_sleep(1)) FROM orders

-- title: sleep in LIMIT
-- dialect: postgres
-- refuse: calls limit
SELECT id FROM orders LIMIT pg_sleep(1)

-- title: sleep in ON
-- dialect: postgres
-- refuse: calls
SELECT 1 FROM orders o JOIN customers c ON pg_sleep(1) IS NULL

-- title: sleep in CASE
-- dialect: postgres
-- refuse: calls
SELECT CASE WHEN true THEN pg_sleep(1) END

-- title: sleep in VALUES
-- dialect: postgres
-- refuse: calls
SELECT * FROM (VALUES (pg_sleep(1))) AS v(x)

-- title: sleep as an argument
-- dialect: postgres
-- refuse: calls
SELECT coalesce(pg_sleep(1), pg_sleep(2))

-- title: sleep in IN
-- dialect: postgres
-- refuse: calls
SELECT 1 WHERE 1 IN (1, pg_sleep(1))

-- title: sleep in DISTINCT ON
-- dialect: postgres
-- refuse: calls
SELECT DISTINCT ON (pg_sleep(1)) id FROM orders

-- title: a quoted function name
-- dialect: postgres
-- refuse: calls
SELECT "pg_sleep"(1)

-- title: a quoted upper case name
-- dialect: postgres
-- refuse: calls
SELECT "PG_SLEEP"(1)

-- title: a quoted listed name
-- dialect: postgres
-- refuse: calls
SELECT "md5"('x')

-- title: mixed case
-- dialect: postgres
-- refuse: calls
SELECT Pg_SlEeP(1)

-- title: a space before the bracket
-- dialect: postgres
-- refuse: calls
SELECT pg_sleep (1)

-- title: a comment before the bracket
-- dialect: postgres
-- refuse: calls
SELECT pg_sleep/**/(1)

-- title: read a file
-- dialect: postgres
-- refuse: calls
SELECT pg_read_file('/etc/passwd')

-- title: read a binary file
-- dialect: postgres
-- refuse: calls
SELECT pg_read_binary_file('/etc/passwd')

-- title: list a directory
-- dialect: postgres
-- refuse: calls
SELECT pg_ls_dir('/')

-- title: stat a file
-- dialect: postgres
-- refuse: calls
SELECT pg_stat_file('/etc/passwd')

-- title: import a large object
-- dialect: postgres
-- refuse: calls
SELECT lo_import('/etc/passwd')

-- title: export a large object
-- dialect: postgres
-- refuse: calls
SELECT lo_export(1, '/tmp/x')

-- title: read a large object
-- dialect: postgres
-- refuse: calls
SELECT lo_get(1)

-- title: another database
-- dialect: postgres
-- refuse: calls
SELECT * FROM dblink('dbname=x', 'SELECT 1') AS t(x)

-- title: SQL in a string: query_to_xml
-- dialect: postgres
-- refuse: calls
SELECT query_to_xml('SELECT * FROM employees', true, true, '')

-- title: SQL in a string: table_to_xml
-- dialect: postgres
-- refuse: calls
SELECT table_to_xml('employees', true, true, '')

-- title: SQL in a string: database_to_xml
-- dialect: postgres
-- refuse: calls
SELECT database_to_xml(true, true, '')

-- title: SQL in a string: ts_stat
-- dialect: postgres
-- refuse: calls
SELECT * FROM ts_stat('SELECT to_tsvector(name) FROM employees')

-- title: SQL in a string: ts_rewrite
-- dialect: postgres
-- refuse: calls
SELECT ts_rewrite('a'::text, 'SELECT 1')

-- title: SQL in a string: crosstab
-- dialect: postgres
-- refuse: calls
SELECT * FROM crosstab('SELECT 1,2,3') AS t(a int, b int)

-- title: set a setting
-- dialect: postgres
-- refuse: calls
SELECT set_config('role', 'postgres', false)

-- title: read a setting
-- dialect: postgres
-- refuse: calls
SELECT current_setting('data_directory')

-- title: end a backend
-- dialect: postgres
-- refuse: calls
SELECT pg_terminate_backend(1)

-- title: cancel a backend
-- dialect: postgres
-- refuse: calls
SELECT pg_cancel_backend(1)

-- title: reload
-- dialect: postgres
-- refuse: calls
SELECT pg_reload_conf()

-- title: advisory lock
-- dialect: postgres
-- refuse: calls
SELECT pg_advisory_lock(1)

-- title: next value of a sequence
-- dialect: postgres
-- refuse: calls
SELECT nextval('s')

-- title: set a sequence
-- dialect: postgres
-- refuse: calls
SELECT setval('s', 1)

-- title: notify
-- dialect: postgres
-- refuse: calls
SELECT pg_notify('a', 'b')

-- title: definition of a view
-- dialect: postgres
-- refuse: calls
SELECT pg_get_viewdef('v')

-- title: version
-- dialect: postgres
-- refuse: calls
SELECT version()

-- title: who
-- dialect: postgres
-- refuse: calls
SELECT current_user

-- title: session user
-- dialect: postgres
-- refuse: calls
SELECT session_user

-- title: current schema
-- dialect: postgres
-- refuse: calls
SELECT current_schema

-- title: current database
-- dialect: postgres
-- refuse: calls
SELECT current_database()

-- title: server address
-- dialect: postgres
-- refuse: calls
SELECT inet_server_addr()

-- title: has privilege tells what exists
-- dialect: postgres
-- refuse: calls
SELECT has_table_privilege('employees', 'select')

-- title: to_regclass tells what exists
-- dialect: postgres
-- refuse: calls
SELECT to_regclass('employees')

-- title: column size of a hidden table
-- dialect: postgres
-- refuse: calls
SELECT pg_total_relation_size('employees')

-- title: a row as JSON
-- dialect: postgres
-- accept
SELECT row_to_json(c) FROM customers c

-- title: functional notation reads a column
-- dialect: postgres
-- refuse: calls
SELECT id_card(c) FROM customers c

-- title: record to text
-- dialect: postgres
-- refuse: calls
SELECT record_out(c) FROM customers c

-- title: rows from JSON
-- dialect: postgres
-- accept
SELECT * FROM json_each('{"a":1}') AS j(k, v)

-- title: a user's own function
-- dialect: postgres
-- refuse: calls
SELECT my_function(1)

-- title: random seeds
-- dialect: postgres
-- refuse: calls
SELECT setseed(0.5)

-- title: xpath
-- dialect: postgres
-- refuse: calls
SELECT xpath('/a', '<a/>')

-- title: a generator in the select list
-- dialect: postgres
-- accept
SELECT generate_series(1, 10)

-- title: load an extension
-- dialect: sqlite
-- refuse: calls
SELECT load_extension('x')

-- title: read a file
-- dialect: sqlite
-- refuse: calls
SELECT readfile('/etc/passwd')

-- title: write a file
-- dialect: sqlite
-- refuse: calls
SELECT writefile('/tmp/x', 'y')

-- title: run a program
-- dialect: sqlite
-- refuse: calls
SELECT edit('x')

-- title: zeroblob
-- dialect: sqlite
-- refuse: calls
SELECT zeroblob(1000000000)

-- title: randomblob
-- dialect: sqlite
-- refuse: calls
SELECT randomblob(1000000000)

-- title: version
-- dialect: sqlite
-- refuse: calls
SELECT sqlite_version()

-- title: compile options
-- dialect: sqlite
-- refuse: calls
SELECT sqlite_compileoption_get(0)

-- title: counters
-- dialect: sqlite
-- refuse: calls
SELECT last_insert_rowid(), total_changes()

-- title: tokenizer pointers
-- dialect: sqlite
-- refuse: calls
SELECT fts3_tokenizer('simple')

-- title: pragma as a table
-- dialect: sqlite
-- refuse: calls
SELECT * FROM pragma_table_info('employees')

-- title: rows from JSON
-- dialect: sqlite
-- accept
SELECT * FROM json_each('[1]')

-- title: a generator
-- dialect: sqlite
-- refuse: calls
SELECT * FROM generate_series(1, 10)

-- title: a row of a star
-- dialect: postgres
-- refuse: arguments
SELECT ROW(c.*) FROM customers c
