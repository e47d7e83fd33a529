-- title: a limit that is computed
-- dialect: postgres
-- refuse: limit
SELECT id FROM orders LIMIT 1 + 1

-- title: a limit from a query
-- dialect: postgres
-- refuse: limit
SELECT id FROM orders LIMIT (SELECT 5)

-- title: an offset from rows
-- dialect: both
-- accept
SELECT id FROM orders ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM orders)

-- title: an offset from rows, where none may be
-- dialect: mysql
-- refuse: limit
SELECT id FROM orders LIMIT 1 OFFSET (SELECT max(id) FROM orders)

-- title: an offset from its own row
-- dialect: both
-- refuse: columns
SELECT id FROM orders LIMIT 1 OFFSET id

-- title: with ties
-- dialect: postgres
-- refuse: limit arguments
SELECT id FROM orders ORDER BY amount FETCH FIRST 5 ROWS WITH TIES
