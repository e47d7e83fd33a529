-- title: the largest first, ties by the dimensions, NULL last
-- metrics: sales, orders
-- by: region, state
-- limit: 5
-- postgres
SELECT "city"."region" AS "region", "order"."State" AS "state", SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" GROUP BY "city"."region", "order"."State" ORDER BY 3 DESC NULLS LAST, 1 ASC, 2 ASC LIMIT 5
-- sqlite
SELECT "city"."region" AS "region", "order"."State" AS "state", SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" GROUP BY "city"."region", "order"."State" ORDER BY 3 DESC, 1 ASC NULLS LAST, 2 ASC NULLS LAST LIMIT 5
-- mysql
SELECT `city`.`region` AS `region`, `order`.`State` AS `state`, SUM(CASE WHEN `order`.`State` = 'paid' THEN `order`.`金额` END) AS `sales`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` GROUP BY `city`.`region`, `order`.`State` ORDER BY 3 DESC, (`city`.`region`) IS NULL ASC, 1 ASC, (`order`.`State`) IS NULL ASC, 2 ASC LIMIT 5

-- title: periods run forward
-- metrics: sales
-- by: region, order_date:month
-- postgres
SELECT "city"."region" AS "region", CAST(DATE_TRUNC('MONTH', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) AS "order_date", SUM("order"."金额") AS "sales" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "order"."State" = 'paid' GROUP BY "city"."region", CAST(DATE_TRUNC('MONTH', "order"."ordered_at" AT TIME ZONE 'Asia/Shanghai') AS DATE) ORDER BY 2 ASC, 1 ASC
-- sqlite
SELECT "city"."region" AS "region", DATE(SUBSTRING("order"."ordered_at", 1, 7) || '-01') AS "order_date", SUM("order"."金额") AS "sales" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "order"."State" = 'paid' GROUP BY "city"."region", DATE(SUBSTRING("order"."ordered_at", 1, 7) || '-01') ORDER BY 2 ASC NULLS LAST, 1 ASC NULLS LAST
-- mysql
SELECT `city`.`region` AS `region`, DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY) AS `order_date`, SUM(`order`.`金额`) AS `sales` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` WHERE `order`.`State` = 'paid' GROUP BY `city`.`region`, DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY) ORDER BY (DATE_SUB(DATE(`order`.`ordered_at`), INTERVAL (DAYOFMONTH(`order`.`ordered_at`) - 1) DAY)) IS NULL ASC, 2 ASC, (`city`.`region`) IS NULL ASC, 1 ASC

-- title: as asked, then by what is left
-- metrics: sales, orders
-- by: region, state
-- order: orders, state desc
-- postgres
SELECT "city"."region" AS "region", "order"."State" AS "state", SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" GROUP BY "city"."region", "order"."State" ORDER BY 4 ASC, 2 DESC NULLS LAST, 1 ASC
-- sqlite
SELECT "city"."region" AS "region", "order"."State" AS "state", SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" GROUP BY "city"."region", "order"."State" ORDER BY 4 ASC NULLS LAST, 2 DESC, 1 ASC NULLS LAST
-- mysql
SELECT `city`.`region` AS `region`, `order`.`State` AS `state`, SUM(CASE WHEN `order`.`State` = 'paid' THEN `order`.`金额` END) AS `sales`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` GROUP BY `city`.`region`, `order`.`State` ORDER BY (COUNT(*)) IS NULL ASC, 4 ASC, 2 DESC, (`city`.`region`) IS NULL ASC, 1 ASC

-- refuse: query.bad_order
-- metrics: sales
-- by: region
-- order: orders

-- refuse: query.bad_limit
-- metrics: sales
-- limit: 0
