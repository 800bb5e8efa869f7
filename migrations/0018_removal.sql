-- Removing a company: everything of it goes, in one transaction of the owner's, and nobody writes for it any more.

-- Which companies were removed. No company's: their rows are gone. Where the row is the removal took place, whatever was killed after it.
CREATE TABLE shell.removed (
  company int PRIMARY KEY,
  code text COLLATE "C" NOT NULL,
  opened_at timestamptz NOT NULL, -- which company it was, should its number ever come up twice
  at timestamptz NOT NULL,
  actor text NOT NULL,
  counts jsonb NOT NULL -- rows by table
);
GRANT SELECT ON shell.removed TO {{app}};
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON shell.removed FOR EACH STATEMENT EXECUTE FUNCTION shell.refuse_change();

-- Facts are never changed, with one exception: the owner's log-in itself (no function that lends its rights) removes a company. The setting names the
-- transaction it was made in, so that the guard stands again with its end, however it ends, and never falls for anybody else.
CREATE OR REPLACE FUNCTION shell.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('encours.removing', true) = pg_current_xact_id_if_assigned()::text
     AND session_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'APPEND_ONLY %.%: facts are never changed; post a reversing fact', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'EN001';
END $$;

-- Whoever writes for a company holds it to the end of the transaction, and a removal waits; who comes later finds it removed, and nothing of theirs is
-- committed. Every act passes here, and the rows that are written without one.
CREATE FUNCTION shell.refuse_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE gone int;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('encours.removal'), n.company_id) FROM (SELECT DISTINCT a.company_id FROM added a ORDER BY 1) n;
  SELECT r.company INTO gone FROM shell.removed r JOIN added a ON a.company_id = r.company LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'COMPANY_REMOVED %', gone USING ERRCODE = 'EN008'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refuse_removed AFTER INSERT ON activity.act REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shell.refuse_removed();
CREATE TRIGGER refuse_removed AFTER INSERT ON activity.head REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shell.refuse_removed();
CREATE TRIGGER refuse_removed AFTER INSERT ON shell.job REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shell.refuse_removed();
CREATE TRIGGER refuse_removed AFTER INSERT ON shell.answered REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shell.refuse_removed();

-- Each row that goes asks whether another refers to it: without an index that is a look at every row of the company, for every row.
CREATE INDEX entry_by_customer ON ledger.entry (company_id, customer_id);
CREATE INDEX entry_by_buyer ON ledger.entry (company_id, buyer_id) WHERE buyer_id IS NOT NULL;
CREATE INDEX entry_by_payer ON ledger.entry (company_id, payer_id) WHERE payer_id IS NOT NULL;
CREATE INDEX entry_by_reference ON ledger.entry (company_id, refers_to) WHERE refers_to IS NOT NULL;
CREATE INDEX customer_by_group ON customer.customer (company_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX delivery_by_act ON webhook.delivery (company_id, act_id);
