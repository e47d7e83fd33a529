-- title: two statements
-- dialect: all
-- refuse: one_select
SELECT 1; SELECT 2

-- title: a second statement after a comment
-- dialect: all
-- refuse: one_select
SELECT 1; /* x */ DROP TABLE orders

-- title: nothing
-- dialect: all
-- refuse: one_select
 

-- title: only a comment
-- dialect: all
-- refuse: one_select
-- nothing

-- title: only semicolons
-- dialect: all
-- refuse: one_select
;;

-- title: delete
-- dialect: all
-- refuse: one_select
DELETE FROM orders

-- title: insert
-- dialect: all
-- refuse: one_select
INSERT INTO orders (id) VALUES (1)

-- title: update
-- dialect: all
-- refuse: one_select
UPDATE orders SET amount = 0

-- title: drop
-- dialect: all
-- refuse: one_select
DROP TABLE orders

-- title: create
-- dialect: all
-- refuse: one_select
CREATE TABLE x AS SELECT * FROM orders

-- title: alter
-- dialect: all
-- refuse: one_select
ALTER TABLE orders ADD COLUMN x int

-- title: values alone
-- dialect: all
-- refuse: one_select
VALUES (1)

-- title: explain analyze runs
-- dialect: all
-- refuse: one_select
EXPLAIN ANALYZE SELECT * FROM orders

-- title: transaction
-- dialect: all
-- refuse: one_select
COMMIT

-- title: rollback then write
-- dialect: all
-- refuse: one_select
ROLLBACK; DELETE FROM orders

-- title: copy to a program
-- dialect: postgres
-- refuse: one_select
COPY orders TO PROGRAM 'cat'

-- title: copy from a file
-- dialect: postgres
-- refuse: one_select
COPY orders FROM '/etc/passwd'

-- title: do
-- dialect: postgres
-- refuse: one_select
DO $$ BEGIN DELETE FROM orders; END $$

-- title: call
-- dialect: postgres
-- refuse: one_select
CALL cleanup()

-- title: truncate
-- dialect: postgres
-- refuse: one_select
TRUNCATE orders

-- title: grant
-- dialect: postgres
-- refuse: one_select
GRANT ALL ON orders TO public

-- title: set
-- dialect: postgres
-- refuse: one_select
SET ROLE postgres

-- title: reset
-- dialect: postgres
-- refuse: one_select
RESET ALL

-- title: listen is read as an alias
-- dialect: postgres
-- refuse: one_select
LISTEN x

-- title: savepoint is read as an alias
-- dialect: postgres
-- refuse: one_select
SAVEPOINT s

-- title: discard is read as an alias
-- dialect: postgres
-- refuse: one_select
DISCARD ALL

-- title: deallocate is read as an alias
-- dialect: postgres
-- refuse: one_select
DEALLOCATE ALL

-- title: checkpoint is read as a column
-- dialect: postgres
-- refuse: one_select
CHECKPOINT

-- title: reindex is read as a column
-- dialect: postgres
-- refuse: one_select
REINDEX

-- title: vacuum
-- dialect: postgres
-- refuse: one_select
VACUUM orders

-- title: lock
-- dialect: postgres
-- refuse: one_select
LOCK TABLE orders

-- title: merge
-- dialect: postgres
-- refuse: one_select
MERGE INTO orders USING customers ON true WHEN MATCHED THEN DELETE

-- title: prepare
-- dialect: postgres
-- refuse: one_select
PREPARE p AS DELETE FROM orders

-- title: execute
-- dialect: postgres
-- refuse: one_select
EXECUTE p

-- title: refresh
-- dialect: postgres
-- refuse: one_select
REFRESH MATERIALIZED VIEW v

-- title: declare a cursor
-- dialect: postgres
-- refuse: one_select
DECLARE c CURSOR FOR SELECT 1

-- title: attach
-- dialect: sqlite
-- refuse: one_select
ATTACH DATABASE '/tmp/x.db' AS x

-- title: detach
-- dialect: sqlite
-- refuse: one_select
DETACH DATABASE main

-- title: pragma
-- dialect: sqlite
-- refuse: one_select
PRAGMA table_info(orders)

-- title: pragma that writes
-- dialect: sqlite
-- refuse: one_select
PRAGMA writable_schema = 1

-- title: vacuum into a file
-- dialect: sqlite
-- refuse: one_select
VACUUM INTO '/tmp/x.db'

-- title: replace
-- dialect: sqlite
-- refuse: one_select
REPLACE INTO orders (id) VALUES (1)
