-- title: one value, several values, the same value twice
-- metrics: orders
-- where: state in paid; region in 华北|华东; 城市 in 北京|北京
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "order"."State" = 'paid' AND "city"."region" IN ('华北', '华东') AND "city"."name" = '北京'
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "order"."State" = 'paid' AND "city"."region" IN ('华北', '华东') AND "city"."name" = '北京'
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` WHERE `order`.`State` = 'paid' AND `city`.`region` IN ('华北', '华东') AND `city`.`name` = '北京'

-- title: not among them, or nothing at all
-- metrics: orders
-- where: region not_in 华北|华东
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE NOT "city"."region" IN ('华北', '华东') OR "city"."region" IS NULL
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE NOT "city"."region" IN ('华北', '华东') OR "city"."region" IS NULL
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` WHERE `city`.`region` NOT IN ('华北', '华东') OR `city`.`region` IS NULL

-- title: a quote is a character
-- metrics: orders
-- where: 城市 in O'Hare; customer.name not_in ' OR 1=1 --
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "city"."name" = 'O''Hare' AND (NOT "customer"."name" = ''' OR 1=1 --' OR "customer"."name" IS NULL)
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "city"."name" = 'O''Hare' AND (NOT "customer"."name" = ''' OR 1=1 --' OR "customer"."name" IS NULL)
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` WHERE `city`.`name` = 'O''Hare' AND (NOT `customer`.`name` = ''' OR 1=1 --' OR `customer`.`name` IS NULL)

-- title: present and absent
-- metrics: orders
-- where: region is_null; state not_null
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "shop"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "city"."region" IS NULL AND NOT "order"."State" IS NULL
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" LEFT JOIN "main"."cities" AS "city" ON "customer"."city_id" = "city"."id" WHERE "city"."region" IS NULL AND NOT "order"."State" IS NULL
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` LEFT JOIN `shop`.`cities` AS `city` ON `customer`.`city_id` = `city`.`id` WHERE `city`.`region` IS NULL AND `order`.`State` IS NOT NULL

-- title: numbers and yes or no, however the vocabulary spells them
-- metrics: orders
-- where: amount_paid ge -20.50; amount_paid lt 1e3; member in 是; member not_in false
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" LEFT JOIN "shop"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" WHERE "order"."金额" >= -20.50 AND "order"."金额" < 1000 AND "customer"."is_member" = TRUE AND (NOT "customer"."is_member" = FALSE OR "customer"."is_member" IS NULL)
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" LEFT JOIN "main"."customers" AS "customer" ON "order"."customer_id" = "customer"."id" WHERE "order"."金额" >= -20.50 AND "order"."金额" < 1000 AND "customer"."is_member" = TRUE AND (NOT "customer"."is_member" = FALSE OR "customer"."is_member" IS NULL)
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` LEFT JOIN `shop`.`customers` AS `customer` ON `order`.`customer_id` = `customer`.`id` WHERE `order`.`金额` >= -20.50 AND `order`.`金额` < 1000 AND `customer`.`is_member` = TRUE AND (NOT `customer`.`is_member` = FALSE OR `customer`.`is_member` IS NULL)

-- title: after a day begins with the next one
-- metrics: orders
-- where: order_date gt 2025-01-31; order_date le 2025-02-28
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" WHERE "order"."ordered_at" >= CAST('2025-02-01 00:00:00+08:00' AS TIMESTAMPTZ) AND "order"."ordered_at" < CAST('2025-03-01 00:00:00+08:00' AS TIMESTAMPTZ)
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" WHERE "order"."ordered_at" >= '2025-02-01' AND "order"."ordered_at" < '2025-03-01'
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` WHERE `order`.`ordered_at` >= CAST('2025-02-01 00:00:00' AS DATETIME) AND `order`.`ordered_at` < CAST('2025-03-01 00:00:00' AS DATETIME)

-- title: on a day, and from a moment
-- metrics: orders
-- where: order_date in 2024-02-29|2025-02-01; order_date ge 2024-02-29T08:30:00
-- postgres
SELECT COUNT(*) AS "orders" FROM "shop"."订单 orders" AS "order" WHERE (("order"."ordered_at" >= CAST('2024-02-29 00:00:00+08:00' AS TIMESTAMPTZ) AND "order"."ordered_at" < CAST('2024-03-01 00:00:00+08:00' AS TIMESTAMPTZ)) OR ("order"."ordered_at" >= CAST('2025-02-01 00:00:00+08:00' AS TIMESTAMPTZ) AND "order"."ordered_at" < CAST('2025-02-02 00:00:00+08:00' AS TIMESTAMPTZ))) AND "order"."ordered_at" >= CAST('2024-02-29 08:30:00+08:00' AS TIMESTAMPTZ)
-- sqlite
SELECT COUNT(*) AS "orders" FROM "main"."订单 orders" AS "order" WHERE (("order"."ordered_at" >= '2024-02-29' AND "order"."ordered_at" < '2024-03-01') OR ("order"."ordered_at" >= '2025-02-01' AND "order"."ordered_at" < '2025-02-02')) AND DATETIME("order"."ordered_at") >= '2024-02-29 08:30:00'
-- mysql
SELECT COUNT(*) AS `orders` FROM `shop`.`订单 orders` AS `order` WHERE ((`order`.`ordered_at` >= CAST('2024-02-29 00:00:00' AS DATETIME) AND `order`.`ordered_at` < CAST('2024-03-01 00:00:00' AS DATETIME)) OR (`order`.`ordered_at` >= CAST('2025-02-01 00:00:00' AS DATETIME) AND `order`.`ordered_at` < CAST('2025-02-02 00:00:00' AS DATETIME))) AND `order`.`ordered_at` >= CAST('2024-02-29 08:30:00' AS DATETIME)

-- refuse: query.bad_filter
-- metrics: orders
-- where: amount_paid ge many

-- refuse: query.bad_filter
-- metrics: orders
-- where: region gt 华北

-- refuse: query.bad_filter
-- metrics: orders
-- where: order_date in yesterday

-- refuse: query.bad_filter
-- metrics: orders
-- where: order_date gt 9999-12-31

-- refuse: query.bad_filter
-- metrics: orders
-- where: amount_paid in 1e999999

-- refuse: query.bad_filter
-- metrics: orders
-- where: region is_null 华北

-- refuse: query.bad_filter
-- metrics: orders
-- where: region in

-- refuse: query.bad_filter
-- metrics: orders
-- where: member in perhaps
