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

-- title: the table by its schema
-- class: permission bypass
SELECT * FROM main.employees

-- title: the table in the temporary schema
-- class: permission bypass
SELECT * FROM temp.employees

-- title: the table in square brackets
-- class: permission bypass
SELECT [id_card] FROM [customers]

-- title: the table in back quotes
-- class: permission bypass
SELECT `id_card` FROM `customers`

-- title: the table's name as a text
-- class: permission bypass
SELECT * FROM 'employees'

-- title: the column's name as a text
-- class: permission bypass
SELECT 'id_card' AS t FROM customers ORDER BY id

-- title: the hidden column in double quotes, which may become a text
-- class: permission bypass
SELECT "id_card" FROM customers

-- title: the hidden column in square brackets, which may become a text
-- class: permission bypass
SELECT id FROM customers WHERE [id_card] > ''

-- title: a hidden column by schema, table and name
-- class: permission bypass
SELECT main.customers.id_card FROM main.customers

-- title: the row's number
-- class: permission bypass
SELECT rowid FROM customers

-- title: the row's number by its second name
-- class: permission bypass
SELECT oid FROM orders

-- title: the row's number by its third name
-- class: permission bypass
SELECT _rowid_ FROM employees

-- title: the row's number in capitals and quotes
-- class: permission bypass
SELECT "ROWID" FROM orders

-- title: the row's number only in WHERE
-- class: permission bypass
SELECT id FROM orders WHERE rowid < 3

-- title: the row's number only in ORDER BY
-- class: permission bypass
SELECT name FROM customers ORDER BY rowid

-- title: the row's number through a subquery
-- class: permission bypass
SELECT t.rowid FROM (SELECT * FROM customers) AS t

-- title: the row's number in a join
-- class: permission bypass
SELECT count(*) FROM customers c JOIN employees e ON c.rowid = e.rowid

-- title: the governed table by its schema, past a WITH query of that name
-- class: permission bypass
WITH customers AS (SELECT 1 AS id) SELECT * FROM main.customers

-- title: a table as a function
-- class: permission bypass
SELECT * FROM employees(1)

-- title: an index that must be used
-- class: permission bypass
SELECT id FROM customers INDEXED BY sqlite_autoindex_customers_1

-- title: an index that must not be used
-- class: permission bypass
SELECT id FROM customers NOT INDEXED ORDER BY id

-- title: a bare column beside a maximum
-- class: permission bypass
SELECT max(amount) AS m, note FROM payments

-- title: a bare masked column beside a minimum
-- class: permission bypass
SELECT min(id) AS m, phone, email FROM customers

-- title: a group by an output name
-- class: permission bypass
SELECT substr(phone, 1, 5) AS p, count(*) AS n FROM customers GROUP BY p ORDER BY p

-- title: an output name in WHERE
-- class: permission bypass
SELECT phone AS p FROM customers WHERE p LIKE '1380%'

-- title: a hidden column's name as an output name
-- class: permission bypass
SELECT id AS cost FROM products WHERE cost > 3 ORDER BY cost

-- title: HAVING without groups
-- class: permission bypass
SELECT count(*) AS n FROM products HAVING max(cost) > 10

-- title: a masked column by GLOB
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE phone GLOB '1380*'

-- title: a masked column by REGEXP
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE phone REGEXP '^1380'

-- title: a masked column by its bytes
-- class: permission bypass
SELECT hex(phone) AS h, unicode(email) AS u FROM customers ORDER BY id

-- title: a masked column by its place in a text
-- class: permission bypass
SELECT instr(email, 'x0') AS i FROM customers ORDER BY id

-- title: a masked column put together
-- class: permission bypass
SELECT group_concat(phone, ';') AS p FROM (SELECT phone FROM customers ORDER BY id)

-- title: a masked column by printf
-- class: permission bypass
SELECT printf('%s-%d', phone, phone) AS p FROM customers ORDER BY id

-- title: a masked column as a number, silently
-- class: permission bypass
SELECT phone + 0 AS n, -phone AS m FROM customers ORDER BY id

-- title: a masked column by its type
-- class: permission bypass
SELECT typeof(phone) AS t, quote(email) AS q FROM customers ORDER BY id

-- title: a masked column in JSON
-- class: permission bypass
SELECT json_object('p', phone, 'e', email) AS j FROM customers ORDER BY id

-- title: a masked column in a JSON array
-- class: permission bypass
SELECT json_group_array(phone) AS j FROM (SELECT phone FROM customers ORDER BY id)

-- title: a masked column without the case
-- class: permission bypass
SELECT id FROM customers WHERE email = 'A3X0@EXAMPLE.COM' COLLATE NOCASE

-- title: a masked column cut by IIF
-- class: permission bypass
SELECT iif(phone > '1380', 1, 0) AS i FROM customers ORDER BY id

-- title: the greater of a masked column and a guess
-- class: permission bypass
SELECT max(phone, '13805') AS p, min(email, 'a2') AS e FROM customers ORDER BY id

-- title: JSON read as rows with a hidden column
-- class: permission bypass
SELECT j.value FROM customers c, json_each(c.id_card) AS j

-- title: JSON read as rows
-- class: permission bypass
SELECT e.id, j.key, j.value FROM events e, json_each(e.payload) AS j ORDER BY 1, 2

-- title: JSON read as a tree
-- class: permission bypass
SELECT e.id, j.fullkey, j.atom FROM events e, json_tree(e.payload, '$.items') AS j ORDER BY 1, 2

-- title: hidden columns of JSON rows
-- class: permission bypass
SELECT j.json, j.root FROM events e, json_each(e.payload) AS j ORDER BY 1, 2

-- title: EXPLAIN shows the program
-- class: permission bypass
EXPLAIN SELECT * FROM employees

-- title: the plan
-- class: permission bypass
EXPLAIN QUERY PLAN SELECT * FROM customers

-- title: a full outer join
-- class: permission bypass
SELECT c.id, e.name FROM customers c FULL OUTER JOIN employees e ON e.id = c.id

-- title: VALUES as a statement
-- class: permission bypass
VALUES ((SELECT max(salary) FROM employees))

-- title: row values
-- class: permission bypass
SELECT id FROM products WHERE (id, cost) > (1, 2)

-- title: row values with a subquery
-- class: permission bypass
SELECT id FROM products WHERE (id, name) IN (SELECT id, name FROM employees)

-- title: IN with a table's name
-- class: permission bypass
SELECT id FROM products WHERE id IN employees

-- title: IN with a governed table's name
-- class: permission bypass
SELECT id FROM products WHERE (id, customer_id, amount, status, region, created_at, note) IN orders

-- title: an ordered total
-- class: permission bypass
SELECT group_concat(id_card ORDER BY id) FROM customers

-- title: a window over hidden rows
-- class: permission bypass
SELECT id, ntile(4) OVER (ORDER BY amount) AS q, cume_dist() OVER (ORDER BY amount) AS c FROM payments ORDER BY id

-- title: a filtered total of hidden rows
-- class: permission bypass
SELECT count(*) FILTER (WHERE region = 'south') AS n, total(amount) AS t FROM orders

-- title: a materialised WITH query
-- class: permission bypass
WITH c AS MATERIALIZED (SELECT * FROM customers) SELECT id_card FROM c

-- title: a recursion in an order of its own
-- class: permission bypass
WITH RECURSIVE t(id, p) AS (SELECT id, parent_id FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.parent_id FROM categories c JOIN t ON c.parent_id = t.id ORDER BY 1 DESC) SELECT * FROM t

-- title: the smallest number has no absolute value
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE abs(-9223372036854775807 - (amount > 100)) > 0

-- title: JSON that is none in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE json(note) IS NOT NULL

-- title: a JSON value of hidden text
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE json_extract(note, '$.a') IS NULL

-- title: a JSON type of hidden text
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE json_type(note) = 'integer'

-- title: a JSON path from a hidden value
-- class: error oracle
SELECT count(*) AS n FROM customers WHERE json_extract('{}', name) IS NULL

-- title: an arrow's path from a hidden value
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE note ->> '$.a' IS NULL

-- title: a LIKE escape that is longer in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE 'a' LIKE 'b' ESCAPE note

-- title: a LIKE pattern too complex in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE 'a' LIKE replace(printf('%060000d', 0), '0', note)

-- title: a sum that overflows with hidden rows
-- class: error oracle
SELECT sum(amount * 9000000000000000) AS s FROM payments

-- title: a text too long in hidden rows
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE length(zeroblob(amount * 10000000)) > 0

-- title: a format's width from a hidden value
-- class: error oracle
SELECT count(*) AS n FROM payments WHERE length(printf('%*d', amount * 10000000, 1)) > 0

-- title: a window frame that is negative
-- class: error oracle
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN amount - 200 PRECEDING AND CURRENT ROW) FROM payments

-- title: the nth value by a hidden number
-- class: error oracle
SELECT nth_value(id, amount - 100) OVER (ORDER BY id) FROM payments

-- title: tiles by a hidden number
-- class: error oracle
SELECT ntile(amount - 100) OVER (ORDER BY id) FROM payments

-- title: a limit from a hidden count
-- class: error oracle
SELECT id FROM products LIMIT (SELECT count(*) FROM employees)

-- title: an offset from a hidden count
-- class: error oracle
SELECT id FROM products LIMIT 3 OFFSET (SELECT count(*) FROM employees)

-- title: a raise outside a trigger
-- class: error oracle
SELECT raise(ABORT, (SELECT phone FROM customers))

-- title: a cast of a code that fails nowhere
-- class: error oracle
SELECT count(*) AS n FROM events WHERE CAST(code AS INTEGER) > 30

-- title: the schema's table
-- class: catalog
SELECT * FROM sqlite_master

-- title: the schema's table by its newer name
-- class: catalog
SELECT name, sql FROM sqlite_schema

-- title: the schema's table by schema
-- class: catalog
SELECT sql FROM main.sqlite_master

-- title: the schema's table in capitals
-- class: catalog
SELECT * FROM SQLITE_MASTER

-- title: the schema's table in double quotes
-- class: catalog
SELECT * FROM "sqlite_master"

-- title: the schema's table in square brackets
-- class: catalog
SELECT * FROM [sqlite_schema]

-- title: the schema's table in back quotes
-- class: catalog
SELECT * FROM `sqlite_master`

-- title: the schema's table as a text
-- class: catalog
SELECT * FROM 'sqlite_master'

-- title: the temporary schema's table
-- class: catalog
SELECT * FROM sqlite_temp_master

-- title: the temporary schema's table by schema
-- class: catalog
SELECT * FROM temp.sqlite_schema

-- title: the schema's table behind a WITH query of its name
-- class: catalog
WITH sqlite_master AS (SELECT 1 AS a) SELECT * FROM main.sqlite_master

-- title: statistics
-- class: catalog
SELECT * FROM sqlite_stat1

-- title: statistics with samples of values
-- class: catalog
SELECT sample FROM sqlite_stat4

-- title: sequences
-- class: catalog
SELECT * FROM sqlite_sequence

-- title: a table's columns by function
-- class: catalog
SELECT * FROM pragma_table_info('employees')

-- title: a table's columns with hidden ones
-- class: catalog
SELECT name FROM pragma_table_xinfo('customers')

-- title: tables by function, without brackets
-- class: catalog
SELECT name FROM pragma_table_list

-- title: tables by function, by schema
-- class: catalog
SELECT name FROM main.pragma_table_list()

-- title: databases by function
-- class: catalog
SELECT file FROM pragma_database_list

-- title: functions by function
-- class: catalog
SELECT name FROM pragma_function_list

-- title: settings by function
-- class: catalog
SELECT * FROM pragma_compile_options()

-- title: a pragma
-- class: catalog
PRAGMA table_info(employees)

-- title: a pragma with a value
-- class: catalog
PRAGMA writable_schema = 1

-- title: a pragma by schema
-- class: catalog
PRAGMA main.page_count

-- title: pages of the file
-- class: catalog
SELECT * FROM dbstat

-- title: pages of the file as bytes
-- class: catalog
SELECT data FROM sqlite_dbpage

-- title: the bytecode
-- class: catalog
SELECT * FROM bytecode('SELECT * FROM employees')

-- title: tables that a statement uses
-- class: catalog
SELECT * FROM tables_used('SELECT * FROM employees')

-- title: statements that are prepared
-- class: catalog
SELECT sql FROM sqlite_stmt

-- title: version
-- class: catalog
SELECT sqlite_version(), sqlite_source_id()

-- title: how it was built
-- class: catalog
SELECT sqlite_compileoption_get(1), sqlite_compileoption_used('X')

-- title: where a value lies in the file
-- class: catalog
SELECT sqlite_offset(id) FROM customers

-- title: another file
-- class: file
ATTACH DATABASE '/tmp/chat2sql-attack' AS taken

-- title: another file by an address
-- class: file
ATTACH 'file:/tmp/chat2sql-attack?mode=rwc' AS taken

-- title: a file that is let go
-- class: file
DETACH DATABASE main

-- title: a copy
-- class: file
VACUUM INTO '/tmp/chat2sql-attack'

-- title: a file written
-- class: file
SELECT writefile('/tmp/chat2sql-attack', 'x')

-- title: a file read
-- class: file
SELECT readfile('/etc/passwd')

-- title: a folder
-- class: file
SELECT name FROM fsdir('/')

-- title: an editor
-- class: file
SELECT edit('x', 'vi')

-- title: a packed file
-- class: file
SELECT * FROM zipfile('/tmp/a.zip')

-- title: a file of lines
-- class: file
SELECT * FROM csv('/etc/passwd')

-- title: the page's size changed
-- class: file
PRAGMA journal_mode = DELETE

-- title: where temporary files go
-- class: file
PRAGMA temp_store_directory = '/tmp'

-- title: a backup
-- class: file
.backup /tmp/chat2sql-attack

-- title: a library
-- class: program
SELECT load_extension('/tmp/taken')

-- title: a library with its beginning
-- class: program
SELECT load_extension('/tmp/taken', 'main')

-- title: a tokenizer's address
-- class: program
SELECT fts3_tokenizer('simple')

-- title: a tokenizer's address set
-- class: program
SELECT fts3_tokenizer('simple', x'4141414141414141')

-- title: SQL in a string
-- class: program
SELECT eval('DELETE FROM orders')

-- title: a virtual table
-- class: program
CREATE VIRTUAL TABLE taken USING fts5(a)

-- title: a command of the shell
-- class: program
.shell id

-- title: it counts for long
-- class: sleep
WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT max(n) FROM t

-- title: it sleeps
-- class: sleep
SELECT sleep(30)

-- title: an exclusive transaction
-- class: lock
BEGIN EXCLUSIVE

-- title: a mode that keeps the lock
-- class: lock
PRAGMA locking_mode = EXCLUSIVE

-- title: a savepoint
-- class: lock
SAVEPOINT taken

-- title: rows replaced
-- class: write
REPLACE INTO categories (id) VALUES (1)

-- title: rows added or else
-- class: write
INSERT OR IGNORE INTO categories (id) VALUES (78)

-- title: rows added or changed
-- class: write
INSERT INTO categories (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = 'taken'

-- title: a deletion behind a WITH query
-- class: write
WITH a AS (SELECT 1) DELETE FROM orders

-- title: a change that returns rows
-- class: write
UPDATE orders SET amount = 0 RETURNING *

-- title: the schema itself
-- class: write
UPDATE sqlite_master SET sql = ''

-- title: the end of the transaction
-- class: write
COMMIT

-- title: the transaction undone
-- class: write
ROLLBACK

-- title: foreign keys off
-- class: write
PRAGMA foreign_keys = OFF

-- title: the last key
-- class: write
SELECT last_insert_rowid()

-- title: how many rows were changed
-- class: write
SELECT changes(), total_changes()

-- title: a full-text index told to merge
-- class: write
INSERT INTO search(search) VALUES ('optimize')

-- title: a temporary table
-- class: ddl
CREATE TEMP TABLE orders AS SELECT 1 AS id

-- title: a temporary view in the table's place
-- class: ddl
CREATE TEMP VIEW orders AS SELECT * FROM employees

-- title: a temporary trigger
-- class: ddl
CREATE TEMP TRIGGER taken AFTER INSERT ON orders BEGIN DELETE FROM orders; END

-- title: a column's name
-- class: ddl
ALTER TABLE orders RENAME COLUMN amount TO taken

-- title: an index anew
-- class: ddl
REINDEX orders

-- title: statistics
-- class: ddl
ANALYZE

-- title: the file put in order
-- class: ddl
VACUUM

-- title: a number that begins a name
-- class: parser differential
SELECT 1abc FROM employees

-- title: a hexadecimal number
-- class: parser differential
SELECT 0x10 AS a, x'00' AS b

-- title: digits with underscores
-- class: parser differential
SELECT 1_000 AS a FROM employees

-- title: a text in single quotes where a name belongs
-- class: parser differential
SELECT id AS 'id_card' FROM customers ORDER BY 'id_card'

-- title: double quotes that are a text if no column has the name
-- class: parser differential
SELECT "employees" AS t FROM products

-- title: a name with a doubled quote
-- class: parser differential
SELECT "id""card" FROM customers

-- title: a name in brackets with a quote
-- class: parser differential
SELECT [id"_card] FROM customers

-- title: a comment that is not closed
-- class: parser differential
SELECT 1 AS a /* FROM employees

-- title: two equals signs
-- class: parser differential
SELECT id FROM products WHERE id == 1 AND cost == 3

-- title: IS with a value
-- class: parser differential
SELECT id FROM customers WHERE id_card IS '0' OR name IS NOT 'a'

-- title: NOTNULL as a word
-- class: parser differential
SELECT id FROM customers WHERE id_card NOTNULL

-- title: a join in odd words
-- class: parser differential
SELECT p.id FROM products p NATURAL LEFT OUTER JOIN employees

-- title: a comma after a join
-- class: parser differential
SELECT p.id FROM products p CROSS JOIN categories c, employees e

-- title: a collation that is none
-- class: parser differential
SELECT name COLLATE taken FROM customers

-- title: a parameter by number
-- class: parser differential
SELECT ?1 AS a

-- title: a parameter by name
-- class: parser differential
SELECT :region AS a, @region AS b, $region AS c

-- title: a parameter in the manner of Tcl
-- class: parser differential
SELECT $a::b(c) AS a

-- title: LIMIT with two numbers
-- class: parser differential
SELECT salary FROM employees LIMIT 5, 10

-- title: LIMIT below zero
-- class: parser differential
SELECT id FROM order_items LIMIT -1

-- title: LIMIT as an expression
-- class: parser differential
SELECT id FROM products LIMIT 1 + (SELECT count(*) FROM employees)

-- title: a set operation's order by a hidden column
-- class: parser differential
SELECT id FROM products UNION SELECT id FROM categories ORDER BY cost

-- title: a table between brackets
-- class: parser differential
SELECT * FROM (employees)

-- title: a join between brackets
-- class: parser differential
SELECT * FROM (products p JOIN employees e ON e.id = p.id)

-- title: a match
-- class: parser differential
SELECT id FROM customers WHERE name MATCH 'secret'

-- title: an operator of a full-text table
-- class: parser differential
SELECT * FROM search('secret')

-- title: an arrow by a number
-- class: parser differential
SELECT payload -> 0, payload ->> 'user' FROM events ORDER BY id

-- title: bytes of nothing
-- class: denial of service
SELECT zeroblob(2000000000)

-- title: bytes of chance
-- class: denial of service
SELECT randomblob(1000000000)

-- title: a wide format
-- class: denial of service
SELECT printf('%1000000000d', 1)

-- title: a wide format by star
-- class: denial of service
SELECT format('%.*c', 1000000000, 'a')

-- title: the hexadecimal of bytes of nothing
-- class: denial of service
SELECT hex(zeroblob(500000000))

-- title: a series
-- class: denial of service
SELECT count(*) FROM generate_series(1, 9223372036854775807)

-- title: a LIKE that tries for ever
-- class: denial of service
SELECT count(*) AS n FROM order_items WHERE 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' LIKE '%a%a%a%a%a%a%a%a%a%a%b'

-- title: a GLOB that tries for ever
-- class: denial of service
SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' GLOB '*a*a*a*a*a*a*a*a*a*a*a*b' AS g

-- title: a deep JSON document
-- class: denial of service
SELECT json(replace(printf('%0100000d', 0), '0', '['))

-- title: a text put together from all rows
-- class: denial of service
SELECT group_concat(replace(printf('%01000d', 0), '0', 'abcdefgh')) AS t FROM order_items a, order_items b
