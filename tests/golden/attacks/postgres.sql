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
SELECT * FROM public.employees

-- title: the table by its database and schema
-- class: permission bypass
SELECT * FROM shop.public.employees

-- title: the governed table by its schema, past a WITH query of that name
-- class: permission bypass
WITH customers AS (SELECT 1 AS id) SELECT * FROM public.customers

-- title: a quoted name in small letters
-- class: permission bypass
SELECT "id_card" FROM "customers"

-- title: a whole row as one value
-- class: permission bypass
SELECT customers FROM customers

-- title: a whole row as text
-- class: permission bypass
SELECT c::text FROM customers c

-- title: a whole row as JSON
-- class: permission bypass
SELECT row_to_json(c) FROM customers c

-- title: a whole row as JSON keys
-- class: permission bypass
SELECT to_jsonb(p) - 'price' AS p FROM products p ORDER BY id

-- title: a whole row in an array
-- class: permission bypass
SELECT (array_agg(c))[1].id_card FROM customers c

-- title: a whole row in JSON aggregation
-- class: permission bypass
SELECT json_agg(p ORDER BY p.id) AS j FROM products p

-- title: a whole row compared
-- class: permission bypass
SELECT count(*) FROM products a JOIN products b ON a = b

-- title: a whole row counted
-- class: permission bypass
SELECT count(c) AS n, count(DISTINCT c) AS d FROM customers c

-- title: a whole row as XML
-- class: permission bypass
SELECT xmlforest(c AS row) FROM customers c

-- title: a whole row as key and value
-- class: permission bypass
SELECT e.key, e.value FROM products p, LATERAL jsonb_each_text(to_jsonb(p)) AS e ORDER BY 1, 2

-- title: a composite field of a table's row
-- class: permission bypass
SELECT (c).id_card FROM customers c

-- title: all composite fields of a table's row
-- class: permission bypass
SELECT (c).* FROM customers c

-- title: a function of a row that is a column of it
-- class: permission bypass
SELECT id_card(c) FROM customers c

-- title: a column of a row that is a function
-- class: permission bypass
SELECT c.row_to_json FROM customers c

-- title: a row type in a cast
-- class: permission bypass
SELECT (NULL::customers).id_card

-- title: a row type filled from JSON
-- class: permission bypass
SELECT * FROM json_populate_record(NULL::customers, '{"id": 1}')

-- title: a star expanded into a row
-- class: permission bypass
SELECT ROW(p.*) FROM products p

-- title: alias names that shift columns
-- class: permission bypass
SELECT e FROM products AS p(a, b, c, d, e)

-- title: alias names that exchange columns
-- class: permission bypass
SELECT p.phone FROM customers AS p(id, phone, name) ORDER BY 1

-- title: a lateral join that reads the hidden column
-- class: permission bypass
SELECT x.i FROM customers c, LATERAL (SELECT c.id_card AS i) AS x

-- title: a lateral join that reads another region's rows
-- class: permission bypass
SELECT c.id, x.amount FROM customers c CROSS JOIN LATERAL (SELECT o.amount FROM orders o WHERE o.customer_id = c.id ORDER BY o.amount DESC, o.id LIMIT 1) AS x ORDER BY c.id

-- title: a lateral join with a division that would see hidden rows
-- class: permission bypass
SELECT count(*) FROM products p, LATERAL (SELECT 1 FROM payments y WHERE 1 / (y.amount - 100) > p.id) AS x

-- title: JOIN USING under a name of its own
-- class: permission bypass
SELECT j.id FROM customers a JOIN customers b USING (id_card) AS j

-- title: the physical place of rows
-- class: permission bypass
SELECT ctid FROM customers

-- title: the physical place of a row as a filter
-- class: permission bypass
SELECT id FROM customers WHERE ctid = '(0,1)'

-- title: the transaction that wrote a row
-- class: permission bypass
SELECT xmin, xmax, cmin, cmax FROM orders

-- title: the table that a row is of
-- class: permission bypass
SELECT tableoid FROM orders

-- title: a system column under another name
-- class: permission bypass
SELECT "xmin" AS x FROM orders

-- title: only the parent table
-- class: permission bypass
SELECT * FROM ONLY customers

-- title: all children of a table
-- class: permission bypass
SELECT * FROM customers *

-- title: a sample of the table, which sees blocks of all rows
-- class: permission bypass
SELECT id FROM customers TABLESAMPLE BERNOULLI (50) REPEATABLE (1)

-- title: a sample by block
-- class: permission bypass
SELECT count(*) FROM orders TABLESAMPLE SYSTEM (10)

-- title: TABLE as a statement
-- class: permission bypass
TABLE employees

-- title: TABLE of the governed table
-- class: permission bypass
TABLE customers

-- title: TABLE in a set operation
-- class: permission bypass
SELECT 1, 'a', 1 UNION ALL TABLE employees

-- title: a Unicode escape in an identifier
-- class: permission bypass
SELECT U&"id\005fcard" FROM customers

-- title: a Unicode escape in a table's name
-- class: permission bypass
SELECT * FROM U&"employee\0073"

-- title: a Unicode escape with a sign of its own
-- class: permission bypass
SELECT * FROM U&"employee!0073" UESCAPE '!'

-- title: grouping sets that give sums of hidden groups
-- class: permission bypass
SELECT region, status, count(*) AS n FROM orders GROUP BY GROUPING SETS ((region), (status), ()) ORDER BY 1, 2, 3

-- title: a cube over masked columns
-- class: permission bypass
SELECT phone, level, count(*) AS n FROM customers GROUP BY CUBE (phone, level) ORDER BY 1, 2, 3

-- title: an ordered-set total of all rows
-- class: permission bypass
SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY amount) AS p, mode() WITHIN GROUP (ORDER BY region) AS m FROM payments

-- title: a rank among hidden rows
-- class: permission bypass
SELECT rank(50) WITHIN GROUP (ORDER BY amount) AS r FROM payments

-- title: a filtered total of hidden rows
-- class: permission bypass
SELECT count(*) FILTER (WHERE region = 'south') AS n FROM orders

-- title: one row for each, by a hidden order
-- class: permission bypass
SELECT DISTINCT ON (region) region, id FROM customers ORDER BY region, phone, id

-- title: a masked column by a regular expression
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE phone ~ '^1380[0-9]{3}'

-- title: a masked column by similarity
-- class: permission bypass
SELECT count(*) AS n FROM customers WHERE email SIMILAR TO 'a[0-9]+x0@%'

-- title: a masked column digit by digit in rows
-- class: permission bypass
SELECT c.id, d FROM customers c, LATERAL regexp_split_to_table(c.phone, '') AS d ORDER BY 1, 2

-- title: a masked column in an array of guesses
-- class: permission bypass
SELECT id FROM customers WHERE phone = ANY (ARRAY['13800110003', '13801110003'])

-- title: a masked column in a format
-- class: permission bypass
SELECT format('%s-%s', phone, email) AS f FROM customers ORDER BY 1

-- title: a masked column as JSON
-- class: permission bypass
SELECT jsonb_build_object('p', phone, 'e', email) AS j FROM customers ORDER BY id

-- title: a masked column put together
-- class: permission bypass
SELECT string_agg(phone, ',' ORDER BY id) AS p FROM customers

-- title: a masked column as bytes
-- class: permission bypass
SELECT encode(convert_to(email, 'UTF8'), 'hex') AS b FROM customers ORDER BY id

-- title: a masked column as a digest to try out
-- class: permission bypass
SELECT md5(phone) AS m FROM customers ORDER BY id

-- title: a masked column in a collation of its own
-- class: permission bypass
SELECT id FROM customers ORDER BY email COLLATE "C", id

-- title: EXPLAIN shows the filter and counts
-- class: permission bypass
EXPLAIN SELECT * FROM customers

-- title: EXPLAIN ANALYZE runs it
-- class: permission bypass
EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM employees

-- title: a materialised WITH query that reads more
-- class: permission bypass
WITH c AS MATERIALIZED (SELECT * FROM customers) SELECT id_card FROM c

-- title: a WITH query that the planner may open again
-- class: permission bypass
WITH p AS NOT MATERIALIZED (SELECT * FROM payments) SELECT count(*) AS n FROM p WHERE 1 / (amount - 100) < 5

-- title: a search order over a recursion on hidden keys
-- class: permission bypass
WITH RECURSIVE t(id) AS (SELECT 1 UNION ALL SELECT e.id + 1 FROM t JOIN employees e ON e.id = t.id) SELECT * FROM t

-- title: ROWS FROM with a function that gives rows
-- class: permission bypass
SELECT * FROM ROWS FROM (generate_series(1, 3), unnest(ARRAY[1, 2])) AS t(a, b)

-- title: a cast of text that says what the text was
-- class: error oracle
SELECT id FROM customers WHERE id_card::int > 0

-- title: a masked text as a number, told by the message
-- class: error oracle
SELECT CAST(phone AS bigint) FROM customers

-- title: an e-mail as a number, told by the message
-- class: error oracle
SELECT email::int FROM customers

-- title: a hidden text as a date
-- class: error oracle
SELECT count(*) FROM payments WHERE note::date > '2024-01-01'

-- title: a date that no calendar has, in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE created_at + interval '1 year' > '2000-01-01'

-- title: a timestamp out of the range, by truncation
-- class: error oracle
SELECT count(*) FROM payments WHERE date_trunc('month', created_at) - interval '300000 years' < now()

-- title: a bucket's bounds are equal in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE width_bucket(amount, 100, amount, 3) > 0

-- title: a substring of negative length in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE substring(note, 1, 102 - amount) = '7'

-- title: a repeated text too long in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE length(repeat(note, amount * 10000000)) > 0

-- title: a pattern that is none, from hidden rows
-- class: error oracle
SELECT count(*) FROM customers WHERE 'x' ~ name

-- title: a LIKE escape from a hidden value
-- class: error oracle
SELECT count(*) FROM customers WHERE 'x' LIKE 'y' ESCAPE name

-- title: a field number of zero in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE split_part(note, 'e', amount - 100) = 's'

-- title: an array index from a hidden value
-- class: error oracle
SELECT count(*) FROM payments WHERE (ARRAY[1])[1 / (amount - 100)] = 1

-- title: JSON that is none in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE note::jsonb IS NOT NULL

-- title: a strict path that fails on hidden documents
-- class: error oracle
SELECT count(*) FROM events WHERE jsonb_path_exists(payload, 'strict $.user.vip')

-- title: a path with arithmetic on hidden documents
-- class: error oracle
SELECT count(*) FROM events WHERE jsonb_path_query_first(payload, '$.n / ($.n - 4)') IS NOT NULL

-- title: a cast inside a JSON path
-- class: error oracle
SELECT count(*) FROM events WHERE jsonb_path_exists(payload, '$.page.double()')

-- title: a number from a JSON document
-- class: error oracle
SELECT count(*) FROM events WHERE (payload ->> 'page')::int > 0

-- title: a cast of a code that fails only in secret events
-- class: error oracle
SELECT count(*) FROM events WHERE code::int > 30

-- title: a UUID from text
-- class: error oracle
SELECT count(*) FROM events WHERE code::uuid IS NULL

-- title: a network address from hidden text
-- class: error oracle
SELECT count(*) FROM customers WHERE name::inet IS NOT NULL

-- title: an enumeration from a text by message
-- class: error oracle
SELECT level::bool FROM customers

-- title: XML that is none in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE xmlparse(document note) IS NOT NULL

-- title: an encoding that fails on hidden bytes
-- class: error oracle
SELECT count(*) FROM payments WHERE decode(note, 'hex') IS NOT NULL

-- title: a number formatted by a hidden pattern
-- class: error oracle
SELECT count(*) FROM payments WHERE to_number(note, '9') > 0

-- title: a date read by a pattern
-- class: error oracle
SELECT count(*) FROM payments WHERE to_date(note, 'YYYY') > '2000-01-01'

-- title: a time zone named by a hidden value
-- class: error oracle
SELECT count(*) FROM customers WHERE created_at AT TIME ZONE name > now()

-- title: a unit named by a hidden value
-- class: error oracle
SELECT count(*) FROM customers WHERE date_trunc(name, created_at) IS NOT NULL

-- title: a set-returning step of zero in hidden rows
-- class: error oracle
SELECT p.id, g FROM payments p, generate_series(1, 3, p.amount - 100) AS g

-- title: a power that overflows in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE power(amount, 200.0) > 0

-- title: a factorial of a hidden value
-- class: error oracle
SELECT count(*) FROM payments WHERE factorial(amount) > 0

-- title: a modulus by a hidden zero
-- class: error oracle
SELECT count(*) FROM payments WHERE mod(7, amount - 105) = 0

-- title: a character of a hidden code
-- class: error oracle
SELECT count(*) FROM payments WHERE chr(amount - 100) = 'a'

-- title: a range whose bounds are exchanged in hidden rows
-- class: error oracle
SELECT count(*) FROM payments WHERE int4range(103, amount) IS NOT NULL

-- title: an interval from hidden text
-- class: error oracle
SELECT count(*) FROM payments WHERE note::interval > '1 hour'

-- title: bits from hidden text
-- class: error oracle
SELECT count(*) FROM payments WHERE note::bit(4) IS NOT NULL

-- title: a window frame that a hidden value makes negative
-- class: error oracle
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN amount PRECEDING AND CURRENT ROW) FROM payments

-- title: a limit that a hidden count makes negative
-- class: error oracle
SELECT id FROM products LIMIT (SELECT 3 - count(*) FROM employees)

-- title: tables of the catalog
-- class: catalog
SELECT relname FROM pg_class

-- title: tables of the catalog by its schema
-- class: catalog
SELECT relname FROM pg_catalog.pg_class WHERE relkind = 'r'

-- title: columns of the catalog
-- class: catalog
SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = 'employees'::regclass

-- title: the standard's catalog
-- class: catalog
SELECT table_name, column_name FROM information_schema.columns

-- title: statistics hold values of all rows
-- class: catalog
SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE tablename = 'employees'

-- title: extended statistics hold values too
-- class: catalog
SELECT stxdmcv FROM pg_statistic_ext_data

-- title: how many rows were read and written
-- class: catalog
SELECT n_live_tup FROM pg_stat_user_tables

-- title: accounts
-- class: catalog
SELECT usename, passwd FROM pg_shadow

-- title: what others are running
-- class: catalog
SELECT query FROM pg_stat_activity

-- title: settings
-- class: catalog
SELECT name, setting FROM pg_settings

-- title: one setting by function
-- class: catalog
SELECT current_setting('data_directory')

-- title: a setting by SHOW
-- class: catalog
SHOW ALL

-- title: views' texts
-- class: catalog
SELECT pg_get_viewdef('taken'::regclass)

-- title: a table's number from its name
-- class: catalog
SELECT 'employees'::regclass::oid

-- title: a name to a number by a typed literal
-- class: catalog
SELECT regclass 'employees'

-- title: a function's name to a number
-- class: catalog
SELECT 'pg_sleep'::regproc

-- title: a role's name from its number
-- class: catalog
SELECT 10::oid::regrole

-- title: whether a name exists, without an error
-- class: catalog
SELECT to_regclass('public.employees') IS NOT NULL

-- title: how large a table is
-- class: catalog
SELECT pg_relation_size('employees'), pg_total_relation_size('employees')

-- title: how large the database is
-- class: catalog
SELECT pg_database_size(current_database())

-- title: what the account may do
-- class: catalog
SELECT has_table_privilege('employees', 'SELECT')

-- title: comments on columns
-- class: catalog
SELECT col_description('customers'::regclass, 5), obj_description('customers'::regclass)

-- title: the server's version
-- class: catalog
SELECT version()

-- title: the server's address
-- class: catalog
SELECT inet_server_addr(), inet_server_port(), pg_postmaster_start_time()

-- title: who asks
-- class: catalog
SELECT current_user, session_user, current_catalog, current_role, user

-- title: locks of others
-- class: catalog
SELECT relation::regclass FROM pg_locks

-- title: sequences and their state
-- class: catalog
SELECT last_value FROM pg_sequences

-- title: large objects in the catalog
-- class: catalog
SELECT loid, data FROM pg_largeobject

-- title: a temporary schema's catalog
-- class: catalog
SELECT * FROM pg_temp.employees

-- title: what a cursor or prepared statement is called
-- class: catalog
SELECT statement FROM pg_prepared_statements

-- title: a server's file
-- class: file
SELECT pg_read_file('/etc/passwd')

-- title: a server's file by its schema and a quoted name
-- class: file
SELECT "pg_catalog"."pg_read_file"('PG_VERSION')

-- title: a server's file by bytes
-- class: file
SELECT pg_read_binary_file('PG_VERSION')

-- title: a folder
-- class: file
SELECT * FROM pg_ls_dir('.')

-- title: the log's folder
-- class: file
SELECT * FROM pg_ls_logdir()

-- title: what a file is
-- class: file
SELECT * FROM pg_stat_file('PG_VERSION')

-- title: a large object from a file
-- class: file
SELECT lo_import('/etc/passwd')

-- title: a large object to a file
-- class: file
SELECT lo_export(16400, '/tmp/chat2sql-attack')

-- title: a table to a file
-- class: file
COPY customers TO '/tmp/chat2sql-attack'

-- title: a file to a table
-- class: file
COPY customers FROM '/etc/passwd'

-- title: a query to the client
-- class: file
COPY (SELECT * FROM employees) TO STDOUT

-- title: the write-ahead log
-- class: file
SELECT pg_walfile_name(pg_current_wal_lsn())

-- title: a directory of the configuration
-- class: file
SELECT pg_current_logfile()

-- title: a program reads what a query gives
-- class: program
COPY (SELECT 1) TO PROGRAM 'touch /tmp/chat2sql-attack'

-- title: a program's answer becomes rows
-- class: program
COPY categories FROM PROGRAM 'id'

-- title: a block of code
-- class: program
DO $$ BEGIN DELETE FROM orders; END $$

-- title: a function of code
-- class: program
CREATE FUNCTION taken() RETURNS int LANGUAGE sql AS 'SELECT 1'

-- title: a library
-- class: program
LOAD 'auto_explain'

-- title: an extension
-- class: program
CREATE EXTENSION dblink

-- title: a procedure
-- class: program
CALL taken()

-- title: a language
-- class: program
CREATE LANGUAGE plpython3u

-- title: another server by dblink
-- class: network
SELECT * FROM dblink('host=127.0.0.1 dbname=postgres', 'SELECT 1') AS t(a int)

-- title: a connection that stays
-- class: network
SELECT dblink_connect('host=127.0.0.1')

-- title: a foreign server
-- class: network
CREATE SERVER taken FOREIGN DATA WRAPPER postgres_fdw

-- title: a subscription
-- class: network
CREATE SUBSCRIPTION taken CONNECTION 'host=127.0.0.1' PUBLICATION p

-- title: SQL in a string, run as XML
-- class: network
SELECT query_to_xml('SELECT * FROM employees', true, false, '')

-- title: SQL in a string, run as XML with a schema
-- class: network
SELECT query_to_xml_and_xmlschema('DELETE FROM orders RETURNING id', true, false, '')

-- title: a table as XML
-- class: network
SELECT table_to_xml('employees', true, false, '')

-- title: a schema as XML
-- class: network
SELECT schema_to_xml('public', true, false, '')

-- title: the database as XML
-- class: network
SELECT database_to_xml(true, false, '')

-- title: a cursor as XML
-- class: network
SELECT cursor_to_xml('c', 1, true, false, '')

-- title: SQL in a string, for text search
-- class: network
SELECT * FROM ts_stat('SELECT to_tsvector(name) FROM employees')

-- title: SQL in a string, for query rewriting
-- class: network
SELECT ts_rewrite('a'::tsquery, 'SELECT name::tsquery, name::tsquery FROM employees')

-- title: SQL in a string, for a crosstab
-- class: network
SELECT * FROM crosstab('SELECT name, salary, id FROM employees') AS t(a text, b int)

-- title: external entities in XML
-- class: network
SELECT xmlparse(document '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')

-- title: a stylesheet in XML
-- class: network
SELECT xslt_process('<a/>', '<x/>')

-- title: it sleeps
-- class: sleep
SELECT pg_sleep(30)

-- title: it sleeps by its schema
-- class: sleep
SELECT pg_catalog.pg_sleep(30)

-- title: it sleeps by a quoted name in capitals
-- class: sleep
SELECT "PG_SLEEP"(30), "pg_sleep"(30)

-- title: it sleeps for an interval
-- class: sleep
SELECT pg_sleep_for('30 seconds')

-- title: it sleeps until a time
-- class: sleep
SELECT pg_sleep_until(now() + interval '30 seconds')

-- title: it sleeps in FROM
-- class: sleep
SELECT * FROM pg_sleep(30)

-- title: it sleeps in a filter of a total
-- class: sleep
SELECT count(*) FILTER (WHERE pg_sleep(30) IS NULL) FROM products

-- title: it sleeps where a guess is right
-- class: sleep
SELECT id FROM products WHERE CASE WHEN price > 50 THEN pg_sleep(30) IS NULL ELSE true END

-- title: it sleeps behind a Unicode escape
-- class: sleep
SELECT U&"pg_sl\0065ep"(30)

-- title: it sleeps as an argument's default
-- class: sleep
SELECT coalesce(NULL, pg_sleep(30)::text)

-- title: it sleeps with a comment between name and bracket
-- class: sleep
SELECT pg_sleep/**/(30)

-- title: it sleeps in LIMIT
-- class: sleep
SELECT id FROM products LIMIT (SELECT 1 FROM pg_sleep(30))

-- title: it waits for a notice
-- class: sleep
LISTEN a

-- title: rows for change
-- class: lock
SELECT * FROM orders FOR UPDATE

-- title: rows for sharing
-- class: lock
SELECT * FROM orders FOR SHARE NOWAIT

-- title: rows for a key
-- class: lock
SELECT * FROM orders FOR KEY SHARE SKIP LOCKED

-- title: rows in a WITH query
-- class: lock
WITH o AS (SELECT id FROM orders FOR NO KEY UPDATE) SELECT * FROM o

-- title: rows in a subquery
-- class: lock
SELECT count(*) FROM (SELECT id FROM orders FOR UPDATE) AS t

-- title: a number for all
-- class: lock
SELECT pg_advisory_lock(1)

-- title: a number for this transaction
-- class: lock
SELECT pg_advisory_xact_lock(1, 2)

-- title: a number, tried
-- class: lock
SELECT pg_try_advisory_lock_shared(1)

-- title: a table
-- class: lock
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE

-- title: the end of others' work
-- class: lock
SELECT pg_terminate_backend(pid) FROM pg_stat_activity

-- title: the end of others' statements
-- class: lock
SELECT pg_cancel_backend(1)

-- title: a deletion in a WITH query
-- class: write
WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone

-- title: a change in a WITH query
-- class: write
WITH c AS (UPDATE orders SET amount = 0 RETURNING id) SELECT count(*) FROM c

-- title: an addition in a WITH query
-- class: write
WITH c AS (INSERT INTO categories (id) VALUES (77) RETURNING id) SELECT * FROM c

-- title: a merge
-- class: write
MERGE INTO orders o USING customers c ON o.id = c.id WHEN MATCHED THEN DELETE

-- title: a new table by SELECT INTO
-- class: write
SELECT * INTO taken FROM customers

-- title: a temporary table by SELECT INTO
-- class: write
SELECT id INTO TEMPORARY taken FROM customers

-- title: all rows at once
-- class: write
TRUNCATE orders

-- title: the next number of a sequence
-- class: write
SELECT nextval('orders_id_seq')

-- title: a sequence set back
-- class: write
SELECT setval('orders_id_seq', 1)

-- title: a large object
-- class: write
SELECT lo_create(0)

-- title: a large object with a content
-- class: write
SELECT lo_from_bytea(0, 'x')

-- title: a large object written
-- class: write
SELECT lo_put(1, 0, 'x')

-- title: a setting for the session
-- class: write
SELECT set_config('statement_timeout', '0', false)

-- title: the read-only setting
-- class: write
SELECT set_config('transaction_read_only', 'off', false)

-- title: the search path by a setting
-- class: write
SET search_path = hidden

-- title: a role by a setting
-- class: write
SELECT set_config('role', 'postgres', false)

-- title: the end of the transaction
-- class: write
COMMIT

-- title: a transaction that may write
-- class: write
BEGIN READ WRITE

-- title: statistics reset
-- class: write
SELECT pg_stat_reset()

-- title: a notice to others
-- class: write
SELECT pg_notify('a', 'b')

-- title: a message into the log that others replicate
-- class: write
SELECT pg_logical_emit_message(true, 'a', 'b')

-- title: a transaction's number
-- class: write
SELECT txid_current()

-- title: the seed of random numbers
-- class: write
SELECT setseed(0.5)

-- title: a type
-- class: ddl
CREATE TYPE taken AS (a int)

-- title: a sequence
-- class: ddl
CREATE SEQUENCE taken

-- title: a schema
-- class: ddl
CREATE SCHEMA taken

-- title: a materialised view
-- class: ddl
CREATE MATERIALIZED VIEW taken AS SELECT * FROM orders

-- title: a trigger
-- class: ddl
CREATE TRIGGER taken BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION taken()

-- title: a rule
-- class: ddl
CREATE RULE taken AS ON INSERT TO orders DO INSTEAD NOTHING

-- title: a policy goes
-- class: ddl
ALTER TABLE orders DISABLE ROW LEVEL SECURITY

-- title: an account
-- class: ddl
CREATE ROLE taken SUPERUSER

-- title: rights
-- class: ddl
GRANT ALL ON orders TO PUBLIC

-- title: a comment
-- class: ddl
COMMENT ON TABLE orders IS 'taken'

-- title: the server's settings
-- class: ddl
ALTER SYSTEM SET log_min_messages = 'debug5'

-- title: the tables put in order
-- class: ddl
VACUUM FULL orders

-- title: an index anew
-- class: ddl
REINDEX TABLE orders

-- title: a checkpoint
-- class: ddl
CHECKPOINT

-- title: a backslash that ends no literal
-- class: parser differential
SELECT '\' AS a, id_card FROM customers --'

-- title: a backslash that escapes in an E literal
-- class: parser differential
SELECT E'\' AS a, id_card FROM customers --' AS b

-- title: a quote by its number in an E literal
-- class: parser differential
SELECT E'\047' AS a, name FROM employees -- '

-- title: dollar quotes with a tag
-- class: parser differential
SELECT $a$ x $a$ AS a, name FROM employees -- $a$

-- title: dollar quotes that look nested
-- class: parser differential
SELECT $a$ $b$ $a$ AS x FROM employees -- $b$

-- title: a comment inside a comment
-- class: parser differential
SELECT 1 AS a /* /* */ FROM employees */

-- title: two literals on two lines are one
-- class: parser differential
SELECT 'a'
'b' AS ab FROM employees

-- title: an operator with its schema
-- class: parser differential
SELECT id FROM payments WHERE amount OPERATOR(pg_catalog./) 0 > 1

-- title: an operator that is a comment elsewhere
-- class: parser differential
SELECT 1 # 2 AS a FROM employees

-- title: minus minus after an operator
-- class: parser differential
SELECT 1 --(SELECT max(salary) FROM employees)

-- title: a bit string by an operator
-- class: parser differential
SELECT U & "employees" FROM (SELECT 1 AS u, 2 AS employees) AS t

-- title: a cast by function
-- class: parser differential
SELECT int4(note) FROM payments

-- title: a typed literal whose type has a schema
-- class: parser differential
SELECT pg_catalog.regclass 'employees'

-- title: a positional parameter
-- class: parser differential
SELECT $1 AS a

-- title: a colon parameter
-- class: parser differential
SELECT :region AS a

-- title: a Python place
-- class: parser differential
SELECT %(region)s AS a, '%s' AS b

-- title: a question mark that is an operator
-- class: parser differential
SELECT count(*) AS n FROM events WHERE payload ? 'user'

-- title: a named argument
-- class: parser differential
SELECT make_interval(secs => 5) AS i

-- title: a variadic argument
-- class: parser differential
SELECT concat_ws(VARIADIC ARRAY[',', 'a', 'b']) AS t

-- title: an empty select list
-- class: parser differential
SELECT FROM employees

-- title: VALUES as a whole statement
-- class: parser differential
VALUES (1), ((SELECT max(salary) FROM employees))

-- title: a window called as a hidden column
-- class: parser differential
SELECT sum(id) OVER id_card FROM products WINDOW id_card AS (ORDER BY cost)

-- title: a group by position that is hidden
-- class: parser differential
SELECT count(*) FROM products GROUP BY cost ORDER BY 1

-- title: an order by an output name that is a hidden column
-- class: parser differential
SELECT id AS cost FROM products ORDER BY cost

-- title: a row comparison with a subquery
-- class: parser differential
SELECT id FROM products WHERE (id, name) IN (SELECT id, name FROM employees)

-- title: an array of a subquery
-- class: parser differential
SELECT ARRAY(SELECT salary FROM employees) AS a

-- title: a collation from a schema
-- class: parser differential
SELECT name COLLATE public."taken" FROM customers

-- title: a series without an end
-- class: denial of service
SELECT count(*) AS n FROM generate_series(1, 9223372036854775807)

-- title: a series times a series
-- class: denial of service
SELECT count(*) FROM generate_series(1, 10000) a, generate_series(1, 10000) b, generate_series(1, 10000) c

-- title: a series in the select list
-- class: denial of service
SELECT generate_series(1, 1000000000)

-- title: a text of a gigabyte
-- class: denial of service
SELECT repeat('a', 1000000000)

-- title: a padded text of a gigabyte
-- class: denial of service
SELECT lpad('a', 1000000000, 'b')

-- title: an array of all numbers
-- class: denial of service
SELECT array_agg(a) FROM generate_series(1, 10000) a, generate_series(1, 10000) b

-- title: a pattern that tries for ever
-- class: denial of service
SELECT count(*) FROM customers WHERE repeat('a', 40) ~ '^(a+)+(b|c)\1$'

-- title: a large power of a numeric
-- class: denial of service
SELECT 9.9 ^ 100000 AS n

-- title: an array filled
-- class: denial of service
SELECT array_fill(1, ARRAY[10000, 10000])

-- title: a series by a step of nothing
-- class: denial of service
SELECT * FROM generate_series('2024-01-01'::timestamp, '2025-01-01', '1 microsecond')
