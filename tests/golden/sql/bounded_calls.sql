-- title: a generator without bound
-- dialect: postgres
-- refuse: bounded_calls
SELECT g.x FROM generate_series(1, 1000000000) AS g(x)

-- title: a generator over columns
-- dialect: postgres
-- refuse: bounded_calls
SELECT g.x FROM orders o, generate_series(1, o.amount) AS g(x)

-- title: a generator of minutes
-- dialect: postgres
-- refuse: bounded_calls
SELECT g.x FROM generate_series('2000-01-01'::date, '2030-01-01'::date, interval '1 minute') AS g(x)

-- title: a step of nothing
-- dialect: postgres
-- refuse: bounded_calls
SELECT g.x FROM generate_series(1, 10, 0) AS g(x)

-- title: endless padding
-- dialect: postgres
-- refuse: bounded_calls
SELECT lpad('x', 1000000000)

-- title: endless repetition
-- dialect: postgres
-- refuse: bounded_calls
SELECT repeat('x', 1000000000)

-- title: padding as long as a column says
-- dialect: postgres
-- refuse: bounded_calls
SELECT rpad(name, id) FROM customers

-- title: a wide format
-- dialect: sqlite
-- refuse: bounded_calls
SELECT printf('%1000000000d', 1)

-- title: a width from the arguments
-- dialect: sqlite
-- refuse: bounded_calls
SELECT printf('%*d', 1000000000, 1)

-- title: a format from a column
-- dialect: sqlite
-- refuse: bounded_calls
SELECT printf(note, 1) FROM orders
