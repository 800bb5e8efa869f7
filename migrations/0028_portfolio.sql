-- Who has which customer, and who sees only those; what a company says of itself besides its books.
--
-- Somebody who sees a part of a company opens transactions in which no company is chosen, but a part of one: `encours.part` holds company, holder and day. A second policy
-- then shows rows of the customers entrusted to them, on the tables that are opened below, and on no other: what nobody opened stays empty. The policy stands after the
-- company's own, so that whoever has chosen a company never comes to it.

CREATE SCHEMA portfolio;
GRANT USAGE ON SCHEMA portfolio TO {{app}};

-- Entrusted to whom, from a day on and until the day before `until_on`; an empty span (until_on = from_on) never came into force. One collector at a time, any number of others.
CREATE TABLE portfolio.span (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  part text COLLATE "C" NOT NULL CHECK (part IN ('collector', 'sales', 'outside')),
  holder uuid, -- a member or a key; null: somebody without an account
  name text NOT NULL CHECK (name <> '' AND length(name) <= 100),
  from_on date NOT NULL,
  until_on date CHECK (until_on >= from_on),
  made_at timestamptz NOT NULL,
  act_id uuid NOT NULL,
  ended_act_id uuid,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id)
);
CREATE INDEX span_by_customer ON portfolio.span (company_id, customer_id, from_on);
CREATE INDEX span_by_holder ON portfolio.span (company_id, holder) WHERE holder IS NOT NULL;
CALL shell.guard('portfolio.span', 'register');

-- Who is away, and who looks after their customers and tasks meanwhile; both days count.
CREATE TABLE portfolio.hand_over (
  company_id int NOT NULL,
  id uuid NOT NULL,
  giver uuid, -- null: somebody without an account
  giver_name text NOT NULL CHECK (giver_name <> ''),
  taker uuid NOT NULL,
  taker_name text NOT NULL CHECK (taker_name <> '' AND taker_name <> giver_name),
  from_on date NOT NULL,
  until_on date NOT NULL CHECK (until_on >= from_on AND until_on <= from_on + 366),
  made_at timestamptz NOT NULL,
  act_id uuid NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX hand_over_by_taker ON portfolio.hand_over (company_id, taker);
CALL shell.guard('portfolio.hand_over', 'register');

-- Money to come in from a collector's customers in a month.
CREATE TABLE portfolio.target (
  company_id int NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  collector text COLLATE "C" NOT NULL CHECK (collector <> ''),
  currency text COLLATE "C" NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, month, collector, currency)
);
CALL shell.guard('portfolio.target', 'register');

-- Where customers pay to. One that ended stays.
CREATE TABLE company.bank_account (
  company_id int NOT NULL,
  id uuid NOT NULL,
  iban text COLLATE "C" NOT NULL CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$'),
  bic text COLLATE "C" CHECK (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  label text NOT NULL CHECK (length(label) <= 100),
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX bank_account_in_use ON company.bank_account (company_id, iban) WHERE ended_at IS NULL;
CALL shell.guard('company.bank_account', 'register');

-- Days on which nobody works here, besides week-ends and holidays.
CREATE TABLE company.closing_day (
  company_id int NOT NULL,
  on_day date NOT NULL,
  label text NOT NULL CHECK (length(label) <= 100),
  made_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (company_id, on_day)
);
CALL shell.guard('company.closing_day', 'register');
-- Whose holidays count: a country, or a part of one that has more ('FR-ALSACE-MOSELLE'). Null: the company's country.
ALTER TABLE company.company ADD COLUMN calendar text CHECK (calendar ~ '^[A-Z]{2}(-[A-Z]+)*$');

-- ---------------------------------------------------------------- who has which customer

-- The collectors entrusted by hand on a day, by customer; null: nobody. Customers never entrusted by hand are not here: theirs is whom the books named.
CREATE FUNCTION portfolio.collectors(for_company int, as_of date) RETURNS TABLE (customer_id uuid, holder uuid, name text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT DISTINCT ON (s.customer_id) s.customer_id, CASE WHEN s.until_on IS NULL OR s.until_on > as_of THEN s.holder END,
         CASE WHEN s.until_on IS NULL OR s.until_on > as_of THEN s.name END
    FROM portfolio.span s
   WHERE s.company_id = for_company AND s.part = 'collector' AND s.from_on <= as_of AND s.until_on IS DISTINCT FROM s.from_on
   ORDER BY s.customer_id, s.from_on DESC
$$;

-- ---------------------------------------------------------------- who sees a part

-- No SET clause: they must stay inlinable. Without a part: company 0, which is nobody's.
CREATE FUNCTION portfolio.part_company() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(split_part(current_setting('encours.part', true), ' ', 1), '')::int, 0) $$;
CREATE FUNCTION portfolio.part_holder() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(split_part(current_setting('encours.part', true), ' ', 2), '')::uuid $$;

-- The customers of the part: those entrusted to the holder on its day, or to somebody they stand in for. Read once a statement (a hashed list), or asked of one customer.
CREATE FUNCTION portfolio.part() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER COST 1 SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT s.customer_id), '{}')
    FROM (SELECT portfolio.part_company() AS company, portfolio.part_holder() AS holder, nullif(split_part(current_setting('encours.part', true), ' ', 3), '')::date AS day) p
    JOIN portfolio.span s ON s.company_id = p.company AND s.from_on <= p.day AND coalesce(s.until_on, 'infinity') > p.day
     AND (s.holder = p.holder OR s.holder IN (SELECT h.giver FROM portfolio.hand_over h
           WHERE h.company_id = p.company AND h.taker = p.holder AND h.withdrawn_at IS NULL AND p.day BETWEEN h.from_on AND h.until_on))
$$;
CREATE FUNCTION ledger.in_part(entry uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER COST 1 SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM ledger.entry e WHERE e.company_id = portfolio.part_company() AND e.id = entry AND e.customer_id = ANY (portfolio.part())) $$;
CREATE FUNCTION promise.in_part(promise uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER COST 1 SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM promise.promise p WHERE p.company_id = portfolio.part_company() AND p.id = promise AND p.customer_id = ANY (portfolio.part())) $$;
CREATE FUNCTION dispute.in_part(dispute uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER COST 1 SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM dispute.dispute d WHERE d.company_id = portfolio.part_company() AND d.id = dispute AND d.customer_id = ANY (portfolio.part())) $$;
CREATE FUNCTION contact.in_part(call uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER COST 1 SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM contact.call k WHERE k.company_id = portfolio.part_company() AND k.id = call AND k.customer_id = ANY (portfolio.part())) $$;

-- Opens a table to those who see a part: `seen` says which of the part's company's rows. Read only: what the books say. Else also written, of the same rows.
CREATE PROCEDURE portfolio.open_part(opened regclass, seen text, may text, company_column text DEFAULT 'company_id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY own_part ON %s FOR %s USING (%I = portfolio.part_company() AND %s)', opened, may, company_column, seen);
END $$;

DO $$
DECLARE mine text := '(%s IN (SELECT unnest(portfolio.part())))'; one text;
BEGIN
  CALL portfolio.open_part('company.company', 'true', 'SELECT', 'id');
  CALL portfolio.open_part('customer.customer', format(mine, 'id'), 'ALL');
  FOREACH one IN ARRAY ARRAY['customer.identifier', 'ledger.entry', 'ledger.open_item', 'ledger.turnover', 'portfolio.span'] LOOP
    CALL portfolio.open_part(one::regclass, format(mine, 'customer_id'), 'SELECT');
  END LOOP;
  FOREACH one IN ARRAY ARRAY['promise.promise', 'dispute.dispute', 'hold.hold', 'recovery.insolvency', 'contact.text', 'contact.person', 'contact.call', 'contact.note', 'contact.habit',
                             'worklist.task', 'worklist.snooze'] LOOP
    CALL portfolio.open_part(one::regclass, format(mine, 'customer_id'), 'ALL');
  END LOOP;
  FOREACH one IN ARRAY ARRAY['ledger.instalment', 'ledger.annulment', 'ledger.due_change', 'ledger.payment_event', 'ledger.payment_state'] LOOP
    CALL portfolio.open_part(one::regclass, 'ledger.in_part(entry_id)', 'SELECT');
  END LOOP;
  -- Which said turnover no longer counts: ids of acts alone.
  CALL portfolio.open_part('ledger.turnover_undone', 'true', 'SELECT');
  CALL portfolio.open_part('ledger.allocation', '(ledger.in_part(debit_entry) OR ledger.in_part(credit_entry))', 'SELECT');
  FOREACH one IN ARRAY ARRAY['promise.part', 'promise.item', 'promise.outcome'] LOOP
    CALL portfolio.open_part(one::regclass, 'promise.in_part(promise_id)', 'ALL');
  END LOOP;
  FOREACH one IN ARRAY ARRAY['dispute.line', 'dispute.shrink'] LOOP
    CALL portfolio.open_part(one::regclass, 'dispute.in_part(dispute_id)', 'ALL');
  END LOOP;
  CALL portfolio.open_part('dispute.disputed_item', 'ledger.in_part(entry_id)', 'ALL');
  CALL portfolio.open_part('contact.call_item', 'contact.in_part(call_id)', 'ALL');
  -- Acts about their customers, and no others: a change of anything else cannot be recorded, and so cannot be made.
  CALL portfolio.open_part('activity.act', '((subject ->> ''customer'') IN (SELECT unnest(portfolio.part())::text))', 'ALL');
  CALL portfolio.open_part('shell.answered', 'caller = portfolio.part_holder()', 'ALL');
END $$;
DROP PROCEDURE portfolio.open_part(regclass, text, text, text);

REVOKE EXECUTE ON FUNCTION portfolio.part(), ledger.in_part(uuid), promise.in_part(uuid), dispute.in_part(uuid), contact.in_part(uuid), portfolio.collectors(int, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portfolio.part_company(), portfolio.part_holder(), portfolio.part(), ledger.in_part(uuid), promise.in_part(uuid), dispute.in_part(uuid),
  contact.in_part(uuid), portfolio.collectors(int, date) TO {{app}};

-- ---------------------------------------------------------------- searches with the owner's rights: the company's, or the part's

CREATE OR REPLACE FUNCTION customer.search(sought text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT c.id FROM customer.customer c
     WHERE length(sought) >= 3 AND c.company_id = company.current() AND c.search_text LIKE '%' || regexp_replace(sought, '([\\%_])', '\\\1', 'g') || '%'
    UNION ALL
    SELECT c.id FROM customer.customer c WHERE length(sought) < 3 AND c.company_id = company.current() AND position(sought IN c.search_text) > 0
    UNION ALL
    SELECT c.id FROM customer.customer c
     WHERE company.current() IS NULL AND c.company_id = portfolio.part_company() AND c.id = ANY (portfolio.part()) AND position(sought IN c.search_text) > 0
  $$;

CREATE OR REPLACE FUNCTION customer.search_field(sought text[], most int) RETURNS TABLE (id uuid, because text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  patterns text[] := ARRAY(SELECT '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%' FROM unnest(sought) w);
  whole text := array_to_string(sought, ' ');
  plain text := upper(regexp_replace(whole, '[^a-z0-9]', '', 'g'));
  trigrams text := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
  mine int := coalesce(company.current(), portfolio.part_company());
  seen uuid[] := CASE WHEN company.current() IS NULL THEN portfolio.part() END;
  found uuid[];
BEGIN
  IF length(sought[1]) >= 3 THEN
    found := ARRAY(SELECT c.id FROM customer.customer c WHERE c.company_id = mine AND (seen IS NULL OR c.id = ANY (seen)) AND c.search_text LIKE patterns[1] AND c.search_text LIKE ALL (patterns)
                    ORDER BY starts_with(c.search_text, sought[1]) DESC, length(c.search_text), c.id LIMIT most);
  ELSE
    found := ARRAY(SELECT c.id FROM customer.customer c WHERE c.company_id = mine AND (seen IS NULL OR c.id = ANY (seen)) AND starts_with(c.search_text, sought[1]) AND c.search_text LIKE ALL (patterns)
                    ORDER BY length(c.search_text), c.id LIMIT most);
  END IF;
  RETURN QUERY SELECT f.id, 'name' FROM unnest(found) WITH ORDINALITY f (id, n) ORDER BY f.n;
  IF cardinality(found) < most AND length(plain) >= 5 THEN
    RETURN QUERY SELECT DISTINCT i.customer_id, 'identifier' FROM customer.identifier i
      WHERE i.company_id = mine AND (seen IS NULL OR i.customer_id = ANY (seen)) AND i.value >= plain AND i.value < plain || U&'\+10FFFF' AND NOT i.customer_id = ANY (found) LIMIT most - cardinality(found);
  END IF;
  IF cardinality(found) = 0 AND length(whole) >= 4 AND trigrams IS NOT NULL THEN
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.3', true);
    RETURN QUERY EXECUTE format('SELECT c.id, ''similar'' FROM customer.customer c WHERE c.company_id = $3 AND ($4 IS NULL OR c.id = ANY ($4)) AND $1 OPERATOR(%1$I.<%%) c.search_text
      ORDER BY %1$I.word_similarity($1, c.search_text) DESC, c.id LIMIT $2', trigrams) USING whole, most, mine, seen;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION ledger.search_numbers(sought text, most int) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  plain text := ledger.plain_number(sought);
  mine int := coalesce(company.current(), portfolio.part_company());
  seen uuid[] := CASE WHEN company.current() IS NULL THEN portfolio.part() END;
  found uuid[];
BEGIN
  IF plain = '' THEN RETURN; END IF;
  found := ARRAY(SELECT e.id FROM ledger.entry e
    WHERE e.company_id = mine AND (seen IS NULL OR e.customer_id = ANY (seen)) AND e.kind <> 'annulment' AND position('/settled/' IN e.number) = 0
      AND ledger.plain_number(e.number) >= plain AND ledger.plain_number(e.number) < plain || U&'\+10FFFF'
      AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = e.company_id AND a.entry_id = e.id)
    ORDER BY ledger.plain_number(e.number) LIMIT most);
  RETURN QUERY SELECT unnest(found);
  IF cardinality(found) < most AND length(plain) >= 3 THEN
    RETURN QUERY SELECT e.id FROM ledger.entry e
      WHERE e.company_id = mine AND (seen IS NULL OR e.customer_id = ANY (seen)) AND e.kind <> 'annulment' AND position('/settled/' IN e.number) = 0
        AND reverse(ledger.plain_number(e.number)) >= reverse(plain) AND reverse(ledger.plain_number(e.number)) < reverse(plain) || U&'\+10FFFF'
        AND NOT e.id = ANY (found) AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = e.company_id AND a.entry_id = e.id)
      ORDER BY reverse(ledger.plain_number(e.number)) LIMIT most - cardinality(found);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION activity.about(customer text, before_at timestamptz, before_id text, most int) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT a.id FROM activity.act a
         WHERE a.company_id = coalesce(company.current(), CASE WHEN customer::uuid = ANY (portfolio.part()) THEN portfolio.part_company() END)
           AND a.subject ? 'customer' AND a.subject ->> 'customer' = customer AND a.at <= before_at
           AND (a.at, a.id::text COLLATE "C") < (before_at, before_id) AND a.act NOT IN ('contact.called', 'contact.noted')
         ORDER BY a.at DESC, a.id DESC LIMIT most $$;
