-- What an import has brought about, whoever did it: every invoice with its customer, days and amount, and what is open of it.
SELECT count(*) AS invoices, sum(hashtextextended(concat_ws('|', c.code, e.number, e.currency, e.amount, e.effective_on, p.no, p.due_on, p.amount, o.open, o.due_on), 0)::numeric) AS content
  FROM ledger.entry e
  JOIN customer.customer c ON c.company_id = e.company_id AND c.id = e.customer_id
  JOIN ledger.instalment p ON p.company_id = e.company_id AND p.entry_id = e.id
  JOIN ledger.open_item o ON o.company_id = p.company_id AND o.entry_id = p.entry_id AND o.no = p.no
 WHERE e.kind = 'invoice'
