-- title: an interval that the parser cuts
-- dialect: postgres
-- refuse: syntax
SELECT now() - interval '3 days ago'

-- title: not SQL
-- dialect: both
-- refuse: syntax
please show me the orders

-- title: an open quote
-- dialect: both
-- refuse: syntax
SELECT 'x FROM orders

-- title: an open bracket
-- dialect: both
-- refuse: syntax
SELECT (1 FROM orders

-- title: parser leftovers
-- dialect: postgres
-- refuse: syntax
SELECT * FROM ONLY (orders)
