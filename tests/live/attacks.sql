-- What a masked analyst may try, one statement each. `answered`: it runs, and gives what the same text gives on tables
-- that hold masks instead of values. `refused`: it is stopped before the customer's database sees it.

-- answered: the columns themselves
SELECT id, phone, email, id_card FROM customers ORDER BY id LIMIT 40

-- answered: every column
SELECT * FROM customers ORDER BY id LIMIT 40

-- answered: every column of an alias, quoted
SELECT "c".* FROM "customers" AS "c" ORDER BY "c"."id" LIMIT 40

-- answered: with the schema's name
SELECT public.customers.phone FROM public.customers ORDER BY customers.id LIMIT 40

-- answered: case variants
sElEcT PhOnE, CUSTOMERS.EMAIL FrOm Customers ORDER BY ID LIMIT 40

-- answered: renamed
SELECT phone AS name, id_card AS "level" FROM customers ORDER BY id LIMIT 40

-- answered: the table renamed as another
SELECT orders.phone FROM customers AS orders ORDER BY orders.id LIMIT 40

-- answered: a subquery
SELECT t.x FROM (SELECT phone AS x, id FROM customers) AS t ORDER BY t.id LIMIT 40

-- answered: a subquery of a subquery
SELECT z FROM (SELECT y AS z, id FROM (SELECT phone AS y, id FROM customers) a) b ORDER BY id LIMIT 40

-- answered: a scalar subquery
SELECT (SELECT c.phone FROM customers c WHERE c.id = o.customer_id) FROM orders o ORDER BY o.id LIMIT 40

-- answered: WITH
WITH c AS (SELECT id, phone FROM customers) SELECT phone FROM c ORDER BY id LIMIT 40

-- answered: WITH that shadows the table
WITH customers AS (SELECT id, phone FROM customers) SELECT phone FROM customers ORDER BY id LIMIT 40

-- answered: WITH that shadows, asked by the schema's name
WITH customers AS (SELECT 1 AS id, 'x' AS phone) SELECT phone FROM public.customers ORDER BY id LIMIT 40

-- answered: WITH with column names
WITH c(a, b) AS (SELECT id, email FROM customers) SELECT b FROM c ORDER BY a LIMIT 40

-- answered: WITH inside WITH
WITH a AS (WITH b AS (SELECT id, phone FROM customers) SELECT * FROM b) SELECT * FROM a ORDER BY id LIMIT 40

-- answered: UNION
SELECT phone FROM customers UNION SELECT email FROM customers ORDER BY 1 LIMIT 40

-- answered: UNION ALL under another name
SELECT 'x' AS name, 0 AS id UNION ALL SELECT phone, id FROM customers ORDER BY id, name LIMIT 40

-- answered: INTERSECT with literals
SELECT phone FROM customers INTERSECT SELECT '138' || '12345678'

-- answered: EXCEPT
SELECT count(*) FROM (SELECT phone FROM customers EXCEPT SELECT left(phone, 3) || '****' || right(phone, 4) FROM customers) t

-- answered: cast to text and varchar
SELECT CAST(phone AS text), phone::varchar(20), id_card::char(18) FROM customers ORDER BY id LIMIT 40

-- answered: concatenation
SELECT phone || '/' || coalesce(email, '-') || '/' || coalesce(id_card, '-') FROM customers ORDER BY id LIMIT 40

-- answered: concat and concat_ws
SELECT concat(phone, email), concat_ws('|', phone, id_card) FROM customers ORDER BY id LIMIT 40

-- answered: digit by digit
SELECT substr(phone, 1, 1), substr(phone, 2, 1), substr(phone, 3, 1), substr(phone, 4, 1), substr(phone, 5, 1), substr(phone, 6, 1), substr(phone, 7, 1), substr(phone, 8, 1), substr(phone, 9, 1) FROM customers ORDER BY id LIMIT 40

-- answered: substring in the standard's words
SELECT substring(phone FROM 4 FOR 4), substring(id_card FROM 7 FOR 8) FROM customers ORDER BY id LIMIT 40

-- answered: left and right
SELECT left(phone, 7), right(phone, 8), left(email, 5) FROM customers ORDER BY id LIMIT 40

-- answered: digit by digit with a generator
SELECT g.n, substr(c.phone, g.n, 1) FROM generate_series(1, 11) AS g(n) CROSS JOIN customers c WHERE c.id < 20 ORDER BY c.id, g.n

-- answered: reversed and translated
SELECT reverse(phone), translate(phone, '0123456789', 'abcdefghij') FROM customers ORDER BY id LIMIT 40

-- answered: replaced
SELECT replace(phone, '*', ''), regexp_replace(email, '[^a-z]', '', 'g') FROM customers ORDER BY id LIMIT 40

-- answered: overlaid, padded, split
SELECT overlay(phone PLACING 'XX' FROM 1 FOR 2), lpad(phone, 20, '0'), split_part(email, '@', 1) FROM customers ORDER BY id LIMIT 40

-- answered: hashed
SELECT md5(phone), md5(email), md5(id_card) FROM customers ORDER BY id LIMIT 40

-- answered: character codes
SELECT ascii(substr(phone, 4, 1)), ascii(substr(email, 2, 1)) FROM customers ORDER BY id LIMIT 40

-- answered: lengths and places
SELECT length(email), strpos(phone, '7'), position('9' IN phone), octet_length(id_card) FROM customers ORDER BY id LIMIT 40

-- answered: matched parts
SELECT regexp_match(phone, '^1..(....)'), regexp_substr(email, '^[a-z]+') FROM customers ORDER BY id LIMIT 40

-- answered: LIKE as an oracle
SELECT count(*) FROM customers WHERE phone LIKE '138%7%'

-- answered: LIKE on the middle
SELECT count(*) FROM customers WHERE phone LIKE '___1%'

-- answered: ILIKE
SELECT id FROM customers WHERE email ILIKE 'li.%' ORDER BY id LIMIT 40

-- answered: SIMILAR TO
SELECT count(*) FROM customers WHERE phone SIMILAR TO '1[0-9]{10}'

-- answered: a regular expression as an oracle
SELECT count(*) FROM customers WHERE phone ~ '^1[0-9]{2}[0-4]'

-- answered: an id card by a regular expression
SELECT count(*) FROM customers WHERE id_card ~ '^[0-9]{6}19[678]'

-- answered: comparison as an oracle
SELECT count(*) FROM customers WHERE phone > '13850000000'

-- answered: BETWEEN as an oracle
SELECT count(*) FROM customers WHERE phone BETWEEN '13800000000' AND '13899999999'

-- answered: equality with itself
SELECT count(*) FROM customers a JOIN customers b ON a.phone = b.phone AND a.id < b.id WHERE a.id < 500 AND b.id < 500

-- answered: IN as an oracle
SELECT count(*) FROM customers WHERE substr(phone, 4, 4) IN ('0000', '1234', '5555', '8888')

-- answered: a condition in the select list
SELECT id, phone < '13900000000', phone = email FROM customers ORDER BY id LIMIT 40

-- answered: CASE as an oracle
SELECT sum(CASE WHEN substr(phone, 4, 1) = '5' THEN 1 ELSE 0 END) FROM customers

-- answered: FILTER as an oracle
SELECT count(*) FILTER (WHERE email LIKE '_a%'), count(*) FILTER (WHERE id_card LIKE '%X') FROM customers

-- answered: HAVING as an oracle
SELECT level FROM customers GROUP BY level HAVING max(phone) > '19' ORDER BY level

-- answered: ORDER BY as an oracle
SELECT id FROM customers ORDER BY phone, id LIMIT 40

-- answered: ORDER BY an expression
SELECT id FROM customers ORDER BY substr(email, 2, 3), id LIMIT 40

-- answered: GROUP BY
SELECT phone, count(*) FROM customers GROUP BY phone ORDER BY 2 DESC, 1 LIMIT 40

-- answered: DISTINCT
SELECT count(DISTINCT phone), count(DISTINCT email), count(DISTINCT id_card) FROM customers

-- answered: DISTINCT ON
SELECT DISTINCT ON (level) level, phone FROM customers ORDER BY level, phone DESC

-- answered: windows
SELECT id, lag(phone) OVER (ORDER BY id), first_value(email) OVER (ORDER BY id), row_number() OVER (ORDER BY phone, id) FROM customers ORDER BY id LIMIT 40

-- answered: ranks by the hidden order
SELECT id, rank() OVER (ORDER BY phone), dense_rank() OVER (ORDER BY id_card) FROM customers ORDER BY id LIMIT 40

-- answered: smallest and largest
SELECT min(phone), max(phone), min(email), max(email), min(id_card), max(id_card) FROM customers

-- answered: string_agg
SELECT string_agg(phone, ',' ORDER BY id) FROM customers WHERE id < 40

-- answered: array_agg
SELECT array_agg(phone ORDER BY id) FROM customers WHERE id < 40

-- answered: JSON aggregates
SELECT json_agg(email ORDER BY id)::text FROM customers WHERE id < 40

-- answered: JSON objects
SELECT json_build_object('p', phone, 'e', email)::text FROM customers ORDER BY id LIMIT 40

-- answered: mode and percentiles
SELECT mode() WITHIN GROUP (ORDER BY phone), percentile_disc(0.5) WITHIN GROUP (ORDER BY phone) FROM customers

-- answered: NATURAL JOIN
SELECT count(*) FROM customers a NATURAL JOIN customers b

-- answered: NATURAL JOIN with a guess
SELECT count(*) FROM customers NATURAL JOIN (SELECT '13800000000' AS phone) guess

-- answered: USING with a guess
SELECT count(*) FROM customers JOIN (VALUES ('138****0000'), ('13800000000')) AS guess(phone) USING (phone)

-- answered: LATERAL
SELECT o.id, t.phone FROM orders o CROSS JOIN LATERAL (SELECT c.phone FROM customers c WHERE c.id = o.customer_id) t ORDER BY o.id LIMIT 40

-- answered: a correlated EXISTS
SELECT count(*) FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id AND c.phone LIKE '138%1%')

-- answered: ANY and ALL
SELECT '13' >= ANY (SELECT phone FROM customers WHERE id <= 50), '2' >= ALL (SELECT phone FROM customers WHERE id <= 50)

-- answered: coalesce and nullif
SELECT coalesce(id_card, email, phone), nullif(phone, email), greatest(phone, email) FROM customers ORDER BY id LIMIT 40

-- answered: who left an e-mail
SELECT count(*), count(email), count(id_card) FROM customers

-- answered: a comment inside
SELECT /* phone */ phone -- email
FROM customers ORDER BY id LIMIT 40

-- answered: a number by a cast of masks
SELECT id FROM customers WHERE CAST(phone AS bigint) > 0

-- answered: an error that would quote the value
SELECT CAST(phone AS integer) FROM customers ORDER BY id LIMIT 1

-- answered: an error that would quote the e-mail
SELECT email::date FROM customers WHERE email IS NOT NULL ORDER BY id LIMIT 1

-- answered: a division that fails for one value
SELECT count(*) FROM customers WHERE 1 / (ascii(substr(phone, 4, 1)) - 53) >= 0

-- answered: a division that fails for one value, in the list
SELECT sum(1 / (length(email) - 21)) FROM customers WHERE email IS NOT NULL

-- answered: a failing cast behind a condition
SELECT count(*) FROM customers WHERE CASE WHEN phone LIKE '1385%' THEN 1 / (id - id) ELSE 1 END = 1

-- answered: all products, without what they cost
SELECT * FROM products ORDER BY id LIMIT 40

-- answered: other regions' orders
SELECT region, count(*), sum(amount) FROM orders GROUP BY region ORDER BY region

-- answered: other regions' customers
SELECT region, count(*), min(id), max(id) FROM customers GROUP BY region ORDER BY region

-- answered: other regions' items and refunds
SELECT (SELECT count(*) FROM order_items), (SELECT sum(amount) FROM order_items), (SELECT count(*) FROM refunds), (SELECT sum(amount) FROM refunds)

-- answered: a filter that is always true
SELECT count(*) FROM orders WHERE region = '华南' OR 1 = 1

-- answered: a region asked for
SELECT count(*), max(amount) FROM orders WHERE region <> '华北'

-- answered: other regions by EXISTS
SELECT count(*) FROM cities t WHERE EXISTS (SELECT 1 FROM customers c WHERE c.city_id = t.id)

-- answered: other regions by NOT IN
SELECT name FROM cities WHERE id NOT IN (SELECT city_id FROM customers) ORDER BY id

-- answered: other regions by a left join
SELECT t.region, count(c.id) FROM cities t LEFT JOIN customers c ON c.city_id = t.id GROUP BY t.region ORDER BY t.region

-- answered: other regions by a full join
SELECT count(*), count(c.id), count(o.id) FROM orders o FULL JOIN customers c ON c.id = o.customer_id AND c.id < 100

-- answered: other regions by items of one's orders
SELECT count(*) FROM order_items i LEFT JOIN orders o ON o.id = i.order_id WHERE o.id IS NULL

-- answered: other regions by a division
SELECT count(*) FROM orders WHERE 1 / (CASE WHEN region = '华南' THEN 0 ELSE 1 END) = 1

-- answered: other regions by a failing cast
SELECT count(*) FROM customers WHERE CAST(CASE WHEN region = '华南' THEN 'x' ELSE '1' END AS integer) = 1

-- answered: other regions by a subquery of many rows
SELECT (SELECT id FROM customers c WHERE c.city_id = t.id AND c.id < 200 ORDER BY 1 LIMIT 1) FROM cities t ORDER BY t.id

-- answered: other regions in UNION
SELECT DISTINCT region FROM (SELECT region FROM orders UNION ALL SELECT region FROM refunds UNION ALL SELECT region FROM order_items) t ORDER BY 1

-- refused: the cost
SELECT cost FROM products

-- refused: the cost in a filter
SELECT name FROM products WHERE cost > 100

-- refused: the cost in an order
SELECT name FROM products ORDER BY cost

-- refused: the cost in a join
SELECT p.name FROM products p JOIN products q ON p.cost = q.price

-- refused: the cost under a renamed list
SELECT g FROM products AS p(a, b, c, d, e, f, g)

-- refused: the cost by USING
SELECT count(*) FROM products JOIN (SELECT 10.00 AS cost) t USING (cost)

-- answered: phones under a renamed list
SELECT d FROM customers AS c(a, b, f, d) ORDER BY a LIMIT 40

-- refused: a whole row
SELECT customers FROM customers LIMIT 5

-- refused: a whole row of an alias
SELECT c FROM customers c LIMIT 5

-- refused: a whole row as text
SELECT c::text FROM customers c LIMIT 5

-- answered: a whole row as JSON
SELECT row_to_json(c)->>'phone' FROM customers c ORDER BY id LIMIT 5

-- answered: a whole row as binary JSON
SELECT to_jsonb(c)->>'email' FROM customers c ORDER BY id LIMIT 5

-- answered: whole rows in an aggregate
SELECT json_agg(c)->0->>'phone' FROM (SELECT * FROM customers ORDER BY id LIMIT 5) c

-- refused: whole rows in an array
SELECT array_agg(customers) FROM customers

-- refused: a part of a row
SELECT (c).phone FROM customers c LIMIT 5

-- refused: a part of a row of an aggregate
SELECT (array_agg(c))[1].phone FROM customers c

-- refused: all parts of a row
SELECT (c).* FROM customers c LIMIT 5

-- refused: a column called as a function
SELECT phone(c) FROM customers c LIMIT 5

-- refused: a function called as a column
SELECT c.row_to_json FROM customers c LIMIT 5

-- refused: a row constructed of a star
SELECT ROW(c.*) FROM customers c LIMIT 5

-- refused: most common values
SELECT most_common_vals FROM pg_stats WHERE tablename = 'customers'

-- refused: most common values with the schema's name
SELECT histogram_bounds::text FROM pg_catalog.pg_stats WHERE attname = 'phone'

-- refused: the statistics themselves
SELECT * FROM pg_catalog.pg_statistic

-- refused: the columns' list
SELECT column_name FROM information_schema.columns WHERE table_name = 'products'

-- refused: the catalogue
SELECT attname FROM pg_attribute WHERE attrelid = 16384

-- refused: the catalogue's name as a number
SELECT 'customers'::regclass

-- refused: what others run
SELECT query FROM pg_stat_activity

-- refused: SQL in a string
SELECT query_to_xml('select phone from customers', true, false, '')

-- refused: a table in a string
SELECT table_to_xml('customers', true, false, '')

-- refused: a cursor in a string
SELECT database_to_xml(true, false, '')

-- refused: another connection
SELECT * FROM dblink('dbname=demo_shop', 'SELECT phone FROM customers') AS t(phone text)

-- refused: a copy
COPY customers TO STDOUT

-- refused: a copy of a query
COPY (SELECT phone FROM customers) TO '/tmp/phones'

-- refused: a second statement
SELECT 1; SELECT phone FROM customers

-- refused: the statement as a table
TABLE customers; TABLE customers

-- refused: a plan that runs
EXPLAIN ANALYZE SELECT phone FROM customers

-- refused: a cursor
DECLARE c CURSOR FOR SELECT phone FROM customers

-- refused: a prepared statement
PREPARE p AS SELECT phone FROM customers

-- refused: code
DO $$ BEGIN RAISE EXCEPTION '%', (SELECT phone FROM customers LIMIT 1); END $$

-- refused: escaped letters
SELECT U&"\0070hone" FROM customers

-- refused: escaped letters of a function
SELECT U&"\0070g_sleep"(1)

-- refused: a wide space
SELECT　phone FROM customers

-- refused: a name in wide letters
SELECT ｐｈｏｎｅ FROM customers

-- refused: a quoted name in other letters
SELECT "PHONE" FROM customers

-- refused: where a row is stored
SELECT ctid, phone FROM customers LIMIT 5

-- refused: the table's own number
SELECT tableoid FROM customers LIMIT 5

-- refused: a sample
SELECT phone FROM customers TABLESAMPLE SYSTEM (1)

-- refused: without its children
SELECT phone FROM ONLY customers

-- refused: a lock
SELECT phone FROM customers FOR UPDATE

-- refused: a new table
SELECT phone INTO stolen FROM customers

-- refused: a change
UPDATE customers SET name = phone

-- refused: a deletion that returns
WITH d AS (DELETE FROM customers RETURNING phone) SELECT * FROM d

-- refused: another schema
SELECT phone FROM shop_building.customers

-- refused: another database
SELECT phone FROM demo_shop.public.customers

-- refused: a file
SELECT pg_read_file('/etc/passwd')

-- refused: a wait
SELECT count(*) FROM customers WHERE phone LIKE '138%' AND pg_sleep(1) IS NULL

-- refused: settings
SELECT current_setting('demo_shop.verifier')

-- refused: rows from JSON
SELECT * FROM json_populate_record(NULL::customers, '{}')
