-- A reversal cannot itself be reversed. Where it was a mistake from the start (an import undone had reopened an item), the days it spans are made
-- right by a pair of one act: an allocation on the reversal's day, and its reversal dated back to the day of what had been reversed. On every day
-- the four add up to nothing; a new allocation then says what holds.

CREATE OR REPLACE FUNCTION ledger.follow_allocations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE touched bigint; expected bigint; bad record;
BEGIN
  -- A reversal gives back what it reverses: same legs, same amount, not earlier; only an allocation made in the same breath may be reversed on an earlier day (a correction).
  SELECT n.id INTO bad FROM added n LEFT JOIN ledger.allocation o ON o.company_id = n.company_id AND o.id = n.reverses
   WHERE n.reverses IS NOT NULL AND (o.reverses IS NOT NULL OR (o.debit_entry, o.debit_no, o.credit_entry, o.credit_no, o.amount) IS DISTINCT FROM
         (n.debit_entry, n.debit_no, n.credit_entry, n.credit_no, n.amount) OR (n.effective_on < o.effective_on AND NOT EXISTS (SELECT FROM added x WHERE x.company_id = o.company_id AND x.id = o.id))) LIMIT 1;
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
