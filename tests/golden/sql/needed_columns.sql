-- title: a join needs the keys and what is shown
-- dialect: postgres
-- policy: restricted
-- accept
SELECT o.amount, c.name FROM orders o JOIN customers c ON c.id = o.customer_id
-- becomes
SELECT "o"."amount", "c"."name" FROM (SELECT CASE WHEN ("__c2s_scan"."region" = 'north') THEN "__c2s_scan"."customer_id" END AS "customer_id", CASE WHEN ("__c2s_scan"."region" = 'north') THEN "__c2s_scan"."amount" END AS "amount" FROM "public"."orders" AS "__c2s_scan" WHERE ((("__c2s_scan"."region" = 'north') OR ("__c2s_scan"."status" = 'paid')) AND ("__c2s_scan"."note" <> 'deleted' OR "__c2s_scan"."note" IS NULL))) AS "o" JOIN (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "c" ON "c"."id" = "o"."customer_id" LIMIT 1000

-- title: a condition needs its columns, a mask comes with its column alone
-- dialect: postgres
-- policy: restricted
-- accept
SELECT name FROM customers WHERE phone LIKE '138%'
-- becomes
SELECT "name" FROM (SELECT "__c2s_scan"."name", CASE WHEN "__c2s_scan"."phone" IS NULL THEN NULL ELSE CASE WHEN CAST("__c2s_scan"."phone" AS TEXT) ~ '^1[0-9]{10}$' THEN CONCAT(SUBSTR(CAST("__c2s_scan"."phone" AS TEXT), 1, 3), '****', SUBSTR(CAST("__c2s_scan"."phone" AS TEXT), 8, 4)) ELSE '***' END END AS "phone" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "customers" WHERE "phone" LIKE '138%' LIMIT 1000

-- title: rows alone need no column: the plainest is listed
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM orders
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."id" FROM "public"."orders" AS "__c2s_scan" WHERE ((("__c2s_scan"."region" = 'north') OR ("__c2s_scan"."status" = 'paid')) AND ("__c2s_scan"."note" <> 'deleted' OR "__c2s_scan"."note" IS NULL))) AS "orders" LIMIT 1000

-- title: rows alone, on the other engine
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM customers
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."id" FROM "main"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "customers" LIMIT 1000

-- title: a joined table of which nothing is needed
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products p CROSS JOIN customers c
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "p" CROSS JOIN (SELECT "__c2s_scan"."id" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "c" LIMIT 1000

-- title: a number in place of a column needs none
-- dialect: postgres
-- policy: restricted
-- accept
SELECT 1 FROM customers
-- becomes
SELECT 1 FROM (SELECT "__c2s_scan"."id" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "customers" LIMIT 1000

-- title: a star needs all that is visible
-- dialect: postgres
-- policy: restricted
-- accept
SELECT * FROM products
-- becomes
SELECT * FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name", "__c2s_scan"."category", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: one table's star needs that table whole
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.*, i.quantity FROM products p JOIN order_items i ON i.product_id = p.id
-- becomes
SELECT "p".*, "i"."quantity" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name", "__c2s_scan"."category", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "p" JOIN (SELECT "__c2s_scan"."product_id", "__c2s_scan"."quantity" FROM "public"."order_items" AS "__c2s_scan") AS "i" ON "i"."product_id" = "p"."id" LIMIT 1000

-- title: a star over a WITH query needs what that names
-- dialect: postgres
-- policy: restricted
-- accept
WITH t AS (SELECT id, price FROM products) SELECT * FROM t
-- becomes
WITH "t" AS (SELECT "id", "price" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products") SELECT * FROM "t" LIMIT 1000

-- title: a star inside a count of rows is none
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT category, count(*) AS n FROM products GROUP BY category ORDER BY n
-- becomes
SELECT "category", COUNT(*) AS "n" FROM (SELECT "__c2s_scan"."category" FROM "main"."products" AS "__c2s_scan") AS "products" GROUP BY "category" ORDER BY "n" LIMIT 1000

-- title: each scan of a table needs its own columns
-- dialect: postgres
-- policy: restricted
-- accept
SELECT a.name FROM products a JOIN products b ON b.price < a.price
-- becomes
SELECT "a"."name" FROM (SELECT "__c2s_scan"."name", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "a" JOIN (SELECT "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "b" ON "b"."price" < "a"."price" LIMIT 1000

-- title: a subquery needs its own, and of the outer table what it names
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.name FROM products p WHERE EXISTS (SELECT 1 FROM order_items i WHERE i.product_id = p.id AND quantity > 1)
-- becomes
SELECT "p"."name" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."products" AS "__c2s_scan") AS "p" WHERE EXISTS(SELECT 1 FROM (SELECT "__c2s_scan"."product_id", "__c2s_scan"."quantity" FROM "public"."order_items" AS "__c2s_scan") AS "i" WHERE "i"."product_id" = "p"."id" AND "quantity" > 1) LIMIT 1000

-- title: an unqualified name belongs to the inner table that has it
-- dialect: postgres
-- policy: restricted
-- accept
SELECT name FROM products WHERE id IN (SELECT product_id FROM order_items WHERE price > 10)
-- becomes
SELECT "name" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."products" AS "__c2s_scan") AS "products" WHERE "id" IN (SELECT "product_id" FROM (SELECT "__c2s_scan"."product_id", "__c2s_scan"."price" FROM "public"."order_items" AS "__c2s_scan") AS "order_items" WHERE "price" > 10) LIMIT 1000

-- title: an unqualified name belongs to the outer table if the inner one has none
-- dialect: postgres
-- policy: restricted
-- accept
SELECT name FROM products WHERE EXISTS (SELECT 1 FROM order_items WHERE category = 'A')
-- becomes
SELECT "name" FROM (SELECT "__c2s_scan"."name", "__c2s_scan"."category" FROM "public"."products" AS "__c2s_scan") AS "products" WHERE EXISTS(SELECT 1 FROM (SELECT "__c2s_scan"."id" FROM "public"."order_items" AS "__c2s_scan") AS "order_items" WHERE "category" = 'A') LIMIT 1000

-- title: a lateral query
-- dialect: postgres
-- policy: restricted
-- accept
SELECT c.name, t.amount FROM customers c CROSS JOIN LATERAL (SELECT o.amount FROM orders o WHERE o.customer_id = c.id ORDER BY o.created_at DESC LIMIT 1) t
-- becomes
SELECT "c"."name", "t"."amount" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "c" CROSS JOIN LATERAL (SELECT "o"."amount" FROM (SELECT CASE WHEN ("__c2s_scan"."region" = 'north') THEN "__c2s_scan"."customer_id" END AS "customer_id", CASE WHEN ("__c2s_scan"."region" = 'north') THEN "__c2s_scan"."amount" END AS "amount", CASE WHEN ("__c2s_scan"."region" = 'north') THEN "__c2s_scan"."created_at" END AS "created_at" FROM "public"."orders" AS "__c2s_scan" WHERE ((("__c2s_scan"."region" = 'north') OR ("__c2s_scan"."status" = 'paid')) AND ("__c2s_scan"."note" <> 'deleted' OR "__c2s_scan"."note" IS NULL))) AS "o" WHERE "o"."customer_id" = "c"."id" ORDER BY "o"."created_at" DESC LIMIT 1) AS "t" LIMIT 1000

-- title: a derived table's own list
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT t.n FROM (SELECT region, count(*) AS n FROM customers GROUP BY region) t
-- becomes
SELECT "t"."n" FROM (SELECT "region", COUNT(*) AS "n" FROM (SELECT "__c2s_scan"."region" FROM "main"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "customers" GROUP BY "region") AS "t" LIMIT 1000

-- title: USING needs its columns on both sides
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM products p JOIN order_items i USING (id)
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."id" FROM "public"."products" AS "__c2s_scan") AS "p" JOIN (SELECT "__c2s_scan"."id" FROM "public"."order_items" AS "__c2s_scan") AS "i" USING ("id") LIMIT 1000

-- title: NATURAL needs every column that both sides have
-- dialect: postgres
-- policy: restricted
-- accept
SELECT category FROM products NATURAL JOIN order_items
-- becomes
SELECT "category" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."category", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" NATURAL JOIN (SELECT "__c2s_scan"."id", "__c2s_scan"."price" FROM "public"."order_items" AS "__c2s_scan") AS "order_items" LIMIT 1000

-- title: NATURAL on the other engine
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT category FROM products NATURAL JOIN order_items
-- becomes
SELECT "category" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."category", "__c2s_scan"."price" FROM "main"."products" AS "__c2s_scan") AS "products" NATURAL JOIN (SELECT "__c2s_scan"."id", "__c2s_scan"."price" FROM "main"."order_items" AS "__c2s_scan") AS "order_items" LIMIT 1000

-- title: three tables joined by NATURAL
-- dialect: postgres
-- policy: restricted
-- accept
SELECT quantity FROM order_items NATURAL JOIN products NATURAL JOIN payments
-- becomes
SELECT "quantity" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."quantity", "__c2s_scan"."price" FROM "public"."order_items" AS "__c2s_scan") AS "order_items" NATURAL JOIN (SELECT "__c2s_scan"."id", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" NATURAL JOIN (SELECT "__c2s_scan"."id" FROM "public"."payments" AS "__c2s_scan" WHERE (UPPER(LOWER(UPPER(LOWER("__c2s_scan"."region")))) = UPPER('north'))) AS "payments" LIMIT 1000

-- title: order by a column that is not shown
-- dialect: postgres
-- policy: restricted
-- accept
SELECT name FROM products ORDER BY price
-- becomes
SELECT "name" FROM (SELECT "__c2s_scan"."name", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" ORDER BY "price" LIMIT 1000

-- title: order by an alias
-- dialect: postgres
-- policy: restricted
-- accept
SELECT price AS p FROM products ORDER BY p
-- becomes
SELECT "price" AS "p" FROM (SELECT "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" ORDER BY "p" LIMIT 1000

-- title: an alias that is a column's name as well: both
-- dialect: postgres
-- policy: restricted
-- accept
SELECT price AS category FROM products ORDER BY category
-- becomes
SELECT "price" AS "category" FROM (SELECT "__c2s_scan"."category", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" ORDER BY "category" LIMIT 1000

-- title: group by the name of a column that an alias hides
-- dialect: postgres
-- policy: restricted
-- accept
SELECT upper(category) AS category, count(*) FROM products GROUP BY category
-- becomes
SELECT UPPER("category") AS "category", COUNT(*) FROM (SELECT "__c2s_scan"."category" FROM "public"."products" AS "__c2s_scan") AS "products" GROUP BY "category" LIMIT 1000

-- title: order by position
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT name FROM products ORDER BY 1
-- becomes
SELECT "name" FROM (SELECT "__c2s_scan"."name" FROM "main"."products" AS "__c2s_scan") AS "products" ORDER BY 1 LIMIT 1000

-- title: a window needs its columns
-- dialect: postgres
-- policy: restricted
-- accept
SELECT id, sum(quantity) OVER (PARTITION BY order_id ORDER BY product_id) FROM order_items
-- becomes
SELECT "id", SUM("quantity") OVER (PARTITION BY "order_id" ORDER BY "product_id") FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."order_id", "__c2s_scan"."product_id", "__c2s_scan"."quantity" FROM "public"."order_items" AS "__c2s_scan") AS "order_items" LIMIT 1000

-- title: a named window
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT id, sum(quantity) OVER w FROM order_items WINDOW w AS (PARTITION BY order_id)
-- becomes
SELECT "id", SUM("quantity") OVER "w" FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."order_id", "__c2s_scan"."quantity" FROM "main"."order_items" AS "__c2s_scan") AS "order_items" WINDOW "w" AS (PARTITION BY "order_id") LIMIT 1000

-- title: distinct on
-- dialect: postgres
-- policy: restricted
-- accept
SELECT DISTINCT ON (category) name FROM products ORDER BY category, price DESC
-- becomes
SELECT DISTINCT ON ("category") "name" FROM (SELECT "__c2s_scan"."name", "__c2s_scan"."category", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" ORDER BY "category", "price" DESC LIMIT 1000

-- title: filter of an aggregate
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FILTER (WHERE category = 'A') FROM products
-- becomes
SELECT COUNT(*) FILTER(WHERE "category" = 'A') FROM (SELECT "__c2s_scan"."category" FROM "public"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: each side of a union
-- dialect: postgres
-- policy: restricted
-- accept
SELECT name FROM products UNION ALL SELECT level FROM customers ORDER BY 1
-- becomes
SELECT "name" FROM (SELECT "__c2s_scan"."name" FROM "public"."products" AS "__c2s_scan") AS "products" UNION ALL SELECT "level" FROM (SELECT "__c2s_scan"."level" FROM "public"."customers" AS "__c2s_scan" WHERE ("__c2s_scan"."region" = 'north')) AS "customers" ORDER BY 1 LIMIT 1000

-- title: a key that stands for the row brings what is selected
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.id, p.name, count(*) FROM products p JOIN order_items i ON i.product_id = p.id GROUP BY p.id
-- becomes
SELECT "p"."id", "p"."name", COUNT(*) FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."products" AS "__c2s_scan") AS "p" JOIN (SELECT "__c2s_scan"."product_id" FROM "public"."order_items" AS "__c2s_scan") AS "i" ON "i"."product_id" = "p"."id" GROUP BY "p"."id", "p"."name" LIMIT 1000

-- title: a condition on an alias
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT price * 2 AS double FROM products WHERE double > 50
-- becomes
SELECT "price" * 2 AS "double" FROM (SELECT "__c2s_scan"."price" FROM "main"."products" AS "__c2s_scan") AS "products" WHERE "double" > 50 LIMIT 1000

-- title: names in another case
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT NAME FROM Products WHERE Price > 5
-- becomes
SELECT "NAME" FROM (SELECT "__c2s_scan"."name", "__c2s_scan"."price" FROM "main"."products" AS "__c2s_scan") AS "Products" WHERE "Price" > 5 LIMIT 1000

-- title: the table command is a star
-- dialect: postgres
-- policy: restricted
-- accept
TABLE products
-- becomes
SELECT * FROM (SELECT "__c2s_scan"."id", "__c2s_scan"."name", "__c2s_scan"."category", "__c2s_scan"."price" FROM "public"."products" AS "__c2s_scan") AS "products" LIMIT 1000

-- title: parentheses around a join
-- dialect: postgres
-- policy: restricted
-- accept
SELECT p.name FROM (products p JOIN order_items i ON i.product_id = p.id) JOIN orders o ON o.id = i.order_id
-- becomes
SELECT "p"."name" FROM ((SELECT "__c2s_scan"."id", "__c2s_scan"."name" FROM "public"."products" AS "__c2s_scan") AS "p" JOIN (SELECT "__c2s_scan"."order_id", "__c2s_scan"."product_id" FROM "public"."order_items" AS "__c2s_scan") AS "i" ON "i"."product_id" = "p"."id") JOIN (SELECT "__c2s_scan"."id" FROM "public"."orders" AS "__c2s_scan" WHERE ((("__c2s_scan"."region" = 'north') OR ("__c2s_scan"."status" = 'paid')) AND ("__c2s_scan"."note" <> 'deleted' OR "__c2s_scan"."note" IS NULL))) AS "o" ON "o"."id" = "i"."order_id" LIMIT 1000

-- title: NATURAL with nothing in common, and nothing needed
-- dialect: postgres
-- policy: restricted
-- accept
SELECT count(*) FROM 门店 NATURAL JOIN "Odd Name"
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."编号" FROM "public"."门店" AS "__c2s_scan" WHERE ("__c2s_scan"."城市" IN ('北京'))) AS "门店" NATURAL JOIN (SELECT "__c2s_scan"."Id" FROM "public"."Odd Name" AS "__c2s_scan") AS "Odd Name" LIMIT 1000

-- title: NATURAL with nothing in common, and nothing needed
-- dialect: sqlite
-- policy: restricted
-- accept
SELECT count(*) FROM 门店 NATURAL JOIN "Odd Name"
-- becomes
SELECT COUNT(*) FROM (SELECT "__c2s_scan"."编号" FROM "main"."门店" AS "__c2s_scan" WHERE ("__c2s_scan"."城市" IN ('北京'))) AS "门店" NATURAL JOIN (SELECT "__c2s_scan"."Id" FROM "main"."Odd Name" AS "__c2s_scan") AS "Odd Name" LIMIT 1000
