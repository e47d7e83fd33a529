-- title: SLEEP
-- dialect: mysql
-- refuse: calls
SELECT SLEEP(5)

-- title: SLEEP in a condition
-- dialect: mysql
-- refuse: calls
SELECT id FROM orders WHERE id = 1 AND SLEEP(5)

-- title: SLEEP in quotes
-- dialect: mysql
-- refuse: calls
SELECT `SLEEP`(5)

-- title: SLEEP with a blank
-- dialect: mysql
-- refuse: calls
SELECT SLEEP (5)

-- title: BENCHMARK
-- dialect: mysql
-- refuse: calls
SELECT BENCHMARK(100000000, MD5('a'))

-- title: a lock by name
-- dialect: mysql
-- refuse: calls
SELECT GET_LOCK('a', 10)

-- title: a lock's holder
-- dialect: mysql
-- refuse: calls
SELECT IS_USED_LOCK('a')

-- title: a file read
-- dialect: mysql
-- refuse: calls
SELECT LOAD_FILE('/etc/passwd')

-- title: a file read by hexadecimal
-- dialect: mysql
-- refuse: calls nodes
SELECT LOAD_FILE(0x2f6574632f706173737764)

-- title: a file written
-- dialect: mysql
-- refuse: syntax
SELECT phone FROM customers INTO OUTFILE '/tmp/x'

-- title: a file dumped
-- dialect: mysql
-- refuse: syntax
SELECT phone FROM customers INTO DUMPFILE '/tmp/x'

-- title: a variable set by INTO
-- dialect: mysql
-- refuse: arguments nodes
SELECT id INTO @x FROM orders LIMIT 1

-- title: a variable set
-- dialect: mysql
-- refuse: nodes
SELECT @x := id FROM orders

-- title: a variable read
-- dialect: mysql
-- refuse: nodes
SELECT @x

-- title: the mask's key
-- dialect: mysql
-- refuse: nodes
SELECT @c2s_mask_key

-- title: a system variable
-- dialect: mysql
-- refuse: nodes
SELECT @@version

-- title: a global variable
-- dialect: mysql
-- refuse: nodes
SELECT @@global.datadir

-- title: who am I
-- dialect: mysql
-- refuse: calls
SELECT USER()

-- title: who am I, without brackets
-- dialect: mysql
-- refuse: calls
SELECT CURRENT_USER

-- title: which database
-- dialect: mysql
-- refuse: calls
SELECT DATABASE()

-- title: which version
-- dialect: mysql
-- refuse: calls
SELECT VERSION()

-- title: which connection
-- dialect: mysql
-- refuse: calls
SELECT CONNECTION_ID()

-- title: the last id
-- dialect: mysql
-- refuse: calls
SELECT LAST_INSERT_ID()

-- title: the rows found
-- dialect: mysql
-- refuse: calls
SELECT FOUND_ROWS()

-- title: a counter across statements
-- dialect: mysql
-- refuse: arguments
SELECT SQL_CALC_FOUND_ROWS id FROM orders LIMIT 1

-- title: an error that tells
-- dialect: mysql
-- refuse: calls nodes
SELECT EXTRACTVALUE(1, CONCAT(0x7e, (SELECT phone FROM customers LIMIT 1)))

-- title: another one
-- dialect: mysql
-- refuse: calls nodes
SELECT UPDATEXML(1, CONCAT(0x7e, (SELECT phone FROM customers LIMIT 1)), 1)

-- title: a name that is computed
-- dialect: mysql
-- refuse: calls
SELECT NAME_CONST('a', 1)

-- title: a geometry
-- dialect: mysql
-- refuse: calls
SELECT ST_LatFromGeoHash(name) FROM customers

-- title: a column's default
-- dialect: mysql
-- refuse: nodes
SELECT DEFAULT(level) FROM customers

-- title: a value of an insert
-- dialect: mysql
-- refuse: calls
SELECT VALUES(level) FROM customers

-- title: a sequence
-- dialect: mysql
-- refuse: calls
SELECT NEXTVAL(s)

-- title: an account's password
-- dialect: mysql
-- refuse: columns tables
SELECT authentication_string FROM mysql.user

-- title: the catalogue
-- dialect: mysql
-- refuse: columns tables
SELECT table_name FROM information_schema.tables

-- title: the catalogue in quotes
-- dialect: mysql
-- refuse: columns tables
SELECT table_name FROM `information_schema`.`tables`

-- title: who is connected
-- dialect: mysql
-- refuse: tables
SELECT * FROM information_schema.processlist

-- title: other statements
-- dialect: mysql
-- refuse: tables
SELECT * FROM performance_schema.events_statements_history

-- title: a table of another database
-- dialect: mysql
-- refuse: tables
SELECT * FROM other.orders

-- title: a table in three parts
-- dialect: mysql
-- refuse: arguments
SELECT * FROM def.shop.orders

-- title: a comment that runs
-- dialect: mysql
-- refuse: bounds
SELECT 1 /*!50000 UNION SELECT salary FROM employees */

-- title: a comment that runs on MariaDB
-- dialect: mysql
-- refuse: bounds
SELECT 1 /*M! UNION SELECT salary FROM employees */

-- title: a comment that runs, inside text of comments
-- dialect: mysql
-- refuse: bounds
SELECT 1 /* a */ /*!UNION*/ /*!SELECT*/ salary FROM employees

-- title: an index hint
-- dialect: mysql
-- refuse: arguments nodes
SELECT id FROM orders FORCE INDEX (PRIMARY)

-- title: a partition
-- dialect: mysql
-- refuse: arguments nodes
SELECT id FROM orders PARTITION (p0)

-- title: the past
-- dialect: mysql
-- refuse: arguments nodes
SELECT id FROM orders FOR SYSTEM_TIME ALL

-- title: a lock in share mode
-- dialect: mysql
-- refuse: arguments nodes
SELECT id FROM orders LOCK IN SHARE MODE

-- title: a lock for update
-- dialect: mysql
-- refuse: arguments nodes
SELECT id FROM orders FOR UPDATE

-- title: a procedure
-- dialect: mysql
-- refuse: syntax
SELECT id FROM orders PROCEDURE ANALYSE()

-- title: an order of joins
-- dialect: mysql
-- refuse: arguments
SELECT STRAIGHT_JOIN o.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id

-- title: an order of one join
-- dialect: mysql
-- refuse: arguments
SELECT o.id FROM orders AS o STRAIGHT_JOIN customers AS c ON c.id = o.customer_id

-- title: a table in braces
-- dialect: mysql
-- refuse: syntax
SELECT * FROM {OJ orders LEFT JOIN customers ON 1 = 1}

-- title: a full join, which is an alias
-- dialect: mysql
-- refuse: arguments
SELECT 1 FROM customers FULL JOIN orders ON 1 = 1

-- title: two statements
-- dialect: mysql
-- refuse: one_select
SELECT 1; SELECT 2

-- title: two statements, the second a write
-- dialect: mysql
-- refuse: one_select
SELECT 1; DROP TABLE orders

-- title: a write
-- dialect: mysql
-- refuse: one_select
DELETE FROM orders

-- title: a write in WITH
-- dialect: mysql
-- refuse: nodes
WITH x AS (DELETE FROM orders RETURNING id) SELECT * FROM x

-- title: a replacement
-- dialect: mysql
-- refuse: one_select
REPLACE INTO orders VALUES (1)

-- title: a call
-- dialect: mysql
-- refuse: one_select
CALL p()

-- title: a handler
-- dialect: mysql
-- refuse: syntax
HANDLER orders OPEN

-- title: a prepared text
-- dialect: mysql
-- refuse: one_select
PREPARE s FROM 'SELECT 1'

-- title: a text that runs
-- dialect: mysql
-- refuse: one_select
EXECUTE IMMEDIATE 'SELECT 1'

-- title: SHOW
-- dialect: mysql
-- refuse: one_select
SHOW TABLES

-- title: DESCRIBE
-- dialect: mysql
-- refuse: one_select
DESCRIBE orders

-- title: EXPLAIN
-- dialect: mysql
-- refuse: one_select
EXPLAIN SELECT 1

-- title: SET
-- dialect: mysql
-- refuse: one_select
SET @x = 1

-- title: USE
-- dialect: mysql
-- refuse: one_select
USE mysql

-- title: SHUTDOWN
-- dialect: mysql
-- refuse: one_select
SHUTDOWN

-- title: KILL
-- dialect: mysql
-- refuse: one_select
KILL 1

-- title: values as a statement
-- dialect: mysql
-- refuse: one_select
VALUES (1)

-- title: values as a table
-- dialect: mysql
-- refuse: nodes
SELECT * FROM (VALUES (1)) AS v

-- title: a JSON table
-- dialect: mysql
-- refuse: calls nodes
SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (x INT PATH '$')) AS j

-- title: full text
-- dialect: mysql
-- refuse: calls
SELECT id FROM customers WHERE MATCH(name) AGAINST ('x' WITH QUERY EXPANSION)

-- title: sounds
-- dialect: mysql
-- refuse: calls
SELECT id FROM customers WHERE name SOUNDS LIKE 'x'

-- title: a placeholder
-- dialect: mysql
-- refuse: nodes
SELECT id FROM orders WHERE id = ?

-- title: a named placeholder
-- dialect: mysql
-- refuse: nodes
SELECT id FROM orders WHERE region = :region

-- title: a character set before a text
-- dialect: mysql
-- refuse: nodes
SELECT _latin1'x'

-- title: bits
-- dialect: mysql
-- refuse: nodes
SELECT b'101'

-- title: bytes
-- dialect: mysql
-- refuse: nodes
SELECT x'41'

-- title: bytes as a number
-- dialect: mysql
-- refuse: nodes
SELECT 0x41

-- title: national text
-- dialect: mysql
-- refuse: nodes
SELECT N'x'

-- title: a zero byte
-- dialect: mysql
-- refuse: bounds
SELECT 'a\0b'

-- title: a cast to JSON
-- dialect: mysql
-- refuse: types
SELECT CAST(name AS JSON) FROM customers

-- title: a character set that is not named
-- dialect: mysql
-- refuse: types
SELECT CONVERT(name USING ) FROM customers

-- title: a character set that is none
-- dialect: mysql
-- refuse: types
SELECT CONVERT(name USING filename) FROM customers

-- title: a collation that is a query
-- dialect: mysql
-- refuse: arguments
SELECT name COLLATE (SELECT phone FROM customers) FROM customers

-- title: a very long text
-- dialect: mysql
-- refuse: bounded_calls
SELECT REPEAT('a', 100000000)

-- title: a very long blank
-- dialect: mysql
-- refuse: bounded_calls
SELECT SPACE(100000000)

-- title: a length from a column
-- dialect: mysql
-- refuse: bounded_calls
SELECT RPAD(name, id, 'x') FROM customers

-- title: ours for a scan
-- dialect: mysql
-- refuse: identifiers
SELECT 1 FROM orders AS __c2s_scan

-- title: ours for a number
-- dialect: mysql
-- refuse: identifiers
SELECT `__c2s_n_1`

-- title: ours for a number, with more
-- dialect: mysql
-- refuse: identifiers
SELECT `__c2s_n_1 FROM mysql.user -- `

-- title: ours for a function
-- dialect: mysql
-- refuse: calls
SELECT `__c2s_f_sleep`(1)

-- title: a function of the database
-- dialect: mysql
-- refuse: calls nodes
SELECT shop.f(1)

-- title: a function nobody knows
-- dialect: mysql
-- refuse: calls
SELECT phone_of(1)

-- title: a hidden column by HAVING
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT id FROM customers HAVING id_card > '1'

-- title: a hidden column by GROUP BY
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT COUNT(*) FROM customers GROUP BY id_card

-- title: a hidden column by an alias
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT id AS id_card2 FROM customers ORDER BY id_card

-- title: a hidden column in a window
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT RANK() OVER (ORDER BY id_card) FROM customers

-- title: a hidden column in a list
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT GROUP_CONCAT(name ORDER BY id_card) FROM customers

-- title: a hidden column as an amount
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT NOW() + INTERVAL salary DAY FROM customers

-- title: a hidden column as a unit
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT TIMESTAMPDIFF(id_card, NOW(), NOW()) FROM customers

-- title: a hidden column in USING
-- dialect: mysql
-- policy: restricted
-- refuse: columns
SELECT 1 FROM customers JOIN customers AS c USING (id_card)

-- title: a hidden table by another spelling
-- dialect: mysql
-- policy: restricted
-- refuse: tables
SELECT * FROM EMPLOYEES

-- title: a hidden table beside a WITH query
-- dialect: mysql
-- policy: restricted
-- refuse: tables
WITH Employees AS (SELECT 1 AS x) SELECT * FROM employees

-- title: blanks that are no blanks
-- dialect: mysql
-- escaped: yes
-- refuse: bounds
SELECT 1 --\u00a0.salary FROM customers AS \u00a0

-- title: blanks in a name
-- dialect: mysql
-- escaped: yes
-- refuse: bounds
WITH employees\u00a0(x) AS (SELECT 1) SELECT * FROM employees

-- title: blanks in a name in quotes
-- dialect: mysql
-- escaped: yes
-- refuse: bounds
SELECT `id\u3000` FROM orders

-- title: blanks after a comment with a quote
-- dialect: mysql
-- escaped: yes
-- refuse: bounds
SELECT 1 /* ' */ --\u00a0.salary FROM customers AS \u00a0 /* ' */

-- title: blanks after a quote that is escaped
-- dialect: mysql
-- escaped: yes
-- refuse: bounds
SELECT 'a\\' ', 1 --\u00a0.salary FROM customers -- '

-- title: a comment without a blank
-- dialect: mysql
-- refuse: calls
SELECT 1--(SELECT SLEEP(1))
