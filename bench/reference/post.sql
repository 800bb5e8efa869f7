-- One invoice as the bare act in the database: one call, which says whose rows it may see, writes the act, the entry and its instalment; triggers and keys as they are.
CREATE SCHEMA bench;
CREATE FUNCTION bench.post(company int, act uuid, entry uuid, invoice text, customer_code text, cents bigint, on_day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('encours.company', company::text, true);
  INSERT INTO activity.act (company_id, id, at, actor_kind, actor, act, subject) VALUES (company, act, now(), 'key', 'bench', 'ledger.posted', jsonb_build_object('entries', jsonb_build_array(invoice), 'count', 1));
  INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, content, act_id)
  SELECT company, entry, 'invoice', 'debit', 'main', invoice, c.id, 'EUR', cents, on_day, md5(concat_ws('|', 'debit', cents, 'EUR', on_day))::uuid, act
    FROM customer.customer c WHERE c.company_id = company AND c.code = customer_code;
  INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount) VALUES (company, entry, 1, on_day + 30, cents);
END $$;
GRANT USAGE ON SCHEMA bench TO encours_app;
GRANT EXECUTE ON FUNCTION bench.post(int, uuid, uuid, text, text, bigint, date) TO encours_app;
