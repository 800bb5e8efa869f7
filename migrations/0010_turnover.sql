-- Turnover a month as a source says it, for what was sold before its invoices are here. The last word on customer, month, currency and source counts.

CREATE TABLE ledger.turnover (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  currency text COLLATE "C" NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  source text COLLATE "C" NOT NULL,
  amount bigint NOT NULL, -- sold less credited, in minor units: a month may be negative
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, customer_id, currency, month, source, act_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id)
);
CALL shell.guard('ledger.turnover', 'fact');
CREATE INDEX turnover_by_act ON ledger.turnover (company_id, act_id);

-- Acts whose word on turnover was taken back: what they had replaced counts again.
CREATE TABLE ledger.turnover_undone (
  company_id int NOT NULL,
  said_by uuid NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, said_by)
);
CALL shell.guard('ledger.turnover_undone', 'fact');

-- What each source's last word is, as known by an instant ('infinity': as known now).
CREATE FUNCTION ledger.turnover_known(for_company int, known_at timestamptz)
RETURNS TABLE (customer_id uuid, currency text, month date, source text, amount bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT DISTINCT ON (t.customer_id, t.currency, t.month, t.source) t.customer_id, t.currency, t.month, t.source, t.amount
    FROM ledger.turnover t
   WHERE t.company_id = for_company AND t.recorded_at <= known_at
     AND NOT EXISTS (SELECT FROM ledger.turnover_undone u WHERE u.company_id = for_company AND u.said_by = t.act_id AND u.recorded_at <= known_at)
   ORDER BY t.customer_id, t.currency, t.month, t.source, t.recorded_at DESC, t.id DESC
$$;

-- What was sold on credit until `as_of`, in parts that add up by customer, currency and month, and how much of each after `since`. Where a source's
-- turnover of a month is more than its invoices here, the rest is a part of its own: an unfinished month or window counts by its days, halves up.
CREATE FUNCTION ledger.sales_by_month(for_company int, since date, as_of date, known_at timestamptz)
RETURNS TABLE (customer_id uuid, currency text, month date, amount numeric, recent numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH said AS MATERIALIZED (
    SELECT t.customer_id, t.currency, t.month, t.source, d.past, greatest(least(d.past, d.until - since), 0) AS past_recent,
           floor(t.amount::numeric * d.past / d.days + 0.5) AS amount
      FROM ledger.turnover_known(for_company, known_at) t
     CROSS JOIN LATERAL (SELECT (t.month + interval '1 month')::date - t.month AS days) m
     CROSS JOIN LATERAL (SELECT m.days, least(as_of - t.month + 1, m.days) AS past, least(as_of, t.month + m.days - 1) AS until) d
     WHERE t.month <= as_of),
  sold AS NOT MATERIALIZED (
    SELECT e.customer_id, e.currency, date_trunc('month', e.effective_on::timestamp)::date AS month, e.source, e.effective_on,
           CASE WHEN e.side = 'debit' THEN e.amount ELSE -e.amount END AS amount
      FROM ledger.entry e
     WHERE e.company_id = for_company AND e.kind IN ('invoice', 'creditNote') AND e.effective_on <= as_of AND e.recorded_at <= known_at
       AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = for_company AND a.entry_id = e.id AND a.recorded_at <= known_at))
  SELECT customer_id, currency, month, amount, CASE WHEN effective_on > since THEN amount ELSE 0 END FROM sold
  UNION ALL
  SELECT s.customer_id, s.currency, s.month, r.rest, floor(r.rest * s.past_recent / s.past + 0.5)
    FROM said s
    LEFT JOIN (SELECT o.customer_id, o.currency, o.month, o.source, sum(o.amount) AS amount FROM sold o JOIN said USING (customer_id, currency, month, source) GROUP BY 1, 2, 3, 4) i
      ON (i.customer_id, i.currency, i.month, i.source) = (s.customer_id, s.currency, s.month, s.source)
   CROSS JOIN LATERAL (SELECT greatest(s.amount - coalesce(i.amount, 0), 0) AS rest) r
   WHERE r.rest > 0
$$;
REVOKE EXECUTE ON FUNCTION ledger.turnover_known(int, timestamptz), ledger.sales_by_month(int, date, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.turnover_known(int, timestamptz), ledger.sales_by_month(int, date, date, timestamptz) TO {{app}};
-- Every use now asks by the month: what was sold a day is read from the entries themselves.
DROP FUNCTION ledger.credit_sales(int, date, timestamptz);

ALTER TABLE document.import DROP CONSTRAINT import_mode_check;
ALTER TABLE document.import ADD CONSTRAINT import_mode_check CHECK (mode IN ('journal', 'snapshot', 'turnover'));
