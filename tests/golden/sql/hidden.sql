-- title: a hidden table
-- dialect: all
-- policy: restricted
-- refuse: tables
SELECT * FROM employees

-- title: a hidden table, otherwise written
-- dialect: all
-- policy: restricted
-- refuse: tables
SELECT * FROM EMPLOYEES

-- title: a hidden table in a subquery
-- dialect: all
-- policy: restricted
-- refuse: tables
SELECT 1 FROM orders WHERE EXISTS (SELECT 1 FROM employees)

-- title: a hidden table in a join
-- dialect: all
-- policy: restricted
-- refuse: tables
SELECT 1 FROM orders o JOIN employees e ON e.id = o.id

-- title: a hidden column
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT id_card FROM customers

-- title: a hidden column in WHERE
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT id FROM customers WHERE id_card = '1'

-- title: a hidden column in ORDER BY
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT id FROM customers ORDER BY id_card

-- title: a hidden column in GROUP BY
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT count(*) FROM customers GROUP BY id_card

-- title: a hidden column in an aggregate
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT max(id_card) FROM customers

-- title: a hidden column in a join
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT 1 FROM customers a JOIN customers b ON a.id_card = b.id_card

-- title: a hidden column in USING
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT 1 FROM customers a JOIN customers b USING (id_card)

-- title: a hidden column, quoted
-- dialect: both
-- policy: restricted
-- refuse: columns
SELECT "id_card" FROM customers

-- title: a hidden column through a star
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT s.id_card FROM (SELECT * FROM customers) s

-- title: a hidden column through WITH
-- dialect: all
-- policy: restricted
-- refuse: columns
WITH c AS (SELECT * FROM customers) SELECT id_card FROM c

-- title: a hidden column in a window
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT rank() OVER (ORDER BY id_card) FROM customers

-- title: a hidden column by a rule
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT cost FROM products

-- title: a hidden column in HAVING
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT category FROM products GROUP BY category HAVING sum(cost) > 1

-- title: a hidden column, correlated
-- dialect: all
-- policy: restricted
-- refuse: columns
SELECT (SELECT p.cost) FROM products p
