-- title: standard: values, 1
-- dialect: both
-- accept
SELECT * FROM orders;

-- title: standard: order and limits, 1
-- dialect: both
-- accept
select ID, Amount from ORDERS where STATUS='paid' order by ID;

-- title: standard: order and limits, 2
-- dialect: both
-- accept
SELECT o.* FROM orders AS o WHERE o.amount > 50 ORDER BY o.id

-- title: standard: joins, 1
-- dialect: both
-- accept
SELECT o.*, c.name AS customer_name FROM orders o INNER JOIN customers c ON c.id = o.customer_id ORDER BY o.id LIMIT 10

-- title: standard: Chinese and odd names, 1
-- dialect: both
-- accept
SELECT "orders"."id" AS "id", "orders"."amount" AS "amount" FROM "orders" WHERE ("orders"."status" = 'paid') ORDER BY "orders"."id" ASC LIMIT 2000

-- title: standard: Chinese and odd names, 2
-- dialect: both
-- accept
SELECT "source"."region" AS "region", SUM("source"."amount") AS "sum" FROM (SELECT "orders"."id" AS "id", "orders"."region" AS "region", "orders"."amount" AS "amount" FROM "orders") AS "source" GROUP BY "source"."region" ORDER BY "source"."region" ASC

-- title: standard: Chinese and odd names, 3
-- dialect: both
-- accept
SELECT COUNT(*) AS "count" FROM "orders" LEFT JOIN "customers" AS "Customers" ON "orders"."customer_id" = "Customers"."id" WHERE "Customers"."region" = 'north'

-- title: standard: Chinese and odd names, 4
-- dialect: both
-- accept
SELECT "Customers"."level" AS "Customers__level", COUNT(DISTINCT "orders"."customer_id") AS "count" FROM "orders" LEFT JOIN "customers" AS "Customers" ON "orders"."customer_id" = "Customers"."id" GROUP BY "Customers"."level" ORDER BY "Customers"."level" ASC

-- title: standard: Chinese and odd names, 5
-- dialect: both
-- accept
SELECT 1 AS "Number of Records", "Custom SQL Query"."status" AS "status", SUM("Custom SQL Query"."amount") AS "sum:amount:ok" FROM (
  SELECT * FROM orders
) "Custom SQL Query" GROUP BY 2, "Custom SQL Query"."status" ORDER BY 2

-- title: standard: WITH, 1
-- dialect: both
-- accept
WITH raw AS (SELECT * FROM orders), cleaned AS (SELECT id, customer_id, amount, lower(trim(status)) AS status FROM raw WHERE amount IS NOT NULL), final AS (SELECT status, count(*) AS n, sum(amount) AS total FROM cleaned GROUP BY status) SELECT * FROM final ORDER BY total DESC, status

-- title: standard: sets, 1
-- dialect: both
-- accept
WITH RECURSIVE months(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM months WHERE n < 12) SELECT n FROM months

-- title: standard: sets, 2
-- dialect: both
-- accept
WITH RECURSIVE t(id, parent_id, name, depth) AS (SELECT id, parent_id, name, 0 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.parent_id, c.name, t.depth + 1 FROM categories c JOIN t ON c.parent_id = t.id) SELECT * FROM t ORDER BY depth, id

-- title: standard: sets, 3
-- dialect: both
-- accept
WITH RECURSIVE tree AS (SELECT id, name, name AS path FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.name, t.path || ' > ' || c.name FROM categories AS c INNER JOIN tree AS t ON t.id = c.parent_id) SELECT id, path FROM tree ORDER BY path

-- title: standard: sets, 4
-- dialect: both
-- accept
WITH RECURSIVE descendants AS (SELECT id FROM categories WHERE id = 2 UNION SELECT c.id FROM categories c JOIN descendants d ON c.parent_id = d.id) SELECT count(*) FROM descendants

-- title: standard: sets, 5
-- dialect: both
-- accept
WITH RECURSIVE up AS (SELECT id, parent_id FROM categories WHERE id = 7 UNION ALL SELECT c.id, c.parent_id FROM categories c, up WHERE c.id = up.parent_id) SELECT id FROM up

-- title: standard: sets, 6
-- dialect: both
-- accept
WITH RECURSIVE fib(i, a, b) AS (SELECT 1, 0, 1 UNION ALL SELECT i + 1, b, a + b FROM fib WHERE i < 20) SELECT i, a FROM fib ORDER BY i

-- title: standard: sets, 7
-- dialect: both
-- accept
WITH RECURSIVE a(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM a WHERE n <= 9), b AS (SELECT n * n AS sq FROM a) SELECT sum(sq) FROM b

-- title: standard: sets, 8
-- dialect: both
-- accept
WITH RECURSIVE reach(node, hops) AS (SELECT 1, 0 UNION SELECT c.id, r.hops + 1 FROM reach r JOIN categories c ON c.parent_id = r.node WHERE r.hops < 5) SELECT node, min(hops) FROM reach GROUP BY node ORDER BY node

-- title: standard: joins, 2
-- dialect: both
-- accept
SELECT c.region, count(*) AS orders, sum(o.amount) AS revenue, avg(o.amount) AS aov, max(o.created_at) AS last_order FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.region HAVING sum(o.amount) > 100 ORDER BY revenue DESC

-- title: standard: grouping, 1
-- dialect: both
-- accept
SELECT region, SUM(CASE WHEN status = 'paid' THEN amount ELSE 0 END) AS paid, SUM(CASE WHEN status <> 'paid' THEN amount ELSE 0 END) AS other FROM orders GROUP BY region

-- title: standard: grouping, 2
-- dialect: both
-- accept
SELECT region, 100.0 * sum(CASE WHEN status = 'paid' THEN 1 ELSE 0 END) / count(*) AS pct_paid FROM orders GROUP BY region ORDER BY pct_paid DESC

-- title: standard: a window, 1
-- dialect: both
-- accept
SELECT region, round(100.0 * sum(amount) / nullif(sum(sum(amount)) OVER (), 0), 2) AS share FROM orders GROUP BY region ORDER BY region

-- title: standard: a window, 2
-- dialect: both
-- accept
SELECT id, amount, rank() OVER (ORDER BY amount DESC) AS r, dense_rank() OVER (ORDER BY amount DESC) AS dr, row_number() OVER (ORDER BY amount DESC, id) AS rn FROM orders ORDER BY rn

-- title: standard: a window, 3
-- dialect: both
-- accept
SELECT * FROM (SELECT o.*, row_number() OVER (PARTITION BY customer_id ORDER BY created_at DESC, id DESC) AS rn FROM orders o) x WHERE x.rn = 1 ORDER BY x.id

-- title: standard: a frame, 1
-- dialect: both
-- accept
SELECT id, created_at, amount, sum(amount) OVER (ORDER BY created_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM orders ORDER BY created_at, id

-- title: standard: a frame, 2
-- dialect: both
-- accept
SELECT id, avg(amount) OVER (PARTITION BY region ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ma3 FROM orders ORDER BY id

-- title: standard: a window, 4
-- dialect: both
-- accept
SELECT id, lag(amount) OVER w AS prev, lead(amount, 2, 0) OVER w AS nxt, amount - lag(amount, 1) OVER w AS delta FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY id) ORDER BY id

-- title: standard: a frame, 3
-- dialect: both
-- accept
SELECT id, first_value(amount) OVER w, last_value(amount) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), nth_value(amount, 2) OVER w FROM orders WINDOW w AS (PARTITION BY region ORDER BY id) ORDER BY id

-- title: standard: a window, 5
-- dialect: both
-- accept
SELECT id, ntile(4) OVER (ORDER BY amount, id) AS quartile, percent_rank() OVER (ORDER BY amount) AS pr, cume_dist() OVER (ORDER BY amount) AS cd FROM orders ORDER BY id

-- title: standard: a frame, 4
-- dialect: both
-- accept
SELECT id, sum(amount) OVER (ORDER BY amount RANGE BETWEEN 10 PRECEDING AND 10 FOLLOWING) s FROM orders ORDER BY id

-- title: standard: a frame, 5
-- dialect: both
-- accept
SELECT id, sum(amount) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) s FROM orders ORDER BY id

-- title: standard: a frame, 6
-- dialect: both
-- accept
SELECT id, count(*) OVER (ORDER BY amount ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) FROM orders ORDER BY id

-- title: standard: a frame, 7
-- dialect: both
-- accept
SELECT id, sum(amount) OVER (PARTITION BY region ORDER BY id ROWS UNBOUNDED PRECEDING) FROM orders ORDER BY id

-- title: standard: a window, 6
-- dialect: both
-- accept
SELECT id, count(*) FILTER (WHERE status = 'paid') OVER (PARTITION BY region ORDER BY id) FROM orders ORDER BY id

-- title: standard: an ordered or filtered aggregate, 1
-- dialect: both
-- accept
SELECT region, count(*) FILTER (WHERE amount > 50) AS big, sum(amount) FILTER (WHERE status = 'paid') AS paid FROM orders GROUP BY region

-- title: standard: sets, 9
-- dialect: both
-- accept
SELECT id FROM orders UNION SELECT id FROM products ORDER BY id

-- title: standard: sets, 10
-- dialect: both
-- accept
SELECT id FROM orders INTERSECT SELECT order_id FROM order_items ORDER BY 1 DESC LIMIT 7

-- title: standard: sets, 11
-- dialect: both
-- accept
SELECT id FROM customers EXCEPT SELECT customer_id FROM orders ORDER BY id

-- title: standard: sets, 12
-- dialect: both
-- accept
SELECT 'orders' AS t, count(*) AS n FROM orders UNION ALL SELECT 'customers', count(*) FROM customers UNION ALL SELECT 'products', count(*) FROM products ORDER BY n DESC, t

-- title: standard: sets, 13
-- dialect: both
-- accept
SELECT * FROM (SELECT id FROM orders ORDER BY amount DESC, id LIMIT 5) a UNION ALL SELECT * FROM (SELECT id FROM orders ORDER BY amount, id LIMIT 5) b

-- title: standard: a correlated subquery, 1
-- dialect: both
-- accept
SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE orders.customer_id = customers.id AND amount > 80) ORDER BY name

-- title: standard: a correlated subquery, 2
-- dialect: both
-- accept
SELECT name FROM customers c WHERE NOT EXISTS (SELECT * FROM orders o WHERE o.customer_id = c.id) ORDER BY name

-- title: standard: a correlated subquery, 3
-- dialect: both
-- accept
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders GROUP BY customer_id HAVING count(*) > 3) ORDER BY name

-- title: standard: a correlated subquery, 4
-- dialect: both
-- accept
SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM orders WHERE customer_id IS NOT NULL)

-- title: standard: a correlated subquery, 5
-- dialect: both
-- accept
SELECT name, (SELECT max(o.amount) FROM orders o WHERE o.customer_id = c.id) AS biggest FROM customers c ORDER BY biggest DESC, name

-- title: standard: a correlated subquery, 6
-- dialect: both
-- accept
SELECT id FROM orders o WHERE amount > (SELECT avg(amount) FROM orders i WHERE i.region = o.region) ORDER BY id

-- title: standard: a correlated subquery, 7
-- dialect: both
-- accept
SELECT (SELECT count(*) FROM orders) * 1.0 / (SELECT count(*) FROM customers) AS ratio

-- title: standard: a correlated subquery, 8
-- dialect: both
-- accept
SELECT c.id, c.name FROM customers c WHERE (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) >= 4 ORDER BY 1

-- title: standard: a correlated subquery, 9
-- dialect: both
-- accept
SELECT id FROM orders WHERE (customer_id, region) IN (SELECT id, region FROM customers) ORDER BY id

-- title: standard: order and limits, 3
-- dialect: both
-- accept
SELECT id FROM orders WHERE (status, region) IN (('paid', 'north'), ('open', 'south')) ORDER BY id

-- title: standard: order and limits, 4
-- dialect: both
-- accept
SELECT id FROM orders WHERE (amount, id) > (50, 10) ORDER BY amount, id LIMIT 10

-- title: standard: values, 2
-- dialect: both
-- accept
SELECT id FROM orders WHERE (status, region) = ('paid', 'north')

-- title: standard: order and limits, 5
-- dialect: both
-- accept
SELECT id FROM orders WHERE note IS DISTINCT FROM 'x' ORDER BY id

-- title: standard: order and limits, 6
-- dialect: both
-- accept
SELECT id FROM orders WHERE note IS NOT DISTINCT FROM NULL ORDER BY id

-- title: standard: joins, 3
-- dialect: both
-- accept
SELECT c.name, o.id FROM customers c LEFT OUTER JOIN orders o ON o.customer_id = c.id AND o.status = 'paid' WHERE o.id IS NULL ORDER BY c.name

-- title: standard: joins, 4
-- dialect: both
-- accept
SELECT c.id AS c, o.id AS o FROM orders o RIGHT JOIN customers c ON o.customer_id = c.id ORDER BY c.id, o.id

-- title: standard: joins, 5
-- dialect: both
-- accept
SELECT c.id AS c, o.id AS o FROM orders o FULL OUTER JOIN customers c ON o.customer_id = c.id ORDER BY c.id, o.id

-- title: standard: joins, 6
-- dialect: both
-- accept
SELECT a.id, b.id FROM products a CROSS JOIN products b WHERE a.id < b.id ORDER BY 1, 2

-- title: standard: joins, 7
-- dialect: both
-- accept
SELECT a.id, b.id AS b_id FROM products a, products b WHERE a.category = b.category AND a.id <> b.id ORDER BY a.id, b.id

-- title: standard: joins, 8
-- dialect: both
-- accept
SELECT * FROM products JOIN order_items USING (id) ORDER BY id

-- title: standard: joins, 9
-- dialect: both
-- accept
SELECT id, p.name, quantity FROM products p LEFT JOIN order_items USING (id, price) ORDER BY id

-- title: standard: joins, 10
-- dialect: both
-- accept
SELECT count(*) FROM products NATURAL JOIN order_items

-- title: standard: joins, 11
-- dialect: both
-- accept
SELECT count(*) FROM ((orders o JOIN customers c ON o.customer_id = c.id) JOIN order_items i ON i.order_id = o.id)

-- title: standard: WITH, 2
-- dialect: both
-- accept
WITH t(k, v) AS (SELECT id, amount FROM orders) SELECT k, v FROM t WHERE v > 30 ORDER BY k

-- title: standard: WITH, 3
-- dialect: both
-- accept
WITH t AS MATERIALIZED (SELECT * FROM orders) SELECT count(*) FROM t

-- title: standard: WITH, 4
-- dialect: both
-- accept
WITH t AS NOT MATERIALIZED (SELECT * FROM orders WHERE amount > 10) SELECT count(*) FROM t

-- title: standard: a correlated subquery, 10
-- dialect: both
-- accept
SELECT count(*) FROM (WITH o AS (SELECT * FROM orders) SELECT * FROM o) q

-- title: standard: order and limits, 7
-- dialect: both
-- accept
SELECT id FROM orders WHERE amount BETWEEN 10 AND 20 OR amount NOT BETWEEN 5 AND 85 ORDER BY id

-- title: standard: order and limits, 8
-- dialect: both
-- accept
SELECT id FROM orders WHERE status IN ('paid', 'open', 'refunded') AND region NOT IN ('east') ORDER BY id

-- title: standard: text functions, 1
-- dialect: both
-- accept
SELECT name FROM customers WHERE name LIKE 'Name%' AND name NOT LIKE '%9' ORDER BY name

-- title: standard: text functions, 2
-- dialect: both
-- accept
SELECT name FROM customers WHERE name LIKE '%50\%%' ESCAPE '\'

-- title: standard: text functions, 3
-- dialect: both
-- accept
SELECT name FROM customers WHERE name LIKE '!_%' ESCAPE '!' OR name LIKE '%_1' ORDER BY name

-- title: standard: order and limits, 9
-- dialect: both
-- accept
SELECT DISTINCT region, status FROM orders ORDER BY region, status

-- title: standard: values, 3
-- dialect: both
-- accept
SELECT count(DISTINCT region), count(DISTINCT customer_id), sum(DISTINCT amount), avg(DISTINCT amount) FROM orders

-- title: standard: order and limits, 10
-- dialect: both
-- accept
SELECT coalesce(note, 'none') AS note, nullif(status, 'open') AS st FROM orders ORDER BY id

-- title: standard: grouping, 3
-- dialect: both
-- accept
SELECT CASE status WHEN 'paid' THEN 1 WHEN 'open' THEN 2 ELSE 3 END AS s, CASE WHEN amount < 30 THEN 'S' WHEN amount < 60 THEN 'M' ELSE 'L' END AS size, count(*) FROM orders GROUP BY 1, 2 ORDER BY 1, 2

-- title: standard: grouping, 4
-- dialect: both
-- accept
SELECT CASE WHEN amount < 30 THEN 'low' ELSE 'high' END AS band, count(*) FROM orders GROUP BY CASE WHEN amount < 30 THEN 'low' ELSE 'high' END ORDER BY band

-- title: standard: grouping, 5
-- dialect: both
-- accept
SELECT CASE WHEN amount < 30 THEN 'low' ELSE 'high' END AS band, count(*) FROM orders GROUP BY band ORDER BY band

-- title: standard: order and limits, 11
-- dialect: both
-- accept
SELECT amount AS id FROM orders ORDER BY id

-- title: standard: order and limits, 12
-- dialect: both
-- accept
SELECT -amount AS amount FROM orders ORDER BY amount

-- title: standard: grouping, 6
-- dialect: both
-- accept
SELECT amount % 7 AS bucket, count(*) FROM orders GROUP BY amount % 7 ORDER BY bucket

-- title: standard: text functions, 4
-- dialect: both
-- accept
SELECT abs(-5), round(3.14159, 2), round(2.5), lower('ABC'), upper('abc'), length('héllo'), replace('a-b', '-', '_'), trim('  x '), substr('hello', 2, 3)

-- title: standard: a comment, 1
-- dialect: both
-- accept
SELECT '''; DROP TABLE orders; --' AS s, '-- not a comment' AS t, '/* nor this */' AS u, 'pg_sleep(10)' AS v, ' UNION SELECT password FROM users' AS w

-- title: standard: a comment, 2
-- dialect: both
-- accept
SELECT count(*) FROM customers WHERE name = 'Robert''); DROP TABLE students;--' OR email = ''' OR 1=1 --'

-- title: standard: what looks like an attack, 1
-- dialect: both
-- accept
SELECT id FROM orders WHERE note = '; DELETE FROM orders' OR note LIKE '%xp_cmdshell%' OR note = '0x27204f5220313d31'

-- title: standard: a comment, 3
-- dialect: both
-- accept
SELECT /* leading */ id -- trailing
FROM orders -- the orders
/* multi
   line */ WHERE id = 1 -- done

-- title: standard: a comment, 4
-- dialect: both
-- accept
-- monthly revenue
-- owner: analytics
SELECT region, sum(amount) FROM orders GROUP BY region ORDER BY region; -- end

-- title: standard: a comment, 5
-- dialect: both
-- accept
/* Looker: user 5, history 12 */ SELECT orders.region AS "orders.region", COUNT(DISTINCT orders.id) AS "orders.count" FROM orders AS orders GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500

-- title: standard: Chinese and odd names, 6
-- dialect: both
-- accept
SELECT 城市, sum(营业额) AS 总营业额 FROM 门店 GROUP BY 城市 ORDER BY 总营业额 DESC

-- title: standard: Chinese and odd names, 7
-- dialect: both
-- accept
SELECT m.编号 AS 门店编号, m.城市 || '市' AS 城市名 FROM 门店 m WHERE m.城市 = '北京' ORDER BY m.编号

-- title: standard: Chinese and odd names, 8
-- dialect: both
-- accept
SELECT "门店"."城市" AS "所在城市", COUNT(*) AS "数量（家）" FROM "门店" GROUP BY "门店"."城市" ORDER BY "数量（家）", 1

-- title: standard: Chinese and odd names, 9
-- dialect: both
-- accept
SELECT status AS "订单状态", count(*) AS "订单数", sum(amount) AS "金额 合计（元）" FROM orders GROUP BY status ORDER BY "订单数" DESC, 1

-- title: standard: Chinese and odd names, 10
-- dialect: both
-- accept
SELECT "Id", "select", "q""t" FROM "Odd Name" ORDER BY "Id"

-- title: standard: Chinese and odd names, 11
-- dialect: both
-- accept
SELECT "Odd Name"."select" AS "from", t."Id" AS "where" FROM "Odd Name" JOIN "Odd Name" AS t ON t."Id" = "Odd Name"."Id" ORDER BY 2

-- title: standard: Chinese and odd names, 12
-- dialect: both
-- accept
SELECT id AS "a b", amount AS "x.y", status AS "%", region AS "日本語", note AS "😀" FROM orders ORDER BY id LIMIT 5

-- title: standard: Chinese and odd names, 13
-- dialect: both
-- accept
SELECT '日本' AS "名前", '😀 emoji' AS e, 'naïve café' AS n, '　全角　' AS z

-- title: standard: dates, 1
-- dialect: both
-- accept
SELECT id AS count, amount AS date, region AS year FROM orders ORDER BY id LIMIT 3

-- title: standard: order and limits, 13
-- dialect: both
-- accept
SELECT o.id total, o.amount amt FROM orders o ORDER BY amt, total LIMIT 3

-- title: standard: values, 4
-- dialect: both
-- accept
SELECT 1

-- title: standard: values, 5
-- dialect: both
-- accept
SELECT 1 + 1 AS two, 'x' AS x, NULL AS n, 1.5e3 AS f, .5 AS h, 5. AS g

-- title: standard: values, 6
-- dialect: both
-- accept
SELECT TRUE, FALSE, NULL

-- title: standard: values, 7
-- dialect: both
-- accept
SELECT 1 WHERE 1 = 1

-- title: standard: dates, 2
-- dialect: both
-- accept
SELECT current_date IS NOT NULL, CURRENT_TIMESTAMP IS NOT NULL

-- title: standard: values, 8
-- dialect: both
-- accept
SELECT count(*) FROM orders WHERE created_at >= '2024-03-01' AND created_at < '2024-04-01'

-- title: standard: values, 9
-- dialect: both
-- accept
SELECT count(*) FROM orders WHERE created_at BETWEEN '2024-01-01 00:00:00' AND '2024-06-30 23:59:59'

-- title: standard: casts, 1
-- dialect: both
-- accept
SELECT cast(amount AS text) AS a, cast('12' AS integer) AS b, cast(amount AS numeric) AS c, cast(amount AS real) AS d, cast(amount AS double precision) AS e FROM orders ORDER BY id

-- title: standard: casts, 2
-- dialect: both
-- accept
SELECT CAST(amount AS VARCHAR(10)), CAST(amount AS DECIMAL(10, 2)), CAST(amount AS BIGINT), CAST(amount AS SMALLINT), CAST(status AS CHAR(2)) FROM orders ORDER BY id

-- title: standard: order and limits, 14
-- dialect: both
-- accept
SELECT id FROM orders ORDER BY status DESC NULLS LAST, note NULLS FIRST, id LIMIT 20 OFFSET 5

-- title: standard: order and limits, 15
-- dialect: both
-- accept
SELECT id FROM orders ORDER BY CASE WHEN status = 'open' THEN 0 ELSE 1 END, amount DESC, id

-- title: standard: order and limits, 16
-- dialect: both
-- accept
SELECT id, amount FROM orders ORDER BY 2 DESC, 1 ASC LIMIT 3 OFFSET 3

-- title: standard: grouping, 7
-- dialect: both
-- accept
SELECT region, max(amount) FROM orders GROUP BY region ORDER BY max(amount) DESC, count(*)

-- title: standard: grouping, 8
-- dialect: both
-- accept
SELECT region FROM orders GROUP BY region HAVING count(*) > 10 AND max(amount) > 50 OR min(id) < 5

-- title: standard: values, 10
-- dialect: both
-- accept
SELECT count(*) FROM orders HAVING count(*) > 0

-- title: standard: a window, 7
-- dialect: both
-- accept
SELECT p.category, p.name, sum(i.quantity * i.price) AS revenue, rank() OVER (PARTITION BY p.category ORDER BY sum(i.quantity * i.price) DESC) AS rnk FROM order_items i JOIN products p ON p.id = i.product_id GROUP BY p.category, p.name ORDER BY p.category, rnk, p.name

-- title: standard: WITH, 5
-- dialect: both
-- accept
WITH first_orders AS (SELECT customer_id, min(created_at) AS first_at FROM orders GROUP BY customer_id), cohort AS (SELECT f.customer_id, substr(cast(f.first_at AS text), 1, 7) AS month FROM first_orders f) SELECT month, count(*) AS customers FROM cohort GROUP BY month ORDER BY month

-- title: standard: a window, 8
-- dialect: both
-- accept
WITH ranked AS (SELECT customer_id, amount, row_number() OVER (PARTITION BY customer_id ORDER BY amount DESC, id) AS rn FROM orders) SELECT r1.customer_id, r1.amount AS top1, r2.amount AS top2 FROM ranked r1 LEFT JOIN ranked r2 ON r2.customer_id = r1.customer_id AND r2.rn = 2 WHERE r1.rn = 1 ORDER BY 1

-- title: standard: a frame, 8
-- dialect: both
-- accept
WITH daily AS (SELECT substr(cast(created_at AS text), 1, 10) AS d, sum(amount) AS amt FROM orders GROUP BY 1) SELECT d, amt, amt - lag(amt) OVER (ORDER BY d) AS diff, round(avg(amt) OVER (ORDER BY d ROWS 6 PRECEDING), 4) AS ma7 FROM daily ORDER BY d

-- title: standard: joins, 12
-- dialect: both
-- accept
select sum(i.price * i.quantity) as revenue from order_items i, products p, orders o where i.product_id = p.id and i.order_id = o.id and o.region = 'north' and p.category in ('A', 'B')

-- title: standard: joins, 13
-- dialect: both
-- accept
select c.region, sum(case when o.status = 'paid' or o.status = 'open' then 1 else 0 end) as high_line_count, sum(case when o.status <> 'paid' and o.status <> 'open' then 1 else 0 end) as low_line_count from orders o, customers c where o.customer_id = c.id and o.amount < 80 group by c.region order by c.region

-- title: standard: a correlated subquery, 11
-- dialect: both
-- accept
SELECT count(*) FROM orders o1 WHERE o1.amount = (SELECT max(o2.amount) FROM orders o2 WHERE o2.customer_id = o1.customer_id AND EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o2.id))

-- title: standard: joins, 14
-- dialect: both
-- accept
SELECT T1.name, count(*) FROM customers AS T1 JOIN orders AS T2 ON T1.id = T2.customer_id GROUP BY T1.id, T1.name ORDER BY count(*) DESC, T1.name LIMIT 1

-- title: standard: sets, 14
-- dialect: both
-- accept
SELECT name FROM customers WHERE region = 'north' INTERSECT SELECT name FROM customers WHERE level = 'gold' ORDER BY name

-- title: standard: sets, 15
-- dialect: both
-- accept
SELECT region FROM customers EXCEPT SELECT region FROM orders UNION SELECT 'all' ORDER BY 1

-- title: standard: joins, 15
-- dialect: both
-- accept
SELECT DISTINCT c.name FROM customers c JOIN orders o ON c.id = o.customer_id JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id WHERE p.name = 'Product 3' ORDER BY c.name

-- title: standard: joins, 16
-- dialect: both
-- accept
SELECT a.id, b.id AS other FROM customers a LEFT JOIN customers b ON a.region = b.region AND a.id < b.id AND b.level = 'gold' ORDER BY a.id, b.id

-- title: standard: grouping, 9
-- dialect: both
-- accept
SELECT day, count(*), sum(amount) FROM events GROUP BY day ORDER BY day

-- title: standard: grouping, 10
-- dialect: both
-- accept
SELECT kind, avg(score), min(day), max(day), sum(amount) FROM events WHERE ok GROUP BY kind ORDER BY kind

-- title: standard: order and limits, 17
-- dialect: both
-- accept
SELECT id FROM events WHERE NOT ok OR ok IS NULL ORDER BY id

-- title: standard: order and limits, 18
-- dialect: both
-- accept
SELECT id FROM events WHERE ok = TRUE AND kind <> 'secret' ORDER BY id

-- title: standard: order and limits, 19
-- dialect: both
-- accept
SELECT id, ok IS TRUE AS yes, ok IS NOT FALSE AS maybe FROM events ORDER BY id

-- title: standard: joins, 17
-- dialect: both
-- accept
SELECT e.id, p.id AS prev FROM events e LEFT JOIN events p ON p.customer_id = e.customer_id AND p.id < e.id ORDER BY e.id, p.id

-- title: standard: joins, 18
-- dialect: both
-- accept
SELECT parent.name AS parent, child.name AS child FROM categories child LEFT JOIN categories parent ON parent.id = child.parent_id ORDER BY child.id

-- title: standard: text functions, 5
-- dialect: both
-- accept
SELECT upper(name) || ' (' || coalesce(level, '-') || ')' AS label FROM customers ORDER BY label

-- title: standard: text functions, 6
-- dialect: both
-- accept
SELECT name FROM customers WHERE length(name) > 6 AND upper(substr(name, 1, 1)) = 'N' ORDER BY length(name), name

-- title: standard: a window, 9
-- dialect: both
-- accept
SELECT id, amount, (amount - avg(amount) OVER ()) / 10 AS z FROM orders ORDER BY id

-- title: standard: grouping, 11
-- dialect: both
-- accept
SELECT status, region, count(*) AS n FROM orders GROUP BY status, region ORDER BY n DESC, 1, 2

-- title: standard: a correlated subquery, 12
-- dialect: both
-- accept
SELECT count(*) AS n FROM (SELECT DISTINCT customer_id, region FROM orders) AS d

-- title: standard: WITH, 6
-- dialect: both
-- accept
WITH v(k, label) AS (VALUES (1, 'one'), (2, 'two'), (3, NULL)) SELECT k, label FROM v ORDER BY k

-- title: standard: order and limits, 20
-- dialect: both
-- accept
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) t ORDER BY 1

-- title: standard: order and limits, 21
-- dialect: both
-- accept
SELECT column1, column2 FROM (VALUES (1, 'a'), (2, 'b')) t ORDER BY column1

-- title: standard: order and limits, 22
-- dialect: both
-- accept
SELECT id FROM orders WHERE ((((amount > 1)))) AND NOT (NOT (status = 'paid')) ORDER BY id

-- title: standard: order and limits, 23
-- dialect: both
-- accept
SELECT id FROM orders WHERE id = 1 OR id = 2 OR id = 3 OR id = 4 OR id = 5 AND amount <> 7 AND amount != 8 ORDER BY id

-- title: standard: order and limits, 24
-- dialect: both
-- accept
SELECT * FROM orders WHERE 1=1 AND status = 'paid' AND (region = 'north' OR region = 'south') AND amount >= 0 ORDER BY created_at DESC, id LIMIT 50

-- title: standard: values, 11
-- dialect: both
-- accept
SELECT count(1), count(id), count(note), count(*) FROM orders

-- title: standard: values, 12
-- dialect: both
-- accept
SELECT sum(1) FROM orders WHERE 0 = 1

-- title: standard: a correlated subquery, 13
-- dialect: both
-- accept
SELECT count(*) FROM (SELECT 1 FROM orders GROUP BY region, status HAVING count(*) >= 1) g

-- title: standard: a correlated subquery, 14
-- dialect: both
-- accept
SELECT region, avg(cnt) FROM (SELECT region, customer_id, count(*) AS cnt FROM orders GROUP BY region, customer_id) t GROUP BY region ORDER BY region

-- title: standard: a correlated subquery, 15
-- dialect: both
-- accept
SELECT c.* FROM customers c JOIN (SELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id ORDER BY total DESC, customer_id LIMIT 3) top ON top.customer_id = c.id ORDER BY top.total DESC, c.id

-- title: standard: a correlated subquery, 16
-- dialect: both
-- accept
SELECT o.id, i.product_id FROM orders o JOIN order_items i ON o.id = i.order_id AND i.quantity > (SELECT avg(quantity) FROM order_items) ORDER BY o.id, i.id

-- title: standard: order and limits, 25
-- dialect: both
-- accept
SELECT id, (amount > 50) AS big, (note IS NULL) AS blank, status = 'paid' AS paid FROM orders ORDER BY id

-- title: standard: a correlated subquery, 17
-- dialect: both
-- accept
SELECT id FROM orders WHERE amount > 10 AND amount < 20 AND EXISTS (SELECT NULL) ORDER BY id

-- title: standard: joins, 19
-- dialect: both
-- accept
SELECT o.region r, c.level l, count(*) n FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY o.region, c.level ORDER BY r, l NULLS LAST, n

-- title: standard: values, 13
-- dialect: both
-- accept
SELECT min(name), max(name) FROM customers WHERE region = 'north' AND level IS NOT NULL

-- title: standard: a correlated subquery, 18
-- dialect: both
-- accept
SELECT id, name FROM customers WHERE id IN (1, 2, 3, (SELECT max(id) FROM customers)) ORDER BY id

-- title: standard: a correlated subquery, 19
-- dialect: both
-- accept
SELECT id FROM orders WHERE status = 'paid' AND id NOT IN (SELECT order_id FROM order_items WHERE quantity > 3) ORDER BY id

-- title: standard: order and limits, 26
-- dialect: both
-- accept
SELECT p.*, (p.price - p.id) * 1.0 / p.price AS margin FROM products p ORDER BY margin DESC, p.id

-- title: standard: Chinese and odd names, 14
-- dialect: both
-- accept
SELECT sum(amount) AS "Σ", count(*) AS "№", 'a''b' AS "it's", 'tab	here' AS t FROM orders

-- title: standard: values, 14
-- dialect: both
-- accept
SELECT 'line
break' AS multi, 'back\slash' AS b, '%d %s {x} :name ? $1 @v #t' AS marks

-- title: standard: a correlated subquery, 20
-- dialect: both
-- accept
SELECT o.id, o.amount FROM orders o WHERE NOT o.amount IN (1, 2) AND NOT o.status LIKE 'x%' AND NOT o.note IS NULL OR NOT EXISTS (SELECT 1 FROM order_items WHERE order_id = o.id) ORDER BY 1

-- title: standard: grouping, 12
-- dialect: both
-- accept
SELECT count(*) c FROM orders GROUP BY region, status ORDER BY c, max(id)

-- title: standard: order and limits, 27
-- dialect: both
-- accept
SELECT DISTINCT status FROM orders ORDER BY status LIMIT 1 OFFSET 0

-- title: standard: a correlated subquery, 21
-- dialect: both
-- accept
SELECT t.region, t.total FROM (SELECT region, sum(amount) total FROM orders GROUP BY region) t WHERE t.total = (SELECT max(total) FROM (SELECT sum(amount) total FROM orders GROUP BY region) m)

-- title: standard: a window, 10
-- dialect: both
-- accept
SELECT id, sum(amount) OVER (PARTITION BY region, status ORDER BY amount DESC, id) AS s, count(*) OVER () AS n, max(amount) OVER (PARTITION BY region) - amount AS gap FROM orders ORDER BY id

-- title: standard: a window, 11
-- dialect: both
-- accept
SELECT customer_id, count(*) AS n, sum(count(*)) OVER (ORDER BY customer_id) AS cum FROM orders GROUP BY customer_id ORDER BY customer_id

-- title: standard: a window, 12
-- dialect: both
-- accept
SELECT * FROM orders WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY status ORDER BY amount DESC, id) AS k FROM orders) z WHERE k <= 2) ORDER BY status, amount DESC, id
