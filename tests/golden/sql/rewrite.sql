-- title: every table is listed, whoever asks
-- dialect: postgres
-- policy: everything
-- accept
SELECT id FROM products
-- becomes
SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: rows of one region, masks, no hidden column
-- dialect: postgres
-- policy: restricted
-- accept
SELECT * FROM customers
-- becomes
SELECT * FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name", CASE WHEN "__c2s_scan"."phone" IS NULL THEN NULL ELSE CASE WHEN CAST("__c2s_scan"."phone" AS TEXT) ~ '^1[0-9]{10}$' THEN CONCAT(SUBSTR(CAST("__c2s_scan"."phone" AS TEXT), 1, 3), '****', SUBSTR(CAST("__c2s_scan"."phone" AS TEXT), 8, 4)) ELSE '***' END END AS "phone", CASE WHEN "__c2s_scan"."email" IS NULL THEN NULL ELSE CASE WHEN LENGTH(CAST("__c2s_scan"."email" AS TEXT)) <= 254 AND CAST("__c2s_scan"."email" AS TEXT) ~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9._%+-]+$' THEN CONCAT(SUBSTR(CAST("__c2s_scan"."email" AS TEXT), 1, 1), '***', SUBSTR(CAST("__c2s_scan"."email" AS TEXT), STRPOS(CAST("__c2s_scan"."email" AS TEXT), '@'), 254)) ELSE '***' END END AS "email", "__c2s_scan"."region", "__c2s_scan"."level", "__c2s_scan"."created_at" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "customers" LIMIT 1000

-- title: two grants: rows of either, cells of the one that gives them
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id, amount FROM orders LIMIT 5
-- becomes
SELECT "id", "amount" FROM (SELECT "__c2s_scan"."id", CASE WHEN ("__c2s_scan"."region" = 'north') THEN "__c2s_scan"."amount" END AS "amount" FROM "public"."orders" AS "__c2s_scan" WHERE ((("__c2s_scan"."region" = 'north') OR ("__c2s_scan"."status" = 'paid')) AND ("__c2s_scan"."note" <> 'deleted' OR "__c2s_scan"."note" IS NULL))) AS "orders" LIMIT 5

-- title: what may fail is fenced
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE 1 / amount > 0
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."amount" FROM "public"."payments" AS "__c2s_scan" WHERE (UPPER(LOWER(UPPER(LOWER("__c2s_scan"."region")))) = UPPER('north')) OFFSET 0) AS "payments" WHERE 1 / "amount" > 0 LIMIT 1000

-- title: what cannot fail is not
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE amount > 5
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."amount" FROM "public"."payments" AS "__c2s_scan" WHERE (UPPER(LOWER(UPPER(LOWER("__c2s_scan"."region")))) = UPPER('north'))) AS "payments" WHERE "amount" > 5 LIMIT 1000

-- title: a list of attributes
-- dialect: postgres
-- policy: restricted
-- accept
SELECT 城市 FROM 门店
-- becomes
SELECT "城市" FROM (SELECT "__c2s_scan"."城市" FROM "public"."门店" AS "__c2s_scan" WHERE ("__c2s_scan"."城市" IN ('北京'))) AS "门店" LIMIT 1000

-- title: joins keep their form
-- dialect: postgres
-- policy: restricted
-- accept
SELECT c.name, p.name FROM customers AS c LEFT JOIN products AS p ON p.id = c.id
-- becomes
SELECT "c"."name", "p"."name" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "c" LEFT JOIN (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."products" AS "__c2s_scan") AS "p" ON "p"."id" = "c"."id" LIMIT 1000

-- title: a WITH query is not a table
-- dialect: postgres
-- policy: restricted
-- accept
WITH t AS (SELECT id FROM products) SELECT t.id FROM t, products
-- becomes
WITH "t" AS (SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "products") SELECT "t"."id" FROM "t", (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: a set operation has one limit
-- dialect: postgres
-- policy: everything
-- accept
SELECT id FROM orders UNION SELECT id FROM products LIMIT 7000
-- becomes
SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "public"."orders" AS "__c2s_scan") AS "orders" UNION SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: odd names
-- dialect: postgres
-- policy: everything
-- accept
SELECT "Id", "select" FROM "Odd Name"
-- becomes
SELECT "Id", "select" FROM (SELECT "__c2s_scan"."Id", "__c2s_scan"."select" FROM "public"."Odd Name" AS "__c2s_scan") AS "Odd Name" LIMIT 1000

-- title: every table is listed, whoever asks
-- dialect: sqlite
-- policy: everything
-- accept
SELECT id FROM products
-- becomes
SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "main"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: rows of one region, masks, no hidden column
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT * FROM customers
-- becomes
SELECT * FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name", CASE WHEN "__c2s_scan"."phone" IS NULL THEN NULL ELSE CASE WHEN CAST("__c2s_scan"."phone" AS TEXT) GLOB '1[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]' THEN CONCAT(SUBSTR(CAST("__c2s_scan"."phone" AS TEXT), 1, 3), '****', SUBSTR(CAST("__c2s_scan"."phone" AS TEXT), 8, 4)) ELSE '***' END END AS "phone", CASE WHEN "__c2s_scan"."email" IS NULL THEN NULL ELSE CASE WHEN LENGTH(CAST("__c2s_scan"."email" AS TEXT)) <= 254 AND CAST("__c2s_scan"."email" AS TEXT) GLOB '?*@?*' AND NOT CAST("__c2s_scan"."email" AS TEXT) GLOB '*@*@*' AND NOT CAST("__c2s_scan"."email" AS TEXT) GLOB '*[^A-Za-z0-9._%+@-]*' THEN CONCAT(SUBSTR(CAST("__c2s_scan"."email" AS TEXT), 1, 1), '***', SUBSTR(CAST("__c2s_scan"."email" AS TEXT), INSTR(CAST("__c2s_scan"."email" AS TEXT), '@'), 254)) ELSE '***' END END AS "email", "__c2s_scan"."region", "__c2s_scan"."level", "__c2s_scan"."created_at" FROM "main"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "customers" LIMIT 1000

-- title: two grants: rows of either, cells of the one that gives them
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT id, amount FROM orders LIMIT 5
-- becomes
SELECT "id", "amount" FROM (SELECT "__c2s_scan"."id", CASE WHEN ("__c2s_scan"."region" = 'north') THEN "__c2s_scan"."amount" END AS "amount" FROM "main"."orders" AS "__c2s_scan" WHERE ((("__c2s_scan"."region" = 'north') OR ("__c2s_scan"."status" = 'paid')) AND ("__c2s_scan"."note" <> 'deleted' OR "__c2s_scan"."note" IS NULL))) AS "orders" LIMIT 5

-- title: what may fail is fenced
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE json_extract(note, '$.a') = 1
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."note" FROM "main"."payments" AS "__c2s_scan" WHERE (UPPER(LOWER(UPPER(LOWER("__c2s_scan"."region")))) = UPPER('north')) LIMIT -1) AS "payments" WHERE JSON_EXTRACT("note", '$.a') = 1 LIMIT 1000

-- title: what cannot fail is not
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM payments WHERE amount > 5
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."amount" FROM "main"."payments" AS "__c2s_scan" WHERE (UPPER(LOWER(UPPER(LOWER("__c2s_scan"."region")))) = UPPER('north'))) AS "payments" WHERE "amount" > 5 LIMIT 1000

-- title: a list of attributes
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT 城市 FROM 门店
-- becomes
SELECT "城市" FROM (SELECT "__c2s_scan"."城市" FROM "main"."门店" AS "__c2s_scan" WHERE ("__c2s_scan"."城市" IN ('北京'))) AS "门店" LIMIT 1000

-- title: joins keep their form
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT c.name, p.name FROM customers AS c LEFT JOIN products AS p ON p.id = c.id
-- becomes
SELECT "c"."name", "p"."name" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "main"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "c" LEFT JOIN (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "main"."products" AS "__c2s_scan") AS "p" ON "p"."id" = "c"."id" LIMIT 1000

-- title: a WITH query is not a table
-- dialect: sqlite
-- policy: restricted
-- accept
WITH t AS (SELECT id FROM products) SELECT t.id FROM t, products
-- becomes
WITH "t" AS (SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "main"."products" AS "__c2s_scan") AS "products") SELECT "t"."id" FROM "t" CROSS JOIN (SELECT "__c2s_scan"."id" FROM "main"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: a set operation has one limit
-- dialect: sqlite
-- policy: everything
-- accept
SELECT id FROM orders UNION SELECT id FROM products LIMIT 7000
-- becomes
SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "main"."orders" AS "__c2s_scan") AS "orders" UNION SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "main"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: odd names
-- dialect: sqlite
-- policy: everything
-- accept
SELECT "Id", "select" FROM "Odd Name"
-- becomes
SELECT "Id", "select" FROM (SELECT "__c2s_scan"."Id", "__c2s_scan"."select" FROM "main"."Odd Name" AS "__c2s_scan") AS "Odd Name" LIMIT 1000

-- title: a WITH query may have the name of the table it reads
-- dialect: postgres
-- policy: restricted
-- accept
WITH products AS (SELECT id FROM products) SELECT id FROM products
-- becomes
WITH "products" AS (SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "products") SELECT "id" FROM "products" LIMIT 1000

-- title: fetch becomes limit
-- dialect: postgres
-- policy: everything
-- accept
SELECT id FROM products FETCH FIRST 3 ROWS ONLY
-- becomes
SELECT "id" FROM (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "products" LIMIT 3

-- title: the columns that a key decides are grouped by
-- dialect: postgres
-- policy: everything
-- accept
SELECT c.id, c.name, count(*) FROM customers c GROUP BY c.id
-- becomes
SELECT "c"."id", "c"."name", COUNT(*) FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."customers" AS "__c2s_scan") AS "c" GROUP BY "c"."id", "c"."name" LIMIT 1000

-- title: functions keep their names and patterns
-- dialect: postgres
-- policy: everything
-- accept
SELECT to_char(created_at, 'FMMonth'), date_trunc('month', created_at) FROM orders
-- becomes
SELECT TO_CHAR("created_at", 'FMMonth'), DATE_TRUNC('month', "created_at") FROM (SELECT "__c2s_scan"."created_at" FROM "public"."orders" AS "__c2s_scan") AS "orders" LIMIT 1000
