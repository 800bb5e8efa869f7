-- A journal brought in with no question asked: COPY, then bare INSERT … SELECT into the same tables, their keys and triggers as they are.
CREATE TEMP TABLE brought (line int GENERATED ALWAYS AS IDENTITY, customer_code text COLLATE "C", number text COLLATE "C", issued_on date, due_on date, amount numeric) ON COMMIT DROP;

COPY pg_temp.brought (customer_code, number, issued_on, due_on, amount) FROM STDIN (FORMAT csv, HEADER);

ANALYZE pg_temp.brought;

INSERT INTO customer.customer (company_id, id, code, name, search_text)
SELECT company.current(), ('00000000-0000-7000-8000-' || lpad(to_hex(row_number() OVER ()), 12, '0'))::uuid, b.customer_code, b.customer_code, lower(b.customer_code)
  FROM (SELECT DISTINCT customer_code FROM pg_temp.brought) b;

INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, content, act_id)
SELECT company.current(), ('00000000-0000-7000-9000-' || lpad(to_hex(b.line), 12, '0'))::uuid, 'invoice', 'debit', 'main', b.number, c.id, 'EUR', b.amount * 100, b.issued_on, c.id, c.id
  FROM pg_temp.brought b JOIN customer.customer c ON c.company_id = company.current() AND c.code = b.customer_code;

INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
SELECT company.current(), ('00000000-0000-7000-9000-' || lpad(to_hex(b.line), 12, '0'))::uuid, 1, b.due_on, b.amount * 100 FROM pg_temp.brought b;
