-- title: date_trunc
-- dialect: postgres
-- accept
SELECT date_trunc('month', created_at) AS month, sum(amount) FROM orders GROUP BY 1 ORDER BY 1

-- title: date_trunc with a shorter name
-- dialect: postgres
-- accept
SELECT date_trunc('week', o.created_at)::date AS w, count(*) FROM orders o GROUP BY 1

-- title: to_char
-- dialect: postgres
-- accept
SELECT to_char(created_at, 'YYYY-MM') AS month, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- title: to_char with words
-- dialect: postgres
-- accept
SELECT to_char(created_at, 'FMMonth YYYY, "Q"Q, Day, HH24:MI:SS, IYYY-IW, Mon, DY') FROM orders

-- title: to_char with Chinese
-- dialect: postgres
-- accept
SELECT to_char(created_at, 'YYYY"年"MM"月"DD"日"') FROM orders

-- title: to_char of numbers
-- dialect: postgres
-- accept
SELECT to_char(amount, '999,999.00'), to_char(amount, 'FM000') FROM orders

-- title: extract
-- dialect: postgres
-- accept
SELECT extract(year FROM created_at), extract(month FROM created_at), extract(dow FROM created_at), extract(epoch FROM created_at) FROM orders

-- title: date_part
-- dialect: postgres
-- accept
SELECT date_part('quarter', created_at), count(*) FROM orders GROUP BY 1

-- title: interval
-- dialect: postgres
-- accept
SELECT count(*) FROM orders WHERE created_at >= timestamp '2024-12-01' - interval '3 months'

-- title: interval with a unit outside
-- dialect: postgres
-- accept
SELECT count(*) FROM orders WHERE created_at > '2024-06-01'::date - interval '7' day

-- title: interval of several parts
-- dialect: postgres
-- accept
SELECT max(created_at + interval '1 month 2 days 03:04:05') FROM orders

-- title: dates
-- dialect: postgres
-- accept
SELECT count(*) FROM orders WHERE created_at::date BETWEEN date '2024-02-01' AND date '2024-02-29'

-- title: date difference
-- dialect: postgres
-- accept
SELECT max(created_at::date - date '2024-01-01') FROM orders

-- title: age
-- dialect: postgres
-- accept
SELECT age(timestamp '2024-12-31', max(created_at)) FROM orders

-- title: current date and interval
-- dialect: postgres
-- accept
SELECT count(*) FROM orders WHERE created_at < CURRENT_DATE - interval '1 year' OR created_at < now() - interval '30 days' OR created_at < CURRENT_DATE - 7

-- title: time zone
-- dialect: postgres
-- accept
SELECT max(created_at AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai') FROM orders

-- title: make_date
-- dialect: postgres
-- accept
SELECT make_date(2024, 1, 2), to_date('2024-02-03', 'YYYY-MM-DD'), to_timestamp('2024-02-03 04', 'YYYY-MM-DD HH24')

-- title: string_agg
-- dialect: postgres
-- accept
SELECT region, string_agg(DISTINCT status, ', ' ORDER BY status) FROM orders GROUP BY region

-- title: array_agg
-- dialect: postgres
-- accept
SELECT region, array_agg(id ORDER BY id DESC) FROM orders GROUP BY region

-- title: array_to_string
-- dialect: postgres
-- accept
SELECT array_to_string(array_agg(DISTINCT status ORDER BY status), '/') FROM orders

-- title: percentiles
-- dialect: postgres
-- accept
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount), percentile_disc(0.9) WITHIN GROUP (ORDER BY amount), mode() WITHIN GROUP (ORDER BY status) FROM orders

-- title: statistics
-- dialect: postgres
-- accept
SELECT stddev(amount), variance(amount), corr(amount, id), regr_slope(amount, id) FROM orders

-- title: bool_or
-- dialect: postgres
-- accept
SELECT region, bool_or(amount > 80), bool_and(amount > 0), every(id > 0) FROM orders GROUP BY region

-- title: ilike
-- dialect: postgres
-- accept
SELECT name FROM customers WHERE name ILIKE 'name 1%'

-- title: regular expressions
-- dialect: postgres
-- accept
SELECT name FROM customers WHERE name ~ '^Name [0-9]+$' AND name !~ '9$' AND name ~* 'NAME' AND name !~* 'zzz'

-- title: similar to
-- dialect: postgres
-- accept
SELECT name FROM customers WHERE name SIMILAR TO 'Name (1|2)%'

-- title: regexp functions
-- dialect: postgres
-- accept
SELECT regexp_replace(name, '[0-9]+', '#', 'g'), regexp_match(name, '([0-9]+)') FROM customers

-- title: text functions of its own
-- dialect: postgres
-- accept
SELECT split_part(email, '@', 2), left(name, 2), right(name, 2), initcap(name), strpos(name, 'm'), reverse(name), md5(name), lpad(id::text, 5, '0'), concat(name, '-', region), concat_ws('/', name, region), translate(name, 'N', 'n'), btrim(name, 'N'), ltrim(name), rtrim(name), chr(65), ascii(name), char_length(name) FROM customers

-- title: substring
-- dialect: postgres
-- accept
SELECT substring(name FROM 2 FOR 3), substring(name, 2, 3), substring(name FROM '[0-9]+') FROM customers

-- title: trim, position, overlay
-- dialect: postgres
-- accept
SELECT trim(BOTH 'N' FROM name), position('m' IN name), overlay(name PLACING 'XX' FROM 1 FOR 2) FROM customers

-- title: numbers of its own
-- dialect: postgres
-- accept
SELECT ceil(amount / 3.0), floor(amount / 3.0), trunc(amount / 3.0, 1), round(amount / 3.0, 2), power(amount, 2), sqrt(amount), mod(amount, 7), sign(amount), ln(amount), exp(1), greatest(amount, 5), least(amount, 5), width_bucket(amount, 0, 100, 10), div(amount, 7), 2 ^ 3 AS cube FROM orders

-- title: double colons
-- dialect: postgres
-- accept
SELECT amount::numeric(10, 2), amount::text || '元', '2024-01-01'::timestamp, amount::float8, '5'::int, 'true'::boolean FROM orders

-- title: grouping sets
-- dialect: postgres
-- accept
SELECT region, status, sum(amount), grouping(region) FROM orders GROUP BY GROUPING SETS ((region, status), (region), ())

-- title: rollup
-- dialect: postgres
-- accept
SELECT region, status, sum(amount) FROM orders GROUP BY ROLLUP (region, status)

-- title: cube
-- dialect: postgres
-- accept
SELECT region, status, count(*) FROM orders GROUP BY CUBE (region, status)

-- title: distinct on
-- dialect: postgres
-- accept
SELECT DISTINCT ON (customer_id) customer_id, id, amount FROM orders ORDER BY customer_id, amount DESC, id

-- title: lateral
-- dialect: postgres
-- accept
SELECT c.id, t.id AS order_id FROM customers c CROSS JOIN LATERAL (SELECT o.id FROM orders o WHERE o.customer_id = c.id ORDER BY o.amount DESC, o.id LIMIT 2) t

-- title: left join lateral
-- dialect: postgres
-- accept
SELECT c.id, t.n FROM customers c LEFT JOIN LATERAL (SELECT count(*) AS n FROM orders o WHERE o.customer_id = c.id) t ON true

-- title: a calendar
-- dialect: postgres
-- accept
SELECT d.day::date, count(o.id) FROM generate_series('2024-01-01'::date, '2024-01-31'::date, interval '1 day') AS d(day) LEFT JOIN orders o ON o.created_at::date = d.day GROUP BY 1 ORDER BY 1

-- title: a row of numbers
-- dialect: postgres
-- accept
SELECT n, count(o.id) FROM generate_series(1, 12) AS n LEFT JOIN orders o ON extract(month FROM o.created_at) = n GROUP BY n ORDER BY n

-- title: values with names
-- dialect: postgres
-- accept
SELECT v.label, count(*) FROM (VALUES (0, 'low'), (50, 'high')) AS v(floor, label) JOIN orders o ON o.amount >= v.floor GROUP BY v.label

-- title: any of an array
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE status = ANY (ARRAY['paid', 'open']) AND id <> ALL (ARRAY[1, 2])

-- title: any of a query
-- dialect: postgres
-- accept
SELECT id FROM products WHERE price > ALL (SELECT price FROM products WHERE category = 'A') OR id = ANY (SELECT product_id FROM order_items)

-- title: fetch first
-- dialect: postgres
-- accept
SELECT id FROM orders ORDER BY id FETCH FIRST 5 ROWS ONLY

-- title: limit all
-- dialect: postgres
-- accept
SELECT id FROM orders LIMIT ALL

-- title: a bracketed union with a limit
-- dialect: postgres
-- accept
(SELECT id FROM orders ORDER BY amount DESC, id LIMIT 3) UNION ALL (SELECT id FROM products ORDER BY id LIMIT 2) ORDER BY 1

-- title: JSON
-- dialect: postgres
-- accept
SELECT json_build_object('id', id, 'name', name)::text, jsonb_build_object('a', id) ->> 'a' FROM products

-- title: JSON aggregates
-- dialect: postgres
-- accept
SELECT json_agg(id ORDER BY id)::text, jsonb_object_agg(id, name)::text FROM products

-- title: JSON paths
-- dialect: postgres
-- accept
SELECT '{"a": {"b": 5}}'::json -> 'a' ->> 'b', '{"a": [1, 2]}'::jsonb #>> '{a,1}', '[7, 8]'::json -> 1

-- title: filter and windows
-- dialect: postgres
-- accept
SELECT region, count(*) FILTER (WHERE amount > 50) OVER (PARTITION BY region) FROM orders

-- title: a frame of an interval
-- dialect: postgres
-- accept
SELECT id, sum(amount) OVER (ORDER BY created_at RANGE BETWEEN interval '7 days' PRECEDING AND CURRENT ROW) FROM orders

-- title: groups frame
-- dialect: postgres
-- accept
SELECT id, sum(amount) OVER (ORDER BY amount GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM orders

-- title: collate
-- dialect: postgres
-- accept
SELECT name FROM customers ORDER BY name COLLATE "C"

-- title: is true
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE (amount > 50) IS TRUE OR (note = 'x') IS NOT FALSE

-- title: overlaps of bits
-- dialect: postgres
-- accept
SELECT amount & 3, amount | 4, amount # 1, ~amount, amount << 1, amount >> 1 FROM orders

-- title: between symmetric
-- dialect: postgres
-- accept
SELECT count(*) FROM orders WHERE amount BETWEEN SYMMETRIC 50 AND 10

-- title: a table command inside
-- dialect: postgres
-- accept
SELECT count(*) FROM (TABLE orders) t

-- title: grouped by the key of a table
-- dialect: postgres
-- accept
SELECT c.id, c.name, c.region, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id

-- title: a name of an unnamed aggregate
-- dialect: postgres
-- accept
SELECT s.count FROM (SELECT count(*) FROM orders) s

-- title: grouped by the key's position, ordered by its row
-- dialect: postgres
-- accept
SELECT c.id, count(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY 1 ORDER BY c.name

-- title: grouped by two keys
-- dialect: postgres
-- accept
SELECT c.name, p.name, count(*) FROM customers c JOIN products p ON p.id <> c.id GROUP BY c.id, p.id HAVING c.region = 'north'
