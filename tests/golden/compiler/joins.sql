-- title: two hops, each table once, whatever needs it
-- metrics: sales
-- by: region, 城市
-- where: customer.name in Li
-- postgres
SELECT "city"."region" AS "region", "city"."name" AS "城市", SUM("order"."金额") AS "sales" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "order"."State" = 'paid' AND "customer"."name" = 'Li' GROUP BY "city"."region", "city"."name" ORDER BY 3 DESC NULLS LAST, 1 ASC, 2 ASC
-- sqlite
SELECT "city"."region" AS "region", "city"."name" AS "城市", SUM("order"."金额") AS "sales" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "order"."State" = 'paid' AND "customer"."name" = 'Li' GROUP BY "city"."region", "city"."name" ORDER BY 3 DESC, 1 ASC NULLS LAST, 2 ASC NULLS LAST
-- mysql
SELECT `city`.`region` AS `region`, `city`.`name` AS `城市`, SUM(`order`.`金额`) AS `sales` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` WHERE `order`.`State` = 'paid' AND `customer`.`name` = 'Li' GROUP BY `city`.`region`, `city`.`name` ORDER BY 3 DESC, (`city`.`region`) IS NULL ASC, 1 ASC, (`city`.`name`) IS NULL ASC, 2 ASC

-- title: tables that are not needed are not joined
-- metrics: orders
-- by: state
-- postgres
SELECT "order"."State" AS "state", COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" GROUP BY "order"."State" ORDER BY 2 DESC NULLS LAST, 1 ASC
-- sqlite
SELECT "order"."State" AS "state", COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" GROUP BY "order"."State" ORDER BY 2 DESC, 1 ASC NULLS LAST
-- mysql
SELECT `order`.`State` AS `state`, COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` GROUP BY `order`.`State` ORDER BY 2 DESC, (`order`.`State`) IS NULL ASC, 1 ASC

-- title: a filter alone joins too
-- metrics: buyers
-- where: region in 华北
-- postgres
SELECT COUNT(DISTINCT "order"."customer_id") AS "buyers" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "city"."region" = '华北'
-- sqlite
SELECT COUNT(DISTINCT "order"."customer_id") AS "buyers" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "city"."region" = '华北'
-- mysql
SELECT COUNT(DISTINCT `order`.`customer_id`) AS `buyers` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` WHERE `city`.`region` = '华北'

-- refuse: query.several_facts
-- metrics: sales, pieces_sold

-- refuse: query.unreachable_dimension
-- metrics: sales
-- by: pieces

-- refuse: query.unreachable_dimension
-- metrics: customers
-- where: state in paid
