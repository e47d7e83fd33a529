-- title: revenue by month
-- dialect: mysql
-- accept
SELECT DATE_FORMAT(created_at, '%Y-%m') AS month, SUM(amount) AS revenue, COUNT(*) AS orders FROM orders WHERE status = 'paid' GROUP BY DATE_FORMAT(created_at, '%Y-%m') ORDER BY month

-- title: grouped by an alias
-- dialect: mysql
-- accept
SELECT YEAR(created_at) AS y, QUARTER(created_at) AS q, SUM(amount) AS total FROM orders GROUP BY y, q ORDER BY y, q

-- title: HAVING by an alias
-- dialect: mysql
-- accept
SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id HAVING n > 3 ORDER BY n DESC, customer_id

-- title: HAVING without GROUP BY
-- dialect: mysql
-- accept
SELECT id, price * 2 AS price FROM products HAVING price > 100 ORDER BY price

-- title: an alias in quotes
-- dialect: mysql
-- accept
SELECT region 'Region', COUNT(*) 'Total Orders' FROM orders GROUP BY region ORDER BY region

-- title: an alias in double quotes
-- dialect: mysql
-- accept
SELECT region AS "the region", SUM(amount) AS "sum" FROM orders GROUP BY region ORDER BY region

-- title: text in double quotes
-- dialect: mysql
-- accept
SELECT name FROM customers WHERE level = "gold" AND name LIKE "Name%" ORDER BY id

-- title: quotes inside quotes
-- dialect: mysql
-- accept
SELECT 'it''s', "it's", 'it\'s', "a ""b""", 'a "b"', 'c:\\temp'

-- title: escapes in text
-- dialect: mysql
-- accept
SELECT 'a\nb', 'a\tb', 'a\\b', '100\%', 'a\_b', 'a\xb' FROM products WHERE id = 1

-- title: text side by side
-- dialect: mysql
-- accept
SELECT 'a' 'b', "x" "y" FROM products WHERE id = 1

-- title: text that looks like an attack
-- dialect: mysql
-- accept
SELECT id FROM customers WHERE name = '''; DROP TABLE customers; -- ' OR name = "\" OR 1=1 #"

-- title: comments of all kinds
-- dialect: mysql
-- accept
SELECT /* one */ id -- two
FROM products # three
ORDER BY id

-- title: pages with a comma
-- dialect: mysql
-- accept
SELECT id, name FROM customers ORDER BY id LIMIT 5, 10

-- title: IF and IFNULL
-- dialect: mysql
-- accept
SELECT id, IF(amount > 50, 'big', 'small') AS size, IFNULL(note, '-') AS note FROM orders ORDER BY id

-- title: conditions counted
-- dialect: mysql
-- accept
SELECT SUM(status = 'paid') AS paid, SUM(IF(status = 'paid', amount, 0)) AS paid_amount, COUNT(DISTINCT region, status) AS pairs FROM orders

-- title: CASE with a value
-- dialect: mysql
-- accept
SELECT CASE level WHEN 'gold' THEN 1 ELSE 0 END AS g, COUNT(*) AS n FROM customers GROUP BY CASE level WHEN 'gold' THEN 1 ELSE 0 END ORDER BY g

-- title: a roll-up
-- dialect: mysql
-- accept
SELECT region, status, SUM(amount) AS total FROM orders GROUP BY region, status WITH ROLLUP

-- title: a list in a group
-- dialect: mysql
-- accept
SELECT region, GROUP_CONCAT(DISTINCT status ORDER BY status DESC SEPARATOR ' | ') AS found FROM orders GROUP BY region ORDER BY region

-- title: a list with the default separator
-- dialect: mysql
-- accept
SELECT GROUP_CONCAT(id ORDER BY id) AS ids, GROUP_CONCAT(name, ':', price ORDER BY id SEPARATOR '; ') AS prices FROM products

-- title: the last twelve months
-- dialect: mysql
-- accept
SELECT COUNT(*) AS n FROM orders WHERE created_at >= DATE_SUB(CURDATE(), INTERVAL 12 MONTH)

-- title: a month by arithmetic
-- dialect: mysql
-- accept
SELECT id FROM orders WHERE created_at >= '2024-05-01' AND created_at < '2024-05-01' + INTERVAL 1 MONTH ORDER BY id

-- title: intervals of all kinds
-- dialect: mysql
-- accept
SELECT id, DATE_ADD(created_at, INTERVAL 1 DAY), DATE_SUB(created_at, INTERVAL 2 HOUR), created_at + INTERVAL '1:30' HOUR_MINUTE, created_at - INTERVAL 1.5 DAY, INTERVAL 3 WEEK + created_at, DATE_ADD(created_at, INTERVAL -id DAY), ADDDATE(created_at, 31) FROM orders ORDER BY id

-- title: an amount that is computed
-- dialect: mysql
-- accept
SELECT id, DATE_ADD(created_at, INTERVAL amount + 1 DAY) AS later FROM orders ORDER BY id

-- title: differences of dates
-- dialect: mysql
-- accept
SELECT id, DATEDIFF('2024-12-31', created_at) AS days, TIMESTAMPDIFF(MONTH, created_at, '2024-12-31') AS months, TIMESTAMPADD(WEEK, 2, created_at) AS later FROM orders ORDER BY id

-- title: parts of dates
-- dialect: mysql
-- accept
SELECT id, YEAR(created_at), MONTH(created_at), DAY(created_at), HOUR(created_at), WEEKDAY(created_at), DAYOFWEEK(created_at), DAYNAME(created_at), MONTHNAME(created_at), WEEK(created_at, 3), YEARWEEK(created_at, 1), DAYOFYEAR(created_at), LAST_DAY(created_at) FROM orders ORDER BY id

-- title: EXTRACT
-- dialect: mysql
-- accept
SELECT EXTRACT(YEAR FROM created_at) AS y, EXTRACT(YEAR_MONTH FROM created_at) AS ym, COUNT(*) AS n FROM orders GROUP BY y, ym ORDER BY ym

-- title: literals of dates
-- dialect: mysql
-- accept
SELECT DATE '2024-01-01', TIME '10:00:00.5', TIMESTAMP '2024-01-01 10:00:00.25', CAST('2024-02-30' AS DATE), STR_TO_DATE('01,5,2013', '%d,%m,%Y') FROM products WHERE id = 1

-- title: dates and seconds
-- dialect: mysql
-- accept
SELECT FROM_UNIXTIME(86400, '%Y-%m-%d'), UNIX_TIMESTAMP('2024-01-01'), SEC_TO_TIME(3661), TIME_TO_SEC('01:01:01'), MAKEDATE(2024, 60), TO_DAYS('2024-01-01'), CONVERT_TZ('2024-01-01 00:00:00', '+00:00', '+08:00') FROM products WHERE id = 1

-- title: days without a time
-- dialect: mysql
-- accept
SELECT DATE(created_at) AS day, SUM(amount) AS total FROM orders GROUP BY DATE(created_at) ORDER BY day

-- title: weeks from Monday
-- dialect: mysql
-- accept
SELECT DATE_SUB(DATE(created_at), INTERVAL WEEKDAY(created_at) DAY) AS monday, COUNT(*) AS n FROM orders GROUP BY monday ORDER BY monday

-- title: casts
-- dialect: mysql
-- accept
SELECT id, CAST(amount AS CHAR), CAST(amount AS CHAR(3)), CAST('12' AS SIGNED), CAST('12' AS UNSIGNED), CAST(amount AS DECIMAL(10, 2)), CAST(created_at AS DATE), CAST(created_at AS TIME), CAST(created_at AS DATETIME(3)), CAST(amount AS DOUBLE), CAST('7' AS INTEGER) FROM orders ORDER BY id

-- title: CONVERT
-- dialect: mysql
-- accept
SELECT id, CONVERT(amount, CHAR), CONVERT(amount, CHAR(10)), CONVERT(amount, DECIMAL(8, 3)), CONVERT(amount, SIGNED), CONVERT(created_at, DATE), CONVERT(status USING utf8mb4) FROM orders ORDER BY id

-- title: collations
-- dialect: mysql
-- accept
SELECT id FROM customers WHERE name COLLATE utf8mb4_bin = 'Name 3' OR BINARY name = 'Name 6' ORDER BY name COLLATE utf8mb4_unicode_ci

-- title: parts of text
-- dialect: mysql
-- accept
SELECT LEFT(name, 3), RIGHT(name, 2), SUBSTRING(name, 2), SUBSTRING(name, 2, 3), SUBSTRING(name FROM 2 FOR 3), SUBSTR(name, -2), MID(name, 1, 2), SUBSTRING_INDEX(email, '@', 1) FROM customers ORDER BY id

-- title: text trimmed and searched
-- dialect: mysql
-- accept
SELECT TRIM(name), TRIM(BOTH 'N' FROM name), TRIM(LEADING 'N' FROM name), LTRIM(name), RTRIM(name), LOCATE('a', name), LOCATE('a', name, 3), POSITION('a' IN name), INSTR(name, 'a') FROM customers ORDER BY id

-- title: text built
-- dialect: mysql
-- accept
SELECT CONCAT(name, ' / ', price), CONCAT_WS('-', id, NULL, name), REPLACE(name, 'Product', 'P'), REVERSE(name), UPPER(name), LCASE(name), REPEAT('ab', 3), LPAD(id, 5, '0'), RPAD(name, 12, '.'), SPACE(2), FORMAT(price * 1000, 2), INSERT(name, 1, 1, 'p'), ELT(1, name), FIELD(category, 'A', 'B', 'C'), FIND_IN_SET(category, 'A,B') FROM products ORDER BY id

-- title: lengths and digests
-- dialect: mysql
-- accept
SELECT LENGTH(城市), CHAR_LENGTH(城市), HEX(城市), MD5(城市), SHA2(城市, 256), CRC32(城市), ASCII('a'), TO_BASE64('a') FROM 门店 ORDER BY 编号

-- title: patterns
-- dialect: mysql
-- accept
SELECT id FROM customers WHERE name REGEXP '^Name [0-9]$' OR name RLIKE '9$' ORDER BY id

-- title: patterns that do not match
-- dialect: mysql
-- accept
SELECT id FROM customers WHERE name NOT REGEXP '[0-5]$' AND NOT name RLIKE '^O' ORDER BY id

-- title: patterns replaced
-- dialect: mysql
-- accept
SELECT REGEXP_REPLACE(name, '[0-9]+', '#'), REGEXP_SUBSTR(name, '[0-9]+'), REGEXP_INSTR(name, '[0-9]') FROM customers ORDER BY id

-- title: LIKE with an escape
-- dialect: mysql
-- accept
SELECT id FROM customers WHERE name LIKE '%!%%' ESCAPE '!' OR name LIKE 'Name _' OR name NOT LIKE '%1%' ORDER BY id

-- title: all operators
-- dialect: mysql
-- accept
SELECT 7 DIV 2, 7 MOD 2, 7 % 2, MOD(7, 2), 1 XOR 0, 1 || 0, 1 && 0, !1, NULL <=> NULL, 6 & 3, 6 | 1, 6 ^ 3, 1 << 2, 8 >> 1, ~0, - -5, 5 - -5 FROM products WHERE id = 1

-- title: NOT in the middle
-- dialect: mysql
-- accept
SELECT id, 1 = id NOT IN (1, 2), id NOT BETWEEN 2 AND 4, (id IN (1)) IS NOT TRUE, NOT id = 3, id <> 2 AND NOT id > 5 FROM products ORDER BY id

-- title: precedence
-- dialect: mysql
-- accept
SELECT 1 + 2 * 3, 2 ^ 3 * 2, 1 | 2 + 4, 1 << 1 + 1, -2 ^ 1, 5 & 6 = 4, NOT 1 + 1, 1 OR 0 AND 0, 1 XOR 1 AND 0, 10 - 3 - 2, 100 / 10 / 2, 2 - (3 - 4), 7 DIV 2 * 2, 7 DIV (2 * 2) FROM products WHERE id = 1

-- title: rows compared
-- dialect: mysql
-- accept
SELECT id FROM orders WHERE (status, region) IN (('paid', 'north'), ('open', 'north')) AND ROW(status, region) = ROW('paid', 'north') ORDER BY id

-- title: the greatest
-- dialect: mysql
-- accept
SELECT id, GREATEST(price, id, 50), LEAST(price, 50), COALESCE(NULL, name), NULLIF(category, 'A'), ISNULL(category) FROM products ORDER BY id

-- title: numbers
-- dialect: mysql
-- accept
SELECT ROUND(price / 3, 2), TRUNCATE(price / 3, 1), CEILING(price / 3), FLOOR(price / 3), POW(price, 2), SQRT(price), ABS(-price), SIGN(price), LN(price), LOG(2, price), LOG10(price), EXP(1), PI(), RADIANS(price), CONV(price, 10, 16), BIN(price), OCT(price) FROM products ORDER BY id

-- title: aggregates
-- dialect: mysql
-- accept
SELECT COUNT(*), COUNT(note), SUM(amount), AVG(amount), MIN(amount), MAX(amount), STD(amount), STDDEV_SAMP(amount), VARIANCE(amount), VAR_SAMP(amount), BIT_OR(amount), BIT_AND(amount), SUM(DISTINCT amount) FROM orders

-- title: a ranking
-- dialect: mysql
-- accept
SELECT id, ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC, id) AS n, RANK() OVER (PARTITION BY region ORDER BY amount DESC) AS r, DENSE_RANK() OVER (ORDER BY amount) AS d, NTILE(4) OVER (ORDER BY id) AS q FROM orders ORDER BY id

-- title: running totals
-- dialect: mysql
-- accept
SELECT id, SUM(amount) OVER w AS total, AVG(amount) OVER (w ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS mean, LAG(amount) OVER w AS before_it, LEAD(amount, 2) OVER w AS after_it, FIRST_VALUE(id) OVER w AS first_id FROM orders WINDOW w AS (PARTITION BY region ORDER BY id) ORDER BY id

-- title: the best of each group
-- dialect: mysql
-- accept
SELECT * FROM (SELECT id, region, amount, ROW_NUMBER() OVER (PARTITION BY region ORDER BY amount DESC, id) AS place FROM orders) AS ranked WHERE place <= 3 ORDER BY region, place

-- title: medians
-- dialect: mysql
-- accept
SELECT DISTINCT region, MEDIAN(amount) OVER (PARTITION BY region) AS m, PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY amount) OVER (PARTITION BY region) AS p FROM orders ORDER BY region

-- title: shares
-- dialect: mysql
-- accept
SELECT status, COUNT(*) AS n, ROUND(100 * COUNT(*) / SUM(COUNT(*)) OVER (), 2) AS percent FROM orders GROUP BY status ORDER BY status

-- title: change by month
-- dialect: mysql
-- accept
WITH m AS (SELECT DATE_FORMAT(created_at, '%Y-%m') AS month, SUM(amount) AS total FROM orders GROUP BY month) SELECT month, total, total - LAG(total) OVER (ORDER BY month) AS changed FROM m ORDER BY month

-- title: days made one by one
-- dialect: mysql
-- accept
WITH RECURSIVE days AS (SELECT DATE '2024-01-01' AS day UNION ALL SELECT day + INTERVAL 1 DAY FROM days WHERE day < '2024-01-31') SELECT d.day, COUNT(o.id) AS n FROM days AS d LEFT JOIN orders AS o ON DATE(o.created_at) = d.day GROUP BY d.day ORDER BY d.day

-- title: a tree
-- dialect: mysql
-- accept
WITH RECURSIVE tree AS (SELECT id, name, 0 AS depth FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.name, t.depth + 1 FROM categories AS c JOIN tree AS t ON c.parent_id = t.id WHERE t.depth < 5) SELECT * FROM tree ORDER BY id

-- title: WITH queries on each other
-- dialect: mysql
-- accept
WITH paid AS (SELECT * FROM orders WHERE status = 'paid'), totals AS (SELECT customer_id, SUM(amount) AS total FROM paid GROUP BY customer_id) SELECT c.name, t.total FROM totals AS t JOIN customers AS c ON c.id = t.customer_id ORDER BY t.total DESC, c.id

-- title: joins of all kinds
-- dialect: mysql
-- accept
SELECT c.id, o.id, i.id FROM customers AS c INNER JOIN orders AS o ON o.customer_id = c.id LEFT OUTER JOIN order_items AS i ON i.order_id = o.id AND i.quantity > 1 ORDER BY c.id, o.id, i.id

-- title: a join in brackets
-- dialect: mysql
-- accept
SELECT c.id, o.id FROM customers AS c LEFT JOIN (orders AS o JOIN order_items AS i ON i.order_id = o.id) ON o.customer_id = c.id AND i.quantity = 4 ORDER BY c.id, o.id, i.id

-- title: joins by a comma
-- dialect: mysql
-- accept
SELECT c.name, o.amount FROM customers c, orders o WHERE c.id = o.customer_id AND o.status = 'paid' ORDER BY o.id

-- title: USING and NATURAL
-- dialect: mysql
-- accept
SELECT id, p.name, q.price FROM products AS p JOIN products AS q USING (id) NATURAL JOIN (SELECT 1 AS id UNION SELECT 2) AS few ORDER BY id

-- title: a cross join
-- dialect: mysql
-- accept
SELECT a.id, b.id FROM products AS a CROSS JOIN products AS b WHERE a.id < b.id AND b.id < 4 ORDER BY a.id, b.id

-- title: correlated subqueries
-- dialect: mysql
-- accept
SELECT o.id, (SELECT COUNT(*) FROM order_items i WHERE i.order_id = o.id) AS items FROM orders o WHERE o.amount > (SELECT AVG(x.amount) FROM orders x WHERE x.region = o.region) ORDER BY o.id

-- title: EXISTS and IN
-- dialect: mysql
-- accept
SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.amount > 80) AND c.id NOT IN (SELECT customer_id FROM orders WHERE status = 'open' AND customer_id IS NOT NULL) ORDER BY c.id

-- title: ANY and ALL
-- dialect: mysql
-- accept
SELECT id FROM products WHERE price >= ALL (SELECT price FROM products) OR price = ANY (SELECT id FROM products) OR price < SOME (SELECT 20) ORDER BY id

-- title: set operations
-- dialect: mysql
-- accept
(SELECT id, 'order' AS kind FROM orders ORDER BY id LIMIT 2) UNION ALL (SELECT id, 'customer' FROM customers ORDER BY id LIMIT 2) ORDER BY kind, id LIMIT 3

-- title: what is in both
-- dialect: mysql
-- accept
SELECT id FROM orders INTERSECT SELECT id FROM customers ORDER BY id

-- title: what is in one
-- dialect: mysql
-- accept
SELECT id FROM orders EXCEPT SELECT id FROM customers ORDER BY id

-- title: distinct in other words
-- dialect: mysql
-- accept
SELECT DISTINCTROW region FROM orders ORDER BY region

-- title: hints that change nothing
-- dialect: mysql
-- accept
SELECT SQL_NO_CACHE HIGH_PRIORITY id FROM products ORDER BY id LIMIT 3

-- title: nothing from DUAL
-- dialect: mysql
-- accept
SELECT 1 + 1 FROM DUAL WHERE 1 = 1

-- title: an order of one's own
-- dialect: mysql
-- accept
SELECT id, status FROM orders ORDER BY FIELD(status, 'open', 'paid') DESC, id

-- title: NULL last
-- dialect: mysql
-- accept
SELECT id, level FROM customers ORDER BY level IS NULL, level, id

-- title: backticks
-- dialect: mysql
-- accept
SELECT `o`.`id` AS `o__id`, `o`.`status` AS `the ``status``` FROM `orders` AS `o` WHERE `o`.`status` = 'paid' ORDER BY `o`.`id`

-- title: names without regard to case
-- dialect: mysql
-- accept
SELECT ID, Status, o.REGION FROM orders AS o WHERE o.Status = 'paid' ORDER BY Id

-- title: odd names
-- dialect: mysql
-- accept
SELECT `Id`, `select`, `q"t` FROM `Odd Name` ORDER BY `Id`

-- title: Chinese names
-- dialect: mysql
-- accept
SELECT 城市, SUM(营业额) AS 总额 FROM 门店 GROUP BY 城市 HAVING 总额 > 100 ORDER BY 总额 DESC

-- title: JSON
-- dialect: mysql
-- accept
SELECT id, JSON_EXTRACT(payload, '$.page'), JSON_UNQUOTE(JSON_EXTRACT(payload, '$.user.name')), JSON_VALUE(payload, '$.n'), JSON_LENGTH(payload, '$.items'), JSON_CONTAINS(payload, '1', '$.n'), JSON_VALID(payload), JSON_TYPE(payload) FROM events ORDER BY id

-- title: JSON built
-- dialect: mysql
-- accept
SELECT region, JSON_ARRAYAGG(id) AS ids, JSON_OBJECT('n', COUNT(*), 'total', SUM(amount)) AS summary FROM orders WHERE id < 20 GROUP BY region ORDER BY region

-- title: events by hour
-- dialect: mysql
-- accept
SELECT HOUR(at) AS h, kind, COUNT(*) AS n, SUM(ok) AS fine, AVG(amount) AS mean FROM events GROUP BY h, kind ORDER BY h, kind

-- title: a page of a report tool
-- dialect: mysql
-- accept
SELECT `t0`.`region` AS `region`, COUNT(1) AS `cnt:id:ok`, SUM(`t0`.`amount`) AS `sum:amount:ok` FROM (SELECT * FROM `orders` WHERE `status` IN ('paid', 'open')) `t0` GROUP BY 1 HAVING (COUNT(1) > 0) ORDER BY `region` ASC LIMIT 1000

-- title: a customer's first order
-- dialect: mysql
-- accept
SELECT customer_id, MIN(created_at) AS first_at, MAX(created_at) AS last_at, TIMESTAMPDIFF(DAY, MIN(created_at), MAX(created_at)) AS between_days FROM orders GROUP BY customer_id ORDER BY customer_id

-- title: a parameter's default
-- dialect: mysql
-- accept
SELECT id FROM orders WHERE ('' = '' OR status = '') AND (NULL IS NULL OR amount > NULL) ORDER BY id
