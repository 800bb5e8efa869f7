-- What a request asks of the database in one round trip: whose key it is, and the posting of what a program says.
--
-- Functions called alone, outside a transaction of ours, say first whose rows they may see. All have the caller's rights: every policy holds.

-- The company of this call. One that was chosen before is never switched under its transaction.
CREATE FUNCTION shell.choose(for_company int) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF company.current() <> for_company THEN RAISE EXCEPTION 'broken invariant: company % is chosen, not %', company.current(), for_company; END IF;
  PERFORM set_config('encours.company', for_company::text, true);
END $$;

-- A key in force, by its digest, with its company.
CREATE FUNCTION people.key_in_force(for_company int, sought bytea)
RETURNS TABLE (id uuid, name text, role text, scopes text[], start text, made_at timestamptz, code text, company_name text, country text, currency text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shell.choose(for_company);
  RETURN QUERY SELECT k.id, k.name, k.role, k.scopes, k.start, k.made_at, c.code, c.name, c.country, c.currency
    FROM people.api_key k JOIN company.company c ON c.id = for_company
   WHERE k.company_id = for_company AND k.digest = sought AND k.revoked_at IS NULL;
END $$;

-- One act, as activity.act.ts would write it.
CREATE FUNCTION activity.record(for_company int, act jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO activity.act (company_id, id, at, actor_kind, actor, on_behalf_of, act, subject)
  VALUES (for_company, (act ->> 'id')::uuid, (act ->> 'at')::timestamptz, act ->> 'kind', act ->> 'name', act ->> 'onBehalfOf', act ->> 'code', act -> 'subject')
$$;

-- Entries and their instalments; days in a closed period move to the first open one. A customer is named by its id, or by its code.
CREATE FUNCTION ledger.add_entries(for_company int, for_act uuid, recorded timestamptz, entries jsonb) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE closed date := ledger.closed_until(for_company); unknown text;
BEGIN
  INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, buyer_id, payer_id, currency, amount, effective_on, original_on,
                            value_on, settled_by, means, collection_on, refers_to, content, act_id, recorded_at)
  SELECT for_company, e.id, e.kind, e.side, coalesce(e.source, (SELECT c.default_source FROM company.company c WHERE c.id = for_company)), e.number,
         coalesce(e."customerId", c.id), e."buyerId", e."payerId", e.currency, e.amount, greatest(e."on", closed + 1), CASE WHEN e."on" <= closed THEN e."on" END,
         e."valueOn", e."settledBy", e.means, e."collectionOn", e."refersTo", md5(concat_ws('|', e.side, e.amount, e.currency, e."on"))::uuid, for_act, recorded
    FROM jsonb_to_recordset(entries) AS e(id uuid, kind text, side text, source text, number text, "customerId" uuid, customer text, "buyerId" uuid, "payerId" uuid,
         currency text, amount bigint, "on" date, "valueOn" date, "settledBy" text, means text, "collectionOn" date, "refersTo" uuid)
    LEFT JOIN customer.customer c ON c.company_id = for_company AND c.code = e.customer
   WHERE e."customerId" IS NOT NULL OR c.id IS NOT NULL;
  IF NOT FOUND OR EXISTS (SELECT FROM jsonb_array_elements(entries) e WHERE e ? 'customer') THEN
    SELECT e ->> 'customer' INTO unknown FROM jsonb_array_elements(entries) e
     WHERE e ? 'customer' AND NOT EXISTS (SELECT FROM customer.customer c WHERE c.company_id = for_company AND c.code = e ->> 'customer') LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'UNKNOWN_CUSTOMER' USING ERRCODE = 'EN007', DETAIL = json_build_object('code', unknown)::text; END IF;
  END IF;
  INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
  SELECT for_company, (e ->> 'id')::uuid, p.no, (p.part ->> 'dueOn')::date, (p.part ->> 'amount')::bigint
    FROM jsonb_array_elements(entries) e CROSS JOIN LATERAL jsonb_array_elements(e -> 'instalments') WITH ORDINALITY AS p(part, no);
END $$;

-- An act and its entries: what a program posts, in one round trip.
CREATE FUNCTION ledger.post_entries(for_company int, act jsonb, entries jsonb) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM shell.choose(for_company);
  PERFORM activity.record(for_company, act);
  PERFORM ledger.add_entries(for_company, (act ->> 'id')::uuid, (act ->> 'at')::timestamptz, entries);
END $$;

-- What was matched and booked here is little beside what imports bring: found without reading those.
CREATE INDEX allocation_here ON ledger.allocation (company_id, effective_on) WHERE origin = 'here';
CREATE INDEX entry_here ON ledger.entry (company_id, effective_on) WHERE source = 'here';

REVOKE EXECUTE ON FUNCTION shell.choose(int), people.key_in_force(int, bytea), activity.record(int, jsonb), ledger.add_entries(int, uuid, timestamptz, jsonb),
  ledger.post_entries(int, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shell.choose(int), people.key_in_force(int, bytea), activity.record(int, jsonb), ledger.add_entries(int, uuid, timestamptz, jsonb),
  ledger.post_entries(int, jsonb, jsonb) TO {{app}};
