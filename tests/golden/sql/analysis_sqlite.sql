-- title: strftime
-- dialect: sqlite
-- accept
SELECT strftime('%Y-%m', created_at) AS month, sum(amount) FROM orders GROUP BY month ORDER BY month

-- title: strftime of one argument
-- dialect: sqlite
-- accept
SELECT strftime('%Y', '2024-05-06'), strftime('%W %j %H:%M:%S %w %d', created_at) FROM orders

-- title: date with modifiers
-- dialect: sqlite
-- accept
SELECT date(created_at, 'start of month', '+1 month', '-1 day'), datetime(created_at, '-3 hours'), time(created_at) FROM orders

-- title: julianday
-- dialect: sqlite
-- accept
SELECT max(julianday(created_at) - julianday('2024-01-01')) FROM orders

-- title: unix time
-- dialect: sqlite
-- accept
SELECT strftime('%s', created_at), datetime(0, 'unixepoch') FROM orders

-- title: group_concat
-- dialect: sqlite
-- accept
SELECT region, group_concat(status, '|') FROM orders GROUP BY region

-- title: group_concat of distinct values
-- dialect: sqlite
-- accept
SELECT group_concat(DISTINCT status) FROM orders

-- title: total
-- dialect: sqlite
-- accept
SELECT total(amount), total(note) FROM orders

-- title: ifnull and iif
-- dialect: sqlite
-- accept
SELECT ifnull(note, '-'), iif(amount > 50, 'high', 'low') FROM orders

-- title: several arguments of max
-- dialect: sqlite
-- accept
SELECT max(amount, 50), min(amount, 50) FROM orders

-- title: printf
-- dialect: sqlite
-- accept
SELECT printf('%.2f', amount / 3.0), printf('%05d', id), format('%s-%s', id, status) FROM orders

-- title: instr and substr
-- dialect: sqlite
-- accept
SELECT substr(email, instr(email, '@') + 1), substr(name, -2), substring(name, 2) FROM customers

-- title: trims
-- dialect: sqlite
-- accept
SELECT trim(name, 'N'), ltrim(name), rtrim(name, '0123456789'), hex(name), unicode(name), char(65, 66), quote(name), typeof(id) FROM customers

-- title: glob
-- dialect: sqlite
-- accept
SELECT name FROM customers WHERE name GLOB 'Name [12]*' OR name NOT GLOB '*3'

-- title: is and is not
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE note IS NULL OR note IS NOT 'x' OR note IS 'y'

-- title: notnull
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE note NOTNULL OR note ISNULL

-- title: double equals
-- dialect: sqlite
-- accept
SELECT id FROM orders WHERE status == 'paid' AND region != 'x'

-- title: brackets and backticks
-- dialect: sqlite
-- accept
SELECT [id], `amount` FROM [orders] WHERE `orders`.[id] > 3

-- title: limit with a comma
-- dialect: sqlite
-- accept
SELECT id FROM orders ORDER BY id LIMIT 20, 10

-- title: a limit without bound
-- dialect: sqlite
-- accept
SELECT id FROM orders ORDER BY id LIMIT 99999

-- title: an alias in WHERE
-- dialect: sqlite
-- accept
SELECT amount * 2 AS twice FROM orders WHERE twice > 100

-- title: JSON
-- dialect: sqlite
-- accept
SELECT json_extract('{"a": {"b": 5}}', '$.a.b'), json_array(1, 2), json_object('a', id), '{"a": 1}' ->> '$.a', '{"a": 1}' -> 'a' FROM products

-- title: JSON aggregates
-- dialect: sqlite
-- accept
SELECT json_group_array(id), json_group_object(id, name) FROM products

-- title: collate
-- dialect: sqlite
-- accept
SELECT name FROM customers WHERE name = 'NAME 3' COLLATE NOCASE ORDER BY name COLLATE BINARY

-- title: integer division
-- dialect: sqlite
-- accept
SELECT amount / 7, amount / 7.0, CAST(amount AS REAL) / 7, CAST('12x' AS INTEGER) FROM orders

-- title: bits
-- dialect: sqlite
-- accept
SELECT amount & 3, amount | 4, ~amount, amount << 1, amount >> 1 FROM orders

-- title: bare columns beside an aggregate
-- dialect: sqlite
-- accept
SELECT region, max(amount), id FROM orders WHERE amount > 1000 GROUP BY region

-- title: boolean arithmetic
-- dialect: sqlite
-- accept
SELECT sum(status = 'paid'), sum(amount > 50 AND region = 'north') FROM orders

-- title: date of now
-- dialect: sqlite
-- accept
SELECT count(*) FROM orders WHERE created_at < datetime('now') AND date(created_at) < date('now', '-1 day')

-- title: a quoted text alias
-- dialect: sqlite
-- accept
SELECT count(*) AS 'how many' FROM orders
