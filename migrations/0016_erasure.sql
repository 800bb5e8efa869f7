-- Persons whose data were erased: the customer's row stays, since facts lean on it, under a pseudonym. What the law obliges to keep (items, the files
-- received) stays restricted: nothing finds it by the person any more.

CREATE TABLE customer.erasure (
  company_id int NOT NULL,
  customer_id uuid NOT NULL,
  act_id uuid NOT NULL,
  erased_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, customer_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id)
);
CALL shell.guard('customer.erasure', 'fact');

-- Numbers that name a person go altogether. Definer's rights: the app removes nothing; the company comes from the setting.
CREATE FUNCTION customer.erase_identifiers(for_customer uuid) RETURNS int
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ WITH gone AS (DELETE FROM customer.identifier i WHERE i.company_id = company.current() AND i.customer_id = for_customer RETURNING 1) SELECT count(*)::int FROM gone $$;
REVOKE EXECUTE ON FUNCTION customer.erase_identifiers(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer.erase_identifiers(uuid) TO {{app}};
