-- The small rooms of collecting: promises to pay, disputes, holds, insolvencies. Each state is a row with who, when and why; none of it touches the ledger,
-- and names and free text stand in rows that can be erased.

CREATE SCHEMA promise;
CREATE SCHEMA dispute;
CREATE SCHEMA hold;
CREATE SCHEMA recovery;
GRANT USAGE ON SCHEMA promise, dispute, hold, recovery TO {{app}};

-- ---------------------------------------------------------------- promises to pay

CREATE TABLE promise.promise (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  currency text COLLATE "C" NOT NULL,
  said_on date NOT NULL,
  said_how text COLLATE "C" NOT NULL CHECK (said_how IN ('call', 'mail', 'letter', 'visit', 'portal', 'other')),
  said_by text, -- who at the customer's; erasable
  taken_by text NOT NULL,
  grace_days smallint NOT NULL CHECK (grace_days BETWEEN 0 AND 30),
  made_at timestamptz NOT NULL,
  withdrawn_on date,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_because text, -- erasable
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  CHECK ((withdrawn_on IS NULL) = (withdrawn_at IS NULL))
);
CREATE INDEX promise_by_customer ON promise.promise (company_id, customer_id);
CALL shell.guard('promise.promise', 'register');

CREATE TABLE promise.part (
  company_id int NOT NULL,
  promise_id uuid NOT NULL,
  no smallint NOT NULL CHECK (no > 0),
  due_on date NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (company_id, promise_id, no),
  FOREIGN KEY (company_id, promise_id) REFERENCES promise.promise (company_id, id)
);
CALL shell.guard('promise.part', 'fact');

-- What it was said for; none: for the account.
CREATE TABLE promise.item (
  company_id int NOT NULL,
  promise_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  PRIMARY KEY (company_id, promise_id, entry_id, no),
  FOREIGN KEY (company_id, promise_id) REFERENCES promise.promise (company_id, id),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no)
);
CREATE INDEX item_by_entry ON promise.item (company_id, entry_id, no);
CALL shell.guard('promise.item', 'fact');

-- What was told of it, each once. The list never reads it: it asks the money.
CREATE TABLE promise.outcome (
  company_id int NOT NULL,
  promise_id uuid NOT NULL,
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('kept', 'partlyKept', 'broken')),
  reached_on date NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, promise_id, outcome),
  FOREIGN KEY (company_id, promise_id) REFERENCES promise.promise (company_id, id)
);
CALL shell.guard('promise.outcome', 'fact');

-- Money that came in for some customers from a day on, as it lies at the end of `as_of`: what is set against an item belongs to the item's customer, what is
-- not to the payment's. A payment that came back, was refunded or taken back stands against that and is not here.
CREATE FUNCTION ledger.money_received(for_company int, for_customers uuid[], since date, as_of date)
RETURNS TABLE (customer_id uuid, payment_id uuid, currency text, arrived_on date, entry_id uuid, no smallint, amount bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT i.customer_id, p.id, p.currency, coalesce(p.original_on, p.effective_on), i.entry_id, i.no, sum(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)::bigint
    FROM ledger.open_item i
    JOIN ledger.allocation a ON a.company_id = for_company AND a.debit_entry = i.entry_id AND a.debit_no = i.no AND a.effective_on <= as_of
    JOIN ledger.entry p ON p.company_id = for_company AND p.id = a.credit_entry
   WHERE i.company_id = for_company AND i.customer_id = ANY (for_customers) AND i.last_leg_on >= since
     AND i.side = 'debit' AND i.kind NOT IN ('paymentReturn', 'refund', 'annulment')
     AND p.kind IN ('payment', 'deposit') AND p.settled_by IN ('cash', 'unknown') AND coalesce(p.original_on, p.effective_on) >= since
   GROUP BY i.customer_id, p.id, p.currency, coalesce(p.original_on, p.effective_on), i.entry_id, i.no
  HAVING sum(CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END) > 0
  UNION ALL
  SELECT o.customer_id, o.entry_id, o.currency, coalesce(p.original_on, p.effective_on), NULL, NULL, o.open
    FROM ledger.open_items(for_company, as_of) o
    JOIN ledger.entry p ON p.company_id = for_company AND p.id = o.entry_id
   WHERE o.customer_id = ANY (for_customers) AND o.side = 'credit' AND o.kind = 'payment' AND p.settled_by IN ('cash', 'unknown')
     AND coalesce(p.original_on, p.effective_on) >= since
$$;
REVOKE EXECUTE ON FUNCTION ledger.money_received(int, uuid[], date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.money_received(int, uuid[], date, date) TO {{app}};

-- ---------------------------------------------------------------- disputes

CREATE TABLE dispute.dispute (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  currency text COLLATE "C" NOT NULL,
  cause text COLLATE "C" NOT NULL CHECK (cause IN ('price', 'quantity', 'quality', 'delivery', 'documentMissing', 'notOrdered', 'alreadyPaid', 'other')),
  description text NOT NULL, -- erasable
  resolver text, -- who clears it up
  due_on date,
  opened_on date NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  closed_on date,
  closed_at timestamptz,
  closed_by text,
  outcome text COLLATE "C" CHECK (outcome IN ('creditNote', 'upheld', 'withdrawn', 'settled')),
  closing text, -- in words; erasable
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  CHECK ((closed_on IS NULL) = (outcome IS NULL) AND (closed_on IS NULL) = (closed_at IS NULL)),
  CHECK (closed_on >= opened_on)
);
CREATE INDEX dispute_by_customer ON dispute.dispute (company_id, customer_id);
CREATE INDEX dispute_open ON dispute.dispute (company_id, id) WHERE closed_on IS NULL;
CALL shell.guard('dispute.dispute', 'register');

CREATE TABLE dispute.line (
  company_id int NOT NULL,
  dispute_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  claimed bigint NOT NULL CHECK (claimed > 0), -- as it was opened
  PRIMARY KEY (company_id, dispute_id, entry_id, no),
  FOREIGN KEY (company_id, dispute_id) REFERENCES dispute.dispute (company_id, id),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no)
);
CREATE INDEX line_by_entry ON dispute.line (company_id, entry_id, no);
CALL shell.guard('dispute.line', 'fact');

-- What is left of a line from a day on, since less is open than was disputed.
CREATE TABLE dispute.shrink (
  company_id int NOT NULL,
  dispute_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  effective_on date NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, dispute_id, entry_id, no, id),
  FOREIGN KEY (company_id, dispute_id, entry_id, no) REFERENCES dispute.line (company_id, dispute_id, entry_id, no)
);
CALL shell.guard('dispute.shrink', 'fact');

-- What is disputed of an item by all its open disputes together: locked by whoever opens, shrinks or closes one.
CREATE TABLE dispute.disputed_item (
  company_id int NOT NULL,
  entry_id uuid NOT NULL,
  no smallint NOT NULL,
  disputed bigint NOT NULL CHECK (disputed >= 0),
  PRIMARY KEY (company_id, entry_id, no),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no)
);
CALL shell.guard('dispute.disputed_item', 'register');

-- ---------------------------------------------------------------- holds

CREATE TABLE hold.hold (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  entry_id uuid, -- null: all of the customer
  no smallint,
  reason text COLLATE "C" NOT NULL CHECK (reason IN ('commercialGesture', 'awaitingCreditNote', 'managementDecision', 'other')),
  note text, -- erasable
  from_on date NOT NULL,
  until_on date NOT NULL,
  placed_at timestamptz NOT NULL,
  placed_by text NOT NULL,
  lifted_on date,
  lifted_at timestamptz,
  lifted_by text,
  lifted_because text, -- erasable
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no),
  CHECK ((entry_id IS NULL) = (no IS NULL)),
  CHECK (until_on BETWEEN from_on AND from_on + 366),
  CHECK ((lifted_on IS NULL) = (lifted_at IS NULL))
);
CREATE INDEX hold_by_customer ON hold.hold (company_id, customer_id);
CREATE INDEX hold_by_entry ON hold.hold (company_id, entry_id, no) WHERE entry_id IS NOT NULL;
CALL shell.guard('hold.hold', 'register');

-- ---------------------------------------------------------------- insolvencies

CREATE TABLE recovery.insolvency (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][A-Za-z]*$'),
  judged_on date NOT NULL, -- the legal date of the judgment that opens it
  court text,
  reference text,
  source text NOT NULL, -- where it was read
  ended_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  CHECK (ended_on >= judged_on)
);
CREATE INDEX insolvency_by_customer ON recovery.insolvency (company_id, customer_id);
CALL shell.guard('recovery.insolvency', 'register');
