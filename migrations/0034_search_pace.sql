-- The search field on a hundred thousand customers: the first and the last word are both looked up (many are called alike by one of them), and what is found
-- is said to be few, so that names are looked up one by one instead of all of them being read.

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
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.3', true);
    RETURN QUERY EXECUTE format('SELECT c.id, ''similar'' FROM customer.customer c WHERE c.company_id = $3 AND ($4 IS NULL OR c.id = ANY ($4)) AND $1 OPERATOR(%1$I.<%%) c.search_text
      ORDER BY %1$I.word_similarity($1, c.search_text) DESC, c.id LIMIT $2', trigrams) USING whole, most, mine, seen;
  END IF;
END $$;

ALTER FUNCTION ledger.search_numbers(text, int) ROWS 10;
