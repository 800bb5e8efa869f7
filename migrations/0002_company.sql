-- Creditors: the companies whose receivables are kept here. The one table whose key is the company itself.

CREATE TABLE company.company (
  id int PRIMARY KEY,
  code text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$'),
  name text NOT NULL CHECK (name <> ''),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- Who matches payments with invoices: the ERP (its imports close items) or Encours (lettering goes out as entries).
  matching text NOT NULL DEFAULT 'erp' CHECK (matching IN ('erp', 'encours')),
  default_source text COLLATE "C" NOT NULL DEFAULT 'main' CHECK (default_source <> ''),
  ageing_bounds int[] NOT NULL DEFAULT '{0,30,60,90}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL shell.guard('company.company', 'register', 'id');

CREATE SEQUENCE company.company_number;
GRANT USAGE ON SEQUENCE company.company_number TO {{app}};

-- The companies of this instance, by code: asked before any company is chosen, so it may not depend on one.
CREATE FUNCTION company.directory() RETURNS TABLE (id int, code text, name text, country text, currency text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT c.id, c.code, c.name, c.country, c.currency FROM company.company c ORDER BY c.code $$;
REVOKE EXECUTE ON FUNCTION company.directory() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION company.directory() TO {{app}};
