-- Customers. Names live here, in rows that can be erased; facts refer to a customer by id only.

CREATE TABLE customer.customer_group (
  company_id int NOT NULL,
  id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, code)
);
CALL shell.guard('customer.customer_group', 'register');

CREATE TABLE customer.customer (
  company_id int NOT NULL,
  id uuid NOT NULL,
  code text COLLATE "C" NOT NULL CHECK (code <> ''),
  name text NOT NULL,
  -- Folded code and name (lower case, no accents): what a search looks into.
  search_text text NOT NULL,
  country text,
  segment text,
  collector text,
  group_id uuid,
  -- Intercompany balances are kept but stay out of figures and chasing.
  relation text NOT NULL DEFAULT 'trade' CHECK (relation IN ('trade', 'intercompany')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, code),
  FOREIGN KEY (company_id, group_id) REFERENCES customer.customer_group (company_id, id)
);
CALL shell.guard('customer.customer', 'register');

CREATE TABLE customer.identifier (
  company_id int NOT NULL,
  customer_id uuid NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, customer_id, scheme, value),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id)
);
CREATE INDEX identifier_by_value ON customer.identifier (company_id, scheme, value);
CALL shell.guard('customer.identifier', 'register');

-- Customers whose folded code or name contains `sought` (folded by the caller). Definer's rights: under row-level security a pattern
-- index is never used; the company comes from the setting and nowhere else.
CREATE FUNCTION customer.search(sought text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT c.id FROM customer.customer c WHERE c.company_id = company.current() AND position(sought IN c.search_text) > 0 $$;
REVOKE EXECUTE ON FUNCTION customer.search(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer.search(text) TO {{app}};
