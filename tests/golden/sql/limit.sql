-- title: a limit that is computed
-- dialect: postgres
-- refuse: limit
SELECT id FROM orders LIMIT 1 + 1

-- title: a limit from a query
-- dialect: postgres
-- refuse: limit
SELECT id FROM orders LIMIT (SELECT 5)

-- title: an offset from a column
-- dialect: all
-- refuse: limit
SELECT id FROM orders LIMIT 1 OFFSET (SELECT max(id) FROM orders)

-- title: with ties
-- dialect: postgres
-- refuse: limit arguments
SELECT id FROM orders ORDER BY amount FETCH FIRST 5 ROWS WITH TIES
