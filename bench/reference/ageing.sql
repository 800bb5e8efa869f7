-- What is open of each customer on the day $2, in the buckets 0, 30, 60, 90: the bare aggregate.
SELECT c.code, s.* FROM (
  SELECT i.customer_id, i.currency,
         sum(i.open) FILTER (WHERE i.side = 'debit') AS total, count(*) FILTER (WHERE i.side = 'debit') AS count, sum(i.open) FILTER (WHERE i.side = 'credit') AS credits,
         sum(i.open) FILTER (WHERE i.side = 'debit' AND i.due_on >= $2::date) AS a0, count(*) FILTER (WHERE i.side = 'debit' AND i.due_on >= $2::date) AS n0,
         sum(i.open) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date AND i.due_on >= $2::date - 30) AS a1, count(*) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date AND i.due_on >= $2::date - 30) AS n1,
         sum(i.open) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date - 30 AND i.due_on >= $2::date - 60) AS a2, count(*) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date - 30 AND i.due_on >= $2::date - 60) AS n2,
         sum(i.open) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date - 60 AND i.due_on >= $2::date - 90) AS a3, count(*) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date - 60 AND i.due_on >= $2::date - 90) AS n3,
         sum(i.open) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date - 90) AS a4, count(*) FILTER (WHERE i.side = 'debit' AND i.due_on < $2::date - 90) AS n4
    FROM ledger.open_item i
   WHERE i.company_id = $1 AND CASE WHEN i.closed_on IS NULL THEN 'infinity'::date ELSE i.closed_on END > $2::date AND i.effective_on <= $2::date
   GROUP BY i.customer_id, i.currency) s
  JOIN customer.customer c ON c.company_id = $1 AND c.id = s.customer_id
