-- One field finds customers and documents: names by their words and by what resembles them, numbers by how they begin or end, without the signs between.
-- Under row-level security no such index would be used, hence functions with the owner's rights; the company comes from the setting.

CREATE INDEX identifier_by_number ON customer.identifier (company_id, value);

-- `sought`: folded words, the longest first. Names that hold all of them come first, then identifiers that begin so, then names that resemble.
CREATE FUNCTION customer.search_field(sought text[], most int) RETURNS TABLE (id uuid, because text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  patterns text[] := ARRAY(SELECT '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%' FROM unnest(sought) w);
  whole text := array_to_string(sought, ' ');
  plain text := upper(regexp_replace(whole, '[^a-z0-9]', '', 'g'));
  trigrams text := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
  found uuid[];
BEGIN
  IF length(sought[1]) >= 3 THEN
    found := ARRAY(SELECT c.id FROM customer.customer c WHERE c.company_id = company.current() AND c.search_text LIKE patterns[1] AND c.search_text LIKE ALL (patterns)
                    ORDER BY starts_with(c.search_text, sought[1]) DESC, length(c.search_text), c.id LIMIT most);
  ELSE
    found := ARRAY(SELECT c.id FROM customer.customer c WHERE c.company_id = company.current() AND starts_with(c.search_text, sought[1]) AND c.search_text LIKE ALL (patterns)
                    ORDER BY length(c.search_text), c.id LIMIT most);
  END IF;
  RETURN QUERY SELECT f.id, 'name' FROM unnest(found) WITH ORDINALITY f (id, n) ORDER BY f.n;
  IF cardinality(found) < most AND length(plain) >= 5 THEN
    RETURN QUERY SELECT DISTINCT i.customer_id, 'identifier' FROM customer.identifier i
      WHERE i.company_id = company.current() AND i.value >= plain AND i.value < plain || U&'\+10FFFF' AND NOT i.customer_id = ANY (found) LIMIT most - cardinality(found);
  END IF;
  IF cardinality(found) = 0 AND length(whole) >= 4 AND trigrams IS NOT NULL THEN
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.3', true);
    RETURN QUERY EXECUTE format('SELECT c.id, ''similar'' FROM customer.customer c WHERE c.company_id = company.current() AND $1 OPERATOR(%1$I.<%%) c.search_text
      ORDER BY %1$I.word_similarity($1, c.search_text) DESC, c.id LIMIT $2', trigrams) USING whole, most;
  END IF;
END $$;

CREATE FUNCTION ledger.plain_number(number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN translate(upper(number), ' -/._:', '');
-- What the ledger numbers itself (payments nobody saw, annulments) is not what people look for.
CREATE INDEX entry_by_number ON ledger.entry (company_id, ledger.plain_number(number)) WHERE kind <> 'annulment' AND position('/settled/' IN number) = 0;
CREATE INDEX entry_by_number_end ON ledger.entry (company_id, reverse(ledger.plain_number(number))) WHERE kind <> 'annulment' AND position('/settled/' IN number) = 0;

-- Entries whose number is `sought`, begins or ends so; the end is asked for from three characters on.
CREATE FUNCTION ledger.search_numbers(sought text, most int) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
DECLARE
  plain text := ledger.plain_number(sought);
  found uuid[];
BEGIN
  IF plain = '' THEN RETURN; END IF;
  found := ARRAY(SELECT e.id FROM ledger.entry e
    WHERE e.company_id = company.current() AND e.kind <> 'annulment' AND position('/settled/' IN e.number) = 0
      AND ledger.plain_number(e.number) >= plain AND ledger.plain_number(e.number) < plain || U&'\+10FFFF'
      AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = e.company_id AND a.entry_id = e.id)
    ORDER BY ledger.plain_number(e.number) LIMIT most);
  RETURN QUERY SELECT unnest(found);
  IF cardinality(found) < most AND length(plain) >= 3 THEN
    RETURN QUERY SELECT e.id FROM ledger.entry e
      WHERE e.company_id = company.current() AND e.kind <> 'annulment' AND position('/settled/' IN e.number) = 0
        AND reverse(ledger.plain_number(e.number)) >= reverse(plain) AND reverse(ledger.plain_number(e.number)) < reverse(plain) || U&'\+10FFFF'
        AND NOT e.id = ANY (found) AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = e.company_id AND a.entry_id = e.id)
      ORDER BY reverse(ledger.plain_number(e.number)) LIMIT most - cardinality(found);
  END IF;
END $$;

REVOKE ALL ON FUNCTION customer.search_field(text[], int), ledger.search_numbers(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer.search_field(text[], int), ledger.search_numbers(text, int), ledger.plain_number(text) TO {{app}};
