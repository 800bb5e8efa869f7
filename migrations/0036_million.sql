-- The pace of a million invoices.

-- What is open now, for whoever reads all of it: a tenth of a large ledger's items, which lie among the settled ones. Kept in an index of its own they are read from
-- a tenth of the pages. One item, or a page in the order of recording, is asked for by ledger.open_items.

CREATE INDEX open_item_now ON ledger.open_item (company_id, customer_id)
  INCLUDE (entry_id, no, kind, side, currency, effective_on, due_on, due_moved_on, gross, open, first_leg_on, last_leg_on, closed_on) WHERE closed_on IS NULL;

-- The rows of ledger.open_items, in two parts: not settled to this day, and settled after the day asked for.
CREATE FUNCTION ledger.open_items_whole(for_company int, as_of date)
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
     WHERE i.company_id = for_company AND i.effective_on <= as_of AND i.closed_on IS NULL
    UNION ALL
    SELECT i.entry_id, i.no, i.customer_id, i.kind, i.side, i.currency, i.effective_on,
           CASE WHEN i.due_moved_on IS NULL OR i.due_moved_on <= as_of THEN i.due_on ELSE ledger.due_then(for_company, i.entry_id, i.no, as_of) END,
           i.gross,
           CASE WHEN i.last_leg_on IS NULL OR i.last_leg_on <= as_of THEN i.open
                WHEN i.first_leg_on > as_of THEN i.gross
                ELSE i.gross - ledger.allocated_then(for_company, i.entry_id, i.no, i.side, as_of) END
      FROM ledger.open_item i
     WHERE i.company_id = for_company AND i.effective_on <= as_of AND i.closed_on IS NOT NULL
       AND CASE WHEN i.closed_on IS NULL THEN 'infinity'::date ELSE i.closed_on END > as_of
       AND CASE WHEN i.closed_on IS NULL THEN 'infinity'::date ELSE i.closed_on END < 'infinity') o
   WHERE o.open <> 0
$$;
REVOKE EXECUTE ON FUNCTION ledger.open_items_whole(int, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.open_items_whole(int, date) TO {{app}};

-- What resembles is looked for among what resembles much first: names that share a trade with ten thousand others are not all weighed for one misspelt letter.
CREATE OR REPLACE FUNCTION customer.search_field(sought text[], most int) RETURNS TABLE (id uuid, because text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  patterns text[] := ARRAY(SELECT '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%' FROM unnest(sought) w);
  whole text := array_to_string(sought, ' ');
  plain text := upper(regexp_replace(whole, '[^a-z0-9]', '', 'g'));
  trigrams text := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
  mine int := coalesce(company.current(), portfolio.part_company());
  seen uuid[] := CASE WHEN company.current() IS NULL THEN portfolio.part() END;
  found uuid[];
  alike numeric;
  resembling int;
BEGIN
  IF length(sought[1]) >= 3 THEN
    found := ARRAY(SELECT c.id FROM customer.customer c WHERE c.company_id = mine AND (seen IS NULL OR c.id = ANY (seen)) AND c.search_text LIKE patterns[1]
                      AND c.search_text LIKE patterns[cardinality(patterns)] AND c.search_text LIKE ALL (patterns)
                    ORDER BY starts_with(c.search_text, sought[1]) DESC, length(c.search_text), c.id LIMIT most);
  ELSE
    found := ARRAY(SELECT c.id FROM customer.customer c WHERE c.company_id = mine AND (seen IS NULL OR c.id = ANY (seen)) AND starts_with(c.search_text, sought[1]) AND c.search_text LIKE ALL (patterns)
                    ORDER BY length(c.search_text), c.id LIMIT most);
  END IF;
  RETURN QUERY SELECT f.id, 'name' FROM unnest(found) WITH ORDINALITY f (id, n) ORDER BY f.n;
  IF cardinality(found) < most AND length(plain) >= 5 THEN
    RETURN QUERY SELECT DISTINCT i.customer_id, 'identifier' FROM customer.identifier i
      WHERE i.company_id = mine AND (seen IS NULL OR i.customer_id = ANY (seen)) AND i.value >= plain AND i.value < plain || U&'\+10FFFF' AND NOT i.customer_id = ANY (found) LIMIT most - cardinality(found);
  END IF;
  IF cardinality(found) = 0 AND length(whole) >= 4 AND trigrams IS NOT NULL THEN
    FOREACH alike IN ARRAY ARRAY[0.6, 0.3] LOOP
      PERFORM set_config('pg_trgm.word_similarity_threshold', alike::text, true);
      RETURN QUERY EXECUTE format('SELECT c.id, ''similar'' FROM customer.customer c WHERE c.company_id = $3 AND ($4 IS NULL OR c.id = ANY ($4)) AND $1 OPERATOR(%1$I.<%%) c.search_text
        ORDER BY %1$I.word_similarity($1, c.search_text) DESC, c.id LIMIT $2', trigrams) USING whole, most, mine, seen;
      GET DIAGNOSTICS resembling = ROW_COUNT;
      EXIT WHEN resembling > 0;
    END LOOP;
  END IF;
END $$;
