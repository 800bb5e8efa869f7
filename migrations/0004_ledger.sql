-- The ledger: facts that are only ever added, and the state that follows them. The only money tables.
-- Amounts are positive minor units of `currency`, with a side; net = debits − credits = the control account.

CREATE TABLE ledger.entry (
  company_id int NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('invoice', 'creditNote', 'payment', 'paymentReturn', 'refund', 'writeOff', 'deduction', 'exchangeDifference', 'deposit', 'annulment')),
  side text COLLATE "C" NOT NULL CHECK (side IN ('debit', 'credit')),
  source text COLLATE "C" NOT NULL,
  number text COLLATE "C" NOT NULL,
  life smallint NOT NULL DEFAULT 1 CHECK (life > 0), -- a key annulled (an import undone, a row replaced) may live again
  customer_id uuid NOT NULL, -- the invoiced party: whose account it stands on
  buyer_id uuid,
  payer_id uuid,
  currency text COLLATE "C" NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  effective_on date NOT NULL,
  original_on date, -- the day it bore before a closed period moved it
  value_on date,
  settled_by text COLLATE "C", -- what a credit settles with when it is allocated
  means text COLLATE "C" CHECK (means IN ('transfer', 'sddCore', 'sddB2b', 'cheque', 'lcr', 'bor', 'draft', 'card')),
  collection_on date, -- subject to collection until this day (maturity of a bill, end of a direct debit's return period)
  refers_to uuid,
  content uuid NOT NULL, -- digest of what the sender said: the same row again is skipped, another content is a conflict
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, source, kind, number, customer_id, life),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, buyer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, payer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, refers_to) REFERENCES ledger.entry (company_id, id),
  CHECK (settled_by IS NULL OR (side = 'credit' AND settled_by IN
    ('cash', 'creditNote', 'setOff', 'discount', 'factor', 'insurerIndemnity', 'guarantor', 'insolvencyDividend', 'agency', 'writeOff', 'deduction', 'exchangeDifference', 'annulment', 'unknown'))),
  CHECK ((side = 'credit') = (settled_by IS NOT NULL))
);
CALL shell.guard('ledger.entry', 'fact');

CREATE INDEX entry_by_act ON ledger.entry (company_id, act_id);
CREATE INDEX entry_moved ON ledger.entry (company_id, id) WHERE original_on IS NOT NULL;

-- Entries taken back whole: a counter-entry of kind 'annulment' on the same day closes them, so that they weigh on no day, as known now.
CREATE TABLE ledger.annulment (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, entry_id),
  FOREIGN KEY (company_id, entry_id) REFERENCES ledger.entry (company_id, id)
);
CALL shell.guard('ledger.annulment', 'fact');

CREATE TABLE ledger.instalment (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL CHECK (no > 0),
  due_on date NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (company_id, entry_id, no),
  FOREIGN KEY (company_id, entry_id) REFERENCES ledger.entry (company_id, id)
);
CALL shell.guard('ledger.instalment', 'fact');

CREATE TABLE ledger.allocation (
  company_id int NOT NULL,
  id uuid NOT NULL,
  debit_entry uuid NOT NULL,
  debit_no smallint NOT NULL,
  credit_entry uuid NOT NULL,
  credit_no smallint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  reverses uuid,
  settled_by text COLLATE "C" NOT NULL,
  origin text COLLATE "C" NOT NULL CHECK (origin IN ('import', 'here')),
  effective_on date NOT NULL,
  original_on date,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, debit_entry, debit_no) REFERENCES ledger.instalment (company_id, entry_id, no),
  FOREIGN KEY (company_id, credit_entry, credit_no) REFERENCES ledger.instalment (company_id, entry_id, no),
  FOREIGN KEY (company_id, reverses) REFERENCES ledger.allocation (company_id, id)
);
CREATE INDEX allocation_by_debit ON ledger.allocation (company_id, debit_entry, debit_no);
CREATE INDEX allocation_by_credit ON ledger.allocation (company_id, credit_entry, credit_no);
CREATE UNIQUE INDEX allocation_reversed_once ON ledger.allocation (company_id, reverses) WHERE reverses IS NOT NULL;
CALL shell.guard('ledger.allocation', 'fact');

CREATE TABLE ledger.due_change (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  id uuid NOT NULL,
  due_on date NOT NULL,
  effective_on date NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, entry_id, no, id),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no)
);
CALL shell.guard('ledger.due_change', 'fact');

-- What happened to a payment that was subject to collection: collected, discounted at the bank, or returned with a reason.
CREATE TABLE ledger.payment_event (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  id uuid NOT NULL,
  event text COLLATE "C" NOT NULL CHECK (event IN ('collected', 'discounted', 'returned')),
  reason text COLLATE "C",
  effective_on date NOT NULL,
  original_on date,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, entry_id, id),
  FOREIGN KEY (company_id, entry_id) REFERENCES ledger.entry (company_id, id),
  CHECK ((event = 'returned') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX payment_returned_once ON ledger.payment_event (company_id, entry_id) WHERE event = 'returned';
CALL shell.guard('ledger.payment_event', 'fact');

-- Closed periods: the newest row says up to which day the books are closed (a later row with an earlier day reopens).
CREATE TABLE ledger.period_close (
  company_id int NOT NULL,
  id uuid NOT NULL,
  closed_until date NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id)
);
CALL shell.guard('ledger.period_close', 'fact');

-- ---------------------------------------------------------------- state

CREATE TABLE ledger.open_item (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  customer_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  side text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  effective_on date NOT NULL,
  due_on date NOT NULL,
  due_moved_on date, -- effective day of the latest change of the due date
  gross bigint NOT NULL,
  open bigint NOT NULL,
  first_leg_on date, -- earliest and latest effective day of its allocations: when both lie on one side of D, no leg need be summed
  last_leg_on date,
  closed_on date, -- latest effective day of all legs when nothing is open; it only prunes
  PRIMARY KEY (company_id, entry_id, no),
  -- No foreign key: only the trigger on ledger.instalment writes it, from the very rows it would refer to; verify compares the two.
  CONSTRAINT open_within_gross CHECK (open BETWEEN 0 AND gross)
);
CREATE INDEX open_item_open_until ON ledger.open_item (company_id, (coalesce(closed_on, 'infinity'::date)));
CREATE INDEX open_item_by_customer ON ledger.open_item (company_id, customer_id);
CALL shell.guard('ledger.open_item', 'state');

CREATE TABLE ledger.payment_state (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  subject_from date NOT NULL,
  final_on date, -- the day from which it is final unless returned; null: subject to collection until somebody says so
  returned_on date,
  return_reason text,
  discounted_on date,
  PRIMARY KEY (company_id, entry_id),
  FOREIGN KEY (company_id, entry_id) REFERENCES ledger.entry (company_id, id)
);
CALL shell.guard('ledger.payment_state', 'state');

-- Items closed by matching here while the ERP, which owns matching, still shows them open: they wait for it until a day.
CREATE TABLE ledger.erp_wait (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  since_on date NOT NULL,
  until_on date NOT NULL,
  ended_on date,
  ended_because text COLLATE "C" CHECK (ended_because IN ('erpClosed', 'reopened', 'expired')),
  act_id uuid NOT NULL,
  PRIMARY KEY (company_id, entry_id, no, since_on),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no)
);
CALL shell.guard('ledger.erp_wait', 'register');

-- ---------------------------------------------------------------- functions that follow the facts (owner's rights)

CREATE FUNCTION ledger.closed_until(for_company int) RETURNS date LANGUAGE sql STABLE
  AS $$ SELECT p.closed_until FROM ledger.period_close p WHERE p.company_id = for_company ORDER BY p.recorded_at DESC, p.id DESC LIMIT 1 $$;

CREATE FUNCTION ledger.refuse_closed_period() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE early record;
BEGIN
  -- Held to the end of the posting: a period that closes waits for it, and what comes later sees the period closed.
  PERFORM pg_advisory_xact_lock_shared(hashtext('encours.period'), n.company_id) FROM (SELECT DISTINCT company_id FROM added ORDER BY 1) n;
  SELECT n.earliest, c.closed_until INTO early
    FROM (SELECT company_id, min(effective_on) AS earliest FROM added GROUP BY company_id) n, LATERAL (SELECT ledger.closed_until(n.company_id) AS closed_until) c
   WHERE n.earliest <= c.closed_until LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'PERIOD_CLOSED' USING ERRCODE = 'EN002', DETAIL = json_build_object('day', early.earliest, 'closedUntil', early.closed_until)::text;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger.await_postings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('encours.period'), n.company_id) FROM (SELECT DISTINCT company_id FROM added ORDER BY 1) n;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger.follow_instalments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- All parts of the entry, not only those just added: a part added later would make it owe more than it says.
  IF EXISTS (SELECT FROM (SELECT p.company_id, p.entry_id, sum(p.amount) AS total FROM ledger.instalment p
                           WHERE (p.company_id, p.entry_id) IN (SELECT company_id, entry_id FROM added) GROUP BY 1, 2) n
               JOIN ledger.entry e ON e.company_id = n.company_id AND e.id = n.entry_id WHERE e.amount <> n.total) THEN
    RAISE EXCEPTION 'INSTALMENTS_DIFFER' USING ERRCODE = 'EN003', DETAIL = '{}';
  END IF;
  INSERT INTO ledger.open_item (company_id, entry_id, no, customer_id, kind, side, currency, effective_on, due_on, gross, open, closed_on)
  SELECT n.company_id, n.entry_id, n.no, e.customer_id, e.kind, e.side, e.currency, e.effective_on, n.due_on, n.amount, n.amount,
         CASE WHEN n.amount = 0 THEN e.effective_on END
    FROM added n JOIN ledger.entry e ON e.company_id = n.company_id AND e.id = n.entry_id;
  RETURN NULL;
END $$;

-- Running totals with a CHECK, locked by the posting itself: the only guard that holds under concurrent sessions.
CREATE FUNCTION ledger.follow_allocations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE touched bigint; expected bigint; bad record;
BEGIN
  -- A reversal gives back what it reverses: same legs, same amount, not earlier.
  SELECT n.id INTO bad FROM added n LEFT JOIN ledger.allocation o ON o.company_id = n.company_id AND o.id = n.reverses
   WHERE n.reverses IS NOT NULL AND (o.reverses IS NOT NULL OR (o.debit_entry, o.debit_no, o.credit_entry, o.credit_no, o.amount) IS DISTINCT FROM
         (n.debit_entry, n.debit_no, n.credit_entry, n.credit_no, n.amount) OR n.effective_on < o.effective_on) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'REVERSAL_DIFFERS' USING ERRCODE = 'EN004', DETAIL = json_build_object('allocation', bad.id)::text; END IF;

  -- Always in the order of the key, so that two sessions never wait for each other.
  IF (SELECT count(*) FROM added) <= 1000 THEN
    PERFORM FROM ledger.open_item i
      WHERE (i.company_id, i.entry_id, i.no) IN (SELECT company_id, debit_entry, debit_no FROM added UNION SELECT company_id, credit_entry, credit_no FROM added)
      ORDER BY i.company_id, i.entry_id, i.no FOR UPDATE;
  END IF;

  WITH legs AS (
    SELECT company_id, entry_id, no, side, currency, sum(net) AS net, min(effective_on) AS first_on, max(effective_on) AS last_on FROM (
      SELECT company_id, debit_entry AS entry_id, debit_no AS no, 'debit' AS side, currency, CASE WHEN reverses IS NULL THEN amount ELSE -amount END AS net, effective_on FROM added
      UNION ALL
      SELECT company_id, credit_entry, credit_no, 'credit', currency, CASE WHEN reverses IS NULL THEN amount ELSE -amount END, effective_on FROM added) leg
    GROUP BY 1, 2, 3, 4, 5),
  moved AS (
    UPDATE ledger.open_item i SET
      open = i.open - l.net,
      first_leg_on = least(i.first_leg_on, l.first_on),
      last_leg_on = greatest(i.last_leg_on, l.last_on),
      closed_on = CASE WHEN i.open - l.net = 0 THEN greatest(i.effective_on, i.last_leg_on, l.last_on) END
    FROM legs l
    WHERE i.company_id = l.company_id AND i.entry_id = l.entry_id AND i.no = l.no AND i.side = l.side AND i.currency = l.currency AND l.first_on >= i.effective_on
    RETURNING 1)
  SELECT (SELECT count(*) FROM legs), (SELECT count(*) FROM moved) INTO expected, touched;
  IF touched <> expected THEN
    RAISE EXCEPTION 'ALLOCATION_MISFIT' USING ERRCODE = 'EN005', DETAIL = '{}';
  END IF;

  -- With reversals behind it an item could be over-allocated on a past day though not today.
  IF EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id IN (SELECT company_id FROM added) AND r.reverses IS NOT NULL) THEN
    SELECT d.entry_id, i.last_leg_on INTO bad FROM (
      SELECT l.company_id, l.entry_id, l.no, sum(sum(l.net)) OVER (PARTITION BY l.company_id, l.entry_id, l.no ORDER BY l.effective_on) AS allocated
        FROM (SELECT a.company_id, a.debit_entry AS entry_id, a.debit_no AS no, a.effective_on, CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END AS net
                FROM ledger.allocation a WHERE (a.company_id, a.debit_entry, a.debit_no) IN (SELECT company_id, debit_entry, debit_no FROM added)
              UNION ALL
              SELECT a.company_id, a.credit_entry, a.credit_no, a.effective_on, CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END
                FROM ledger.allocation a WHERE (a.company_id, a.credit_entry, a.credit_no) IN (SELECT company_id, credit_entry, credit_no FROM added)) l
       GROUP BY l.company_id, l.entry_id, l.no, l.effective_on) d
      JOIN ledger.open_item i ON i.company_id = d.company_id AND i.entry_id = d.entry_id AND i.no = d.no
     WHERE d.allocated > i.gross OR d.allocated < 0 LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'OVER_ALLOCATED_THEN' USING ERRCODE = 'EN006', DETAIL = json_build_object('entry', bad.entry_id, 'offered', bad.last_leg_on)::text; -- from that day on it fits
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger.follow_due_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Locked first, so that the next statement sees the changes of whoever had the item before.
  PERFORM FROM ledger.open_item i WHERE (i.company_id, i.entry_id, i.no) IN (SELECT company_id, entry_id, no FROM added)
    ORDER BY i.company_id, i.entry_id, i.no FOR UPDATE;
  UPDATE ledger.open_item i SET due_on = latest.due_on, due_moved_on = latest.effective_on
    FROM (SELECT DISTINCT ON (d.company_id, d.entry_id, d.no) d.* FROM ledger.due_change d
           WHERE (d.company_id, d.entry_id, d.no) IN (SELECT company_id, entry_id, no FROM added)
           ORDER BY d.company_id, d.entry_id, d.no, d.effective_on DESC, d.recorded_at DESC, d.id DESC) latest
   WHERE i.company_id = latest.company_id AND i.entry_id = latest.entry_id AND i.no = latest.no;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger.follow_payments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO ledger.payment_state (company_id, entry_id, subject_from, final_on)
  SELECT company_id, id, effective_on, collection_on FROM added WHERE kind IN ('payment', 'deposit') AND means IS NOT NULL AND means <> 'transfer';
  RETURN NULL;
END $$;

-- Rebuilt from all its events, not from the new ones alone: a return recorded after a collection keeps the day of the collection.
CREATE FUNCTION ledger.follow_payment_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO ledger.payment_state (company_id, entry_id, subject_from, final_on)
  SELECT DISTINCT e.company_id, e.id, e.effective_on, e.collection_on FROM added n JOIN ledger.entry e ON e.company_id = n.company_id AND e.id = n.entry_id
  ON CONFLICT DO NOTHING;
  PERFORM FROM ledger.payment_state s WHERE (s.company_id, s.entry_id) IN (SELECT company_id, entry_id FROM added)
    ORDER BY s.company_id, s.entry_id FOR UPDATE;
  UPDATE ledger.payment_state s SET final_on = coalesce(v.collected_on, e.collection_on), returned_on = v.returned_on, return_reason = v.reason, discounted_on = v.discounted_on
    FROM (SELECT v.company_id, v.entry_id, min(v.effective_on) FILTER (WHERE v.event = 'collected') AS collected_on,
                 min(v.effective_on) FILTER (WHERE v.event = 'returned') AS returned_on, min(v.reason) AS reason,
                 min(v.effective_on) FILTER (WHERE v.event = 'discounted') AS discounted_on
            FROM ledger.payment_event v WHERE (v.company_id, v.entry_id) IN (SELECT company_id, entry_id FROM added) GROUP BY 1, 2) v
    JOIN ledger.entry e ON e.company_id = v.company_id AND e.id = v.entry_id
   WHERE s.company_id = v.company_id AND s.entry_id = v.entry_id;
  RETURN NULL;
END $$;

CREATE TRIGGER await_postings AFTER INSERT ON ledger.period_close REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.await_postings();
CREATE TRIGGER closed_period AFTER INSERT ON ledger.entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_closed_period();
CREATE TRIGGER follow_payments AFTER INSERT ON ledger.entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.follow_payments();
CREATE TRIGGER follow AFTER INSERT ON ledger.instalment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.follow_instalments();
CREATE TRIGGER closed_period AFTER INSERT ON ledger.allocation REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_closed_period();
CREATE TRIGGER follow AFTER INSERT ON ledger.allocation REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.follow_allocations();
CREATE TRIGGER closed_period AFTER INSERT ON ledger.due_change REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_closed_period();
CREATE TRIGGER follow AFTER INSERT ON ledger.due_change REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.follow_due_changes();
CREATE TRIGGER closed_period AFTER INSERT ON ledger.payment_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_closed_period();
CREATE TRIGGER follow AFTER INSERT ON ledger.payment_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.follow_payment_events();

-- After a large posting the planner must know of it at once, not when the server next looks around; only an owner may ANALYZE.
CREATE FUNCTION ledger.refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  ANALYZE customer.customer, ledger.entry, ledger.instalment, ledger.allocation, ledger.open_item;
END $$;

-- ---------------------------------------------------------------- what is open (the one source)

-- Due day and sum of the legs on a past day, for the few items that changed since: calls, so that the many others cost one comparison.
CREATE FUNCTION ledger.due_then(for_company int, for_entry uuid, for_no smallint, as_of date) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE COST 10 AS $$
  SELECT coalesce(
    (SELECT d.due_on FROM ledger.due_change d WHERE d.company_id = for_company AND d.entry_id = for_entry AND d.no = for_no AND d.effective_on <= as_of
      ORDER BY d.effective_on DESC, d.recorded_at DESC, d.id DESC LIMIT 1),
    (SELECT s.due_on FROM ledger.instalment s WHERE s.company_id = for_company AND s.entry_id = for_entry AND s.no = for_no))
$$;

CREATE FUNCTION ledger.allocated_then(for_company int, for_entry uuid, for_no smallint, for_side text, as_of date) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE COST 10 AS $$
  SELECT coalesce(sum(l.net), 0)::bigint FROM (
    SELECT CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END AS net FROM ledger.allocation a
     WHERE for_side = 'debit' AND a.company_id = for_company AND a.debit_entry = for_entry AND a.debit_no = for_no AND a.effective_on <= as_of
    UNION ALL
    SELECT CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END FROM ledger.allocation a
     WHERE for_side = 'credit' AND a.company_id = for_company AND a.credit_entry = for_entry AND a.credit_no = for_no AND a.effective_on <= as_of) l
$$;

-- Every item with something open at the end of `as_of`, as known now. Invoker's rights and one SELECT, so that it is inlined.
CREATE FUNCTION ledger.open_items(for_company int, as_of date)
RETURNS TABLE (entry_id uuid, no smallint, customer_id uuid, kind text, side text, currency text, effective_on date, due_on date, gross bigint, open bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT o.entry_id, o.no, o.customer_id, o.kind, o.side, o.currency, o.effective_on, o.due_on, o.gross, o.open FROM (
    SELECT i.entry_id, i.no, i.customer_id, i.kind, i.side, i.currency, i.effective_on,
           CASE WHEN i.due_moved_on IS NULL OR i.due_moved_on <= as_of THEN i.due_on ELSE ledger.due_then(for_company, i.entry_id, i.no, as_of) END AS due_on,
           i.gross,
           CASE WHEN i.last_leg_on IS NULL OR i.last_leg_on <= as_of THEN i.open
                WHEN i.first_leg_on > as_of THEN i.gross
                ELSE i.gross - ledger.allocated_then(for_company, i.entry_id, i.no, i.side, as_of) END AS open
      FROM ledger.open_item i
     WHERE i.company_id = for_company AND i.effective_on <= as_of AND coalesce(i.closed_on, 'infinity'::date) > as_of) o
   WHERE o.open <> 0
$$;

-- The same, as it was known at an instant: only facts recorded by then count. Rebuilt from the facts, since state is as known now.
CREATE FUNCTION ledger.open_items_known(for_company int, as_of date, known_at timestamptz)
RETURNS TABLE (entry_id uuid, no smallint, customer_id uuid, kind text, side text, currency text, effective_on date, due_on date, gross bigint, open bigint)
LANGUAGE sql STABLE AS $$
  SELECT o.entry_id, o.no, o.customer_id, o.kind, o.side, o.currency, o.effective_on, o.due_on, o.gross, o.open FROM (
    SELECT e.id AS entry_id, s.no, e.customer_id, e.kind, e.side, e.currency, e.effective_on,
           coalesce((SELECT d.due_on FROM ledger.due_change d WHERE d.company_id = for_company AND d.entry_id = e.id AND d.no = s.no AND d.effective_on <= as_of AND d.recorded_at <= known_at
                      ORDER BY d.effective_on DESC, d.recorded_at DESC, d.id DESC LIMIT 1), s.due_on) AS due_on,
           s.amount AS gross, (s.amount - coalesce(l.allocated, 0))::bigint AS open
      FROM ledger.entry e
      JOIN ledger.instalment s ON s.company_id = for_company AND s.entry_id = e.id
      LEFT JOIN (SELECT x.entry_id, x.no, sum(x.net) AS allocated FROM (
                   SELECT a.debit_entry AS entry_id, a.debit_no AS no, CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END AS net FROM ledger.allocation a
                    WHERE a.company_id = for_company AND a.effective_on <= as_of AND a.recorded_at <= known_at
                   UNION ALL
                   SELECT a.credit_entry, a.credit_no, CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END FROM ledger.allocation a
                    WHERE a.company_id = for_company AND a.effective_on <= as_of AND a.recorded_at <= known_at) x GROUP BY 1, 2) l
             ON l.entry_id = e.id AND l.no = s.no
     WHERE e.company_id = for_company AND e.effective_on <= as_of AND e.recorded_at <= known_at) o
   WHERE o.open <> 0
$$;

-- What was sold on credit, tax included: invoices less credit notes, each on its day; known by an instant ('infinity': as known now).
CREATE FUNCTION ledger.credit_sales(for_company int, as_of date, known_at timestamptz)
RETURNS TABLE (customer_id uuid, currency text, effective_on date, amount bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT e.customer_id, e.currency, e.effective_on, CASE WHEN e.side = 'debit' THEN e.amount ELSE -e.amount END
    FROM ledger.entry e
   WHERE e.company_id = for_company AND e.kind IN ('invoice', 'creditNote') AND e.effective_on <= as_of AND e.recorded_at <= known_at
     AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = for_company AND a.entry_id = e.id AND a.recorded_at <= known_at)
$$;

-- Invoices wholly settled by `as_of` of which some part came in as money (or was seen closed, nobody said how), as known now. Paid on the day of
-- the last such part; a part taken back by then does not count. Most items were settled on one day, all before: their state says which, and one
-- look at their allocations whether there was money; the others are summed.
CREATE FUNCTION ledger.paid_items(for_company int, as_of date)
RETURNS TABLE (customer_id uuid, currency text, issued_on date, due_on date, gross bigint, paid_on date)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.customer_id, p.currency, coalesce(e.original_on, p.effective_on),
         CASE WHEN p.due_moved_on IS NULL OR p.due_moved_on <= as_of THEN p.due_on ELSE ledger.due_then(for_company, p.entry_id, p.no, as_of) END, p.gross, p.paid_on
    FROM (SELECT i.entry_id, i.no, i.customer_id, i.currency, i.effective_on, i.due_on, i.due_moved_on, i.gross, i.last_leg_on AS paid_on
            FROM ledger.open_item i
           WHERE i.company_id = for_company AND i.kind = 'invoice' AND i.side = 'debit' AND i.closed_on <= as_of AND i.last_leg_on <= as_of AND NOT i.first_leg_on < i.last_leg_on
             AND EXISTS (SELECT FROM ledger.allocation a WHERE a.company_id = for_company AND a.debit_entry = i.entry_id AND a.debit_no = i.no
                          AND a.reverses IS NULL AND a.settled_by IN ('cash', 'unknown')
                          AND NOT EXISTS (SELECT FROM ledger.allocation r WHERE r.company_id = for_company AND r.reverses = a.id))
          UNION ALL
          SELECT i.entry_id, i.no, i.customer_id, i.currency, i.effective_on, i.due_on, i.due_moved_on, i.gross, l.paid_on
            FROM ledger.open_item i
            JOIN (SELECT a.debit_entry, a.debit_no, sum(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END) AS allocated,
                         max(a.effective_on) FILTER (WHERE a.reverses IS NULL AND r.id IS NULL AND a.settled_by IN ('cash', 'unknown')) AS paid_on
                    FROM ledger.open_item m
                    JOIN ledger.allocation a ON a.company_id = for_company AND a.debit_entry = m.entry_id AND a.debit_no = m.no AND a.effective_on <= as_of
                    LEFT JOIN ledger.allocation r ON r.company_id = for_company AND r.reverses = a.id AND r.effective_on <= as_of
                   WHERE m.company_id = for_company AND m.kind = 'invoice' AND m.side = 'debit' AND m.first_leg_on < m.last_leg_on AND m.first_leg_on <= as_of
                   GROUP BY a.debit_entry, a.debit_no) l ON l.debit_entry = i.entry_id AND l.debit_no = i.no
           WHERE i.company_id = for_company AND i.kind = 'invoice' AND i.side = 'debit' AND i.first_leg_on < i.last_leg_on AND i.first_leg_on <= as_of
             AND l.allocated = i.gross AND l.paid_on IS NOT NULL) p
    LEFT JOIN ledger.entry e ON e.company_id = for_company AND e.id = p.entry_id AND e.original_on IS NOT NULL
$$;

-- The same, as it was known at an instant: from the facts alone.
CREATE FUNCTION ledger.paid_items_known(for_company int, as_of date, known_at timestamptz)
RETURNS TABLE (customer_id uuid, currency text, issued_on date, due_on date, gross bigint, paid_on date)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT e.customer_id, e.currency, coalesce(e.original_on, e.effective_on), coalesce(d.due_on, s.due_on), s.amount, l.paid_on
    FROM (SELECT a.debit_entry, a.debit_no, sum(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END) AS allocated,
                 max(a.effective_on) FILTER (WHERE a.reverses IS NULL AND r.id IS NULL AND a.settled_by IN ('cash', 'unknown')) AS paid_on
            FROM ledger.allocation a
            LEFT JOIN ledger.allocation r ON r.company_id = for_company AND r.reverses = a.id AND r.effective_on <= as_of AND r.recorded_at <= known_at
           WHERE a.company_id = for_company AND a.effective_on <= as_of AND a.recorded_at <= known_at
           GROUP BY a.debit_entry, a.debit_no) l
    JOIN ledger.instalment s ON s.company_id = for_company AND s.entry_id = l.debit_entry AND s.no = l.debit_no AND s.amount = l.allocated
    JOIN ledger.entry e ON e.company_id = for_company AND e.id = l.debit_entry AND e.kind = 'invoice' AND e.side = 'debit'
    LEFT JOIN (SELECT DISTINCT ON (c.entry_id, c.no) c.entry_id, c.no, c.due_on FROM ledger.due_change c
                WHERE c.company_id = for_company AND c.effective_on <= as_of AND c.recorded_at <= known_at
                ORDER BY c.entry_id, c.no, c.effective_on DESC, c.recorded_at DESC, c.id DESC) d ON d.entry_id = s.entry_id AND d.no = s.no
   WHERE l.paid_on IS NOT NULL
$$;

-- Payments taken in but not yet final on `as_of` (bills not matured or discounted, direct debits still returnable): settled, yet still a risk.
-- A transfer is final when it arrives, even one that is called back later.
CREATE FUNCTION ledger.subject_to_collection(for_company int, as_of date)
RETURNS TABLE (entry_id uuid, customer_id uuid, currency text, amount bigint, means text, final_on date, discounted boolean)
LANGUAGE sql STABLE AS $$
  SELECT e.id, e.customer_id, e.currency, e.amount, e.means, s.final_on, coalesce(s.discounted_on <= as_of, false)
    FROM ledger.payment_state s JOIN ledger.entry e ON e.company_id = for_company AND e.id = s.entry_id
   WHERE s.company_id = for_company AND e.means <> 'transfer' AND s.subject_from <= as_of AND coalesce(s.final_on, 'infinity'::date) > as_of AND coalesce(s.returned_on, 'infinity'::date) > as_of
     AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = for_company AND a.entry_id = s.entry_id)
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.closed_until(int), ledger.refresh_statistics(), ledger.open_items(int, date), ledger.open_items_known(int, date, timestamptz), ledger.subject_to_collection(int, date),
  ledger.due_then(int, uuid, smallint, date), ledger.allocated_then(int, uuid, smallint, text, date), ledger.credit_sales(int, date, timestamptz),
  ledger.paid_items(int, date), ledger.paid_items_known(int, date, timestamptz) TO {{app}};
