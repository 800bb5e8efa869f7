-- The house: one schema a room, one rule for every table.
--
-- {{app}} and {{auth}} are the log-ins of this installation; the owner is whoever runs the migrations. The owner of a table is not held by
-- its row-level security (no FORCE), so the owner's trigger functions keep state for every company; the app log-in never owns anything.

CREATE SCHEMA company;
CREATE SCHEMA customer;
CREATE SCHEMA ledger;
CREATE SCHEMA document;
CREATE SCHEMA activity;
GRANT USAGE ON SCHEMA company, customer, ledger, document, activity TO {{app}};
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- The company of the open transaction; null outside one, so that every policy then shows no row. No SET clause: it must stay inlinable.
CREATE FUNCTION company.current() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('encours.company', true), '')::int $$;
GRANT EXECUTE ON FUNCTION company.current() TO {{app}};

-- What any change to a fact answers, whoever asks: facts are corrected by reversing facts.
CREATE FUNCTION shell.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'APPEND_ONLY %.%: facts are never changed; post a reversing fact', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'EN001';
END $$;

-- Guards one table. 'fact': the app adds and reads. 'state': the app reads, owner functions write. 'register': the app adds, reads, updates.
CREATE PROCEDURE shell.guard(guarded regclass, nature text, company_column text DEFAULT 'company_id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('CREATE POLICY own_company ON %s USING (%I = company.current()) WITH CHECK (%I = company.current())', guarded, company_column, company_column);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', guarded);
  EXECUTE format('COMMENT ON TABLE %s IS %L', guarded, nature);
  CASE nature
    WHEN 'fact' THEN
      EXECUTE format('GRANT SELECT, INSERT ON %s TO %I', guarded, '{{app_name}}');
      EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION shell.refuse_change()', guarded);
    WHEN 'state' THEN
      EXECUTE format('GRANT SELECT ON %s TO %I', guarded, '{{app_name}}');
    WHEN 'register' THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO %I', guarded, '{{app_name}}');
  END CASE;
END $$;
