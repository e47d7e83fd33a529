-- title: all columns are the granted ones
-- dialect: all
-- policy: restricted
-- accept
SELECT * FROM customers

-- title: all columns by alias
-- dialect: all
-- policy: restricted
-- accept
SELECT c.* FROM customers c

-- title: the mask is what one compares
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM customers WHERE phone = '13800370003'

-- title: masked in LIKE
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM customers WHERE phone LIKE '138%'

-- title: masked in ORDER BY
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM customers ORDER BY phone, id

-- title: masked in GROUP BY
-- dialect: all
-- policy: restricted
-- accept
SELECT phone, count(*) FROM customers GROUP BY phone

-- title: masked in DISTINCT
-- dialect: all
-- policy: restricted
-- accept
SELECT DISTINCT email FROM customers

-- title: masked in an aggregate
-- dialect: all
-- policy: restricted
-- accept
SELECT min(phone), max(phone), count(DISTINCT phone) FROM customers

-- title: masked in substr
-- dialect: all
-- policy: restricted
-- accept
SELECT substr(phone, 4, 4) FROM customers

-- title: masked joined with itself
-- dialect: all
-- policy: restricted
-- accept
SELECT a.id, b.id FROM customers a JOIN customers b ON a.phone = b.phone

-- title: masked by a natural join
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM customers NATURAL JOIN (SELECT '138****0003' AS phone) s

-- title: a natural join with a guessed hidden column finds nothing in common
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM customers NATURAL JOIN (SELECT '000000000000000005' AS id_card) s

-- title: masked in USING
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM customers JOIN (SELECT '138****0003' AS phone) s USING (phone)

-- title: masked in a window
-- dialect: all
-- policy: restricted
-- accept
SELECT id, rank() OVER (ORDER BY phone) FROM customers

-- title: masked in a window's partition
-- dialect: all
-- policy: restricted
-- accept
SELECT id, count(*) OVER (PARTITION BY email) FROM customers

-- title: masked in a case
-- dialect: all
-- policy: restricted
-- accept
SELECT CASE WHEN phone > '138' THEN 1 ELSE 0 END FROM customers

-- title: masked in a correlated subquery
-- dialect: all
-- policy: restricted
-- accept
SELECT (SELECT c.phone FROM customers c WHERE c.id = o.customer_id) FROM orders o

-- title: masked in IN
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM customers WHERE phone IN (SELECT phone FROM customers)

-- title: masked in EXISTS
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id AND c.email LIKE 'a3%')

-- title: masked through WITH
-- dialect: all
-- policy: restricted
-- accept
WITH c AS (SELECT phone AS p FROM customers) SELECT p FROM c

-- title: masked in a set operation
-- dialect: all
-- policy: restricted
-- accept
SELECT phone FROM customers UNION SELECT email FROM customers

-- title: masked in EXCEPT
-- dialect: all
-- policy: restricted
-- accept
SELECT phone FROM customers EXCEPT SELECT '138****0003'

-- title: masked concatenated
-- dialect: all
-- policy: restricted
-- accept
SELECT phone || email FROM customers

-- title: masked length
-- dialect: all
-- policy: restricted
-- accept
SELECT length(phone), length(email) FROM customers

-- title: rows are counted after the filter
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM customers

-- title: sum over visible cells
-- dialect: all
-- policy: restricted
-- accept
SELECT sum(amount), count(amount), count(*) FROM orders

-- title: cells of a grant that gives other columns
-- dialect: all
-- policy: restricted
-- accept
SELECT id, status, amount, region, note FROM orders

-- title: a filter on a hidden cell
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE amount > 99

-- title: a filter on the region
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE region <> 'north'

-- title: a filter that is always true
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE 1 = 1 OR region = 'south'

-- title: hidden rows in an outer join
-- dialect: all
-- policy: restricted
-- accept
SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON c.id = o.customer_id

-- title: hidden rows in a right join
-- dialect: all
-- policy: restricted
-- accept
SELECT o.id, c.name FROM customers c RIGHT JOIN orders o ON c.id = o.customer_id

-- title: hidden rows in a full join
-- dialect: both
-- policy: restricted
-- accept
SELECT o.id, c.id FROM customers c FULL JOIN orders o ON c.id = o.customer_id

-- title: hidden rows in a cross join
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM customers CROSS JOIN products

-- title: hidden rows in NOT EXISTS
-- dialect: all
-- policy: restricted
-- accept
SELECT p.id FROM products p WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.amount = p.price)

-- title: hidden rows in NOT IN
-- dialect: all
-- policy: restricted
-- accept
SELECT p.id FROM products p WHERE p.id NOT IN (SELECT id FROM customers)

-- title: a WITH query named as the table
-- dialect: all
-- policy: restricted
-- accept
WITH c AS (SELECT 1 AS id) SELECT c.id FROM c, customers

-- title: a WITH query that shadows the table
-- dialect: postgres
-- policy: restricted
-- accept
WITH customers AS (SELECT * FROM customers) SELECT phone FROM customers

-- title: the table with its schema beside a WITH query of its name
-- dialect: postgres
-- policy: restricted
-- accept
WITH x AS (SELECT 1 AS id) SELECT count(*) FROM public.customers, x

-- title: the table with its schema beside a WITH query of its name
-- dialect: sqlite
-- policy: restricted
-- accept
WITH x AS (SELECT 1 AS id) SELECT count(*) FROM main.customers, x

-- title: another spelling
-- dialect: both
-- policy: restricted
-- accept
SELECT COUNT(*) FROM CUSTOMERS

-- title: another spelling, quoted
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM "CUSTOMERS" c WHERE c."PHONE" LIKE '138%'

-- title: brackets and backticks
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT [phone], `email` FROM [customers]

-- title: division by a hidden row's value
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE 1 / (amount - 100) < 5

-- title: division by a hidden cell of a visible row
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id FROM orders WHERE status = 'paid' AND 10 / (amount - 100) < 5

-- title: a cast of hidden text
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE note::int > 0

-- title: a cast of hidden text, the other way round
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE region = 'north' AND CAST(note AS integer) = 0

-- title: division in a join condition
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders o JOIN products p ON p.id = 1 / (o.amount - 100)

-- title: division in a left join's condition
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products p LEFT JOIN orders o ON o.amount = 100 AND 1 / (o.amount - 100) = 1

-- title: division in HAVING
-- dialect: postgres
-- policy: restricted
-- accept
SELECT amount FROM orders GROUP BY amount HAVING 1 / (amount - 100) < 5

-- title: division in a derived table
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.x FROM (SELECT 1 / (amount - 100) AS x FROM orders) s WHERE s.x < 5

-- title: division in WITH
-- dialect: postgres
-- policy: restricted
-- accept
WITH s AS (SELECT id, 1 / (amount - 100) AS x FROM orders) SELECT id FROM s WHERE x < 5

-- title: division in a grouped derived table
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.x FROM (SELECT 1 / (amount - 100) AS x, count(*) AS n FROM orders GROUP BY 1) s WHERE s.x < 5

-- title: division in a lateral
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders o, LATERAL (SELECT 1 / (o.amount - 100) AS x) l WHERE l.x < 5

-- title: division in a union below a condition
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM (SELECT 1 / (amount - 100) AS x FROM orders UNION ALL SELECT 1) s WHERE s.x < 5

-- title: division in a correlated subquery
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.id FROM products p WHERE p.id = (SELECT max(1 / (o.amount - 100)) FROM orders o)

-- title: division in EXISTS
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.id FROM products p WHERE EXISTS (SELECT 1 FROM orders o WHERE 1 / (o.amount - 100) < p.id)

-- title: division in a case of a condition
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE CASE WHEN amount > 0 THEN 1 / (amount - 100) ELSE 1 END < 5

-- title: division in ORDER BY
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id FROM orders ORDER BY 1 / (amount - 100), id

-- title: division in the list
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id, 1 / (amount - 100) FROM orders

-- title: division in an aggregate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT sum(1 / (amount - 100)) FROM orders

-- title: division in FILTER
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FILTER (WHERE 1 / (amount - 100) < 5) FROM orders

-- title: division in a window
-- dialect: postgres
-- policy: restricted
-- accept
SELECT sum(amount) OVER (PARTITION BY 1 / (amount - 100)) FROM orders

-- title: division in DISTINCT ON
-- dialect: postgres
-- policy: restricted
-- accept
SELECT DISTINCT ON (1 / (amount - 100)) id FROM orders ORDER BY 1 / (amount - 100), id

-- title: a regular expression from a hidden value
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM customers WHERE 'x' ~ name

-- title: a bad regular expression tells whether rows exist
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM customers WHERE name ~ '('

-- title: a pattern that ends in its escape
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM customers WHERE name LIKE 'Other\'

-- title: a pattern from a column
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE 'x' LIKE note

-- title: an integer overflow
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE amount * 21474837 > 0

-- title: a date out of range
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE created_at + interval '200000 years' > now()

-- title: a constant that fails
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE amount = 100 AND 1 / 0 = 1

-- title: a stable constant that fails
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE amount = 100 AND now() - interval '9999 years' > now()

-- title: a field of a date that has none
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE extract(foo FROM created_at) = 1

-- title: several rows from a scalar subquery
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders o WHERE o.amount = (SELECT p.price FROM products p WHERE p.id > o.amount - 99)

-- title: an unknown format
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE to_date(note, 'YYYY') > now()

-- title: a number from text
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE to_number(note, '999') > 1

-- title: a logarithm of nothing
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE ln(amount - 100) > 1

-- title: a root of less
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE sqrt(99 - amount) > 1

-- title: an array compared
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE amount = ANY (ARRAY[100, 105])

-- title: an absolute value that overflows
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE abs(amount - 100 - 9223372036854775807 - 1) > 0

-- title: broken JSON
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE json_extract(note, '$.a') IS NULL

-- title: broken JSON by operator
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE note ->> '$.a' IS NULL

-- title: an escape of two characters
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE note LIKE 'x' ESCAPE 'ab'

-- title: a replacement that is too big
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE replace(note, '0', 'x') = 'x'

-- title: an alias in WHERE
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT json_extract(note, '$.a') AS j FROM orders WHERE j IS NULL

-- title: sum that could overflow
-- dialect: all
-- policy: restricted
-- accept
SELECT sum(amount * 1000) FROM orders

-- title: offset counts visible rows
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM customers ORDER BY id LIMIT 5 OFFSET 10

-- title: a union with the same table
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM customers UNION ALL SELECT id FROM orders ORDER BY 1

-- title: row numbers
-- dialect: all
-- policy: restricted
-- accept
SELECT id, row_number() OVER (ORDER BY id) FROM orders

-- title: lag looks at visible rows
-- dialect: all
-- policy: restricted
-- accept
SELECT id, lag(id) OVER (ORDER BY id), lead(status) OVER (ORDER BY id) FROM orders

-- title: a table with a Chinese name
-- dialect: all
-- policy: restricted
-- accept
SELECT 城市, sum(营业额) FROM 门店 GROUP BY 城市

-- title: between in filters
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE amount BETWEEN 90 AND 110

-- title: null tests on hidden cells
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM orders WHERE amount IS NULL

-- title: coalesce on hidden cells
-- dialect: all
-- policy: restricted
-- accept
SELECT sum(coalesce(amount, 7)) FROM orders

-- title: a self join on the key
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM orders a JOIN orders b ON a.id = b.id + 1

-- title: grouping by a hidden cell
-- dialect: all
-- policy: restricted
-- accept
SELECT region, count(*) FROM orders GROUP BY region

-- title: ordering by a hidden cell
-- dialect: all
-- policy: restricted
-- accept
SELECT id FROM orders ORDER BY amount, id

-- title: items of orders that are hidden
-- dialect: all
-- policy: restricted
-- accept
SELECT count(*) FROM order_items i WHERE i.order_id IN (SELECT id FROM orders)

-- title: grouping sets
-- dialect: postgres
-- policy: restricted
-- accept
SELECT region, status, count(*) FROM orders GROUP BY GROUPING SETS ((region), (status), ())

-- title: string_agg over masks
-- dialect: postgres
-- policy: restricted
-- accept
SELECT string_agg(phone, ',' ORDER BY id) FROM customers

-- title: group_concat over masks
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT group_concat(phone) FROM customers

-- title: percentiles over visible cells
-- dialect: postgres
-- policy: restricted
-- accept
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FROM orders

-- title: division by a hidden row's value, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE 1 / (amount - 100) < 5

-- title: a cast of hidden text, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE note::int > 0

-- title: a cast of hidden text, the other way round, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE region = 'north' AND CAST(note AS integer) = 0

-- title: division in a join condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments o JOIN products p ON p.id = 1 / (o.amount - 100)

-- title: division in a left join's condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products p LEFT JOIN payments o ON o.amount = 100 AND 1 / (o.amount - 100) = 1

-- title: division in HAVING, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT amount FROM payments GROUP BY amount HAVING 1 / (amount - 100) < 5

-- title: division in a derived table, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.x FROM (SELECT 1 / (amount - 100) AS x FROM payments) s WHERE s.x < 5

-- title: division in WITH, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
WITH s AS (SELECT id, 1 / (amount - 100) AS x FROM payments) SELECT id FROM s WHERE x < 5

-- title: division in a grouped derived table, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.x FROM (SELECT 1 / (amount - 100) AS x, count(*) AS n FROM payments GROUP BY 1) s WHERE s.x < 5

-- title: division in a lateral, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments o, LATERAL (SELECT 1 / (o.amount - 100) AS x) l WHERE l.x < 5

-- title: division in a union below a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM (SELECT 1 / (amount - 100) AS x FROM payments UNION ALL SELECT 1) s WHERE s.x < 5

-- title: division in a correlated subquery, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.id FROM products p WHERE p.id = (SELECT max(1 / (o.amount - 100)) FROM payments o)

-- title: division in EXISTS, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.id FROM products p WHERE EXISTS (SELECT 1 FROM payments o WHERE 1 / (o.amount - 100) < p.id)

-- title: division in a case of a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE CASE WHEN amount > 0 THEN 1 / (amount - 100) ELSE 1 END < 5

-- title: division in ORDER BY, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id FROM payments ORDER BY 1 / (amount - 100), id

-- title: division in the list, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id, 1 / (amount - 100) FROM payments

-- title: division in an aggregate, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT sum(1 / (amount - 100)) FROM payments

-- title: division in FILTER, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FILTER (WHERE 1 / (amount - 100) < 5) FROM payments

-- title: division in a window, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT sum(amount) OVER (PARTITION BY 1 / (amount - 100)) FROM payments

-- title: division in DISTINCT ON, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT DISTINCT ON (1 / (amount - 100)) id FROM payments ORDER BY 1 / (amount - 100), id

-- title: a pattern from a column, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE 'x' LIKE note

-- title: an integer overflow, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE amount * 21474837 > 0

-- title: a date out of range, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE created_at + interval '200000 years' > now()

-- title: a constant that fails, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE amount = 100 AND 1 / 0 = 1

-- title: a stable constant that fails, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE amount = 100 AND now() - interval '9999 years' > now()

-- title: a field of a date that has none, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE extract(foo FROM created_at) = 1

-- title: several rows from a scalar subquery, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments o WHERE o.amount = (SELECT p.price FROM products p WHERE p.id > o.amount - 99)

-- title: an unknown format, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE to_date(note, 'YYYY') > now()

-- title: a number from text, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE to_number(note, '999') > 1

-- title: a logarithm of nothing, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE ln(amount - 100) > 1

-- title: a root of less, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE sqrt(99 - amount) > 1

-- title: an array compared, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE amount = ANY (ARRAY[100, 105])

-- title: a cast in a join condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments p JOIN products q ON q.id = p.note::int

-- title: a cast in IN, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products q WHERE q.id IN (SELECT p.note::int FROM payments p)

-- title: a cast in a semi join, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products q WHERE EXISTS (SELECT 1 FROM payments p WHERE p.note::int = q.id)

-- title: a cast in an anti join, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products q WHERE NOT EXISTS (SELECT 1 FROM payments p WHERE p.note::int = q.id)

-- title: a cast in a full join, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products q FULL JOIN payments p ON q.id = p.note::int

-- title: a cast in USING of derived tables, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM (SELECT note::int AS id FROM payments) p JOIN products q USING (id)

-- title: a natural join on a cast, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM (SELECT note::int AS id FROM payments) p NATURAL JOIN (SELECT id FROM products) q

-- title: a cast below a grouping and a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.n FROM (SELECT note::int AS x, count(*) AS n FROM payments GROUP BY note::int) s WHERE s.x = 3

-- title: a cast below DISTINCT and a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.x FROM (SELECT DISTINCT note::int AS x FROM payments) s WHERE s.x > 3

-- title: a cast below a window and a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.x FROM (SELECT note::int AS x, count(*) OVER (PARTITION BY note::int) AS n FROM payments) s WHERE s.x > 3

-- title: a cast below EXCEPT and a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.x FROM (SELECT note::int AS x FROM payments EXCEPT SELECT 3) s WHERE s.x > 3

-- title: a cast in a nested lateral, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments p CROSS JOIN LATERAL (SELECT p.note::int AS x) l CROSS JOIN LATERAL (SELECT l.x + 1 AS y) m WHERE m.y > 3

-- title: a cast in row comparison, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE (note::int, amount) > (3, 3)

-- title: a cast in BETWEEN, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE note::int BETWEEN 3 AND 9

-- title: a cast in coalesce, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE coalesce(note::int, 0) > 3

-- title: a date out of range in a cast, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE (created_at + interval '500 years') > now()

-- title: a scalar subquery of several rows, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments p WHERE p.amount = (SELECT q.price FROM products q WHERE q.id > p.amount - 99)

-- title: a scalar subquery in a join condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments p JOIN products q ON q.id = (SELECT r.id FROM products r WHERE r.id > p.amount - 99)

-- title: two sides, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments a JOIN payments b ON a.id = b.id AND a.note::int = b.amount

-- title: a total condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE amount > 99 AND note LIKE 's%'

-- title: a cast in a UNION ALL branch below a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM (SELECT id AS x FROM products UNION ALL SELECT note::int FROM payments) s WHERE s.x > 3

-- title: a cast in FILTER below a condition, behind a costly predicate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT s.n FROM (SELECT count(*) FILTER (WHERE note::int > 3) AS n FROM payments) s WHERE s.n > 0

-- title: broken JSON, behind a costly predicate
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE json_extract(note, '$.a') IS NULL

-- title: broken JSON in a join, behind a costly predicate
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM payments p JOIN products q ON q.id = json_extract(p.note, '$')

-- title: broken JSON below a condition, behind a costly predicate
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM (SELECT json_extract(note, '$') AS x FROM payments) s WHERE s.x > 3

-- title: broken JSON in WITH, behind a costly predicate
-- dialect: sqlite
-- policy: restricted
-- accept
WITH s AS (SELECT json_extract(note, '$') AS x FROM payments) SELECT count(*) FROM s WHERE x > 3

-- title: broken JSON in the list, behind a costly predicate
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT json_extract(note, '$') FROM payments
