-- Plain questions of an analyst: each is answered, and right.

-- answered: sales by month
SELECT date_trunc('month', ordered_at)::date AS month, sum(amount) AS sales FROM orders WHERE status IN ('paid', 'shipped', 'completed', 'refunded') GROUP BY 1 ORDER BY 1

-- answered: sales by city
SELECT t.name, sum(o.amount) FROM orders o JOIN customers c ON c.id = o.customer_id JOIN cities t ON t.id = c.city_id GROUP BY t.name ORDER BY 2 DESC, 1 LIMIT 10

-- answered: sales by category
SELECT k.name, sum(i.amount) AS sales, sum(i.quantity) AS pieces FROM order_items i JOIN products p ON p.id = i.product_id JOIN categories k ON k.id = p.category_id WHERE i.paid GROUP BY k.id, k.name ORDER BY sales DESC

-- answered: the share of each channel
SELECT channel, round(100.0 * count(*) / sum(count(*)) OVER (), 2) AS share FROM orders GROUP BY channel ORDER BY channel

-- answered: growth over the month before
WITH m AS (SELECT date_trunc('month', ordered_at)::date AS month, sum(amount) AS sales FROM orders GROUP BY 1) SELECT month, sales, sales - lag(sales) OVER (ORDER BY month) AS growth FROM m ORDER BY month

-- answered: the best customers
SELECT c.id, c.name, sum(o.amount) AS spent FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id, c.name ORDER BY spent DESC, c.id LIMIT 20

-- answered: customers without an order
SELECT count(*) FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)

-- answered: median and deciles
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount), percentile_disc(0.9) WITHIN GROUP (ORDER BY amount) FROM orders

-- answered: levels and genders
SELECT level, coalesce(gender, '-') AS gender, count(*) FROM customers GROUP BY 1, 2 ORDER BY 1, 2

-- answered: refunds by reason
SELECT reason, count(*), sum(amount), avg(amount) FROM refunds GROUP BY reason ORDER BY reason

-- answered: refunds against orders
SELECT o.channel, count(r.id), count(*) FROM orders o LEFT JOIN refunds r ON r.order_id = o.id GROUP BY o.channel ORDER BY 1

-- answered: weekdays
SELECT extract(isodow FROM ordered_at) AS day, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- answered: hours
SELECT to_char(ordered_at, 'HH24') AS hour, count(*), min(amount), max(amount) FROM orders GROUP BY 1 ORDER BY 1

-- answered: totals and subtotals
SELECT region, channel, sum(amount), grouping(region, channel) FROM orders GROUP BY ROLLUP (region, channel) ORDER BY 4, 1, 2

-- answered: the three best products of each brand
SELECT brand, name, sold FROM (SELECT p.brand, p.name, sum(i.quantity) AS sold, row_number() OVER (PARTITION BY p.brand ORDER BY sum(i.quantity) DESC, p.name) AS place FROM order_items i JOIN products p ON p.id = i.product_id GROUP BY p.brand, p.name) t WHERE place <= 3 ORDER BY brand, place

-- answered: ages
SELECT extract(year FROM birthday)::int / 10 * 10 AS decade, count(*) FROM customers WHERE birthday IS NOT NULL GROUP BY 1 ORDER BY 1

-- answered: amounts in bands
SELECT width_bucket(amount, 0, 10000, 10) AS band, count(*) FROM orders GROUP BY 1 ORDER BY 1

-- answered: a running total
SELECT day, sum(sales) OVER (ORDER BY day) FROM (SELECT ordered_at::date AS day, sum(amount) AS sales FROM orders GROUP BY 1) t ORDER BY day LIMIT 60

-- answered: providers of mail
SELECT split_part(email, '@', 2) AS provider, count(*) FROM customers WHERE email IS NOT NULL GROUP BY 1 ORDER BY 1

-- answered: orders of a day
SELECT id, customer_id, amount, ordered_at, paid_at FROM orders WHERE ordered_at >= (SELECT max(ordered_at)::date FROM orders) ORDER BY id LIMIT 100

-- answered: prices of categories
SELECT k.name_en, min(price), max(price), round(avg(price), 2) FROM products p JOIN categories k ON k.id = p.category_id GROUP BY k.name_en ORDER BY 1

-- answered: first and last order
SELECT customer_id, min(ordered_at), max(ordered_at), count(*) FROM orders GROUP BY customer_id HAVING count(*) > 10 ORDER BY 4 DESC, 1 LIMIT 50

-- answered: stores and what they sold
SELECT s.name, s.opened_on, count(o.id), coalesce(sum(o.amount), 0) FROM stores s LEFT JOIN orders o ON o.store_id = s.id GROUP BY s.id, s.name, s.opened_on ORDER BY s.id

-- answered: a calendar without gaps
SELECT d.day::date, count(o.id) FROM generate_series('2026-01-01'::date, '2026-01-31'::date, interval '1 day') AS d(day) LEFT JOIN orders o ON o.ordered_at::date = d.day GROUP BY 1 ORDER BY 1
