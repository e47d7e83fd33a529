-- title: an executable comment
-- dialect: all
-- refuse: bounds
SELECT 1 /*! , 2 */

-- title: an executable comment of MariaDB
-- dialect: all
-- refuse: bounds
SELECT 1 /*M!50000 , 2 */

-- title: deep brackets
-- dialect: all
-- refuse: bounds
SELECT ((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))

-- title: nested types double the parser's time
-- dialect: postgres
-- refuse: bounds
SELECT CAST(1 AS INT[INT[INT[INT[INT[INT[INT[INT[1]]]]]]]])

-- title: nested arrays double the parser's time
-- dialect: postgres
-- refuse: bounds
SELECT ARRAY[ARRAY[ARRAY[ARRAY[ARRAY[ARRAY[ARRAY[ARRAY[1]]]]]]]]

-- title: and brackets without the word
-- dialect: postgres
-- refuse: bounds
SELECT [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

-- title: some nested arrays are read
-- dialect: postgres
-- accept
SELECT ARRAY[[1, 2], [3, 4]] AS a, (ARRAY[1, 2, 3])[(ARRAY[1, 2])[1]] AS b

-- title: joins without ON double the parser's time
-- dialect: all
-- refuse: bounds
SELECT 1 FROM orders a JOIN orders b JOIN orders c JOIN orders d JOIN orders e JOIN orders f JOIN orders g JOIN orders h JOIN orders i JOIN orders j

-- title: and with derived tables
-- dialect: all
-- refuse: bounds
SELECT 1 FROM orders a JOIN (SELECT 1) b JOIN (SELECT 1) c JOIN (SELECT 1) d JOIN (SELECT 1) e JOIN (SELECT 1) f JOIN (SELECT 1) g JOIN (SELECT 1) h JOIN (SELECT 1) i JOIN (SELECT 1) j

-- title: a long row of NOT
-- dialect: all
-- refuse: bounds
SELECT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT true

-- title: a space that is a name elsewhere
-- dialect: all
-- refuse: bounds
-- escaped: yes
SELECT 1 --\u00a0.amount FROM orders

-- title: an ideographic space
-- dialect: all
-- refuse: bounds
-- escaped: yes
WITH orders\u3000(x) AS (SELECT 1) SELECT * FROM orders

-- title: a line separator
-- dialect: all
-- refuse: bounds
-- escaped: yes
SELECT 1\u2028FROM orders

-- title: next line
-- dialect: all
-- refuse: bounds
-- escaped: yes
SELECT 1\u0085FROM orders

-- title: a zero byte
-- dialect: all
-- refuse: bounds
-- escaped: yes
SELECT 'a\x00b'

-- title: a zero width space in a name
-- dialect: all
-- refuse: bounds
-- escaped: yes
SELECT id FROM ord\u200bers

-- title: a byte order mark
-- dialect: all
-- refuse: bounds
-- escaped: yes
\ufeffSELECT 1

-- title: direction marks
-- dialect: all
-- refuse: bounds
-- escaped: yes
SELECT id FROM orders WHERE note = \u202e'x'

-- title: joins in MySQL's words without ON double it as well
-- dialect: all
-- refuse: bounds
SELECT * FROM customers STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN STRAIGHT_JOIN orders

-- title: fields of fields of fields
-- dialect: all
-- refuse: bounds
SELECT f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).f(id).id FROM orders
