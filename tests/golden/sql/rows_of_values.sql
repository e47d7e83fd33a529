-- title: hidden columns are in no row
-- dialect: postgres
-- policy: restricted
-- accept
SELECT row_to_json(c), to_jsonb(p) FROM customers c JOIN products p ON p.id = c.id ORDER BY c.id

-- title: all rows as one value
-- dialect: postgres
-- policy: restricted
-- accept
SELECT json_agg(o ORDER BY o.id), count(o.*), count(DISTINCT o) FROM orders o

-- title: a hidden table as a value
-- dialect: postgres
-- policy: restricted
-- refuse: tables columns
SELECT row_to_json(e) FROM employees e

-- title: a row as text
-- dialect: postgres
-- policy: restricted
-- refuse: columns
SELECT concat(c, '') FROM customers c

-- title: a row's field
-- dialect: postgres
-- policy: restricted
-- refuse: nodes
SELECT (array_agg(c))[1].id_card FROM customers c

-- title: columns by place show no hidden one
-- dialect: postgres
-- policy: restricted
-- accept
SELECT a, b, c, d, e, f, g FROM customers AS x(a, b, c, d, e, f, g) ORDER BY a

-- title: no place for a hidden column
-- dialect: postgres
-- policy: restricted
-- refuse: tables
SELECT a FROM customers AS x(a, b, c, d, e, f, g, h)

-- title: masked values one by one
-- dialect: postgres
-- policy: restricted
-- accept
SELECT c.id, part FROM customers c, regexp_split_to_table(c.phone, '') AS part ORDER BY 1, 2

-- title: rows from a column that may fail
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM events e, unnest(string_to_array(e.code, ',')) AS part WHERE part::int > 5

-- title: rows from JSON that may fail
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM payments p, json_each('[' || p.note || ']') j WHERE j.value > 5

-- title: a subscript of hidden rows
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id FROM events WHERE (string_to_array(code, ','))[1]::int > 5 ORDER BY id

-- title: an unknown column of the rows of a function
-- dialect: sqlite
-- refuse: columns
SELECT json FROM orders o, json_each('[1]') AS g

-- title: a series as long as a value says
-- dialect: postgres
-- refuse: bounded_calls
SELECT generate_series(1, o.amount * 1000000) FROM orders o

-- title: a series of seconds
-- dialect: postgres
-- refuse: bounded_calls
SELECT count(*) FROM generate_series((SELECT min(created_at) FROM orders), (SELECT max(created_at) FROM orders), interval '1 second') g

-- title: a series of days between dates in rows
-- dialect: postgres
-- accept
SELECT g::date, count(o.id) FROM generate_series((SELECT min(created_at)::date FROM orders), (SELECT max(created_at)::date FROM orders), interval '1 day') g LEFT JOIN orders o ON o.created_at::date = g::date GROUP BY 1 ORDER BY 1

-- title: text that its spelling hides
-- dialect: postgres
-- refuse: nodes
SELECT E'\xff', U&'\d800'

-- title: another escape character
-- dialect: postgres
-- refuse: syntax
SELECT U&'d!0061t' UESCAPE '!'

-- title: a number that runs into a name
-- dialect: both
-- refuse: syntax
SELECT 1_000 FROM orders
