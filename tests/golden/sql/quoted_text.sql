-- title: text in double quotes
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE status = "paid" AND region IN ("north", "south") AND status LIKE "p%" ORDER BY id

-- title: columns stay columns
-- dialect: sqlite
-- accept
SELECT CASE WHEN "amount" > 50 THEN "much" ELSE "little" END AS s FROM orders WHERE "region" = "north" ORDER BY "id"

-- title: a hidden column's name is text
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT id FROM customers WHERE name = "id_card" OR region = "north" ORDER BY id

-- title: a name that is no value
-- dialect: sqlite
-- refuse: columns
SELECT id FROM orders WHERE "nothing" = id

-- title: a table's column is no text
-- dialect: sqlite
-- refuse: columns
SELECT id FROM orders WHERE status = orders."paid"

-- title: brackets and backticks hold names
-- dialect: sqlite
-- refuse: columns
SELECT id FROM orders WHERE status = [paid] OR status = `open`

-- title: a name that is written without quotes too
-- dialect: sqlite
-- refuse: columns
SELECT id FROM orders WHERE status = "paid" OR status = paid

-- title: double quotes hold names
-- dialect: postgres
-- refuse: columns
SELECT id FROM orders WHERE status = "paid"

-- title: a column's heading as text
-- dialect: sqlite
-- accept
SELECT id 'order id', count(*) '数量' FROM orders GROUP BY id ORDER BY id
