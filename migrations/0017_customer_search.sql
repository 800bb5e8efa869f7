-- A search among customers reads an index of trigrams where the server has one; without the two extensions it reads the company's register.

ALTER TABLE customer.customer ALTER COLUMN search_text TYPE text COLLATE "C";

DO $$ BEGIN
  IF (SELECT count(*) FROM pg_available_extensions WHERE name IN ('pg_trgm', 'btree_gin')) = 2
     AND has_database_privilege(current_user, current_database(), 'CREATE') THEN
    CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA shell;
    CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA shell;
    -- They may have been there before, in a schema of their own.
    EXECUTE format('CREATE INDEX customer_by_text ON customer.customer USING gin (company_id, search_text %I.gin_trgm_ops)',
      (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'));
  END IF;
END $$;

-- As before, customers whose folded code or name contains `sought`. Under three letters there is no trigram to look for.
CREATE OR REPLACE FUNCTION customer.search(sought text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT c.id FROM customer.customer c
     WHERE length(sought) >= 3 AND c.company_id = company.current() AND c.search_text LIKE '%' || regexp_replace(sought, '([\\%_])', '\\\1', 'g') || '%'
    UNION ALL
    SELECT c.id FROM customer.customer c WHERE length(sought) < 3 AND c.company_id = company.current() AND position(sought IN c.search_text) > 0
  $$;
