-- title: days of the dataset's zone as instants, the column left bare
-- metrics: sales
-- time: 2025-02-01..2025-03-01
-- postgres
SELECT SUM("order"."金额") AS "sales" FROM "shop"."订单 orders" AS "order" WHERE ("order"."ordered_at" >= CAST('2025-02-01 00:00:00+08:00' AS TIMESTAMPTZ) AND "order"."ordered_at" < CAST('2025-03-01 00:00:00+08:00' AS TIMESTAMPTZ)) AND "order"."State" = 'paid'
-- sqlite
SELECT SUM("order"."金额") AS "sales" FROM "main"."订单 orders" AS "order" WHERE ("order"."ordered_at" >= '2025-02-01' AND "order"."ordered_at" < '2025-03-01') AND "order"."State" = 'paid'
-- mysql
SELECT SUM(`order`.`金额`) AS `sales` FROM `shop`.`订单 orders` AS `order` WHERE (`order`.`ordered_at` >= CAST('2025-02-01 00:00:00' AS DATETIME) AND `order`.`ordered_at` < CAST('2025-03-01 00:00:00' AS DATETIME)) AND `order`.`State` = 'paid'

-- title: by day
-- metrics: orders
-- by: order_date:day
-- postgres
SELECT CAST("order"."ordered_at" AT TIME ZONE 'Asia/Shanghai' AS DATE) AS "order_date", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY CAST("order"."ordered_at" AT TIME ZONE 'Asia/Shanghai' AS DATE) ORDER BY 1 ASC
-- sqlite
SELECT DATE(SUBSTRING("order"."ordered_at", 1, 10) || 'T00:00') AS "order_date", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY DATE(SUBSTRING("order"."ordered_at", 1, 10) || 'T00:00') ORDER BY 1 ASC NULLS LAST
-- mysql
SELECT DATE(`order`.`ordered_at`) AS `order_date`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY DATE(`order`.`ordered_at`) ORDER BY (DATE(`order`.`ordered_at`)) IS NULL ASC, 1 ASC

-- title: by week, from Monday
-- metrics: orders
-- by: order_date:week
-- postgres
SELECT CAST(DATE_TRUNC('WEEK', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) AS "order_date", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY CAST(DATE_TRUNC('WEEK', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) ORDER BY 1 ASC
-- sqlite
SELECT DATE(SUBSTRING("order"."ordered_at", 1, 10) || 'T00:00', 'weekday 0', '-6 days') AS "order_date", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY DATE(SUBSTRING("order"."ordered_at", 1, 10) || 'T00:00', 'weekday 0', '-6 days') ORDER BY 1 ASC NULLS LAST
-- mysql
SELECT DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (WEEKDAY(`order`.`ordered_at`)) DAY) AS `order_date`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (WEEKDAY(`order`.`ordered_at`)) DAY) ORDER BY (DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (WEEKDAY(`order`.`ordered_at`)) DAY)) IS NULL ASC, 1 ASC

-- title: by month
-- metrics: orders
-- by: order_date:month
-- postgres
SELECT CAST(DATE_TRUNC('MONTH', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) AS "order_date", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY CAST(DATE_TRUNC('MONTH', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) ORDER BY 1 ASC
-- sqlite
SELECT DATE(SUBSTRING("order"."ordered_at", 1, 7) || '-01') AS "order_date", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY DATE(SUBSTRING("order"."ordered_at", 1, 7) || '-01') ORDER BY 1 ASC NULLS LAST
-- mysql
SELECT DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY) AS `order_date`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY) ORDER BY (DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY)) IS NULL ASC, 1 ASC

-- title: by quarter
-- metrics: orders
-- by: order_date:quarter
-- postgres
SELECT CAST(DATE_TRUNC('QUARTER', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) AS "order_date", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY CAST(DATE_TRUNC('QUARTER', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) ORDER BY 1 ASC
-- sqlite
SELECT CASE WHEN STRFTIME('%m', SUBSTRING("order"."ordered_at", 1, 7) || '-01') < '04' THEN STRFTIME('%Y-01-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') WHEN STRFTIME('%m', SUBSTRING("order"."ordered_at", 1, 7) || '-01') < '07' THEN STRFTIME('%Y-04-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') WHEN STRFTIME('%m', SUBSTRING("order"."ordered_at", 1, 7) || '-01') < '10' THEN STRFTIME('%Y-07-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') ELSE STRFTIME('%Y-10-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') END AS "order_date", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY CASE WHEN STRFTIME('%m', SUBSTRING("order"."ordered_at", 1, 7) || '-01') < '04' THEN STRFTIME('%Y-01-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') WHEN STRFTIME('%m', SUBSTRING("order"."ordered_at", 1, 7) || '-01') < '07' THEN STRFTIME('%Y-04-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') WHEN STRFTIME('%m', SUBSTRING("order"."ordered_at", 1, 7) || '-01') < '10' THEN STRFTIME('%Y-07-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') ELSE STRFTIME('%Y-10-01', SUBSTRING("order"."ordered_at", 1, 7) || '-01') END ORDER BY 1 ASC NULLS LAST
-- mysql
SELECT DATE_SUB(DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY), INTERVAL ((MONTH(`order`.`ordered_at`) - 1) % 3) MONTH) AS `order_date`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY DATE_SUB(DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY), INTERVAL ((MONTH(`order`.`ordered_at`) - 1) % 3) MONTH) ORDER BY (DATE_SUB(DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY), INTERVAL ((MONTH(`order`.`ordered_at`) - 1) % 3) MONTH)) IS NULL ASC, 1 ASC

-- title: by year
-- metrics: orders
-- by: order_date:year
-- postgres
SELECT CAST(DATE_TRUNC('YEAR', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) AS "order_date", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY CAST(DATE_TRUNC('YEAR', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) ORDER BY 1 ASC
-- sqlite
SELECT DATE(SUBSTRING("order"."ordered_at", 1, 4) || '-01-01') AS "order_date", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY DATE(SUBSTRING("order"."ordered_at", 1, 4) || '-01-01') ORDER BY 1 ASC NULLS LAST
-- mysql
SELECT DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFYEAR(`order`.`ordered_at`) - 1) DAY) AS `order_date`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFYEAR(`order`.`ordered_at`) - 1) DAY) ORDER BY (DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFYEAR(`order`.`ordered_at`) - 1) DAY)) IS NULL ASC, 1 ASC

-- title: a column of dates by day and by month
-- metrics: orders
-- by: pay_date:day
-- postgres
SELECT "order"."paid_on" AS "pay_date", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY "order"."paid_on" ORDER BY 1 ASC
-- sqlite
SELECT DATE(SUBSTRING("order"."paid_on", 1, 10) || 'T00:00') AS "pay_date", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY DATE(SUBSTRING("order"."paid_on", 1, 10) || 'T00:00') ORDER BY 1 ASC NULLS LAST
-- mysql
SELECT `order`.`paid_on` AS `pay_date`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY `order`.`paid_on` ORDER BY (`order`.`paid_on`) IS NULL ASC, 1 ASC

-- title: a column of dates by month
-- metrics: orders
-- by: pay_date:month
-- postgres
SELECT CAST(DATE_TRUNC('MONTH', CAST("order"."paid_on" AS TIMESTAMP)) AS DATE) AS "pay_date", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY CAST(DATE_TRUNC('MONTH', CAST("order"."paid_on" AS TIMESTAMP)) AS DATE) ORDER BY 1 ASC
-- sqlite
SELECT DATE(SUBSTRING("order"."paid_on", 1, 7) || '-01') AS "pay_date", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY DATE(SUBSTRING("order"."paid_on", 1, 7) || '-01') ORDER BY 1 ASC NULLS LAST
-- mysql
SELECT DATE_SUB(`order`.`paid_on`, INTERVAL (DAYOFMONTH(`order`.`paid_on`) - 1) DAY) AS `pay_date`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY DATE_SUB(`order`.`paid_on`, INTERVAL (DAYOFMONTH(`order`.`paid_on`) - 1) DAY) ORDER BY (DATE_SUB(`order`.`paid_on`, INTERVAL (DAYOFMONTH(`order`.`paid_on`) - 1) DAY)) IS NULL ASC, 1 ASC

-- title: a period applies to each metric's own time
-- metrics: sales, sales_by_payment
-- time: 2025-02-01..2025-03-01
-- postgres
SELECT SUM(CASE WHEN ("order"."ordered_at" >= CAST('2025-02-01 00:00:00+08:00' AS TIMESTAMPTZ) AND "order"."ordered_at" < CAST('2025-03-01 00:00:00+08:00' AS TIMESTAMPTZ)) AND "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", SUM(CASE WHEN "order"."paid_on" >= CAST('2025-02-01' AS DATE) AND "order"."paid_on" < CAST('2025-03-01' AS DATE) THEN "order"."金额" END) AS "sales_by_payment" FROM "shop"."订单 orders" AS "order" WHERE (("order"."ordered_at" >= CAST('2025-02-01 00:00:00+08:00' AS TIMESTAMPTZ) AND "order"."ordered_at" < CAST('2025-03-01 00:00:00+08:00' AS TIMESTAMPTZ)) AND "order"."State" = 'paid') OR ("order"."paid_on" >= CAST('2025-02-01' AS DATE) AND "order"."paid_on" < CAST('2025-03-01' AS DATE))
-- sqlite
SELECT SUM(CASE WHEN ("order"."ordered_at" >= '2025-02-01' AND "order"."ordered_at" < '2025-03-01') AND "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", SUM(CASE WHEN "order"."paid_on" >= '2025-02-01' AND "order"."paid_on" < '2025-03-01' THEN "order"."金额" END) AS "sales_by_payment" FROM "main"."订单 orders" AS "order" WHERE (("order"."ordered_at" >= '2025-02-01' AND "order"."ordered_at" < '2025-03-01') AND "order"."State" = 'paid') OR ("order"."paid_on" >= '2025-02-01' AND "order"."paid_on" < '2025-03-01')
-- mysql
SELECT SUM(CASE WHEN (`order`.`ordered_at` >= CAST('2025-02-01 00:00:00' AS DATETIME) AND `order`.`ordered_at` < CAST('2025-03-01 00:00:00' AS DATETIME)) AND `order`.`State` = 'paid' THEN `order`.`金额` END) AS `sales`, SUM(CASE WHEN `order`.`paid_on` >= CAST('2025-02-01' AS DATE) AND `order`.`paid_on` < CAST('2025-03-01' AS DATE) THEN `order`.`金额` END) AS `sales_by_payment` FROM `shop`.`订单 orders` AS `order` WHERE ((`order`.`ordered_at` >= CAST('2025-02-01 00:00:00' AS DATETIME) AND `order`.`ordered_at` < CAST('2025-03-01 00:00:00' AS DATETIME)) AND `order`.`State` = 'paid') OR (`order`.`paid_on` >= CAST('2025-02-01' AS DATE) AND `order`.`paid_on` < CAST('2025-03-01' AS DATE))

-- title: an open end
-- metrics: orders
-- time: 2025-02-01..
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" WHERE "order"."ordered_at" >= CAST('2025-02-01 00:00:00+08:00' AS TIMESTAMPTZ)
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" WHERE "order"."ordered_at" >= '2025-02-01'
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` WHERE `order`.`ordered_at` >= CAST('2025-02-01 00:00:00' AS DATETIME)

-- title: a time that is reached by a join
-- metrics: pieces_sold
-- time: ..2025-01-01
-- postgres
SELECT SUM("item"."pieces") AS "pieces_sold" FROM "shop"."items" AS "item" LEFT JOIN "shop"."订单 orders" AS "order" ON "item"."order_id" = "order"."id" WHERE "order"."ordered_at" < CAST('2025-01-01 00:00:00+08:00' AS TIMESTAMPTZ)
-- sqlite
SELECT SUM("item"."pieces") AS "pieces_sold" FROM "main"."items" AS "item" LEFT JOIN "main"."订单 orders" AS "order" ON "item"."order_id" = "order"."id" WHERE "order"."ordered_at" < '2025-01-01'
-- mysql
SELECT SUM(`item`.`pieces`) AS `pieces_sold` FROM `shop`.`items` AS `item` LEFT JOIN `shop`.`订单 orders` AS `order` ON `item`.`order_id` = `order`.`id` WHERE `order`.`ordered_at` < CAST('2025-01-01 00:00:00' AS DATETIME)
