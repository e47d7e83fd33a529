-- title: analysts': a correlated subquery, 1
-- dialect: postgres
-- accept
SELECT x.a, x.b FROM (SELECT id, name FROM customers) AS x(a, b) ORDER BY a

-- title: analysts': WITH, 1
-- dialect: postgres
-- accept
WITH orders AS (SELECT * FROM orders WHERE status = 'paid') SELECT count(*) FROM orders

-- title: analysts': a literal's spelling, 1
-- dialect: postgres
-- accept
SELECT '$$ not a dollar string $$' AS a, E'' || 'x' AS b FROM orders WHERE 1 = 0

-- title: analysts': a correlated subquery, 2
-- dialect: postgres
-- accept
select c_count, count(*) as custdist from (select c.id, count(o.id) from customers c left outer join orders o on c.id = o.customer_id and o.status not like '%spec%req%' group by c.id) as c_orders (c_id, c_count) group by c_count order by custdist desc, c_count desc

-- title: analysts': values, 1
-- dialect: postgres
-- accept
SELECT v.k, v.label FROM (VALUES (1, 'one'), (2, 'two')) AS v(k, label) WHERE 1=1 AND v.k > 0 AND 1 < 2 AND 2 > 1

-- title: analysts': a correlated subquery, 3
-- dialect: postgres
-- accept
(SELECT id FROM orders WHERE amount > 80 ORDER BY id)

-- title: analysts': Chinese and odd names, 1
-- dialect: postgres
-- accept
SELECT "public"."orders"."id" AS "id", DATE_TRUNC('month', "public"."orders"."created_at") AS "created_at", SUM("public"."orders"."amount") AS "sum" FROM "public"."orders" GROUP BY "public"."orders"."id", DATE_TRUNC('month', "public"."orders"."created_at") ORDER BY DATE_TRUNC('month', "public"."orders"."created_at") ASC, 1

-- title: analysts': Chinese and odd names, 2
-- dialect: postgres
-- accept
SELECT CAST("public"."orders"."created_at" AS date) AS "created_at", COUNT(*) AS "count" FROM "public"."orders" WHERE ("public"."orders"."created_at" >= CAST('2024-01-01' AS date)) AND ("public"."orders"."created_at" < timestamp with time zone '2024-12-01 00:00:00.000Z') GROUP BY CAST("public"."orders"."created_at" AS date) ORDER BY 1

-- title: analysts': Chinese and odd names, 3
-- dialect: postgres
-- accept
SELECT date_trunc('month', "created_at") AS "__timestamp", region AS region, sum(amount) AS "SUM(amount)" FROM public.orders WHERE "created_at" >= TO_TIMESTAMP('2024-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') AND created_at < TO_TIMESTAMP('2025-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') GROUP BY region, date_trunc('month', "created_at") ORDER BY "SUM(amount)" DESC, 1, 2 LIMIT 10000

-- title: analysts': Chinese and odd names, 4
-- dialect: postgres
-- accept
SELECT CAST(DATE_TRUNC( 'MONTH', CAST("orders"."created_at" AS TIMESTAMP) ) AS DATE) AS "tmn:created_at:ok", SUM(CAST("orders"."amount" AS DOUBLE PRECISION)) AS "sum:amount:ok" FROM "public"."orders" "orders" WHERE (NOT ("orders"."status" IS NULL)) GROUP BY 1 HAVING (COUNT(1) > 0) ORDER BY 1

-- title: analysts': Chinese and odd names, 5
-- dialect: postgres
-- accept
SELECT (DATE(orders.created_at AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York')) AS "orders.created_date", COALESCE(SUM(orders.amount ), 0) AS "orders.total" FROM public.orders AS orders WHERE ((( orders.created_at ) >= ((SELECT (DATE_TRUNC('day', TIMESTAMP '2024-06-01') + (-29 || ' day')::INTERVAL))))) GROUP BY (DATE(orders.created_at AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York')) ORDER BY 1 DESC FETCH NEXT 500 ROWS ONLY

-- title: analysts': dates, 1
-- dialect: postgres
-- accept
SELECT DATE(created_at) AS d, count(*) FROM orders GROUP BY DATE(created_at) ORDER BY d

-- title: analysts': dates, 2
-- dialect: postgres
-- accept
SELECT created_at::date AS d, count(*) FROM orders GROUP BY created_at::date ORDER BY d

-- title: analysts': dates, 3
-- dialect: postgres
-- accept
SELECT extract(year from created_at)::int AS y, extract(month from created_at)::int AS m, count(*) FROM orders GROUP BY 1, 2 ORDER BY 1, 2

-- title: analysts': dates, 4
-- dialect: postgres
-- accept
SELECT date_part('year', created_at) AS y, date_part('week', created_at) w, date_part('isodow', created_at) FROM orders ORDER BY id

-- title: analysts': dates, 5
-- dialect: postgres
-- accept
SELECT extract(hour from at), extract(minute from at), extract(second from at), extract(epoch from at), extract(quarter from at), extract(doy from at), extract(isoyear from at), extract(week from at), extract(century from at), extract(timezone from at), extract(milliseconds from at) FROM events ORDER BY id

-- title: analysts': dates, 6
-- dialect: postgres
-- accept
SELECT date_trunc('quarter', at, 'Asia/Shanghai'), date_trunc('hour', at), date_trunc('year', day) FROM events ORDER BY id

-- title: analysts': dates, 7
-- dialect: postgres
-- accept
SELECT to_char(at, 'YYYY-MM-DD HH24:MI:SS TZ'), to_char(day, 'Dy DD Mon YYYY'), to_char(amount, 'FM999G999D00'), to_char(interval '1 day 2 hours', 'HH24:MI') FROM events ORDER BY id

-- title: analysts': dates, 8
-- dialect: postgres
-- accept
SELECT age(at), age(now(), at) IS NOT NULL FROM events WHERE 1 = 0

-- title: analysts': dates, 9
-- dialect: postgres
-- accept
SELECT age(timestamp '2024-05-01', timestamp '2023-02-03'), justify_days(interval '35 days'), justify_hours(interval '27 hours'), justify_interval(interval '1 mon -1 hour')

-- title: analysts': dates, 10
-- dialect: postgres
-- accept
SELECT now() - interval '1 day' < now(), current_date - 1 < current_date, current_timestamp > timestamp '2020-01-01', localtimestamp IS NOT NULL, current_time IS NOT NULL, localtime IS NOT NULL, clock_timestamp() IS NOT NULL

-- title: analysts': dates, 11
-- dialect: postgres
-- accept
SELECT make_date(2024, 2, 29), make_time(1, 2, 3.5), make_timestamp(2024, 1, 2, 3, 4, 5), make_interval(days => 10, hours => 2)

-- title: analysts': dates, 12
-- dialect: postgres
-- accept
SELECT make_interval(1, 2, 3, 4, 5, 6, 7.5), make_timestamptz(2024, 1, 2, 3, 4, 5, 'UTC')

-- title: analysts': dates, 13
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE created_at >= date '2024-03-01' - interval '1 month' AND created_at < '2024-03-01'::timestamp + '15 days'::interval ORDER BY id

-- title: analysts': dates, 14
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE created_at > timestamp '2024-06-01 00:00:00' AND created_at::time < time '12:00' ORDER BY id

-- title: analysts': dates, 15
-- dialect: postgres
-- accept
SELECT (day - date '2024-01-01') AS days, day + 7 AS next_week, day + interval '1 month' AS next_month, day - interval '1 week', (at - timestamptz '2024-01-01 00:00:00+00') AS span FROM events ORDER BY id

-- title: analysts': dates, 16
-- dialect: postgres
-- accept
SELECT extract(epoch from (at - '2024-01-01'::timestamptz)) / 3600 AS hours FROM events ORDER BY id

-- title: analysts': dates, 17
-- dialect: postgres
-- accept
SELECT (date '2024-01-01', interval '1 month') OVERLAPS (date '2024-01-15', date '2024-02-15')

-- title: analysts': dates, 18
-- dialect: postgres
-- accept
SELECT date_bin('15 minutes', at, timestamp '2001-01-01'), date_bin(interval '6 hours', at, timestamptz '2001-01-01') FROM events ORDER BY id

-- title: analysts': dates, 19
-- dialect: postgres
-- accept
SELECT at AT TIME ZONE 'Asia/Shanghai' AS local, (at AT TIME ZONE 'UTC')::date, timezone('Europe/Berlin', at) FROM events ORDER BY id

-- title: analysts': dates, 20
-- dialect: postgres
-- accept
SELECT to_timestamp(1700000000), to_timestamp(1700000000.5) AT TIME ZONE 'UTC', to_date('05 Dec 2000', 'DD Mon YYYY'), to_timestamp('05 Dec 2000', 'DD Mon YYYY'), to_number('12,454.8-', '99G999D9S')

-- title: analysts': dates, 21
-- dialect: postgres
-- accept
SELECT isfinite(day), isfinite(at), 'infinity'::timestamp > now() FROM events ORDER BY id

-- title: analysts': a series, 1
-- dialect: postgres
-- accept
SELECT d::date FROM generate_series('2024-01-01'::timestamp, '2024-01-10'::timestamp, '1 day'::interval) d

-- title: analysts': a series, 2
-- dialect: postgres
-- accept
SELECT gs::date AS day, coalesce(sum(o.amount), 0) FROM generate_series(date '2024-01-01', date '2024-03-31', '1 day') AS gs LEFT JOIN orders o ON o.created_at::date = gs::date GROUP BY 1 ORDER BY 1

-- title: analysts': a series, 3
-- dialect: postgres
-- accept
SELECT generate_series(1, 5) AS n

-- title: analysts': a series, 4
-- dialect: postgres
-- accept
SELECT generate_series(1, 10, 3)

-- title: analysts': a series, 5
-- dialect: postgres
-- accept
SELECT date_trunc('month', d)::date AS m FROM generate_series('2024-01-01', '2024-12-01', interval '1 month') d

-- title: analysts': a series, 6
-- dialect: postgres
-- accept
WITH calendar AS (SELECT generate_series('2024-01-01'::date, '2024-12-31'::date, '1 month'::interval)::date AS month) SELECT c.month, count(o.id) FROM calendar c LEFT JOIN orders o ON date_trunc('month', o.created_at) = c.month GROUP BY 1 ORDER BY 1

-- title: analysts': a series, 7
-- dialect: postgres
-- accept
SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS t(v, n)

-- title: analysts': a series, 8
-- dialect: postgres
-- accept
SELECT i, chr(64 + i) FROM generate_series(1, 26) AS i

-- title: analysts': dates, 22
-- dialect: postgres
-- accept
WITH RECURSIVE d(day) AS (SELECT date '2024-01-01' UNION ALL SELECT (day + interval '1 day')::date FROM d WHERE day < date '2024-01-31') SELECT day FROM d

-- title: analysts': dates, 23
-- dialect: postgres
-- accept
WITH RECURSIVE d AS (SELECT '2024-01-01'::date AS day UNION ALL SELECT day + 1 FROM d WHERE day < '2024-02-01') SELECT d.day, count(o.id) FROM d LEFT JOIN orders o ON o.created_at::date = d.day GROUP BY d.day ORDER BY d.day

-- title: analysts': names in backticks or brackets, 1
-- dialect: postgres
-- accept
WITH RECURSIVE t AS (SELECT id, parent_id, ARRAY[id] AS path FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, c.parent_id, t.path || c.id FROM categories c JOIN t ON t.id = c.parent_id WHERE NOT c.id = ANY(t.path)) SELECT id, path, array_length(path, 1), cardinality(path) FROM t ORDER BY path

-- title: analysts': sets, 1
-- dialect: postgres
-- accept
WITH RECURSIVE emp(id, lvl) AS (SELECT id, 1 FROM categories WHERE parent_id IS NULL UNION ALL SELECT c.id, e.lvl + 1 FROM emp e INNER JOIN categories c ON e.id = c.parent_id) SELECT repeat('  ', 3) || lvl::text, id FROM emp ORDER BY id

-- title: analysts': arrays, 1
-- dialect: postgres
-- accept
SELECT unnest(tags) AS tag, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC, 1

-- title: analysts': arrays, 2
-- dialect: postgres
-- accept
SELECT e.id, t.tag FROM events e CROSS JOIN LATERAL unnest(e.tags) AS t(tag) ORDER BY e.id, t.tag

-- title: analysts': arrays, 3
-- dialect: postgres
-- accept
SELECT e.id, tag FROM events e, unnest(e.tags) AS tag ORDER BY 1, 2

-- title: analysts': arrays, 4
-- dialect: postgres
-- accept
SELECT e.id, t.tag, t.pos FROM events e LEFT JOIN LATERAL unnest(e.tags) WITH ORDINALITY AS t(tag, pos) ON true ORDER BY e.id, t.pos

-- title: analysts': arrays, 5
-- dialect: postgres
-- accept
SELECT * FROM unnest(ARRAY[1, 2, 3], ARRAY['a', 'b', 'c']) AS t(n, s)

-- title: analysts': arrays, 6
-- dialect: postgres
-- accept
SELECT x FROM unnest(ARRAY[3, 1, 2]) AS x ORDER BY x

-- title: analysts': arrays, 7
-- dialect: postgres
-- accept
SELECT id, tags[1] AS first_tag, tags[1:2] AS two, tags[array_length(tags, 1)] AS last_tag, array_length(tags, 1), cardinality(tags) FROM events ORDER BY id

-- title: analysts': arrays, 8
-- dialect: postgres
-- accept
SELECT id FROM events WHERE 'hot' = ANY(tags) ORDER BY id

-- title: analysts': arrays, 9
-- dialect: postgres
-- accept
SELECT id FROM events WHERE tags @> ARRAY['new', 'hot'] ORDER BY id

-- title: analysts': arrays, 10
-- dialect: postgres
-- accept
SELECT id FROM events WHERE tags && ARRAY['sale']::text[] OR tags <@ '{new}'::text[] ORDER BY id

-- title: analysts': arrays, 11
-- dialect: postgres
-- accept
SELECT id FROM events WHERE tags = '{}' OR tags <> ARRAY['new'] ORDER BY id

-- title: analysts': arrays, 12
-- dialect: postgres
-- accept
SELECT tags || 'x'::text, array_append(tags, 'y'), array_prepend('z', tags), array_cat(tags, ARRAY['q']), array_remove(tags, 'hot'), array_replace(tags, 'new', 'old'), array_position(tags, 'hot'), array_to_string(tags, ',', '-'), array_upper(tags, 1), array_lower(tags, 1), array_ndims(tags), array_dims(tags), trim_array(tags, 0), array_positions(tags, 'hot') FROM events ORDER BY id

-- title: analysts': arrays, 13
-- dialect: postgres
-- accept
SELECT string_to_array('a,b,c', ','), (string_to_array('a,b,c', ','))[2], array_to_string(string_to_array('x y', ' '), '-'), split_part('a.b.c', '.', -1)

-- title: analysts': arrays, 14
-- dialect: postgres
-- accept
SELECT word, count(*) FROM (SELECT regexp_split_to_table(lower(name), '\s+') AS word FROM customers) w GROUP BY word ORDER BY 2 DESC, 1

-- title: analysts': arrays, 15
-- dialect: postgres
-- accept
SELECT w.word, count(*) FROM customers c, regexp_split_to_table(c.name, ' ') AS w(word) GROUP BY 1 ORDER BY 2 DESC, 1

-- title: analysts': arrays, 16
-- dialect: postgres
-- accept
SELECT s FROM string_to_table('a|b|c', '|') AS s

-- title: analysts': arrays, 17
-- dialect: postgres
-- accept
SELECT (regexp_split_to_array(name, '\s'))[1], (regexp_matches(name, '(\w+) (\d+)'))[2] FROM customers ORDER BY id

-- title: analysts': arrays, 18
-- dialect: postgres
-- accept
SELECT (regexp_match(email, '@(.*)$'))[1] AS domain, count(*) FROM customers GROUP BY 1 ORDER BY 1

-- title: analysts': arrays, 19
-- dialect: postgres
-- accept
SELECT m[1] FROM customers c CROSS JOIN LATERAL regexp_matches(c.name, '(\d)', 'g') AS m ORDER BY c.id, 1

-- title: analysts': arrays, 20
-- dialect: postgres
-- accept
SELECT ARRAY(SELECT id FROM products ORDER BY id LIMIT 3) AS ids

-- title: analysts': arrays, 21
-- dialect: postgres
-- accept
SELECT c.id, ARRAY(SELECT o.id FROM orders o WHERE o.customer_id = c.id ORDER BY o.id) AS orders FROM customers c ORDER BY c.id

-- title: analysts': arrays, 22
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE id = ANY(ARRAY(SELECT order_id FROM order_items WHERE quantity = 4)) ORDER BY id

-- title: analysts': casts, 1
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE id = ANY('{1,2,3}'::int[]) ORDER BY id

-- title: analysts': a correlated subquery, 4
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE amount > SOME (SELECT price FROM products) ORDER BY id

-- title: analysts': arrays, 23
-- dialect: postgres
-- accept
SELECT id FROM customers WHERE name LIKE ANY (ARRAY['Name 1%', '%2']) OR name NOT ILIKE ALL (ARRAY['N%']) ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 1
-- dialect: postgres
-- accept
SELECT array_agg(DISTINCT status ORDER BY status DESC) FROM orders

-- title: analysts': arrays, 24
-- dialect: postgres
-- accept
SELECT region, (array_agg(id ORDER BY amount DESC, id))[1] AS top_id, (array_agg(id ORDER BY amount DESC, id))[1:3] AS top3 FROM orders GROUP BY region ORDER BY region

-- title: analysts': an ordered or filtered aggregate, 2
-- dialect: postgres
-- accept
SELECT region, string_agg(status, ',' ORDER BY id) FILTER (WHERE amount > 80), string_agg(DISTINCT note, ';') FROM orders GROUP BY region ORDER BY region

-- title: analysts': JSON, 1
-- dialect: postgres
-- accept
SELECT payload->>'page' AS page, count(*) FROM events GROUP BY payload->>'page' ORDER BY 2 DESC, 1

-- title: analysts': JSON, 2
-- dialect: postgres
-- accept
SELECT payload->'n', payload->>'n', (payload->>'n')::int + 1, payload#>'{items,0,sku}', payload#>>'{items,0,sku}', payload->'items'->0->>'sku', payload->'items'->-1 FROM events ORDER BY id

-- title: analysts': JSON, 3
-- dialect: postgres
-- accept
SELECT id FROM events WHERE payload @> '{"page": "/p1"}' ORDER BY id

-- title: analysts': JSON, 4
-- dialect: postgres
-- accept
SELECT id FROM events WHERE payload ? 'user' AND payload ?| array['a', 'page'] AND payload ?& array['page', 'n'] ORDER BY id

-- title: analysts': JSON, 5
-- dialect: postgres
-- accept
SELECT id FROM events WHERE payload->'user'->>'name' IS NOT NULL AND (payload->'user'->>'vip')::boolean ORDER BY id

-- title: analysts': JSON, 6
-- dialect: postgres
-- accept
SELECT id, jsonb_array_length(payload->'items'), jsonb_typeof(payload->'user'), jsonb_pretty(payload) FROM events ORDER BY id

-- title: analysts': rows from JSON, 1
-- dialect: postgres
-- accept
SELECT e.id, i.value->>'sku' AS sku FROM events e, jsonb_array_elements(e.payload->'items') AS i ORDER BY e.id, sku

-- title: analysts': rows from JSON, 2
-- dialect: postgres
-- accept
SELECT e.id, item->>'sku' AS sku FROM events e CROSS JOIN LATERAL jsonb_array_elements(e.payload -> 'items') AS item ORDER BY 1, 2

-- title: analysts': rows from JSON, 3
-- dialect: postgres
-- accept
SELECT e.id, t.item, t.n FROM events e CROSS JOIN LATERAL jsonb_array_elements(e.payload -> 'items') WITH ORDINALITY AS t(item, n) ORDER BY 1, 3

-- title: analysts': rows from JSON, 4
-- dialect: postgres
-- accept
SELECT k, count(*) FROM events, jsonb_object_keys(payload) AS k GROUP BY k ORDER BY k

-- title: analysts': rows from JSON, 5
-- dialect: postgres
-- accept
SELECT jsonb_object_keys(payload) AS k, count(*) FROM events GROUP BY 1 ORDER BY 1

-- title: analysts': rows from JSON, 6
-- dialect: postgres
-- accept
SELECT e.id, kv.key, kv.value FROM events e, jsonb_each_text(e.payload) AS kv WHERE kv.key = 'page' ORDER BY 1

-- title: analysts': rows from JSON, 7
-- dialect: postgres
-- accept
SELECT e.id, key, value FROM events e CROSS JOIN LATERAL jsonb_each(e.payload) WHERE key = 'n' ORDER BY e.id

-- title: analysts': JSON, 7
-- dialect: postgres
-- accept
SELECT jsonb_path_query_array(payload, '$.items[*].sku'), jsonb_path_exists(payload, '$.items[*] ? (@.sku == "s1")'), jsonb_path_query_first(payload, '$.n') FROM events ORDER BY id

-- title: analysts': JSON, 8
-- dialect: postgres
-- accept
SELECT id FROM events WHERE payload @? '$.items[*]' OR payload @@ '$.n > 50' ORDER BY id

-- title: analysts': JSON, 9
-- dialect: postgres
-- accept
SELECT payload - 'items' AS p, payload || '{"x": 1}'::jsonb AS q, payload #- '{user}' AS r, jsonb_set(payload, '{n}', '0') AS s, jsonb_strip_nulls(payload) AS t FROM events ORDER BY id

-- title: analysts': JSON, 10
-- dialect: postgres
-- accept
SELECT payload['page'], payload['items'][0]['sku'] FROM events ORDER BY id

-- title: analysts': JSON, 11
-- dialect: postgres
-- accept
SELECT json_build_object('id', id, 'items', json_build_array(1, 'a', NULL), 'nested', jsonb_build_object('k', kind)) FROM events ORDER BY id

-- title: analysts': JSON, 12
-- dialect: postgres
-- accept
SELECT json_agg(json_build_object('id', id, 'kind', kind) ORDER BY id) FROM events

-- title: analysts': JSON, 13
-- dialect: postgres
-- accept
SELECT jsonb_agg(kind ORDER BY id) FILTER (WHERE ok), json_object_agg(id, kind ORDER BY id), jsonb_object_agg(id, amount) FROM events

-- title: analysts': JSON, 14
-- dialect: postgres
-- accept
SELECT row_to_json(t) FROM (SELECT id, name FROM products) t ORDER BY t.id

-- title: analysts': JSON, 15
-- dialect: postgres
-- accept
SELECT json_agg(t) FROM (SELECT id, name FROM products ORDER BY id) t

-- title: analysts': JSON, 16
-- dialect: postgres
-- accept
SELECT to_jsonb(tags), array_to_json(tags), to_json(name) FROM events e JOIN categories c ON c.id = e.id ORDER BY e.id

-- title: analysts': rows from JSON, 8
-- dialect: postgres
-- accept
SELECT x.a, x.b FROM jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]'::jsonb) AS x(a int, b text)

-- title: analysts': JSON, 17
-- dialect: postgres
-- accept
SELECT '{"a": 1}'::jsonb = '{"a": 1}'::jsonb, '{"a":1}'::json->>'a', '[1,2]'::jsonb @> '1', json '{"k": [1]}' -> 'k' -> 0, jsonb '{"a": null}' -> 'a' IS NULL

-- title: analysts': arrays, 25
-- dialect: postgres
-- accept
SELECT kind, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS median, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY score) AS quartiles, percentile_disc(0.9) WITHIN GROUP (ORDER BY day), mode() WITHIN GROUP (ORDER BY code) FROM events GROUP BY kind ORDER BY kind

-- title: analysts': values, 2
-- dialect: postgres
-- accept
SELECT corr(amount, score), covar_pop(amount, score), regr_slope(amount, score), regr_intercept(amount, score), regr_r2(amount, score), stddev_pop(amount), stddev_samp(amount), var_pop(score), var_samp(score) FROM events

-- title: analysts': values, 3
-- dialect: postgres
-- accept
SELECT bool_and(ok), bool_or(ok), every(id > 0), bit_and(id), bit_or(id), bit_xor(id), any_value(1) FROM events

-- title: analysts': an ordered or filtered aggregate, 3
-- dialect: postgres
-- accept
SELECT rank(50) WITHIN GROUP (ORDER BY amount), percent_rank(50) WITHIN GROUP (ORDER BY amount) FROM orders

-- title: analysts': grouping sets, 1
-- dialect: postgres
-- accept
SELECT region, status, sum(amount), grouping(region, status) FROM orders GROUP BY CUBE (region, status) ORDER BY region NULLS LAST, status NULLS LAST

-- title: analysts': grouping sets, 2
-- dialect: postgres
-- accept
SELECT coalesce(region, 'Total') AS region, sum(amount) FROM orders GROUP BY ROLLUP (region) ORDER BY region

-- title: analysts': grouping sets, 3
-- dialect: postgres
-- accept
SELECT region, status, count(*) FROM orders GROUP BY GROUPING SETS ((region), (status), ()) ORDER BY 1 NULLS LAST, 2 NULLS LAST

-- title: analysts': grouping sets, 4
-- dialect: postgres
-- accept
SELECT region, status, customer_id, count(*) FROM orders GROUP BY region, ROLLUP (status, customer_id) ORDER BY 1, 2 NULLS LAST, 3 NULLS LAST

-- title: analysts': grouping, 1
-- dialect: postgres
-- accept
SELECT region, count(*) FROM orders GROUP BY DISTINCT region ORDER BY 1

-- title: analysts': grouping sets, 5
-- dialect: postgres
-- accept
SELECT CASE WHEN grouping(region) = 1 THEN 'all' ELSE region END AS r, sum(amount) FROM orders GROUP BY ROLLUP (region) ORDER BY 1

-- title: analysts': order and limits, 1
-- dialect: postgres
-- accept
SELECT DISTINCT ON (region) region, id, amount FROM orders ORDER BY region, amount DESC, id

-- title: analysts': dates, 24
-- dialect: postgres
-- accept
SELECT DISTINCT ON (date_trunc('month', created_at), region) date_trunc('month', created_at) AS m, region, id FROM orders ORDER BY date_trunc('month', created_at), region, id DESC

-- title: analysts': a lateral, 1
-- dialect: postgres
-- accept
SELECT c.name, x.amount FROM customers c LEFT JOIN LATERAL (SELECT amount FROM orders o WHERE o.customer_id = c.id ORDER BY amount DESC LIMIT 1) x ON TRUE ORDER BY c.name

-- title: analysts': a lateral, 2
-- dialect: postgres
-- accept
SELECT c.name, x.total, y.avg FROM customers c, LATERAL (SELECT sum(amount) AS total FROM orders o WHERE o.customer_id = c.id) x, LATERAL (SELECT x.total / 2 AS avg) y ORDER BY c.name

-- title: analysts': order and limits, 2
-- dialect: postgres
-- accept
SELECT id, amount FROM orders ORDER BY amount DESC, id OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY

-- title: analysts': order and limits, 3
-- dialect: postgres
-- accept
SELECT id FROM orders ORDER BY id LIMIT NULL OFFSET 3

-- title: analysts': order and limits, 4
-- dialect: postgres
-- accept
SELECT id FROM orders ORDER BY id FETCH FIRST ROW ONLY

-- title: analysts': order and limits, 5
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE amount BETWEEN SYMMETRIC 60 AND 40 ORDER BY id

-- title: analysts': text functions, 1
-- dialect: postgres
-- accept
SELECT name FROM customers WHERE name SIMILAR TO '%(1|3)' AND name NOT SIMILAR TO 'O%' AND name ~ '^N' AND name !~ 'zz' AND name ~* '^n' AND name !~* 'zz' ORDER BY name

-- title: analysts': text functions, 2
-- dialect: postgres
-- accept
SELECT name FROM customers WHERE name ILIKE '%name%' AND name NOT ILIKE '%9' AND name ~~ 'N%' AND name !~~ '%8' AND name ~~* 'n%' AND name !~~* '%7' ORDER BY name

-- title: analysts': order and limits, 6
-- dialect: postgres
-- accept
SELECT name FROM customers WHERE name ^@ 'Name' AND starts_with(name, 'N') ORDER BY name

-- title: analysts': order and limits, 7
-- dialect: postgres
-- accept
SELECT name COLLATE "C" FROM customers ORDER BY name COLLATE "C" DESC

-- title: analysts': casts, 2
-- dialect: postgres
-- accept
SELECT amount::numeric(10,2), amount::text, amount::varchar(5), amount::float4, amount::real, amount::bigint, amount::smallint, amount::money IS NULL, amount::char(3), amount::bool FROM orders ORDER BY id

-- title: analysts': JSON, 18
-- dialect: postgres
-- accept
SELECT int '5', text 'abc', date '2024-01-01', timestamp '2024-01-01 10:00', time '10:00', numeric '1.5', boolean 't', double precision '2.5', timestamptz '2024-01-01 00:00+00', jsonb '[1]', interval '2 days', float8 '1', varchar 'x'

-- title: analysts': text functions, 3
-- dialect: postgres
-- accept
SELECT substring('abcdef' from 2 for 3), substring('foobar' from 'o.b'), overlay('abcdef' placing 'XX' from 3 for 2), trim(both 'x' from 'xax'), trim(leading from '  a'), trim(trailing 'x' from 'axx'), format('%s is %s (%L)', 'a', 1, 'q'), format('Hello %s', name) FROM customers ORDER BY id

-- title: analysts': text functions, 4
-- dialect: postgres
-- accept
SELECT regexp_replace(name, '\d', '', 'g'), regexp_replace(name, '(\w+) (\d+)', '\2 \1'), regexp_count(name, 'e'), regexp_like(name, '^n', 'i'), regexp_instr(name, 'm'), regexp_substr(name, '\d+') FROM customers ORDER BY id

-- title: analysts': casts, 3
-- dialect: postgres
-- accept
SELECT encode(sha256(convert_to(name, 'UTF8')), 'hex') AS h, sha256('a'::bytea) IS NOT NULL, encode(sha512('a'::bytea), 'hex') FROM customers ORDER BY id

-- title: analysts': casts, 4
-- dialect: postgres
-- accept
SELECT ref, ref::text, left(ref::text, 8), ref = '00000000-0000-0000-0000-000000000001'::uuid FROM events ORDER BY id

-- title: analysts': order and limits, 8
-- dialect: postgres
-- accept
SELECT id FROM events WHERE ref IN ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002') ORDER BY id

-- title: analysts': values, 4
-- dialect: postgres
-- accept
SELECT gen_random_uuid() IS NOT NULL

-- title: analysts': a literal's spelling, 2
-- dialect: postgres
-- accept
SELECT E'a\nb' AS nl, E'tab\there', E'it\'s', e'\\', E'caf\u00e9', E'plain'

-- title: analysts': a comment, 1
-- dialect: postgres
-- accept
SELECT $$it's "fine"; DROP TABLE x -- no$$ AS d, $tag$text with $$ inside$tag$ AS t

-- title: analysts': a literal's spelling, 3
-- dialect: postgres
-- accept
SELECT U&'d\0061ta' AS u, U&'\0441\043B\043E\043D'

-- title: analysts': joins, 1
-- dialect: postgres
-- accept
SELECT 'foo'
  'bar' AS joined

-- title: analysts': order and limits, 9
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE (status, region) IS NOT DISTINCT FROM ('paid', 'north') ORDER BY id

-- title: analysts': values, 5
-- dialect: postgres
-- accept
SELECT ROW(1, 'a') = ROW(1, 'a'), (1, 2) < (1, 3), ROW(1, NULL) IS NULL, (NULL, NULL) IS NULL

-- title: analysts': order and limits, 10
-- dialect: postgres
-- accept
SELECT id FROM orders o WHERE ROW(o.status, o.region) = ROW('paid', 'north') ORDER BY id

-- title: analysts': order and limits, 11
-- dialect: postgres
-- accept
SELECT num_nulls(note, status), num_nonnulls(note, status), coalesce(note, status, 'x'), nullif(amount, 0), greatest(amount, 10), least(amount, 10) FROM orders ORDER BY id

-- title: analysts': order and limits, 12
-- dialect: postgres
-- accept
SELECT note ISNULL, note NOTNULL, (amount > 5) IS UNKNOWN, (amount > 5) IS NOT TRUE, (note = 'x') IS NOT UNKNOWN FROM orders ORDER BY id

-- title: analysts': values, 6
-- dialect: postgres
-- accept
SELECT count(*) FROM orders WHERE status = 'paid' IS TRUE

-- title: analysts': a window, 1
-- dialect: postgres
-- accept
SELECT region, sum(amount) OVER w, row_number() OVER (w ORDER BY id), rank() OVER (PARTITION BY region ORDER BY amount DESC NULLS LAST) FROM orders WINDOW w AS (PARTITION BY region) ORDER BY id

-- title: analysts': a frame, 1
-- dialect: postgres
-- accept
SELECT id, sum(amount) OVER (ORDER BY created_at RANGE BETWEEN '30 days' PRECEDING AND CURRENT ROW), count(*) OVER (ORDER BY created_at::date RANGE BETWEEN INTERVAL '1 month' PRECEDING AND INTERVAL '1 day' FOLLOWING EXCLUDE GROUP) FROM orders ORDER BY id

-- title: analysts': a window, 2
-- dialect: postgres
-- accept
SELECT customer_id, created_at, created_at - lag(created_at) OVER (PARTITION BY customer_id ORDER BY created_at) AS gap FROM orders ORDER BY customer_id, created_at, id

-- title: analysts': a window, 3
-- dialect: postgres
-- accept
WITH s AS (SELECT customer_id, created_at, CASE WHEN created_at - lag(created_at) OVER (PARTITION BY customer_id ORDER BY created_at) > interval '30 minutes' THEN 1 ELSE 0 END AS new_session FROM orders), t AS (SELECT *, sum(new_session) OVER (PARTITION BY customer_id ORDER BY created_at) AS session FROM s) SELECT customer_id, session, count(*) FROM t GROUP BY customer_id, session ORDER BY 1, 2

-- title: analysts': a window, 4
-- dialect: postgres
-- accept
WITH monthly AS (SELECT date_trunc('month', created_at)::date AS month, sum(amount) AS revenue FROM orders GROUP BY 1) SELECT month, revenue, revenue - lag(revenue) OVER (ORDER BY month) AS diff, round((revenue::numeric / nullif(lag(revenue) OVER (ORDER BY month), 0) - 1) * 100, 1) AS pct, sum(revenue) OVER (ORDER BY month) AS ytd FROM monthly ORDER BY month

-- title: analysts': dates, 25
-- dialect: postgres
-- accept
WITH cohort AS (SELECT customer_id, date_trunc('month', min(created_at)) AS cohort_month FROM orders GROUP BY customer_id), activity AS (SELECT o.customer_id, c.cohort_month, (extract(year FROM age(date_trunc('month', o.created_at), c.cohort_month)) * 12 + extract(month FROM age(date_trunc('month', o.created_at), c.cohort_month)))::int AS month_number FROM orders o JOIN cohort c USING (customer_id)) SELECT cohort_month::date, month_number, count(DISTINCT customer_id) FROM activity GROUP BY 1, 2 ORDER BY 1, 2

-- title: analysts': a correlated subquery, 5
-- dialect: postgres
-- accept
SELECT * FROM (SELECT region, status, amount FROM orders) src ORDER BY amount, region, status LIMIT 5

-- title: analysts': dates, 26
-- dialect: postgres
-- accept
SELECT count(*) FROM orders o JOIN customers c ON (c.id = o.customer_id) WHERE o.created_at >= c.created_at - INTERVAL '365 days' AND o.created_at <= c.created_at + '1 year'

-- title: analysts': JSON, 19
-- dialect: postgres
-- accept
SELECT o.*, (SELECT json_agg(i.product_id ORDER BY i.id) FROM order_items i WHERE i.order_id = o.id) AS products FROM orders o ORDER BY o.id

-- title: analysts': an ordered or filtered aggregate, 4
-- dialect: postgres
-- accept
SELECT c.region, count(*) FILTER (WHERE o.status = 'paid') * 100.0 / NULLIF(count(*), 0) AS rate FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.region ORDER BY c.region

-- title: analysts': casts, 5
-- dialect: postgres
-- accept
SELECT id, CASE WHEN amount >= 80 THEN 'A'::text WHEN amount >= 40 THEN 'B' ELSE 'C' END AS grade FROM orders ORDER BY id

-- title: analysts': casts, 6
-- dialect: postgres
-- accept
SELECT sum(CASE WHEN status = 'paid' THEN amount END)::numeric / NULLIF(sum(amount), 0)::numeric AS share FROM orders

-- title: analysts': casts, 7
-- dialect: postgres
-- accept
SELECT avg(amount)::numeric(10, 2) AS a, round(avg(amount), 2) AS b, round(avg(amount)::numeric, 1) AS c, round(stddev(amount)::numeric, 3) FROM orders

-- title: analysts': order and limits, 13
-- dialect: postgres
-- accept
SELECT f.id FROM orders AS f (id, cid, amt) WHERE f.amt > 50 ORDER BY f.id

-- title: analysts': order and limits, 14
-- dialect: postgres
-- accept
SELECT t.a, t.b, t.status FROM orders t(a, b) ORDER BY a

-- title: analysts': order and limits, 15
-- dialect: postgres
-- accept
SELECT * FROM categories AS c(cid, pid, label) ORDER BY cid

-- title: analysts': a correlated subquery, 6
-- dialect: postgres
-- accept
SELECT a, b FROM (SELECT 1, 2) AS t(a, b)

-- title: analysts': values, 7
-- dialect: postgres
-- accept
SELECT x.y FROM (VALUES (1), (2)) AS x(y)

-- title: analysts': dates, 27
-- dialect: postgres
-- accept
SELECT t.* FROM (VALUES (1, 'a', DATE '2024-01-01'), (2, 'b', NULL)) AS t (id, s, d) ORDER BY id

-- title: analysts': values, 8
-- dialect: postgres
-- accept
TABLE orders

-- title: analysts': values, 9
-- dialect: postgres
-- accept
SELECT count(*) FROM (TABLE customers) AS c

-- title: analysts': sets, 2
-- dialect: postgres
-- accept
(SELECT id FROM orders ORDER BY id LIMIT 2) UNION (SELECT id FROM products ORDER BY id DESC LIMIT 2) ORDER BY 1 LIMIT 3

-- title: analysts': sets, 3
-- dialect: postgres
-- accept
(SELECT 1 AS a UNION SELECT 2) INTERSECT (SELECT 2 UNION ALL SELECT 3) EXCEPT SELECT 5 ORDER BY a

-- title: analysts': sets, 4
-- dialect: postgres
-- accept
SELECT id FROM orders INTERSECT ALL SELECT id FROM products EXCEPT ALL SELECT 1 ORDER BY 1

-- title: analysts': a correlated subquery, 7
-- dialect: postgres
-- accept
((SELECT id FROM orders ORDER BY id LIMIT 1))

-- title: analysts': sets, 5
-- dialect: postgres
-- accept
SELECT 1 UNION SELECT 2 UNION ALL (SELECT 3 ORDER BY 1 LIMIT 1) ORDER BY 1 DESC

-- title: analysts': WITH, 2
-- dialect: postgres
-- accept
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a), c AS (SELECT a.x AS ax, b.x AS bx FROM a CROSS JOIN b) SELECT * FROM c, (SELECT count(*) AS n FROM a) n

-- title: analysts': a correlated subquery, 8
-- dialect: postgres
-- accept
SELECT * FROM (WITH x AS (SELECT id FROM orders) SELECT * FROM x) y ORDER BY id

-- title: analysts': WITH, 3
-- dialect: postgres
-- accept
WITH o AS (SELECT * FROM orders) SELECT (WITH o AS (SELECT 1 AS n) SELECT n FROM o) AS inner_n, count(*) FROM o

-- title: analysts': values, 10
-- dialect: postgres
-- accept
SELECT customers.name FROM public.customers WHERE public.customers.id = 1

-- title: analysts': order and limits, 16
-- dialect: postgres
-- accept
SELECT public.orders.id, public.orders.amount FROM public.orders WHERE public.orders.status = 'paid' ORDER BY public.orders.id

-- title: analysts': Chinese and odd names, 6
-- dialect: postgres
-- accept
SELECT "c"."name" AS "客户 名称", "c"."region" AS "地区" FROM "public"."customers" AS "c" ORDER BY "客户 名称"

-- title: analysts': Chinese and odd names, 7
-- dialect: postgres
-- accept
SELECT 城市 AS 城市, count(*) AS 数量, round(avg(营业额), 2) AS 平均 FROM public.门店 WHERE 营业额 > 0 GROUP BY 城市 HAVING count(*) >= 1 ORDER BY 平均 DESC

-- title: analysts': dates, 28
-- dialect: postgres
-- accept
SELECT count(*) FROM orders WHERE created_at >= date_trunc('month', timestamp '2024-05-15') - interval '1 month' AND created_at < date_trunc('month', timestamp '2024-05-15')

-- title: analysts': dates, 29
-- dialect: postgres
-- accept
SELECT to_char(date_trunc('week', created_at), 'IYYY"-W"IW') AS week, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- title: analysts': dates, 30
-- dialect: postgres
-- accept
SELECT to_char(created_at, 'Mon') AS mon, to_char(created_at, 'Day'), to_char(created_at, 'HH12:MI AM') FROM orders ORDER BY id

-- title: analysts': dates, 31
-- dialect: postgres
-- accept
SELECT extract(dow FROM created_at) IN (0, 6) AS weekend, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- title: analysts': dates, 32
-- dialect: postgres
-- accept
SELECT to_char(amount * 100, 'FM9,999,990.00') || '%', amount::text || ' USD', to_char(123.456, '999.99'), to_char(-5, 'S99') FROM orders ORDER BY id

-- title: analysts': order and limits, 17
-- dialect: postgres
-- accept
SELECT id FROM orders ORDER BY random() LIMIT 0

-- title: analysts': a correlated subquery, 9
-- dialect: postgres
-- accept
SELECT setting FROM (SELECT 1 AS setting) s

-- title: analysts': values, 11
-- dialect: postgres
-- accept
SELECT "user".id FROM customers "user" WHERE "user".id = 3

-- title: analysts': a correlated subquery, 10
-- dialect: postgres
-- accept
SELECT value, key FROM (SELECT id AS key, name AS value FROM products) kv ORDER BY key

-- title: analysts': Chinese and odd names, 8
-- dialect: postgres
-- accept
SELECT o.id AS "order", c.name AS "user", p.name AS "group" FROM orders o JOIN customers c ON c.id = o.customer_id JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id ORDER BY 1, 3

-- title: analysts': order and limits, 18
-- dialect: postgres
-- accept
SELECT name AS type, id AS number, price AS level, category AS class FROM products ORDER BY number

-- title: analysts': an ordered or filtered aggregate, 5
-- dialect: postgres
-- accept
SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM created_at)) FROM orders

-- title: analysts': dates, 33
-- dialect: postgres
-- accept
SELECT count(*) FROM events WHERE at BETWEEN now() - interval '10 years' AND now() + interval '100 years'

-- title: analysts': dates, 34
-- dialect: postgres
-- accept
SELECT count(*) FROM events WHERE at::date = date '2024-02-05' OR at >= '2024-03-01T00:00:00Z' AND at < '2024-04-01T00:00:00+08:00'

-- title: analysts': a window, 5
-- dialect: postgres
-- accept
SELECT kind, day, sum(amount) OVER (PARTITION BY kind ORDER BY day) FROM events WHERE code ~ '^\d+$' AND code::int > 5 ORDER BY id

-- title: analysts': casts, 8
-- dialect: postgres
-- accept
SELECT id, code::int FROM events WHERE kind <> 'secret' ORDER BY id

-- title: analysts': casts, 9
-- dialect: postgres
-- accept
SELECT nullif(regexp_replace(code, '[^0-9]', '', 'g'), '')::bigint FROM events ORDER BY id

-- title: analysts': arrays, 26
-- dialect: postgres
-- accept
SELECT case when code ~ '^[0-9]+$' then code::numeric else null end as n from events order by id

-- title: analysts': JSON, 20
-- dialect: postgres
-- accept
SELECT amount::int, amount::numeric(12,4), score::numeric(10,3), score::int, round(score::numeric, 1), ok::int, ok::text, day::timestamp, at::timestamp, at::time, payload::text, ref::text, tags::text FROM events ORDER BY id

-- title: analysts': values, 12
-- dialect: postgres
-- accept
SELECT sum(amount) / count(DISTINCT day) FROM events

-- title: analysts': joins, 2
-- dialect: postgres
-- accept
SELECT e.kind, x.lbl FROM events e JOIN (VALUES ('view', 'V'), ('click', 'C')) AS x(kind, lbl) USING (kind) ORDER BY e.id

-- title: analysts': a correlated subquery, 11
-- dialect: postgres
-- accept
SELECT kind, count(*) FROM events GROUP BY kind HAVING count(*) = (SELECT max(n) FROM (SELECT count(*) AS n FROM events GROUP BY kind) q) ORDER BY kind

-- title: analysts': joins, 3
-- dialect: postgres
-- accept
SELECT a.id, b.id FROM events a JOIN events b ON a.day = b.day - 5 AND a.id < b.id ORDER BY 1

-- title: analysts': grouping, 2
-- dialect: postgres
-- accept
SELECT width_bucket(amount, 0, 100, 5) AS bucket, count(*), min(amount), max(amount), int4range(min(amount), max(amount), '[]') FROM orders GROUP BY bucket ORDER BY bucket

-- title: analysts': dates, 35
-- dialect: postgres
-- accept
SELECT daterange('2024-01-01', '2024-02-01') @> date '2024-01-15', int4range(1, 5) && int4range(4, 8), numrange(1, 2) * numrange(1.5, 3), lower(int4range(1, 5)), upper_inc(int4range(1, 5))

-- title: analysts': order and limits, 19
-- dialect: postgres
-- accept
SELECT id FROM events WHERE tstzrange('2024-01-01', '2024-06-01') @> at ORDER BY id

-- title: analysts': order and limits, 20
-- dialect: postgres
-- accept
SELECT to_tsvector('english', name) @@ to_tsquery('english', 'name') FROM customers ORDER BY id

-- title: analysts': order and limits, 21
-- dialect: postgres
-- accept
SELECT id FROM customers WHERE to_tsvector('simple', name) @@ plainto_tsquery('simple', 'name 3') ORDER BY ts_rank(to_tsvector('simple', name), plainto_tsquery('simple', 'name 3')) DESC, id

-- title: analysts': joins, 4
-- dialect: postgres
-- accept
SELECT c.name, count(o.*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.name ORDER BY c.name

-- title: analysts': values, 13
-- dialect: postgres
-- accept
SELECT count(DISTINCT (region, status)) FROM orders

-- title: analysts': order and limits, 22
-- dialect: postgres
-- accept
SELECT (amount, status) FROM orders ORDER BY id

-- title: analysts': grouping, 3
-- dialect: postgres
-- accept
SELECT region FROM orders GROUP BY (region) ORDER BY region

-- title: analysts': grouping, 4
-- dialect: postgres
-- accept
SELECT region, status FROM orders GROUP BY (region, status) ORDER BY 1, 2

-- title: analysts': grouping, 5
-- dialect: postgres
-- accept
SELECT sum(amount) AS total, region FROM orders GROUP BY region ORDER BY total DESC NULLS LAST, region COLLATE "C" ASC

-- title: analysts': a correlated subquery, 12
-- dialect: postgres
-- accept
SELECT count(*) AS cnt FROM orders WHERE amount > ALL (SELECT amount FROM orders WHERE status = 'refunded') AND amount < ANY (SELECT price FROM products) 

-- title: analysts': dates, 36
-- dialect: postgres
-- accept
SELECT DATE '2024-02-29' + 1, DATE '2024-03-01' - DATE '2024-02-01', TIMESTAMP '2024-01-01' + '1 day', TIMESTAMP '2024-01-31' + INTERVAL '1 month', DATE_TRUNC('month', DATE '2024-02-15') + INTERVAL '1 month - 1 day'

-- title: analysts': dates, 37
-- dialect: postgres
-- accept
SELECT (date_trunc('month', d) + interval '1 month' - interval '1 day')::date AS month_end FROM (SELECT day AS d FROM events) e ORDER BY 1

-- title: analysts': dates, 38
-- dialect: postgres
-- accept
SELECT EXTRACT(DAY FROM interval '40 days 1 minute'), EXTRACT(EPOCH FROM interval '1 hour'), DATE_PART('day', timestamp '2024-05-05' - timestamp '2024-05-01'), date_part('epoch', at) FROM events WHERE id = 1

-- title: analysts': an ordered or filtered aggregate, 6
-- dialect: postgres
-- accept
SELECT coalesce(sum(amount) FILTER (WHERE region = 'nowhere'), 0)::int FROM orders

-- title: analysts': casts, 10
-- dialect: postgres
-- accept
SELECT "orders"."status", (sum("orders"."amount"))::float / (count(*))::float AS r FROM "orders" GROUP BY 1 ORDER BY 1

-- title: analysts': Chinese and odd names, 9
-- dialect: postgres
-- accept
SELECT SUM("t0"."amount") AS "c0", "t1"."name" AS "c1" FROM "public"."orders" AS "t0" INNER JOIN "public"."customers" AS "t1" ON (("t0"."customer_id" = "t1"."id")) WHERE (("t0"."created_at" >= (TIMESTAMP '2024-01-01 00:00:00.000')) AND ("t0"."created_at" <= (TIMESTAMP '2024-12-31 00:00:00.000'))) GROUP BY 2 ORDER BY 2

-- title: analysts': Chinese and odd names, 10
-- dialect: postgres
-- accept
SELECT SUM(1) AS "cnt:x:ok", (CASE WHEN ("orders"."amount" >= 50) THEN CAST('hi' AS TEXT) ELSE CAST(NULL AS TEXT) END) AS "Calculation_1" FROM "public"."orders" "orders" GROUP BY 2 ORDER BY 2

-- title: analysts': Chinese and odd names, 11
-- dialect: postgres
-- accept
SELECT CAST(TRUNC(EXTRACT(YEAR FROM "orders"."created_at")) AS INTEGER) AS "yr:created_at:ok", CAST(TRUNC(EXTRACT(QUARTER FROM "orders"."created_at")) AS INTEGER) AS q, COUNT(DISTINCT "orders"."customer_id") FROM "public"."orders" "orders" GROUP BY 1, 2 ORDER BY 1, 2

-- title: analysts': dates, 39
-- dialect: postgres
-- accept
select dateadd from (select 1 as dateadd) x

-- title: analysts': dates, 40
-- dialect: postgres
-- accept
select l.id, sum(l.quantity) as qty from order_items l where exists (select * from orders where orders.id = l.order_id and orders.created_at < date '2024-09-01' and orders.created_at >= date '2024-01-01' + interval '0' month) group by l.id order by l.id

-- title: analysts': dates, 41
-- dialect: postgres
-- accept
select extract(year from o.created_at) as o_year, sum(case when p.category = 'A' then i.price * i.quantity else 0 end) / sum(i.price * i.quantity) as mkt_share from order_items i join orders o on i.order_id = o.id join products p on p.id = i.product_id where o.created_at between date '2024-01-01' and date '2024-12-31' group by extract(year from o.created_at) order by o_year

-- title: analysts': WITH, 4
-- dialect: postgres
-- accept
with revenue (supplier_no, total_revenue) as (select product_id, sum(price * quantity) from order_items group by product_id) select p.id, p.name, total_revenue from products p, revenue where p.id = supplier_no and total_revenue = (select max(total_revenue) from revenue) order by p.id

-- title: analysts': a correlated subquery, 13
-- dialect: postgres
-- accept
select cntrycode, count(*) as numcust, sum(amt) as totacctbal from (select substring(c.name from 1 for 2) as cntrycode, o.amount as amt from customers c join orders o on o.customer_id = c.id where substring(c.name from 1 for 2) in ('Na', 'Ot') and o.amount > (select avg(amount) from orders where amount > 0.00)) as custsale group by cntrycode order by cntrycode

-- title: analysts': sets, 6
-- dialect: postgres
-- accept
with year_total as (select c.id as cid, sum(o.amount) as total, 's' as sale_type from customers c, orders o where c.id = o.customer_id group by c.id union all select c.id, sum(i.price), 'w' from customers c, order_items i where i.order_id = c.id group by c.id) select t1.cid, case when t2.total > 0 then t1.total / t2.total else null end from year_total t1, year_total t2 where t1.cid = t2.cid and t1.sale_type = 's' and t2.sale_type = 'w' order by t1.cid limit 100

-- title: analysts': grouping sets, 6
-- dialect: postgres
-- accept
select grouping(region) + grouping(status) as lochierarchy, region, status, sum(amount), rank() over (partition by grouping(region) + grouping(status), case when grouping(status) = 0 then region end order by sum(amount) desc) as rank_within_parent from orders group by rollup (region, status) order by lochierarchy desc, region, status

-- title: analysts': JSON, 21
-- dialect: postgres
-- accept
SELECT jsonb_build_object('a', 1) -> 'a' AS j, to_jsonb('x'::text) AS t, jsonb_build_array(1, 2) @> '[1]'::jsonb AS c

-- title: analysts': a correlated subquery, 14
-- dialect: postgres
-- accept
SELECT xmin FROM (SELECT min(amount) AS xmin FROM orders) s

-- title: analysts': dates, 42
-- dialect: postgres
-- accept
SELECT current_date - interval '30 days' < now() AS ok, date_trunc('day', now()) <= now() AS t, (now() AT TIME ZONE 'utc')::date IS NOT NULL

-- title: analysts': arrays, 27
-- dialect: postgres
-- accept
SELECT s.a[1] FROM (SELECT array_agg(id ORDER BY id) AS a FROM orders) s

-- title: analysts': arrays, 28
-- dialect: postgres
-- accept
SELECT (string_to_array(email, '@'))[1] AS u, (string_to_array(email, '@'))[2] AS d FROM customers ORDER BY id

-- title: analysts': text functions, 5
-- dialect: postgres
-- accept
SELECT left(name, -1), substring(name, '^(\w)'), name || ' / ' || id, lower(name) = 'name 3', name < 'O', upper(left(name, 1)) || lower(substr(name, 2)) FROM customers ORDER BY id

-- title: analysts': a series, 9
-- dialect: postgres
-- accept
SELECT count(*) FROM orders o, LATERAL generate_series(1, 3) AS g WHERE o.amount > g

-- title: analysts': a series, 10
-- dialect: postgres
-- accept
SELECT o.id, g.n FROM orders o CROSS JOIN generate_series(1, 2) AS g(n) ORDER BY 1, 2

-- title: analysts': arrays, 29
-- dialect: postgres
-- accept
SELECT tag, count(DISTINCT e.customer_id) AS customers FROM events AS e CROSS JOIN unnest(tags) AS tag WHERE e.kind IN ('view', 'click') GROUP BY tag HAVING count(*) > 1 ORDER BY customers DESC, tag

-- title: analysts': a window, 6
-- dialect: postgres
-- accept
SELECT lead(day) OVER (ORDER BY day) - day AS gap, lag(amount, 1, 0::numeric) OVER (ORDER BY id) FROM events ORDER BY id

-- title: analysts': a window, 7
-- dialect: postgres
-- accept
SELECT kind, avg(amount) OVER (PARTITION BY kind) AS mean, amount - avg(amount) OVER (PARTITION BY kind) AS dev, (amount - avg(amount) OVER w) / nullif(stddev(amount) OVER w, 0) AS z FROM events WINDOW w AS (PARTITION BY kind) ORDER BY id

-- title: analysts': JSON, 22
-- dialect: postgres
-- accept
SELECT c.id, count(o.id) AS n, json_agg(o.id ORDER BY o.id) FILTER (WHERE o.id IS NOT NULL) AS ids FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status <> 'open' GROUP BY c.id ORDER BY c.id

-- title: analysts': text functions, 6
-- dialect: postgres
-- accept
SELECT 'x' LIKE 'X' AS a, 'x' ILIKE 'X' AS b, 'a_b' LIKE 'a\_b' AS c, 'a%b' LIKE 'a!%b' ESCAPE '!' AS d, 'ab' ~ 'a.' AS e

-- title: analysts': arrays, 30
-- dialect: postgres
-- accept
SELECT array_agg(x ORDER BY x) FROM (SELECT DISTINCT unnest(tags) AS x FROM events) t

-- title: analysts': arrays, 31
-- dialect: postgres
-- accept
SELECT (SELECT string_agg(t, '+' ORDER BY t) FROM unnest(e.tags) AS t) AS joined FROM events e ORDER BY e.id

-- title: analysts': arrays, 32
-- dialect: postgres
-- accept
SELECT e.id FROM events e WHERE EXISTS (SELECT 1 FROM unnest(e.tags) t WHERE t LIKE 'h%') ORDER BY e.id

-- title: analysts': rows from JSON, 9
-- dialect: postgres
-- accept
SELECT e.id FROM events e WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(e.payload->'items') i WHERE i->>'sku' = 's2') ORDER BY e.id

-- title: analysts': rows from JSON, 10
-- dialect: postgres
-- accept
SELECT (SELECT count(*) FROM jsonb_array_elements(payload->'items')) FROM events ORDER BY id

-- title: analysts': JSON, 23
-- dialect: postgres
-- accept
SELECT coalesce((payload->>'n')::numeric, 0) + amount AS t FROM events WHERE (payload->>'n')::int BETWEEN 5 AND 20 ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 7
-- dialect: postgres
-- accept
SELECT date_trunc('month', day)::date AS m, count(*) FILTER (WHERE kind = 'view') AS views, count(*) FILTER (WHERE kind = 'buy') AS buys, round(100.0 * count(*) FILTER (WHERE kind = 'buy') / nullif(count(*) FILTER (WHERE kind = 'view'), 0), 1) AS conv FROM events GROUP BY 1 ORDER BY 1

-- title: analysts': dates, 43
-- dialect: postgres
-- accept
SELECT localtimestamp(0) IS NOT NULL, current_timestamp(3) IS NOT NULL, now()::timestamp(0) IS NOT NULL, current_time(0) IS NOT NULL

-- title: analysts': a comment, 2
-- dialect: postgres
-- accept
SELECT name FROM customers WHERE name = 'O''Brien' OR name = 'x; SELECT pg_sleep(5)' OR name IN ('--', '/*', '*/', '''', '\', '$1', ':a', '?', '%s')

-- title: analysts': a comment, 3
-- dialect: postgres
-- accept
SELECT id -- the id, not "name"; DROP
  , amount /* nested /* comment */ still */ FROM orders ORDER BY id LIMIT 2

-- title: analysts': casts, 11
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE created_at::text LIKE '2024-03%' ORDER BY id

-- title: analysts': dates, 44
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE to_char(created_at, 'YYYYMM') = '202403' ORDER BY id

-- title: analysts': dates, 45
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE date_trunc('month', created_at) = '2024-03-01' ORDER BY id

-- title: analysts': dates, 46
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE extract(month from created_at) = 3 AND date_part('year', created_at) = 2024 ORDER BY id

-- title: analysts': dates, 47
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE created_at::date IN ('2024-03-02', '2024-04-03') ORDER BY id

-- title: analysts': dates, 48
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE age(timestamp '2024-12-31', created_at) < interval '6 months' ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 8
-- dialect: postgres
-- accept
SELECT region, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) FILTER (WHERE status = 'paid') FROM orders GROUP BY region ORDER BY region

-- title: analysts': a correlated subquery, 15
-- dialect: postgres
-- accept
SELECT * FROM orders o NATURAL JOIN (SELECT 1 AS one) x ORDER BY o.id

-- title: analysts': joins, 5
-- dialect: postgres
-- accept
SELECT * FROM orders JOIN customers USING (id) ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 9
-- dialect: postgres
-- accept
SELECT max(id) FILTER (WHERE status = 'paid') AS a, min(created_at)::date AS b, max(created_at) - min(created_at) AS span, count(*)::float / 2 FROM orders

-- title: analysts': text functions, 7
-- dialect: postgres
-- accept
SELECT lower(region) AS region, count(*) FROM orders GROUP BY lower(region) HAVING lower(region) LIKE 'n%' ORDER BY 1

-- title: analysts': a frame, 2
-- dialect: postgres
-- accept
SELECT nth_value(name, 2) OVER (ORDER BY id), ntile(3) OVER (ORDER BY id), last_value(name) OVER (ORDER BY id RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM customers ORDER BY id

-- title: analysts': a correlated subquery, 16
-- dialect: postgres
-- accept
SELECT crosstab.id FROM (SELECT id FROM orders) crosstab ORDER BY 1

-- title: analysts': sets, 7
-- dialect: postgres
-- accept
SELECT sum(a.x) FROM (SELECT amount x FROM orders WHERE status='paid' UNION ALL SELECT -amount FROM orders WHERE status='open') a

-- title: analysts': a correlated subquery, 17
-- dialect: postgres
-- accept
SELECT (1, 2) IN ((1, 2), (3, 4)), 1 IN (SELECT 1), 1 NOT IN (2, 3), NOT 1 = 2, NOT (1 > 2) AND TRUE OR FALSE

-- title: analysts': text functions, 8
-- dialect: postgres
-- accept
SELECT substring(phone, 1, 3) || '****' || right(phone, 4), regexp_replace(email, '(.).*@', '\1***@') FROM customers ORDER BY id

-- title: analysts': arrays, 33
-- dialect: postgres
-- accept
SELECT string_agg(c, '' ORDER BY n DESC) FROM regexp_split_to_table('abc', '') WITH ORDINALITY AS t(c, n)

-- title: analysts': a window, 8
-- dialect: postgres
-- accept
SELECT date_trunc('month', t.day)::date AS month, t.kind, sum(t.amount) AS amount, sum(sum(t.amount)) OVER (PARTITION BY t.kind ORDER BY date_trunc('month', t.day)) AS cumulative FROM events t GROUP BY 1, 2, date_trunc('month', t.day) ORDER BY 1, 2

-- title: analysts': Chinese and odd names, 12
-- dialect: postgres
-- accept
SELECT region AS "region", status AS "status", sum(amount) AS total FROM orders GROUP BY GROUPING SETS (("region", "status"), ROLLUP ("region")) ORDER BY 1, 2, 3

-- title: analysts': an ordered or filtered aggregate, 10
-- dialect: postgres
-- accept
SELECT array_agg(ROW(id, name)) IS NOT NULL FROM products

-- title: analysts': order and limits, 23
-- dialect: postgres
-- accept
SELECT ALL id FROM orders ORDER BY id ASC

-- title: analysts': values, 14
-- dialect: postgres
-- accept
SELECT min(least(amount, 50)), max(greatest(amount, 50)) FROM orders

-- title: analysts': dates, 49
-- dialect: postgres
-- accept
SELECT cast(created_at as timestamp(0)), cast(amount as numeric(12)), cast(amount as decimal), cast(status as character varying(3)), cast(status as character(2)), cast(amount as int8), cast(amount as float(24)) FROM orders ORDER BY id

-- title: analysts': an ordered or filtered aggregate, 11
-- dialect: postgres
-- accept
SELECT string_agg(format('%s:%s', id, name), ', ' ORDER BY id) FROM products

-- title: analysts': JSON, 24
-- dialect: postgres
-- accept
SELECT jsonb_agg(jsonb_build_object('id', o.id, 'amount', o.amount) ORDER BY o.id) FROM orders o WHERE o.customer_id = 2

-- title: analysts': JSON, 25
-- dialect: postgres
-- accept
SELECT to_json(x) FROM (SELECT 1 AS a) x

-- title: analysts': rows from JSON, 11
-- dialect: postgres
-- accept
SELECT json_object('{a,1,b,2}'), jsonb_object(ARRAY['a', 'b'], ARRAY['1', '2']), json_array_elements_text('["x","y"]'), json_object_keys('{"k":1}')

-- title: analysts': rows from JSON, 12
-- dialect: postgres
-- accept
SELECT value FROM json_array_elements_text('["x","y"]') ORDER BY value

-- title: analysts': rows from JSON, 13
-- dialect: postgres
-- accept
SELECT value::int FROM jsonb_array_elements_text('[1,2,3]') AS t(value) ORDER BY 1

-- title: analysts': rows from JSON, 14
-- dialect: postgres
-- accept
SELECT * FROM json_each_text('{"a":"1","b":"2"}') ORDER BY key

-- title: analysts': rows from JSON, 15
-- dialect: postgres
-- accept
SELECT id, jsonb_path_query(payload, '$.items[*].sku') FROM events ORDER BY 1, 2

-- title: analysts': rows from JSON, 16
-- dialect: postgres
-- accept
SELECT sum((i->>'sku' = 's1')::int) FROM events e CROSS JOIN jsonb_array_elements(payload->'items') i

-- title: analysts': values, 15
-- dialect: postgres
-- accept
SELECT stddev(amount) / avg(amount) AS cv, var_samp(amount), sum(amount^2), sqrt(sum(power(amount, 2))), ln(avg(amount)), exp(avg(ln(nullif(amount, 0)))) FROM orders

-- title: analysts': a window, 9
-- dialect: postgres
-- accept
SELECT amount, ntile(10) OVER (ORDER BY amount) decile, cume_dist() OVER (ORDER BY amount DESC) FROM orders WHERE amount IS NOT NULL ORDER BY amount, id

-- title: analysts': arrays, 34
-- dialect: postgres
-- accept
SELECT id FROM orders WHERE amount::text ~ '^[0-9]+$' AND amount::text NOT LIKE '9%' ORDER BY id

-- title: analysts': arrays, 35
-- dialect: postgres
-- accept
SELECT c.name FROM customers c WHERE c.level IS NULL OR c.level <> 'gold' AND c.region = ANY(string_to_array('north,south', ',')) ORDER BY c.name

-- title: analysts': a correlated subquery, 18
-- dialect: postgres
-- accept
SELECT o.region, o.status, o.amount FROM orders o WHERE (o.region, o.amount) IN (SELECT region, max(amount) FROM orders GROUP BY region) ORDER BY 1, 2, 3

-- title: analysts': casts, 12
-- dialect: postgres
-- accept
SELECT concat(left(name, 1), '.'), name::varchar(3), length(name)::text, ascii(name), position('a' in name) > 0 FROM customers ORDER BY id

-- title: analysts': arrays, 36
-- dialect: postgres
-- accept
SELECT t.id FROM orders AS t WHERE t.status::text = 'paid'::text AND t.amount = ANY (ARRAY[1, 8, 15]::integer[]) ORDER BY t.id
