-- title: a table in IN
-- dialect: sqlite
-- refuse: arguments
SELECT 1 WHERE 1 IN employees

-- title: a recursive WITH
-- dialect: all
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r

-- title: only the parent's rows
-- dialect: postgres
-- refuse: arguments
SELECT * FROM ONLY orders

-- title: count of a row
-- dialect: postgres
-- accept
SELECT count(c.*) FROM customers c

-- title: a star as a value
-- dialect: postgres
-- refuse: arguments
SELECT * FROM orders WHERE orders.* IS NOT NULL

-- title: an index hint
-- dialect: sqlite
-- refuse: arguments
SELECT * FROM orders INDEXED BY i

-- title: a table of another database
-- dialect: postgres
-- refuse: arguments
SELECT * FROM other.public.orders

-- title: an empty list of columns
-- dialect: all
-- refuse: arguments
SELECT FROM orders

-- title: nothing selected
-- dialect: all
-- refuse: arguments
SELECT -- nothing
