-- title: a data-modifying WITH has a harmless root
-- dialect: postgres
-- refuse: nodes arguments
WITH d AS (DELETE FROM orders RETURNING *) SELECT * FROM d

-- title: an inserting WITH
-- dialect: postgres
-- refuse: nodes
WITH d AS (INSERT INTO orders (id) VALUES (1) RETURNING id) SELECT * FROM d

-- title: an updating WITH
-- dialect: postgres
-- refuse: nodes
WITH d AS (UPDATE orders SET amount = 0 RETURNING id) SELECT * FROM d

-- title: select into makes a table
-- dialect: postgres
-- refuse: nodes arguments
SELECT * INTO copy FROM orders

-- title: select into a temporary table
-- dialect: postgres
-- refuse: nodes arguments
SELECT id INTO TEMP t FROM orders

-- title: for update locks
-- dialect: postgres
-- refuse: nodes arguments
SELECT * FROM orders FOR UPDATE

-- title: for share locks
-- dialect: postgres
-- refuse: nodes arguments
SELECT * FROM orders FOR SHARE

-- title: for update skip locked
-- dialect: postgres
-- refuse: nodes arguments
SELECT * FROM orders FOR UPDATE SKIP LOCKED

-- title: for no key update of one table
-- dialect: postgres
-- refuse: nodes arguments
SELECT * FROM orders o FOR NO KEY UPDATE OF o

-- title: a lock inside a derived table
-- dialect: postgres
-- refuse: nodes arguments
SELECT * FROM (SELECT * FROM orders FOR UPDATE) o

-- title: tablesample
-- dialect: postgres
-- refuse: nodes arguments
SELECT * FROM orders TABLESAMPLE BERNOULLI (10)

-- title: a field of a row
-- dialect: postgres
-- refuse: nodes
SELECT (c).id_card FROM customers c

-- title: a field of an aggregated row
-- dialect: postgres
-- refuse: nodes
SELECT (array_agg(c))[1].id_card FROM customers c

-- title: a function with a schema
-- dialect: postgres
-- refuse: nodes calls
SELECT pg_catalog.pg_sleep(1)

-- title: a listed function with a schema
-- dialect: postgres
-- refuse: nodes
SELECT pg_catalog.lower('X')

-- title: an operator with a schema
-- dialect: postgres
-- refuse: nodes
SELECT 1 OPERATOR(pg_catalog.+) 1

-- title: a positional parameter
-- dialect: postgres
-- refuse: nodes
SELECT * FROM orders WHERE id = $1

-- title: a named parameter
-- dialect: all
-- refuse: nodes
SELECT * FROM orders WHERE id = :x

-- title: a question mark
-- dialect: all
-- refuse: nodes
SELECT * FROM orders WHERE id = ?

-- title: a subscript
-- dialect: postgres
-- accept
SELECT (ARRAY[1,2])[1]

-- title: hexadecimal text
-- dialect: postgres
-- refuse: nodes
SELECT x'70'

-- title: an escape string
-- dialect: postgres
-- accept
SELECT E'\x41'

-- title: a dollar string
-- dialect: postgres
-- accept
SELECT $$text$$

-- title: a unicode string
-- dialect: postgres
-- accept
SELECT U&'d\0061t'

-- title: match
-- dialect: sqlite
-- refuse: nodes
SELECT * FROM orders WHERE note MATCH 'x'

-- title: a blob
-- dialect: sqlite
-- accept
SELECT x'70'

-- title: a regclass cast reads the catalog
-- dialect: postgres
-- refuse: nodes types
SELECT 'orders'::regclass

-- title: a regclass literal
-- dialect: postgres
-- refuse: nodes types
SELECT regclass 'orders'

-- title: regrole
-- dialect: postgres
-- refuse: nodes types
SELECT 10::regrole
