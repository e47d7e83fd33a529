-- title: nothing stops it
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r

-- title: a limit outside is no end
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r LIMIT 10

-- title: it stands still
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r WHERE n < 10) SELECT n FROM r

-- title: it counts away from its bound
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n - 1 FROM r WHERE n < 10) SELECT n FROM r

-- title: another column is bounded
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n, m) AS (SELECT 1, 1 UNION ALL SELECT n + 1, m FROM r WHERE m < 10) SELECT n FROM r

-- title: its bound moves with it
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n, m) AS (SELECT 1, 9 UNION ALL SELECT n + 1, m + 1 FROM r WHERE n < m) SELECT n FROM r

-- title: its bound may not hold
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 10 OR n > 0) SELECT n FROM r

-- title: too many steps
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 100000000) SELECT count(*) FROM r

-- title: too many steps, counted
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT 100000000)) SELECT count(*) FROM r

-- title: too many steps, multiplied
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 10000 * 10000) SELECT count(*) FROM r

-- title: steps of almost nothing
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1.0 UNION ALL SELECT n + 0.0000001 FROM r WHERE n < 2) SELECT count(*) FROM r

-- title: seconds of a century
-- dialect: postgres
-- refuse: recursion
WITH RECURSIVE r(d) AS (SELECT timestamp '1950-01-01' UNION ALL SELECT d + interval '1 second' FROM r WHERE d < '2050-01-01') SELECT count(*) FROM r

-- title: the same rows again and again
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(id) AS (SELECT id FROM orders UNION ALL SELECT o.id FROM orders o JOIN r ON r.id = o.id) SELECT count(*) FROM r

-- title: rows that only meet
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(x) AS (SELECT region FROM orders UNION ALL SELECT o.region FROM orders o JOIN r ON r.x = o.region) SELECT count(*) FROM r

-- title: every row with every row
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(id) AS (SELECT id FROM orders UNION ALL SELECT o.id FROM orders o, r) SELECT count(*) FROM r

-- title: a union of what is always new
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(id, path) AS (SELECT id, name FROM categories UNION SELECT c.id, r.path || c.name FROM categories c, r) SELECT count(*) FROM r

-- title: it starts with itself
-- dialect: both
-- refuse: columns tables
WITH RECURSIVE r(n) AS (SELECT n + 1 FROM r WHERE n < 5 UNION ALL SELECT 1) SELECT n FROM r

-- title: it asks itself in a subquery
-- dialect: both
-- refuse: recursion
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT 2 WHERE (SELECT max(n) FROM r) < 5) SELECT n FROM r

-- title: a later query of the same WITH
-- dialect: postgres
-- refuse: tables columns
WITH RECURSIVE a AS (SELECT x FROM b), b AS (SELECT 1 AS x) SELECT x FROM a

-- title: a hidden table's name
-- dialect: both
-- policy: restricted
-- refuse: tables columns
WITH RECURSIVE employees AS (SELECT salary FROM employees) SELECT salary FROM employees

-- title: a walk over hidden rows fails for nobody
-- dialect: both
-- policy: restricted
-- accept
WITH RECURSIVE r(id, n) AS (SELECT id, 1 FROM orders WHERE id = 3 UNION ALL SELECT o.id, n + 1 FROM orders o JOIN r ON o.id > r.id WHERE r.n < 3 AND o.amount > 0) SELECT n, count(*) FROM r GROUP BY n ORDER BY n

-- title: a walk along a column that is masked
-- dialect: both
-- policy: restricted
-- accept
WITH RECURSIVE r(id, phone, n) AS (SELECT id, phone, 1 FROM customers WHERE id = 3 UNION ALL SELECT c.id, c.phone, n + 1 FROM customers c JOIN r ON c.id > r.id WHERE r.n < 3) SELECT n, count(*), min(phone) FROM r GROUP BY n ORDER BY n
