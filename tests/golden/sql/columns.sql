-- title: a listed function over a row
-- dialect: postgres
-- accept
SELECT to_jsonb(c) FROM customers c

-- title: recursive without the word
-- dialect: sqlite
-- refuse: recursion
WITH r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r

-- title: a column that is not there
-- dialect: all
-- refuse: columns
SELECT nothing FROM orders

-- title: a column of another table
-- dialect: all
-- refuse: columns
SELECT o.name FROM orders o

-- title: an ambiguous column
-- dialect: all
-- refuse: columns
SELECT id FROM orders, customers

-- title: an alias in its own list
-- dialect: all
-- refuse: columns
SELECT amount AS a, a + 1 FROM orders

-- title: an alias in WHERE
-- dialect: postgres
-- refuse: columns
SELECT amount AS a FROM orders WHERE a > 1

-- title: a whole row
-- dialect: postgres
-- refuse: columns
SELECT c FROM customers c

-- title: a whole row as text
-- dialect: postgres
-- refuse: columns
SELECT c::text FROM customers c

-- title: a whole row in an aggregate
-- dialect: postgres
-- refuse: columns
SELECT array_agg(c) FROM customers c

-- title: a whole row by table name
-- dialect: postgres
-- refuse: columns
SELECT customers FROM customers

-- title: a whole row compared
-- dialect: postgres
-- refuse: columns
SELECT 1 FROM customers c WHERE c IS NOT NULL

-- title: where a row is stored
-- dialect: postgres
-- refuse: columns
SELECT ctid FROM orders

-- title: the table's number
-- dialect: postgres
-- refuse: columns
SELECT tableoid FROM orders

-- title: transaction numbers
-- dialect: postgres
-- refuse: columns
SELECT xmin FROM orders

-- title: an attribute that calls a function
-- dialect: postgres
-- refuse: columns
SELECT c.row_to_json FROM customers c

-- title: user is a function
-- dialect: postgres
-- refuse: columns
SELECT user

-- title: rowid
-- dialect: sqlite
-- refuse: columns
SELECT rowid FROM orders

-- title: oid
-- dialect: sqlite
-- refuse: columns
SELECT oid FROM orders

-- title: _rowid_
-- dialect: sqlite
-- refuse: columns
SELECT _rowid_ FROM orders

-- title: no text in double quotes
-- dialect: both
-- refuse: columns
SELECT "no column" FROM orders

-- title: no text in brackets
-- dialect: sqlite
-- refuse: columns
SELECT [no column] FROM orders

-- title: no lateral without the word
-- dialect: all
-- refuse: columns tables
SELECT 1 FROM orders o, (SELECT o.id AS x) s WHERE o.missing = 1
