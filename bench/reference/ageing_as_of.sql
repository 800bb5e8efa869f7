-- The same for a past day, recomputed from the facts alone: every instalment less every allocation by then.
SELECT c.code, s.* FROM (
  SELECT i.customer_id, i.currency, sum(i.open) AS total, count(*) AS count, NULL AS credits,
         sum(i.open) FILTER (WHERE i.due_on >= $2::date) AS a0, count(*) FILTER (WHERE i.due_on >= $2::date) AS n0,
         sum(i.open) FILTER (WHERE i.due_on < $2::date AND i.due_on >= $2::date - 30) AS a1, count(*) FILTER (WHERE i.due_on < $2::date AND i.due_on >= $2::date - 30) AS n1,
         sum(i.open) FILTER (WHERE i.due_on < $2::date - 30 AND i.due_on >= $2::date - 60) AS a2, count(*) FILTER (WHERE i.due_on < $2::date - 30 AND i.due_on >= $2::date - 60) AS n2,
         sum(i.open) FILTER (WHERE i.due_on < $2::date - 60 AND i.due_on >= $2::date - 90) AS a3, count(*) FILTER (WHERE i.due_on < $2::date - 60 AND i.due_on >= $2::date - 90) AS n3,
         sum(i.open) FILTER (WHERE i.due_on < $2::date - 90) AS a4, count(*) FILTER (WHERE i.due_on < $2::date - 90) AS n4
    FROM (SELECT e.customer_id, e.currency, p.due_on, p.amount - coalesce(sum(a.amount), 0) AS open
            FROM ledger.entry e
            JOIN ledger.instalment p ON p.company_id = $1 AND p.entry_id = e.id
            LEFT JOIN ledger.allocation a ON a.company_id = $1 AND a.debit_entry = p.entry_id AND a.debit_no = p.no AND a.effective_on <= $2::date
           WHERE e.company_id = $1 AND e.kind = 'invoice' AND e.effective_on <= $2::date
           GROUP BY e.id, e.customer_id, e.currency, p.no, p.due_on, p.amount) i
   WHERE i.open <> 0
   GROUP BY i.customer_id, i.currency) s
  JOIN customer.customer c ON c.company_id = $1 AND c.id = s.customer_id
