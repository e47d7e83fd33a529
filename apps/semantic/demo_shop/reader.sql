-- The account that reads the shop: its attributes, its habits, and the tables it may see, by name.
-- Run by a superuser in the shop's database. The account's name and its password (as a SCRAM verifier) come in as the
-- settings demo_shop.reader and demo_shop.verifier.

DO $$
DECLARE
    reader text := current_setting('demo_shop.reader');
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = reader) THEN
        EXECUTE format('CREATE ROLE %I', reader);
    END IF;
    EXECUTE format(
        'ALTER ROLE %I WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS PASSWORD %L',
        reader, current_setting('demo_shop.verifier'));

    -- These hold even for a client that forgets to ask for them.
    EXECUTE format('ALTER ROLE %I SET default_transaction_read_only = on', reader);
    EXECUTE format('ALTER ROLE %I SET search_path = public', reader);
    EXECUTE format('ALTER ROLE %I SET standard_conforming_strings = on', reader);
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', reader, '30s');
    EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', reader, '2s');
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', reader, '60s');
    EXECUTE format('ALTER ROLE %I SET temp_file_limit = %L', reader, '512MB');

    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM %I', current_database(), reader);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), reader);
    EXECUTE format('REVOKE ALL ON SCHEMA public FROM PUBLIC, %I', reader);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', reader);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, %I', reader);
    EXECUTE format(
        'GRANT SELECT ON cities, stores, categories, products, customers, orders, order_items, refunds TO %I', reader);
END
$$;

REVOKE ALL ON LANGUAGE plpgsql FROM PUBLIC;
