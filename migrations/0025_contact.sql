-- What is said with customers and how they pay (contact), and what each person does next (worklist).
--
-- Names, numbers, addresses and free text stand in rows that can be erased; a call is a fact and keeps the digest of what was written about it.

CREATE SCHEMA contact;
CREATE SCHEMA worklist;
GRANT USAGE ON SCHEMA contact, worklist TO {{app}};

-- Free text about a customer, of calls, notes and tasks. Erased together with its salt it leaves the facts as they were.
CREATE TABLE contact.text (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  text text,
  salt bytea,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  CHECK ((text IS NULL) = (salt IS NULL))
);
CREATE INDEX text_by_customer ON contact.text (company_id, customer_id);
CALL shell.guard('contact.text', 'register');

-- People at the customer.
CREATE TABLE contact.person (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  name text, -- null: erased
  role text COLLATE "C" NOT NULL CHECK (role IN ('accountsPayable', 'approver', 'management', 'buyer', 'other')),
  phone text,
  email text,
  language text COLLATE "C" CHECK (language IN ('fr', 'nl', 'de', 'en')),
  note text,
  main_since timestamptz, -- whom to ask first
  made_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  CHECK (main_since IS NULL OR removed_at IS NULL)
);
CREATE INDEX person_by_customer ON contact.person (company_id, customer_id, id);
CREATE UNIQUE INDEX person_main ON contact.person (company_id, customer_id) WHERE main_since IS NOT NULL;
CALL shell.guard('contact.person', 'register');

CREATE TABLE contact.call (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  at timestamptz NOT NULL CHECK (isfinite(at)),
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('reached', 'notReached', 'wrongContact', 'promise', 'dispute', 'documentMissing', 'refusal', 'alreadyPaid')),
  cause text COLLATE "C" CHECK (cause IN ('oversight', 'ourFault', 'dispute', 'dissatisfaction', 'distress', 'badFaith')),
  person_id uuid,
  complaint boolean, -- asked before the due day: is there any complaint?
  pays_on_day boolean, -- and: will it be paid on the day?
  text_id uuid,
  text_digest bytea CHECK (length(text_digest) = 32), -- sha256(salt ‖ text)
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, person_id) REFERENCES contact.person (company_id, id),
  FOREIGN KEY (company_id, text_id) REFERENCES contact.text (company_id, id),
  CHECK (outcome NOT IN ('notReached', 'wrongContact') OR (cause IS NULL AND complaint IS NULL AND pays_on_day IS NULL)),
  CHECK ((text_id IS NULL) = (text_digest IS NULL))
);
CREATE INDEX call_by_customer ON contact.call (company_id, customer_id, at);
CREATE INDEX call_by_person ON contact.call (company_id, person_id) WHERE person_id IS NOT NULL;
CREATE INDEX call_by_text ON contact.call (company_id, text_id) WHERE text_id IS NOT NULL;
CALL shell.guard('contact.call', 'fact');

-- The items that were spoken of.
CREATE TABLE contact.call_item (
  company_id int NOT NULL,
  call_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  PRIMARY KEY (company_id, call_id, entry_id, no),
  FOREIGN KEY (company_id, call_id) REFERENCES contact.call (company_id, id),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no)
);
CREATE INDEX call_item_by_item ON contact.call_item (company_id, entry_id, no);
CALL shell.guard('contact.call_item', 'fact');

CREATE TABLE contact.note (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  at timestamptz NOT NULL,
  text_id uuid NOT NULL,
  text_digest bytea NOT NULL CHECK (length(text_digest) = 32),
  mentions text[] NOT NULL, -- colleagues, as they were written after an @
  pinned_at timestamptz,
  act_id uuid NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, text_id) REFERENCES contact.text (company_id, id)
);
CREATE INDEX note_by_customer ON contact.note (company_id, customer_id, at);
CREATE INDEX note_by_text ON contact.note (company_id, text_id);
CALL shell.guard('contact.note', 'register');

-- How a customer pays: one row a customer, changed as it is learnt.
CREATE TABLE contact.habit (
  company_id int NOT NULL,
  customer_id uuid NOT NULL,
  portal text,
  purchase_order text COLLATE "C" CHECK (purchase_order IN ('none', 'wanted', 'required')),
  purchase_order_rule text,
  approver text,
  cut_off_day smallint CHECK (cut_off_day BETWEEN 1 AND 31),
  pay_days smallint[] NOT NULL,
  pay_weekdays smallint[] NOT NULL,
  closures jsonb NOT NULL,
  means text[] COLLATE "C" NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, customer_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id)
);
CALL shell.guard('contact.habit', 'register');

-- Of each customer that was called within `days` days: when and how last, how often in vain since somebody was reached, when a call before a due day was answered.
CREATE FUNCTION contact.last_calls(for_company int, as_of date, days int)
RETURNS TABLE (customer_id uuid, last_on date, outcome text, reached_on date, unreached int, before_due_on date)
LANGUAGE sql STABLE AS $$
  SELECT k.customer_id, max(k.day), (array_agg(k.outcome ORDER BY k.at DESC))[1], max(k.day) FILTER (WHERE k.reached),
         (count(*) FILTER (WHERE NOT k.reached AND k.at > coalesce(k.reached_at, '-infinity')))::int, max(k.day) FILTER (WHERE k.asked)
    FROM (SELECT c.customer_id, c.at, (c.at AT TIME ZONE 'UTC')::date AS day, c.outcome, c.outcome NOT IN ('notReached', 'wrongContact') AS reached,
                 c.complaint IS NOT NULL OR c.pays_on_day IS NOT NULL AS asked,
                 max(c.at) FILTER (WHERE c.outcome NOT IN ('notReached', 'wrongContact')) OVER (PARTITION BY c.customer_id) AS reached_at
            FROM contact.call c
           WHERE c.company_id = for_company AND c.at >= (as_of - days)::timestamp AT TIME ZONE 'UTC' AND c.at < (as_of + 1)::timestamp AT TIME ZONE 'UTC') k
   GROUP BY k.customer_id
$$;

-- ---------------------------------------------------------------- what is to be done

CREATE TABLE worklist.task (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  owner text COLLATE "C" NOT NULL CHECK (owner <> ''),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('call', 'write', 'document', 'answer', 'other')),
  due_on date NOT NULL,
  text_id uuid NOT NULL, -- why
  snoozed_until date,
  made_at timestamptz NOT NULL,
  act_id uuid NOT NULL,
  done_at timestamptz,
  done_act_id uuid,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, text_id) REFERENCES contact.text (company_id, id),
  CHECK ((done_at IS NULL) = (done_act_id IS NULL))
);
CREATE INDEX task_by_customer ON worklist.task (company_id, customer_id);
CREATE INDEX task_by_text ON worklist.task (company_id, text_id);
CREATE INDEX task_open ON worklist.task (company_id, due_on, id) WHERE done_at IS NULL;
CALL shell.guard('worklist.task', 'register');

-- Customers taken out of the worklist until a day; the newest row of a customer counts.
CREATE TABLE worklist.snooze (
  company_id int NOT NULL,
  customer_id uuid NOT NULL,
  id uuid NOT NULL,
  until_on date NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, customer_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id)
);
CALL shell.guard('worklist.snooze', 'fact');

-- How many invoices customers have settled by a day, and how many of them after they were due. An item closed on its own day (taken back, paid at once) says nothing.
CREATE FUNCTION ledger.settled_late(for_company int, customers uuid[], as_of date)
RETURNS TABLE (customer_id uuid, settled int, late int)
LANGUAGE sql STABLE AS $$
  SELECT i.customer_id, count(*)::int, (count(*) FILTER (WHERE i.closed_on > i.due_on))::int FROM ledger.open_item i
   WHERE i.company_id = for_company AND i.customer_id = ANY (customers) AND i.kind = 'invoice' AND i.side = 'debit' AND i.closed_on <= as_of AND i.closed_on > i.effective_on
   GROUP BY i.customer_id
$$;

REVOKE EXECUTE ON FUNCTION contact.last_calls(int, date, int), ledger.settled_late(int, uuid[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION contact.last_calls(int, date, int), ledger.settled_late(int, uuid[], date) TO {{app}};

-- Acts about one customer, the newest first, from before a place in that order: for its timeline. Definer's rights: under row-level security an index of what a
-- jsonb holds is never used; the company comes from the setting, and ids alone are told.
CREATE INDEX act_by_customer ON activity.act (company_id, (subject ->> 'customer'), at) WHERE subject ? 'customer';
CREATE FUNCTION activity.about(customer text, before_at timestamptz, before_id text, most int) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT a.id FROM activity.act a
         WHERE a.company_id = company.current() AND a.subject ? 'customer' AND a.subject ->> 'customer' = customer AND a.at <= before_at
           AND (a.at, a.id::text COLLATE "C") < (before_at, before_id) AND a.act NOT IN ('contact.called', 'contact.noted')
         ORDER BY a.at DESC, a.id DESC LIMIT most $$;
REVOKE EXECUTE ON FUNCTION activity.about(text, timestamptz, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION activity.about(text, timestamptz, text, int) TO {{app}};
