-- title: our own name
-- dialect: all
-- refuse: identifiers
SELECT __c2s_scan.id FROM orders AS __c2s_scan

-- title: our own name, quoted
-- dialect: all
-- refuse: identifiers
SELECT 1 AS "__C2S_x"

-- title: a name that the engine would cut
-- dialect: all
-- refuse: identifiers
SELECT 1 AS aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg
