-- title: analysts': sets, 1
-- dialect: sqlite
-- accept
WITH RECURSIVE cnt(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM cnt LIMIT 100) SELECT x FROM cnt

-- title: analysts': joins, 1
-- dialect: sqlite
-- accept
SELECT * FROM orders o JOIN (customers c JOIN payments p ON p.id = c.id) ON o.customer_id = c.id ORDER BY o.id

-- title: analysts': order and limits, 1
-- dialect: sqlite
-- accept
SELECT amount / 3 AS a, amount * 1.0 / 3 AS b, amount + 1 - 2, -amount, +amount, (amount) FROM orders ORDER BY id

-- title: analysts': values, 1
-- dialect: sqlite
-- accept
SELECT avg(T1.amount), max(T1.amount), min(T1.amount) FROM orders AS T1 WHERE T1.status = "T1"."status"

-- title: analysts': a correlated subquery, 1
-- dialect: sqlite
-- accept
SELECT max(a, b) FROM (SELECT 1 AS a, 2 AS b) t WHERE 1 = 0 AND 1 = 2

-- title: analysts': names in backticks or brackets, 1
-- dialect: sqlite
-- accept
SELECT `orders`.`id`, `orders`.`amount` FROM `orders` WHERE `orders`.`status` = 'paid' ORDER BY `orders`.`id`

-- title: analysts': names in backticks or brackets, 2
-- dialect: sqlite
-- accept
SELECT [id], [amount] AS [The Amount] FROM [orders] ORDER BY [id]

-- title: analysts': names in backticks or brackets, 3
-- dialect: sqlite
-- accept
SELECT T1.`name`, COUNT(*) FROM `customers` AS T1 JOIN `orders` AS T2 ON T1.`id` = T2.`customer_id` GROUP BY T1.`id` ORDER BY COUNT(*) DESC, T1.id LIMIT 1

-- title: analysts': grouping, 1
-- dialect: sqlite
-- accept
SELECT name, region FROM customers GROUP BY region ORDER BY region

-- title: analysts': grouping, 2
-- dialect: sqlite
-- accept
SELECT id, max(amount), status FROM orders GROUP BY region ORDER BY region

-- title: analysts': grouping, 3
-- dialect: sqlite
-- accept
SELECT * FROM customers GROUP BY level HAVING id = max(id) ORDER BY id

-- title: analysts': order and limits, 2
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE status == 'paid' AND region IS 'north' AND note IS NULL AND status IS NOT 'open' ORDER BY id

-- title: analysts': order and limits, 3
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE status <> 'paid' AND amount != 5 AND NOT amount > 90 ORDER BY id

-- title: analysts': dates, 1
-- dialect: sqlite
-- accept
SELECT strftime('%Y-%m', created_at) AS month, count(*), sum(amount) FROM orders GROUP BY month ORDER BY month

-- title: analysts': dates, 2
-- dialect: sqlite
-- accept
SELECT strftime('%Y', created_at) AS y, strftime('%W', created_at) AS w, strftime('%w', created_at) AS dow, strftime('%j', created_at) AS doy, strftime('%s', created_at) AS epoch, strftime('%H:%M', created_at), strftime('%d/%m/%Y', created_at), strftime('%%', created_at), strftime('%J', created_at) FROM orders ORDER BY id

-- title: analysts': dates, 3
-- dialect: sqlite
-- accept
SELECT CAST(strftime('%m', created_at) AS INTEGER) AS m, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- title: analysts': dates, 4
-- dialect: sqlite
-- accept
SELECT date(created_at), time(created_at), datetime(created_at), julianday(created_at), unixepoch(created_at) FROM orders ORDER BY id

-- title: analysts': dates, 5
-- dialect: sqlite
-- accept
SELECT date(created_at, 'start of month'), date(created_at, '+1 month', '-1 day'), date(created_at, 'weekday 1', '-7 days'), datetime(created_at, 'localtime') IS NOT NULL, date(created_at, 'start of year'), datetime(created_at, '+8 hours'), date('2024-01-31', '+1 month'), date(1700000000, 'unixepoch'), datetime(1700000000, 'unixepoch', 'utc') IS NOT NULL, date('now') IS NOT NULL, date() IS NOT NULL, datetime('now', '-1 day') < datetime('now') FROM orders ORDER BY id

-- title: analysts': dates, 6
-- dialect: sqlite
-- accept
SELECT count(*) FROM orders WHERE created_at >= date('2024-06-15', '-30 days') AND created_at < date('2024-06-15', '+1 day')

-- title: analysts': dates, 7
-- dialect: sqlite
-- accept
SELECT count(*) FROM orders WHERE date(created_at) BETWEEN '2024-01-01' AND '2024-03-31' AND strftime('%Y', created_at) = '2024'

-- title: analysts': dates, 8
-- dialect: sqlite
-- accept
SELECT julianday('2024-12-31') - julianday(created_at) AS age_days, CAST((julianday('2024-12-31') - julianday(created_at)) AS INT) FROM orders ORDER BY id

-- title: analysts': dates, 9
-- dialect: sqlite
-- accept
SELECT timediff('2024-12-31', '2024-01-01'), strftime('%F %T', '2024-05-05 10:00:00'), strftime('%Y-Q') || ((CAST(strftime('%m', '2024-05-05') AS INTEGER) + 2) / 3)

-- title: analysts': dates, 10
-- dialect: sqlite
-- accept
SELECT 'Q' || ((strftime('%m', created_at) + 2) / 3) AS quarter, sum(amount) FROM orders GROUP BY quarter ORDER BY quarter

-- title: analysts': Chinese and odd names, 1
-- dialect: sqlite
-- accept
SELECT DATETIME("orders"."created_at", 'start of month') AS "__timestamp", SUM("orders"."amount") AS "SUM(amount)" FROM "orders" GROUP BY DATETIME("orders"."created_at", 'start of month') ORDER BY "SUM(amount)" DESC, 1 LIMIT 1000

-- title: analysts': Chinese and odd names, 2
-- dialect: sqlite
-- accept
SELECT STRFTIME('%Y-%m', "orders"."created_at") AS "created_at", COUNT(*) AS "count" FROM "orders" GROUP BY STRFTIME('%Y-%m', "orders"."created_at") ORDER BY STRFTIME('%Y-%m', "orders"."created_at") ASC

-- title: analysts': dates, 11
-- dialect: sqlite
-- accept
SELECT DATE("main"."orders"."created_at") AS d, count(*) FROM "main"."orders" GROUP BY 1 ORDER BY 1

-- title: analysts': order and limits, 4
-- dialect: sqlite
-- accept
SELECT main.orders.id FROM main.orders ORDER BY main.orders.id LIMIT 5

-- title: analysts': order and limits, 5
-- dialect: sqlite
-- accept
SELECT printf('%.2f', amount), printf('%05d', id), printf('%s-%s', region, status), format('%,d', amount * 1000), printf('%-10s|', status), printf('%x', id), printf('%e', amount), printf('%%'), printf('%q', note) FROM orders ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 1
-- dialect: sqlite
-- accept
SELECT group_concat(status), group_concat(DISTINCT status), group_concat(id, ', ') FROM orders WHERE id < 20

-- title: analysts': an ordered or filtered aggregate, 2
-- dialect: sqlite
-- accept
SELECT region, group_concat(id, '|') FROM (SELECT * FROM orders ORDER BY id) GROUP BY region ORDER BY region

-- title: analysts': an ordered or filtered aggregate, 3
-- dialect: sqlite
-- accept
SELECT region, string_agg(status, ','), group_concat(status, ';' ORDER BY id DESC) FROM orders GROUP BY region ORDER BY region

-- title: analysts': grouping, 4
-- dialect: sqlite
-- accept
SELECT iif(amount > 50, 'big', 'small') AS size, count(*) FROM orders GROUP BY size ORDER BY size

-- title: analysts': order and limits, 6
-- dialect: sqlite
-- accept
SELECT if(amount > 50, 'big', 'small'), ifnull(note, '-'), coalesce(note, status), nullif(status, 'paid'), typeof(amount), typeof(note), typeof(1.5), typeof('x'), typeof(NULL) FROM orders ORDER BY id

-- title: analysts': values, 2
-- dialect: sqlite
-- accept
SELECT total(amount), sum(amount), avg(amount), min(amount), max(amount), count(DISTINCT status), total(note) FROM orders

-- title: analysts': order and limits, 7
-- dialect: sqlite
-- accept
SELECT max(amount, 50), min(amount, 50, 20), abs(-amount), round(amount / 3.0, 2), round(amount), sign(amount), ceil(1.5), floor(1.5), trunc(1.5), mod(7, 3), pow(2, 3), power(2, 3), sqrt(16), exp(1), ln(2), log(100), log10(100), log2(8), log(2, 8), pi(), degrees(1), radians(180), sin(0), cos(0), tan(0), asin(0), acos(1), atan(1), atan2(1, 1), sinh(0), cosh(0), tanh(0), random() IS NOT NULL FROM orders ORDER BY id

-- title: analysts': arrays, 1
-- dialect: sqlite
-- accept
SELECT name FROM customers WHERE name GLOB 'Name [0-9]*' AND name NOT GLOB '*9' AND name LIKE 'name%' AND name NOT LIKE '%\_%' ESCAPE '\' ORDER BY name

-- title: analysts': order and limits, 8
-- dialect: sqlite
-- accept
SELECT name FROM customers ORDER BY name COLLATE NOCASE DESC, id

-- title: analysts': text functions, 1
-- dialect: sqlite
-- accept
SELECT name FROM customers WHERE name = 'NAME 3' COLLATE NOCASE OR name COLLATE NOCASE IN ('name 6', 'NAME 9') OR name COLLATE RTRIM = 'x' ORDER BY id

-- title: analysts': casts, 1
-- dialect: sqlite
-- accept
SELECT CAST(amount AS REAL) / 3, CAST(SUM(amount) AS FLOAT) / COUNT(*), amount * 1.0 / 7 FROM orders GROUP BY id ORDER BY id

-- title: analysts': casts, 2
-- dialect: sqlite
-- accept
SELECT CAST(SUM(CASE WHEN status = 'paid' THEN 1 ELSE 0 END) AS REAL) * 100 / COUNT(*) FROM orders

-- title: analysts': values, 3
-- dialect: sqlite
-- accept
SELECT SUM(status = 'paid') AS paid, SUM(amount > 50) AS big, AVG(status = 'open') FROM orders

-- title: analysts': values, 4
-- dialect: sqlite
-- accept
SELECT count(*) FROM orders WHERE status = 'paid' AND amount > '10'

-- title: analysts': text functions, 2
-- dialect: sqlite
-- accept
SELECT amount / 2, amount % 2, amount & 1, amount | 8, ~amount, amount << 2, amount >> 1, -amount, +amount, amount || '%', 7 / 2, 7 / 2.0, -7 % 3 FROM orders ORDER BY id

-- title: analysts': JSON, 1
-- dialect: sqlite
-- accept
SELECT json_extract(payload, '$.page') AS page, count(*) FROM events GROUP BY page ORDER BY 2 DESC, 1

-- title: analysts': JSON, 2
-- dialect: sqlite
-- accept
SELECT payload -> '$.n', payload ->> '$.page', payload ->> 'page', payload -> 'items' -> 0 ->> 'sku', payload ->> '$.items[0].sku', payload ->> '$.items[#-1].sku', json_extract(payload, '$.n', '$.page') FROM events ORDER BY id

-- title: analysts': JSON, 3
-- dialect: sqlite
-- accept
SELECT id FROM events WHERE json_extract(payload, '$.user.name') IS NOT NULL AND json_extract(payload, '$.n') > 5 ORDER BY id

-- title: analysts': JSON, 4
-- dialect: sqlite
-- accept
SELECT json_array_length(payload, '$.items'), json_type(payload), json_type(payload, '$.user'), json_valid(payload), json_array_length(payload -> 'items') FROM events ORDER BY id

-- title: analysts': rows from JSON, 1
-- dialect: sqlite
-- accept
SELECT e.id, j.value ->> 'sku' AS sku FROM events e, json_each(e.payload, '$.items') AS j ORDER BY e.id, sku

-- title: analysts': rows from JSON, 2
-- dialect: sqlite
-- accept
SELECT e.id, json_extract(value, '$.sku') FROM events AS e JOIN json_each(e.payload, '$.items') ORDER BY 1, 2

-- title: analysts': rows from JSON, 3
-- dialect: sqlite
-- accept
SELECT j.key, j.value, j.type, j.atom, j.fullkey, j.path FROM json_each('{"a": 1, "b": [2]}') j

-- title: analysts': rows from JSON, 4
-- dialect: sqlite
-- accept
SELECT value FROM json_each('[1, 2, 3]') ORDER BY value DESC

-- title: analysts': rows from JSON, 5
-- dialect: sqlite
-- accept
SELECT key, value FROM json_tree('{"a": {"b": 1}}') WHERE type = 'integer'

-- title: analysts': rows from JSON, 6
-- dialect: sqlite
-- accept
SELECT e.id, t.fullkey, t.atom FROM events e, json_tree(e.payload) t WHERE t.atom IS NOT NULL ORDER BY e.id, t.fullkey

-- title: analysts': rows from JSON, 7
-- dialect: sqlite
-- accept
SELECT id FROM events WHERE EXISTS (SELECT 1 FROM json_each(payload, '$.items') WHERE json_extract(value, '$.sku') = 's1') ORDER BY id

-- title: analysts': rows from JSON, 8
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE id IN (SELECT value FROM json_each('[1,2,3]')) ORDER BY id

-- title: analysts': JSON, 5
-- dialect: sqlite
-- accept
SELECT json_object('id', id, 'kind', kind, 'list', json_array(1, 'a', NULL)), json_set('{}', '$.a', 1), json_insert('{}', '$.a', 1), json_replace('{"a":0}', '$.a', 1), json_remove(payload, '$.items'), json_patch('{"a":1}', '{"b":2}'), json_quote(kind), json('{"x" : 1}'), json_group_array(id) OVER (ORDER BY id) FROM events ORDER BY id

-- title: analysts': JSON, 6
-- dialect: sqlite
-- accept
SELECT json_group_array(id), json_group_object(id, kind), json_group_array(json_object('id', id)) FROM events

-- title: analysts': JSON, 7
-- dialect: sqlite
-- accept
SELECT kind, json_group_array(id ORDER BY id DESC) FROM events GROUP BY kind ORDER BY kind

-- title: analysts': JSON, 8
-- dialect: sqlite
-- accept
SELECT json_pretty('{"a":1}'), jsonb('{"a":1}') IS NOT NULL, json_error_position('{'), jsonb_extract(payload, '$.n') FROM events ORDER BY id

-- title: analysts': dates, 12
-- dialect: sqlite
-- accept
WITH RECURSIVE dates(d) AS (SELECT '2024-01-01' UNION ALL SELECT date(d, '+1 day') FROM dates WHERE d < '2024-01-31') SELECT d, count(o.id) FROM dates LEFT JOIN orders o ON date(o.created_at) = d GROUP BY d ORDER BY d

-- title: analysts': dates, 13
-- dialect: sqlite
-- accept
WITH RECURSIVE dates(d) AS (VALUES(date('2024-01-01')) UNION ALL SELECT date(d, '+1 month') FROM dates WHERE d < date('2024-12-01')) SELECT strftime('%Y-%m', d) FROM dates

-- title: analysts': sets, 2
-- dialect: sqlite
-- accept
WITH RECURSIVE cnt(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM cnt WHERE x < 1000) SELECT sum(x) FROM cnt

-- title: analysts': sets, 3
-- dialect: sqlite
-- accept
WITH RECURSIVE cnt(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM cnt LIMIT 10) SELECT x FROM cnt

-- title: analysts': recursive, 1
-- dialect: sqlite
-- accept
WITH cnt(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM cnt WHERE x < 10) SELECT x FROM cnt

-- title: analysts': sets, 4
-- dialect: sqlite
-- accept
WITH RECURSIVE under(id, level) AS (SELECT id, 0 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, under.level + 1 FROM categories c JOIN under ON c.parent_id = under.id ORDER BY 2 DESC) SELECT substr('..........', 1, level * 3) || id FROM under

-- title: analysts': sets, 5
-- dialect: sqlite
-- accept
WITH RECURSIVE xaxis(x) AS (VALUES(-2.0) UNION ALL SELECT x + 0.5 FROM xaxis WHERE x < 1.2) SELECT x FROM xaxis

-- title: analysts': order and limits, 9
-- dialect: sqlite
-- accept
SELECT id FROM orders ORDER BY id LIMIT 5, 10

-- title: analysts': order and limits, 10
-- dialect: sqlite
-- accept
SELECT id FROM orders ORDER BY id LIMIT -1

-- title: analysts': order and limits, 11
-- dialect: sqlite
-- accept
SELECT id FROM orders ORDER BY id LIMIT -1 OFFSET 5

-- title: analysts': order and limits, 12
-- dialect: sqlite
-- accept
SELECT id FROM orders ORDER BY id LIMIT 10 OFFSET 10

-- title: analysts': a correlated subquery, 2
-- dialect: sqlite
-- accept
SELECT * FROM orders NATURAL LEFT JOIN (SELECT id, name AS customer FROM customers) ORDER BY id

-- title: analysts': joins, 2
-- dialect: sqlite
-- accept
SELECT * FROM customers c LEFT JOIN orders o USING (id) ORDER BY id

-- title: analysts': order and limits, 13
-- dialect: sqlite
-- accept
SELECT customers.name, orders.id FROM customers, orders WHERE customers.id = orders.customer_id AND orders.amount > 80 ORDER BY 2

-- title: analysts': joins, 3
-- dialect: sqlite
-- accept
SELECT c.name, o.id FROM customers c FULL JOIN orders o ON o.customer_id = c.id AND o.amount > 80 ORDER BY c.id, o.id

-- title: analysts': order and limits, 14
-- dialect: sqlite
-- accept
SELECT amount AS a FROM orders WHERE a > 50 ORDER BY a, id

-- title: analysts': grouping, 5
-- dialect: sqlite
-- accept
SELECT region AS r, sum(amount) AS s FROM orders GROUP BY r HAVING s > 100 ORDER BY s DESC

-- title: analysts': order and limits, 15
-- dialect: sqlite
-- accept
SELECT amount * 2 AS dbl, id FROM orders WHERE dbl > 100 AND dbl < 150 ORDER BY dbl, id

-- title: analysts': text functions, 3
-- dialect: sqlite
-- accept
SELECT substr(name, 1, 1) AS initial, count(*) AS n FROM customers GROUP BY initial HAVING n > 1 ORDER BY n DESC, initial

-- title: analysts': grouping, 6
-- dialect: sqlite
-- accept
SELECT region, count(*) c FROM orders GROUP BY 1 HAVING c >= 1 ORDER BY c DESC, region ASC NULLS LAST

-- title: analysts': a window, 1
-- dialect: sqlite
-- accept
SELECT id, rank() OVER (PARTITION BY region ORDER BY amount DESC) AS rk FROM orders ORDER BY rk, id LIMIT 10

-- title: analysts': a frame, 1
-- dialect: sqlite
-- accept
SELECT id, sum(amount) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS s, group_concat(status, ',') OVER (PARTITION BY region ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS g, total(amount) OVER () FROM orders ORDER BY id

-- title: analysts': a window, 2
-- dialect: sqlite
-- accept
SELECT id, avg(amount) FILTER (WHERE status = 'paid') OVER w AS a, lag(amount, 1, 0) OVER w, first_value(status) OVER w FROM orders WINDOW w AS (PARTITION BY region ORDER BY id) ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 4
-- dialect: sqlite
-- accept
SELECT region, count(*) FILTER (WHERE status = 'paid'), group_concat(id) FILTER (WHERE amount > 85) FROM orders GROUP BY region ORDER BY region

-- title: analysts': a window, 3
-- dialect: sqlite
-- accept
SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY amount DESC, id) rn FROM orders) WHERE rn <= 2 ORDER BY customer_id, rn

-- title: analysts': sets, 6
-- dialect: sqlite
-- accept
SELECT count(*) FROM (SELECT id FROM orders UNION SELECT id FROM customers)

-- title: analysts': sets, 7
-- dialect: sqlite
-- accept
SELECT id FROM orders EXCEPT SELECT id FROM customers UNION SELECT id FROM products ORDER BY id

-- title: analysts': sets, 8
-- dialect: sqlite
-- accept
SELECT a, b FROM (SELECT 1 AS a, 2 AS b UNION ALL VALUES (3, 4)) ORDER BY a

-- title: analysts': order and limits, 16
-- dialect: sqlite
-- accept
SELECT column1 FROM (VALUES (1), (2)) ORDER BY 1

-- title: analysts': WITH, 1
-- dialect: sqlite
-- accept
WITH v(a, b) AS (VALUES (1, 'x'), (2, 'y')) SELECT b FROM v ORDER BY a DESC

-- title: analysts': order and limits, 17
-- dialect: sqlite
-- accept
SELECT id FROM customers WHERE (region, level) = ('north', 'gold') ORDER BY id

-- title: analysts': a correlated subquery, 3
-- dialect: sqlite
-- accept
SELECT id FROM customers WHERE (id, region) IN (SELECT customer_id, region FROM orders) ORDER BY id

-- title: analysts': order and limits, 18
-- dialect: sqlite
-- accept
SELECT id FROM customers WHERE (id, region) IN (VALUES (3, 'north'), (6, 'north')) ORDER BY id

-- title: analysts': a correlated subquery, 4
-- dialect: sqlite
-- accept
SELECT * FROM orders WHERE id = (SELECT id FROM orders ORDER BY amount DESC, id LIMIT 1)

-- title: analysts': a correlated subquery, 5
-- dialect: sqlite
-- accept
SELECT name, (SELECT count(*) FROM orders WHERE customer_id = customers.id) n FROM customers WHERE n > 3 ORDER BY n DESC, name

-- title: analysts': a correlated subquery, 6
-- dialect: sqlite
-- accept
SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = customers.id AND status = 'open') ORDER BY name

-- title: analysts': Chinese and odd names, 3
-- dialect: sqlite
-- accept
SELECT 编号, 城市 FROM 门店 WHERE 城市 LIKE '%京%' ORDER BY 营业额 DESC

-- title: analysts': Chinese and odd names, 4
-- dialect: sqlite
-- accept
SELECT `城市` AS `所在城市`, COUNT(*) AS `数量` FROM `门店` GROUP BY `城市` ORDER BY `数量` DESC, `所在城市`

-- title: analysts': order and limits, 19
-- dialect: sqlite
-- accept
SELECT id AS 'The ID', status AS 'st' FROM orders ORDER BY 'The ID', id

-- title: analysts': Chinese and odd names, 5
-- dialect: sqlite
-- accept
SELECT "Odd Name"."q""t", [Odd Name].[select], `Odd Name`.`Id` FROM "Odd Name" ORDER BY 3

-- title: analysts': values, 5
-- dialect: sqlite
-- accept
SELECT x'414243', X'00' IS NOT NULL, hex(x'ff'), typeof(x'')

-- title: analysts': a comment, 1
-- dialect: sqlite
-- accept
SELECT 'it''s', '"', '`', '[x]', '--', '/*', ';', '\n', 'ATTACH DATABASE', 'PRAGMA x', '%00', char(10), '👍'

-- title: analysts': a comment, 2
-- dialect: sqlite
-- accept
SELECT id -- comment; DROP
FROM orders /* block ; */ ORDER BY id LIMIT 3;

-- title: analysts': values, 6
-- dialect: sqlite
-- accept
;SELECT 1

-- title: analysts': order and limits, 20
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE note NOTNULL OR note ISNULL OR note NOT NULL ORDER BY id

-- title: analysts': order and limits, 21
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE amount NOT BETWEEN 10 AND 80 AND amount IS NOT NULL ORDER BY id

-- title: analysts': order and limits, 22
-- dialect: sqlite
-- accept
SELECT id FROM events WHERE ok ORDER BY id

-- title: analysts': order and limits, 23
-- dialect: sqlite
-- accept
SELECT id FROM events WHERE NOT ok OR ok IS TRUE OR ok IS NOT FALSE OR ok = 1 ORDER BY id

-- title: analysts': values, 7
-- dialect: sqlite
-- accept
SELECT TRUE + 1, FALSE, 1 = 1, 1 IS 1, NULL IS NULL, 1 IN (1, 2), 1 NOT IN (), NOT 0, 5 IN ()

-- title: analysts': a window, 4
-- dialect: sqlite
-- accept
SELECT day, lag(day) OVER (ORDER BY day) AS prev, julianday(day) - julianday(lag(day) OVER (ORDER BY day)) AS gap FROM events ORDER BY id

-- title: analysts': dates, 14
-- dialect: sqlite
-- accept
SELECT kind, strftime('%Y-%m', day) AS m, sum(amount), avg(score), count(DISTINCT customer_id) FROM events GROUP BY kind, m ORDER BY kind, m

-- title: analysts': values, 8
-- dialect: sqlite
-- accept
SELECT median(amount), percentile(amount, 50), percentile_cont(amount, 0.5) FROM orders

-- title: analysts': values, 9
-- dialect: sqlite
-- accept
SELECT avg(amount * amount) - avg(amount) * avg(amount) AS variance, sqrt(avg(amount * amount) - avg(amount) * avg(amount)) FROM orders

-- title: analysts': joins, 4
-- dialect: sqlite
-- accept
SELECT o.id, c.name, p.name AS product, i.quantity * i.price AS line FROM orders o JOIN customers c ON o.customer_id = c.id JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id WHERE o.status = 'paid' ORDER BY line DESC, o.id, i.id LIMIT 20

-- title: analysts': joins, 5
-- dialect: sqlite
-- accept
SELECT DISTINCT T3.name FROM customers AS T1 INNER JOIN orders AS T2 ON T1.id = T2.customer_id INNER JOIN products AS T3 ON T3.id = T2.id WHERE T1.region = 'north' ORDER BY T3.name

-- title: analysts': joins, 6
-- dialect: sqlite
-- accept
SELECT count(*), T1.region FROM customers AS T1 LEFT OUTER JOIN orders AS T2 ON T1.id = T2.customer_id GROUP BY T1.region HAVING count(*) > 2 ORDER BY count(*) DESC LIMIT 3

-- title: analysts': a correlated subquery, 7
-- dialect: sqlite
-- accept
SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM orders WHERE amount > 50) ORDER BY name

-- title: analysts': a correlated subquery, 8
-- dialect: sqlite
-- accept
SELECT T1.name FROM products AS T1 WHERE T1.price = (SELECT MAX(T2.price) FROM products AS T2)

-- title: analysts': a correlated subquery, 9
-- dialect: sqlite
-- accept
SELECT t.name, t.price, (SELECT COUNT(*) FROM products p WHERE p.price > t.price) + 1 AS rank FROM products t ORDER BY rank

-- title: analysts': dates, 15
-- dialect: sqlite
-- accept
SELECT CASE WHEN strftime('%w', created_at) IN ('0', '6') THEN 'weekend' ELSE 'weekday' END AS kind, COUNT(*) FROM orders GROUP BY kind ORDER BY kind

-- title: analysts': dates, 16
-- dialect: sqlite
-- accept
SELECT CASE CAST(strftime('%m', created_at) AS INTEGER) WHEN 1 THEN 'Jan' WHEN 2 THEN 'Feb' ELSE 'other' END m, sum(amount) FROM orders GROUP BY m ORDER BY m

-- title: analysts': a window, 5
-- dialect: sqlite
-- accept
SELECT o.status, COUNT(*) * 100.0 / SUM(COUNT(*)) OVER () AS pct FROM orders o GROUP BY o.status ORDER BY pct DESC, 1

-- title: analysts': a window, 6
-- dialect: sqlite
-- accept
WITH m AS (SELECT strftime('%Y-%m', created_at) AS month, sum(amount) AS rev FROM orders GROUP BY 1) SELECT month, rev, LAG(rev) OVER (ORDER BY month) AS prev, ROUND((rev - LAG(rev) OVER (ORDER BY month)) * 100.0 / LAG(rev) OVER (ORDER BY month), 2) AS growth FROM m ORDER BY month

-- title: analysts': WITH, 2
-- dialect: sqlite
-- accept
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b

-- title: analysts': a correlated subquery, 10
-- dialect: sqlite
-- accept
SELECT * FROM (SELECT 1 x) AS a JOIN (SELECT 1 x, 2 y) AS b ON a.x = b.x

-- title: analysts': joins, 7
-- dialect: sqlite
-- accept
SELECT a.id FROM orders a, orders b WHERE a.id = b.id + 1 AND a.amount > b.amount ORDER BY a.id

-- title: analysts': joins, 8
-- dialect: sqlite
-- accept
SELECT o.id FROM orders o CROSS JOIN customers c ON c.id = o.customer_id ORDER BY o.id

-- title: analysts': joins, 9
-- dialect: sqlite
-- accept
SELECT o.id FROM orders o INNER JOIN customers c WHERE c.id = o.customer_id ORDER BY o.id

-- title: analysts': joins, 10
-- dialect: sqlite
-- accept
SELECT o.id FROM orders o JOIN customers c, products p WHERE c.id = o.customer_id AND p.id = c.id ORDER BY o.id

-- title: analysts': order and limits, 24
-- dialect: sqlite
-- accept
SELECT ALL status FROM orders ORDER BY id LIMIT 3

-- title: analysts': dates, 17
-- dialect: sqlite
-- accept
SELECT min(created_at), max(created_at), min(date(created_at)) FROM orders WHERE created_at LIKE '2024-03%'

-- title: analysts': dates, 18
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE created_at > datetime('2024-03-01', '+3 days', 'start of day') ORDER BY id

-- title: analysts': dates, 19
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE CAST(strftime('%Y', created_at) AS INT) = 2024 AND CAST(strftime('%m', created_at) AS INT) BETWEEN 1 AND 3 ORDER BY id

-- title: analysts': dates, 20
-- dialect: sqlite
-- accept
SELECT (strftime('%Y', '2024-06-01') - strftime('%Y', created_at)) - (strftime('%m-%d', '2024-06-01') < strftime('%m-%d', created_at)) AS age FROM customers ORDER BY id

-- title: analysts': text functions, 4
-- dialect: sqlite
-- accept
SELECT sum(amount) FROM orders WHERE substr(created_at, 1, 7) = '2024-03'

-- title: analysts': Chinese and odd names, 6
-- dialect: sqlite
-- accept
SELECT substr(created_at, 1, 4) || '年' || CAST(substr(created_at, 6, 2) AS INTEGER) || '月' AS 月份, SUM(amount) AS 金额 FROM orders GROUP BY 1 ORDER BY min(created_at)

-- title: analysts': a correlated subquery, 11
-- dialect: sqlite
-- accept
SELECT t1.a FROM (SELECT id AS a FROM orders) t1 WHERE t1.a NOT IN (SELECT id FROM products) ORDER BY t1.a DESC

-- title: analysts': joins, 11
-- dialect: sqlite
-- accept
SELECT coalesce(c.level, '(none)') lvl, sum(o.amount) FROM customers c LEFT JOIN orders o ON c.id = o.customer_id GROUP BY lvl ORDER BY lvl

-- title: analysts': joins, 12
-- dialect: sqlite
-- accept
SELECT a.name || ' & ' || b.name FROM products a JOIN products b ON a.id < b.id AND a.category = b.category ORDER BY 1

-- title: analysts': Chinese and odd names, 7
-- dialect: sqlite
-- accept
SELECT count(*) AS "count(*)", sum(amount) AS "sum(amount)" FROM orders

-- title: analysts': a correlated subquery, 12
-- dialect: sqlite
-- accept
SELECT sum(amount) / (SELECT sum(amount) FROM orders) AS share FROM orders WHERE region = 'north'

-- title: analysts': a correlated subquery, 13
-- dialect: sqlite
-- accept
SELECT region, amount FROM orders o WHERE amount IN (SELECT amount FROM orders WHERE region = o.region ORDER BY amount DESC LIMIT 3) ORDER BY region, amount, id

-- title: analysts': text functions, 5
-- dialect: sqlite
-- accept
SELECT name FROM customers WHERE name LIKE '%' || 'ame' || '%' AND instr(lower(name), 'name') > 0 ORDER BY name

-- title: analysts': sets, 9
-- dialect: sqlite
-- accept
SELECT id, name FROM customers WHERE id BETWEEN 1 AND 5 UNION ALL SELECT id, name FROM products WHERE id < 3 ORDER BY name COLLATE NOCASE, id LIMIT 4

-- title: analysts': order and limits, 25
-- dialect: sqlite
-- accept
SELECT * FROM orders WHERE (status = 'paid' OR status = 'open') AND NOT (region = 'south' AND amount < 100) ORDER BY id ASC

-- title: analysts': values, 10
-- dialect: sqlite
-- accept
SELECT sum(CASE WHEN amount >= 50 THEN 1 END), count(CASE WHEN amount >= 50 THEN 1 END), sum(iif(amount >= 50, 1, 0)) FROM orders

-- title: analysts': order and limits, 26
-- dialect: sqlite
-- accept
SELECT quote(note), note IS NOT DISTINCT FROM NULL, note IS DISTINCT FROM status FROM orders ORDER BY id

-- title: analysts': joins, 13
-- dialect: sqlite
-- accept
SELECT T1.id FROM orders AS T1 JOIN customers AS T2 ON T1.customer_id = T2.id AND T2.region = 'north' AND T1.created_at >= T2.created_at ORDER BY T1.id

-- title: analysts': a correlated subquery, 14
-- dialect: sqlite
-- accept
SELECT a.id, (SELECT b.id FROM orders b WHERE b.customer_id = a.customer_id AND b.id > a.id ORDER BY b.id LIMIT 1) AS next_id FROM orders a ORDER BY a.id

-- title: analysts': grouping, 7
-- dialect: sqlite
-- accept
SELECT customer_id, max(created_at) AS last_order, amount FROM orders GROUP BY customer_id ORDER BY customer_id

-- title: analysts': values, 11
-- dialect: sqlite
-- accept
SELECT count(DISTINCT region || '-' || status) FROM orders

-- title: analysts': a correlated subquery, 15
-- dialect: sqlite
-- accept
SELECT id, printf('%d items', (SELECT count(*) FROM order_items i WHERE i.order_id = o.id)) AS items FROM orders o ORDER BY id

-- title: analysts': a correlated subquery, 16
-- dialect: sqlite
-- accept
SELECT min(id) AS first, max(id) AS last, max(id) - min(id) + 1 AS span FROM orders WHERE amount > (SELECT avg(amount) * 0.5 FROM orders)

-- title: analysts': values, 12
-- dialect: sqlite
-- accept
SELECT 1 AS a, 2 AS b WHERE a = 1 AND b = 2

-- title: analysts': order and limits, 27
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE 1 ORDER BY 1

-- title: analysts': casts, 3
-- dialect: sqlite
-- accept
SELECT cast(score * 100 AS INTEGER) / 100.0 AS s, round(score, 1), score > 3, amount + score FROM events ORDER BY id

-- title: analysts': joins, 14
-- dialect: sqlite
-- accept
SELECT events.kind, COUNT(*) FROM events INNER JOIN customers ON customers.id = events.customer_id AND customers.level IS NOT NULL GROUP BY events.kind ORDER BY COUNT(*) DESC, events.kind

-- title: analysts': a correlated subquery, 17
-- dialect: sqlite
-- accept
SELECT (SELECT name FROM products WHERE id = 1) AS a, (SELECT name FROM products WHERE id = -1) AS b, EXISTS (SELECT 1 FROM products) AS c, NOT EXISTS (SELECT 1 FROM products) AS d

-- title: analysts': sets, 10
-- dialect: sqlite
-- accept
WITH RECURSIVE chain(id, parent_id, path) AS (SELECT id, parent_id, '/' || id FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.parent_id, chain.path || '/' || c.id FROM chain JOIN categories c ON c.parent_id = chain.id WHERE length(chain.path) < 100) SELECT * FROM chain ORDER BY path

-- title: analysts': sets, 11
-- dialect: sqlite
-- accept
WITH RECURSIVE anc(id, p) AS (SELECT id, parent_id FROM categories UNION SELECT anc.id, c.parent_id FROM anc JOIN categories c ON c.id = anc.p WHERE c.parent_id IS NOT NULL) SELECT id, count(p) FROM anc GROUP BY id ORDER BY id

-- title: analysts': WITH, 3
-- dialect: sqlite
-- accept
WITH t AS (SELECT * FROM orders WHERE status = 'paid'), u AS (SELECT t.*, c.name FROM t JOIN customers c ON c.id = t.customer_id) SELECT name, sum(amount) FROM u GROUP BY name ORDER BY 2 DESC, 1 LIMIT 5

-- title: analysts': order and limits, 28
-- dialect: sqlite
-- accept
SELECT "id" FROM "orders" WHERE "orders"."created_at" >= '2024-01-01T00:00:00.000' AND "orders"."created_at" <= '2024-12-31' ORDER BY "id" ASC LIMIT 1000 OFFSET 0

-- title: analysts': Chinese and odd names, 8
-- dialect: sqlite
-- accept
SELECT SUM(amount) AS "Total Amount", AVG(amount) AS "Avg (¥)" FROM orders AS "My Orders" WHERE "My Orders".status IN ('paid')

-- title: analysts': JSON, 9
-- dialect: sqlite
-- accept
SELECT * FROM events WHERE kind = 'view' AND day >= '2024-02-01' AND payload LIKE '%"page": "/p1"%' ORDER BY id

-- title: analysts': dates, 21
-- dialect: sqlite
-- accept
SELECT strftime('%Y-%m-%d', at) AS d, count(*) FROM events WHERE at >= '2024-01-10' GROUP BY d HAVING count(*) > 0 ORDER BY d

-- title: analysts': JSON, 10
-- dialect: sqlite
-- accept
SELECT o.region, json_group_array(DISTINCT o.status) FROM orders o GROUP BY o.region ORDER BY o.region

-- title: analysts': dates, 22
-- dialect: sqlite
-- accept
SELECT datetime(at), strftime('%s', at) - strftime('%s', day), time(at, '+30 minutes'), strftime('%Y-%m-%dT%H:%M:%SZ', at) FROM events ORDER BY id

-- title: analysts': a correlated subquery, 18
-- dialect: sqlite
-- accept
SELECT name, CASE WHEN parent_id IS NULL THEN 'root' WHEN EXISTS (SELECT 1 FROM categories c WHERE c.parent_id = categories.id) THEN 'inner' ELSE 'leaf' END AS kind FROM categories ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 5
-- dialect: sqlite
-- accept
SELECT a.name AS parent, group_concat(b.name, ', ') AS children, count(b.id) FROM categories a JOIN categories b ON b.parent_id = a.id GROUP BY a.id, a.name ORDER BY a.id

-- title: analysts': grouping, 8
-- dialect: sqlite
-- accept
SELECT p.category, MIN(p.price) || '-' || MAX(p.price) AS range FROM products AS p GROUP BY p.category ORDER BY p.category

-- title: analysts': grouping, 9
-- dialect: sqlite
-- accept
SELECT (amount / 10) * 10 AS bin, COUNT(*) AS freq FROM orders GROUP BY (amount / 10) * 10 ORDER BY bin

-- title: analysts': order and limits, 29
-- dialect: sqlite
-- accept
SELECT abs(amount - 50) AS dist FROM orders ORDER BY abs(amount - 50) DESC, id LIMIT 5

-- title: analysts': a correlated subquery, 19
-- dialect: sqlite
-- accept
SELECT id, amount FROM orders WHERE amount > 0.5 * (SELECT max(amount) FROM orders) ORDER BY -amount, id

-- title: analysts': dates, 23
-- dialect: sqlite
-- accept
SELECT year, n FROM (SELECT strftime('%Y', created_at) AS year, count(*) AS n FROM orders GROUP BY year) ORDER BY year

-- title: analysts': a correlated subquery, 20
-- dialect: sqlite
-- accept
SELECT key, value FROM (SELECT 1 AS key, 2 AS value) WHERE key > 0

-- title: analysts': text functions, 6
-- dialect: sqlite
-- accept
SELECT replace(replace(name, ' ', ''), 'Name', '#') AS n, trim(replace(name, 'Name', '')) + 0 AS num FROM customers ORDER BY id

-- title: analysts': a correlated subquery, 21
-- dialect: sqlite
-- accept
SELECT * FROM (SELECT id, amount FROM orders ORDER BY amount DESC LIMIT 10) AS top ORDER BY id

-- title: analysts': order and limits, 30
-- dialect: sqlite
-- accept
SELECT products.name, (CASE WHEN price > 60 THEN 'premium' ELSE 'basic' END) AS tier, price - id AS profit FROM products WHERE profit > 0 ORDER BY profit DESC, products.id

-- title: analysts': dates, 24
-- dialect: sqlite
-- accept
SELECT count(*) FROM orders GROUP BY strftime('%Y-%m', created_at) ORDER BY 1

-- title: analysts': text functions, 7
-- dialect: sqlite
-- accept
SELECT count(*) FROM orders WHERE NOT status IN ('paid') AND NOT region LIKE 'n%' AND amount NOT IN (1, 2)

-- title: analysts': order and limits, 31
-- dialect: sqlite
-- accept
SELECT t.* , t.amount * 1.1 AS with_tax FROM orders t ORDER BY t.id LIMIT 3

-- title: analysts': a frame, 2
-- dialect: sqlite
-- accept
SELECT last_value(amount) OVER (PARTITION BY region ORDER BY id RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM orders ORDER BY id

-- title: analysts': a window, 7
-- dialect: sqlite
-- accept
SELECT p.name AS product, SUM(oi.quantity) AS qty, DENSE_RANK() OVER (ORDER BY SUM(oi.quantity) DESC) AS rk FROM order_items oi JOIN products p ON p.id = oi.product_id GROUP BY p.id ORDER BY rk, product
