-- The pace of large ledgers beside the policies of portfolios.

-- A row's policies are asked before whatever the planner does not know to keep to itself, and coalesce is such: with two policies on the table an index over it is not
-- used. CASE is known; the index and the question say the same with it.
DROP INDEX ledger.open_item_open_until;
CREATE INDEX open_item_open_until ON ledger.open_item (company_id, (CASE WHEN closed_on IS NULL THEN 'infinity'::date ELSE closed_on END));

CREATE OR REPLACE FUNCTION ledger.open_items(for_company int, as_of date)
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
     WHERE i.company_id = for_company AND i.effective_on <= as_of AND CASE WHEN i.closed_on IS NULL THEN 'infinity'::date ELSE i.closed_on END > as_of) o
   WHERE o.open <> 0
$$;

-- Whose books are read is looked up once a statement, not once a row.
DO $$
DECLARE part record; own record;
BEGIN
  FOR part IN SELECT format('%I.%I', schemaname, tablename) AS guarded, qual FROM pg_policies WHERE policyname = 'own_part' LOOP
    EXECUTE format('ALTER POLICY own_part ON %s USING (%s)', part.guarded, replace(part.qual, 'portfolio.part_company()', '(SELECT portfolio.part_company())'));
  END LOOP;
  FOR own IN SELECT format('%I.%I', p.schemaname, p.tablename) AS guarded, p.qual FROM pg_policies p
              WHERE p.policyname = 'own_company' AND EXISTS (SELECT FROM pg_policies s WHERE s.schemaname = p.schemaname AND s.tablename = p.tablename AND s.policyname = 'own_part') LOOP
    EXECUTE format('ALTER POLICY own_company ON %s USING (%s)', own.guarded, replace(own.qual, 'company.current()', '(SELECT company.current())'));
  END LOOP;
END $$;

CREATE INDEX entry_deposit_on ON ledger.entry (company_id, effective_on) WHERE kind = 'deposit';

-- The money that came in by payments and deposits, from a day on, to whom it was allocated; a payment that a closed period moved counts on the day it bore before.
CREATE FUNCTION ledger.money_arrived(for_company int, since date, until date) RETURNS TABLE (customer_id uuid, currency text, amount bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH came AS (
    SELECT p.id, p.currency, p.customer_id, p.original_on, p.effective_on, p.settled_by FROM ledger.entry p
     WHERE p.company_id = for_company AND p.kind = 'payment' AND p.effective_on >= since
    UNION ALL
    SELECT p.id, p.currency, p.customer_id, p.original_on, p.effective_on, p.settled_by FROM ledger.entry p
     WHERE p.company_id = for_company AND p.kind = 'deposit' AND p.effective_on >= since),
  cash AS (SELECT c.* FROM came c WHERE c.settled_by IN ('cash', 'unknown') AND coalesce(c.original_on, c.effective_on) BETWEEN since AND until)
  SELECT i.customer_id, c.currency, (CASE WHEN a.reverses IS NULL THEN a.amount ELSE -a.amount END)
    FROM cash c
    JOIN ledger.allocation a ON a.company_id = for_company AND a.credit_entry = c.id AND a.effective_on <= until
    JOIN ledger.open_item i ON i.company_id = for_company AND i.entry_id = a.debit_entry AND i.no = a.debit_no
   WHERE i.side = 'debit' AND i.kind NOT IN ('paymentReturn', 'refund', 'annulment')
  UNION ALL
  SELECT o.customer_id, o.currency, o.open
    FROM cash c JOIN ledger.open_items(for_company, until) o ON o.entry_id = c.id AND o.side = 'credit' AND o.kind = 'payment'
$$;
REVOKE EXECUTE ON FUNCTION ledger.money_arrived(int, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.money_arrived(int, date, date) TO {{app}};
