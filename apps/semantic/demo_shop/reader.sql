-- The role that answers questions about the shop: it reads the shop's tables and does nothing else.
-- Run by a superuser in the shop's database. The role's name and its password (as a SCRAM verifier, so that no log can
-- hold the password) come in as the settings demo_shop.reader and demo_shop.verifier.

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
    -- Defaults of the account: they hold even for a client that forgets to ask for them.
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
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    EXECUTE format('REVOKE ALL ON SCHEMA public FROM %I', reader);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', reader);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, %I', reader);
    EXECUTE format(
        'GRANT SELECT ON cities, stores, categories, products, customers, orders, order_items, refunds TO %I', reader);
END
$$;

-- What the account may not call: functions that run SQL held in a string, touch large objects or files, write to the
-- log, or wait. A read-only transaction stops hardly any of them.
DO $$
DECLARE
    routine regprocedure;
BEGIN
    FOR routine IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
          AND (
            p.proname ~ '^(query|table|cursor|schema|database)_to_xml'
            OR p.proname ~ '^(lo_|pg_read_|pg_ls_|pg_stat_file|pg_logical_|pg_replication_|pg_notify$)'
            OR p.proname ~ '^(pg_advisory_|pg_try_advisory_|pg_sleep)'
            OR p.proname IN ('loread', 'lowrite', 'ts_stat', 'ts_rewrite')
          )
          -- ts_rewrite with three tsquery arguments only computes, but nobody misses it.
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', routine);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %I', routine, current_setting('demo_shop.reader'));
    END LOOP;
END
$$;

REVOKE ALL ON LANGUAGE plpgsql FROM PUBLIC;
