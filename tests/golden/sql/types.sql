-- title: a row type
-- dialect: postgres
-- refuse: types
SELECT NULL::customers

-- title: a type with a schema
-- dialect: postgres
-- refuse: types nodes
SELECT 'x'::pg_catalog.oid

-- title: xml
-- dialect: postgres
-- refuse: types
SELECT '<a/>'::xml

-- title: money
-- dialect: postgres
-- accept
SELECT '1'::money

-- title: oid
-- dialect: postgres
-- refuse: types nodes
SELECT 1::oid

-- title: inet
-- dialect: postgres
-- accept
SELECT '1.1.1.1'::inet

-- title: an array of row types
-- dialect: postgres
-- refuse: types
SELECT NULL::customers[]
