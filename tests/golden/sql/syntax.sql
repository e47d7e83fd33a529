-- title: an interval that the parser cuts
-- dialect: postgres
-- refuse: syntax
SELECT now() - interval '3 days ago'

-- title: not SQL
-- dialect: all
-- refuse: syntax
please show me the orders

-- title: an open quote
-- dialect: all
-- refuse: syntax
SELECT 'x FROM orders

-- title: an open bracket
-- dialect: all
-- refuse: syntax
SELECT (1 FROM orders

-- title: parser leftovers
-- dialect: postgres
-- refuse: syntax
SELECT * FROM ONLY (orders)

-- title: a comment gives the parser no orders
-- dialect: all
-- accept
SELECT sum(amount) /* sqlglot.meta name=pg_sleep, inline */ FROM orders -- sqlglot.meta maybe_column

-- title: a comment cannot say where a refusal points
-- dialect: all
-- refuse: columns
SELECT nope /* sqlglot.meta line=true, col=true, start=x, end=y */ FROM orders

-- title: a comment after the last semicolon
-- dialect: all
-- accept
SELECT id FROM orders; -- sqlglot.meta end=x
