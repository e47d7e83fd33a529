-- title: one metric, its filter in WHERE
-- metrics: sales
-- postgres
SELECT SUM("order"."金额") AS "sales" FROM "shop"."订单 orders" AS "order" WHERE "order"."State" = 'paid'
-- sqlite
SELECT SUM("order"."金额") AS "sales" FROM "main"."订单 orders" AS "order" WHERE "order"."State" = 'paid'
-- mysql
SELECT SUM(`order`.`金额`) AS `sales` FROM `shop`.`订单 orders` AS `order` WHERE `order`.`State` = 'paid'

-- title: filters that differ stand inside the aggregates; an unfiltered metric keeps every row
-- metrics: sales, buyers, orders
-- postgres
SELECT SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(DISTINCT "order"."customer_id") AS "buyers", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order"
-- sqlite
SELECT SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(DISTINCT "order"."customer_id") AS "buyers", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order"
-- mysql
SELECT SUM(CASE WHEN `order`.`State` = 'paid' THEN `order`.`金额` END) AS `sales`, COUNT(DISTINCT `order`.`customer_id`) AS `buyers`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order`

-- title: rows that count for no metric are left out
-- metrics: sales, cancelled
-- postgres
SELECT SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(CASE WHEN "order"."State" = 'cancelled' OR "order"."State" = 'void' THEN 1 END) AS "cancelled" FROM "shop"."订单 orders" AS "order" WHERE "order"."State" = 'paid' OR ("order"."State" = 'cancelled' OR "order"."State" = 'void')
-- sqlite
SELECT SUM(CASE WHEN "order"."State" = 'paid' THEN "order"."金额" END) AS "sales", COUNT(CASE WHEN "order"."State" = 'cancelled' OR "order"."State" = 'void' THEN 1 END) AS "cancelled" FROM "main"."订单 orders" AS "order" WHERE "order"."State" = 'paid' OR ("order"."State" = 'cancelled' OR "order"."State" = 'void')
-- mysql
SELECT SUM(CASE WHEN `order`.`State` = 'paid' THEN `order`.`金额` END) AS `sales`, COUNT(CASE WHEN `order`.`State` = 'cancelled' OR `order`.`State` = 'void' THEN 1 END) AS `cancelled` FROM `shop`.`订单 orders` AS `order` WHERE `order`.`State` = 'paid' OR (`order`.`State` = 'cancelled' OR `order`.`State` = 'void')

-- title: a condition that all metrics share stands in WHERE once
-- metrics: sales, paid_orders, paying_buyers
-- postgres
SELECT SUM("order"."金额") AS "sales", COUNT(*) AS "paid_orders", COUNT(DISTINCT "order"."customer_id") AS "paying_buyers" FROM "shop"."订单 orders" AS "order" WHERE "order"."State" = 'paid'
-- sqlite
SELECT SUM("order"."金额") AS "sales", COUNT(*) AS "paid_orders", COUNT(DISTINCT "order"."customer_id") AS "paying_buyers" FROM "main"."订单 orders" AS "order" WHERE "order"."State" = 'paid'
-- mysql
SELECT SUM(`order`.`金额`) AS `sales`, COUNT(*) AS `paid_orders`, COUNT(DISTINCT `order`.`customer_id`) AS `paying_buyers` FROM `shop`.`订单 orders` AS `order` WHERE `order`.`State` = 'paid'

-- title: every aggregate
-- metrics: mean_amount, largest, smallest, priced_orders, buyers
-- postgres
SELECT AVG("order"."金额") AS "mean_amount", MAX("order"."金额") AS "largest", MIN("order"."金额") AS "smallest", COUNT("order"."金额") AS "priced_orders", COUNT(DISTINCT "order"."customer_id") AS "buyers" FROM "shop"."订单 orders" AS "order"
-- sqlite
SELECT AVG("order"."金额") AS "mean_amount", MAX("order"."金额") AS "largest", MIN("order"."金额") AS "smallest", COUNT("order"."金额") AS "priced_orders", COUNT(DISTINCT "order"."customer_id") AS "buyers" FROM "main"."订单 orders" AS "order"
-- mysql
SELECT AVG(`order`.`金额`) AS `mean_amount`, MAX(`order`.`金额`) AS `largest`, MIN(`order`.`金额`) AS `smallest`, COUNT(`order`.`金额`) AS `priced_orders`, COUNT(DISTINCT `order`.`customer_id`) AS `buyers` FROM `shop`.`订单 orders` AS `order`
