-- title: count
-- dialect: all
-- accept
SELECT count(*) FROM orders

-- title: count of a column
-- dialect: all
-- accept
SELECT count(note) FROM orders

-- title: distinct count
-- dialect: all
-- accept
SELECT count(DISTINCT customer_id) FROM orders

-- title: sum by status
-- dialect: all
-- accept
SELECT status, sum(amount) AS total FROM orders GROUP BY status ORDER BY total DESC

-- title: several aggregates
-- dialect: all
-- accept
SELECT min(amount), max(amount), avg(amount), sum(amount), count(*) FROM orders

-- title: group by position
-- dialect: all
-- accept
SELECT region, status, count(*) FROM orders GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2

-- title: group by alias
-- dialect: all
-- accept
SELECT region AS r, count(*) AS n FROM orders GROUP BY r ORDER BY n DESC, r

-- title: having
-- dialect: all
-- accept
SELECT customer_id, sum(amount) FROM orders GROUP BY customer_id HAVING sum(amount) > 100 AND count(*) > 2

-- title: having with an alias-free expression
-- dialect: all
-- accept
SELECT region FROM orders GROUP BY region HAVING count(*) * 2 > 10

-- title: inner join
-- dialect: all
-- accept
SELECT c.name, o.amount FROM customers c JOIN orders o ON o.customer_id = c.id

-- title: left join
-- dialect: all
-- accept
SELECT c.id, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id

-- title: right join
-- dialect: all
-- accept
SELECT p.name, i.quantity FROM order_items i RIGHT JOIN products p ON p.id = i.product_id AND i.quantity > 3

-- title: full join
-- dialect: both
-- accept
SELECT a.id, b.id FROM products a FULL JOIN products b ON a.id = b.id + 3

-- title: cross join
-- dialect: all
-- accept
SELECT count(*) FROM products a CROSS JOIN products b

-- title: comma join
-- dialect: all
-- accept
SELECT count(*) FROM orders o, customers c WHERE o.customer_id = c.id

-- title: four tables
-- dialect: all
-- accept
SELECT p.category, sum(i.quantity * i.price) FROM order_items i JOIN orders o ON o.id = i.order_id JOIN customers c ON c.id = o.customer_id JOIN products p ON p.id = i.product_id WHERE c.level = 'gold' GROUP BY p.category

-- title: self join
-- dialect: all
-- accept
SELECT a.id, b.id FROM orders a JOIN orders b ON b.customer_id = a.customer_id AND b.id > a.id WHERE a.amount > 80

-- title: using
-- dialect: all
-- accept
SELECT id, p.name FROM products p JOIN customers c USING (id)

-- title: natural join
-- dialect: all
-- accept
SELECT count(*) FROM products NATURAL JOIN (SELECT id, name FROM products) p

-- title: brackets around joins
-- dialect: all
-- accept
SELECT count(*) FROM orders o JOIN (customers c JOIN products p ON p.id = c.id) ON o.customer_id = c.id

-- title: where with everything
-- dialect: all
-- accept
SELECT id FROM orders WHERE (amount > 10 AND status = 'paid') OR (NOT region = 'north' AND amount <> 5)

-- title: in list
-- dialect: all
-- accept
SELECT id FROM orders WHERE status IN ('paid', 'open') AND id NOT IN (1, 2, 3)

-- title: between
-- dialect: all
-- accept
SELECT id FROM orders WHERE amount BETWEEN 10 AND 50 AND id NOT BETWEEN 5 AND 9

-- title: like
-- dialect: all
-- accept
SELECT name FROM customers WHERE name LIKE 'Name 1%' OR name NOT LIKE '%2'

-- title: like with escape
-- dialect: all
-- accept
SELECT name FROM products WHERE name LIKE '100!%%' ESCAPE '!'

-- title: null tests
-- dialect: all
-- accept
SELECT id FROM customers WHERE level IS NULL AND phone IS NOT NULL

-- title: is distinct from
-- dialect: both
-- accept
SELECT id FROM customers WHERE level IS DISTINCT FROM 'gold'

-- title: coalesce
-- dialect: all
-- accept
SELECT coalesce(level, 'none') AS level, count(*) FROM customers GROUP BY 1

-- title: nullif
-- dialect: all
-- accept
SELECT sum(amount) / nullif(count(DISTINCT note), 0) FROM orders

-- title: case
-- dialect: all
-- accept
SELECT CASE WHEN amount >= 50 THEN 'large' WHEN amount >= 20 THEN 'middle' ELSE 'small' END AS size, count(*) FROM orders GROUP BY 1

-- title: simple case
-- dialect: all
-- accept
SELECT CASE status WHEN 'paid' THEN 1 ELSE 0 END FROM orders

-- title: conditional sum
-- dialect: all
-- accept
SELECT region, sum(CASE WHEN status = 'paid' THEN amount ELSE 0 END) AS paid FROM orders GROUP BY region

-- title: filter
-- dialect: both
-- accept
SELECT count(*) FILTER (WHERE status = 'paid') AS paid, count(*) AS all_orders FROM orders

-- title: share
-- dialect: all
-- accept
SELECT region, 100.0 * sum(amount) / (SELECT sum(amount) FROM orders) AS share FROM orders GROUP BY region

-- title: scalar subquery
-- dialect: all
-- accept
SELECT name, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) AS n FROM customers c

-- title: exists
-- dialect: all
-- accept
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.amount > 80)

-- title: not exists
-- dialect: all
-- accept
SELECT name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)

-- title: in subquery
-- dialect: all
-- accept
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE status = 'paid')

-- title: not in subquery
-- dialect: all
-- accept
SELECT name FROM products WHERE id NOT IN (SELECT product_id FROM order_items WHERE quantity > 3)

-- title: above average
-- dialect: all
-- accept
SELECT id FROM orders WHERE amount > (SELECT avg(amount) FROM orders)

-- title: derived table
-- dialect: all
-- accept
SELECT avg(t.total) FROM (SELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id) t

-- title: nested derived tables
-- dialect: all
-- accept
SELECT max(x) FROM (SELECT n AS x FROM (SELECT count(*) AS n FROM orders GROUP BY region) a) b

-- title: with
-- dialect: all
-- accept
WITH totals AS (SELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id) SELECT c.name, t.total FROM totals t JOIN customers c ON c.id = t.customer_id ORDER BY t.total DESC, c.name LIMIT 5

-- title: two WITH queries
-- dialect: all
-- accept
WITH a AS (SELECT region, sum(amount) AS s FROM orders GROUP BY region), b AS (SELECT max(s) AS m FROM a) SELECT a.region FROM a JOIN b ON a.s = b.m

-- title: WITH with column names
-- dialect: all
-- accept
WITH t(r, n) AS (SELECT region, count(*) FROM orders GROUP BY region) SELECT r, n FROM t

-- title: WITH used twice
-- dialect: all
-- accept
WITH t AS (SELECT id, amount FROM orders) SELECT count(*) FROM t a JOIN t b ON a.amount = b.amount

-- title: WITH in a subquery
-- dialect: all
-- accept
SELECT * FROM (WITH t AS (SELECT id FROM products) SELECT id FROM t) s

-- title: WITH before a union
-- dialect: all
-- accept
WITH t AS (SELECT id FROM products) SELECT id FROM t UNION ALL SELECT id + 100 FROM t

-- title: materialized
-- dialect: both
-- accept
WITH t AS MATERIALIZED (SELECT id FROM products) SELECT count(*) FROM t

-- title: union
-- dialect: all
-- accept
SELECT region FROM orders UNION SELECT region FROM customers ORDER BY 1

-- title: union all
-- dialect: all
-- accept
SELECT 'o' AS kind, count(*) FROM orders UNION ALL SELECT 'c', count(*) FROM customers

-- title: intersect
-- dialect: all
-- accept
SELECT region FROM orders INTERSECT SELECT region FROM customers

-- title: except
-- dialect: all
-- accept
SELECT id FROM customers EXCEPT SELECT customer_id FROM orders

-- title: three branches
-- dialect: all
-- accept
SELECT 1 AS x UNION ALL SELECT 2 UNION ALL SELECT 3 ORDER BY x DESC LIMIT 2

-- title: distinct
-- dialect: all
-- accept
SELECT DISTINCT region, status FROM orders

-- title: order by expression
-- dialect: all
-- accept
SELECT id, amount FROM orders ORDER BY amount * -1, id

-- title: order with nulls
-- dialect: both
-- accept
SELECT id, level FROM customers ORDER BY level DESC NULLS LAST, id

-- title: limit and offset
-- dialect: all
-- accept
SELECT id FROM orders ORDER BY id LIMIT 10 OFFSET 20

-- title: row_number
-- dialect: all
-- accept
SELECT * FROM (SELECT id, region, row_number() OVER (PARTITION BY region ORDER BY amount DESC, id) AS rn FROM orders) t WHERE rn <= 3

-- title: rank
-- dialect: all
-- accept
SELECT id, rank() OVER (ORDER BY amount DESC) AS r, dense_rank() OVER (ORDER BY amount DESC) AS d FROM orders

-- title: running total
-- dialect: all
-- accept
SELECT id, sum(amount) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders

-- title: moving average
-- dialect: all
-- accept
SELECT id, avg(amount) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS a FROM orders

-- title: lag
-- dialect: both
-- accept
SELECT id, amount - lag(amount, 1, 0) OVER (ORDER BY id) AS change FROM orders

-- title: first and last value
-- dialect: all
-- accept
SELECT id, first_value(amount) OVER w, last_value(amount) OVER w FROM orders WINDOW w AS (PARTITION BY region ORDER BY id)

-- title: ntile
-- dialect: all
-- accept
SELECT id, ntile(4) OVER (ORDER BY amount, id) FROM orders

-- title: share of a group by window
-- dialect: all
-- accept
SELECT id, 1.0 * amount / sum(amount) OVER (PARTITION BY region) AS share FROM orders

-- title: aggregate in a window
-- dialect: all
-- accept
SELECT region, sum(amount), rank() OVER (ORDER BY sum(amount) DESC) FROM orders GROUP BY region

-- title: range frame
-- dialect: all
-- accept
SELECT id, count(*) OVER (ORDER BY amount RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders

-- title: cast
-- dialect: both
-- accept
SELECT CAST(amount AS numeric(10, 2)), CAST(id AS text) FROM orders

-- title: text functions
-- dialect: all
-- accept
SELECT upper(name), lower(name), length(name), trim(name), replace(name, 'Name', 'N') FROM customers

-- title: substr
-- dialect: all
-- accept
SELECT substr(name, 1, 3) AS s, count(*) FROM customers GROUP BY 1

-- title: concatenation
-- dialect: all
-- accept
SELECT name || ' (' || region || ')' FROM customers

-- title: round and abs
-- dialect: all
-- accept
SELECT round(amount * 1.5), abs(amount - 50), amount % 7 FROM orders

-- title: arithmetic
-- dialect: all
-- accept
SELECT (amount + 1) * 2 - amount / 3, -amount FROM orders

-- title: literals that look like attacks
-- dialect: all
-- accept
SELECT id FROM orders WHERE note = '''; DROP TABLE orders; --' OR note = '1 OR 1=1' OR note = '/* x */'

-- title: a comment
-- dialect: all
-- accept
SELECT id -- the key
FROM orders

-- title: a block comment
-- dialect: all
-- accept
SELECT /* all of them */ count(*) FROM orders

-- title: a semicolon at the end
-- dialect: all
-- accept
SELECT count(*) FROM orders;

-- title: a comment after the semicolon
-- dialect: all
-- accept
SELECT count(*) FROM orders; -- done

-- title: Chinese names
-- dialect: all
-- accept
SELECT 城市, sum(营业额) AS 合计 FROM 门店 GROUP BY 城市 ORDER BY 合计 DESC

-- title: Chinese names, quoted
-- dialect: both
-- accept
SELECT "城市" FROM "门店" WHERE "城市" = '北京' AND "营业额" > 100

-- title: Chinese aliases
-- dialect: all
-- accept
SELECT d.城市 AS 地区, count(*) AS 数量 FROM 门店 AS d GROUP BY d.城市

-- title: full-width text
-- dialect: all
-- accept
SELECT id FROM customers WHERE name = '张三，李四　王五'

-- title: odd names
-- dialect: both
-- accept
SELECT "Id", "select", "q""t" FROM "Odd Name" ORDER BY "Id"

-- title: odd aliases
-- dialect: all
-- accept
SELECT count(*) AS "Number of orders, all", sum(amount) AS "from" FROM orders

-- title: upper case keywords and names
-- dialect: both
-- accept
SELECT COUNT(*) FROM ORDERS AS O WHERE O.STATUS = 'paid'

-- title: schema
-- dialect: postgres
-- accept
SELECT count(*) FROM public.orders

-- title: schema
-- dialect: sqlite
-- accept
SELECT count(*) FROM main.orders

-- title: schema in a column
-- dialect: postgres
-- accept
SELECT public.orders.id FROM public.orders WHERE public.orders.amount > 5

-- title: schema in a column
-- dialect: sqlite
-- accept
SELECT main.orders.id FROM main.orders WHERE main.orders.amount > 5

-- title: no table
-- dialect: all
-- accept
SELECT 1 AS one, 'x' AS x

-- title: true and false
-- dialect: all
-- accept
SELECT id FROM orders WHERE true AND NOT false

-- title: star and more
-- dialect: all
-- accept
SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id

-- title: values in FROM
-- dialect: both
-- accept
SELECT count(*) FROM (VALUES (1, 'a'), (2, 'b')) AS v

-- title: correlated in the list and the condition
-- dialect: all
-- accept
SELECT p.name FROM products p WHERE p.price > (SELECT avg(q.price) FROM products q WHERE q.category = p.category)

-- title: aggregates of aggregates
-- dialect: all
-- accept
SELECT max(n) FROM (SELECT count(*) AS n FROM order_items GROUP BY order_id) t

-- title: long chain of OR
-- dialect: all
-- accept
SELECT id FROM orders WHERE id = 1 OR id = 2 OR id = 3 OR id = 4 OR id = 5 OR id = 6 OR id = 7 OR id = 8 OR id = 9 OR id = 10 OR id = 11 OR id = 12

-- title: tuple in a list
-- dialect: all
-- accept
SELECT id FROM orders WHERE (region, status) IN (SELECT region, status FROM orders WHERE amount > 80)

-- title: year on year by join
-- dialect: all
-- accept
WITH m AS (SELECT region, count(*) AS n FROM orders GROUP BY region) SELECT a.region, a.n, b.n AS other FROM m a LEFT JOIN m b ON b.region = a.region

-- title: current date
-- dialect: all
-- accept
SELECT count(*) FROM orders WHERE created_at < CURRENT_TIMESTAMP
