-- Who sees a part of a company asks colleagues about its customers, sees and adds files, and keeps views of their own.

CREATE POLICY own_part ON worklist.question USING (company_id = (SELECT portfolio.part_company()) AND customer_id IN (SELECT unnest(portfolio.part())));
CREATE POLICY own_part ON contact.file USING (company_id = (SELECT portfolio.part_company()) AND customer_id IN (SELECT unnest(portfolio.part())));
-- A file of the vault is seen where it stands with a customer of theirs; it comes in with an act about one, before it stands there. Its name comes in the same statement, before
-- the file can be seen: a file has one name, so nobody names another's.
CREATE POLICY own_part ON evidence.file USING (company_id = (SELECT portfolio.part_company())
    AND id IN (SELECT k.id FROM contact.file k WHERE k.company_id = (SELECT portfolio.part_company())))
  WITH CHECK (company_id = (SELECT portfolio.part_company()) AND source = 'customer'
    AND act_id IN (SELECT a.id FROM activity.act a WHERE a.company_id = (SELECT portfolio.part_company()) AND a.act = 'contact.fileAdded'));
CREATE POLICY own_part ON evidence.file_name USING (company_id = (SELECT portfolio.part_company())
    AND file_id IN (SELECT k.id FROM contact.file k WHERE k.company_id = (SELECT portfolio.part_company())))
  WITH CHECK (company_id = (SELECT portfolio.part_company()) AND name IS NOT NULL);

-- Whose a view is, by account: a name may be borne by two. Older ones have none, and are found by the name.
ALTER TABLE people.view ADD COLUMN holder uuid;
CREATE POLICY own_part ON people.view USING (company_id = (SELECT portfolio.part_company()) AND holder = (SELECT portfolio.part_holder()) AND NOT for_team);
-- Acts about their customers, and of their own views, and no others.
ALTER POLICY own_part ON activity.act WITH CHECK (company_id = (SELECT portfolio.part_company())
  AND ((subject ->> 'customer') IN (SELECT unnest(portfolio.part())::text) OR act IN ('people.viewKept', 'people.viewRemoved')));

-- Whose books are read is looked up once a statement, as on every other table that parts see (0031).
DO $$
DECLARE own record;
BEGIN
  FOR own IN SELECT format('%I.%I', schemaname, tablename) AS guarded, qual FROM pg_policies
              WHERE policyname = 'own_company' AND (schemaname, tablename) IN (('worklist', 'question'), ('contact', 'file'), ('evidence', 'file'), ('evidence', 'file_name'), ('people', 'view')) LOOP
    EXECUTE format('ALTER POLICY own_company ON %s USING (%s)', own.guarded, replace(own.qual, 'company.current()', '(SELECT company.current())'));
  END LOOP;
END $$;

-- Somebody who sees a part stands in for colleagues of their kind: what these have as collectors stays with who sees the whole. Whoever wants an agency or sales to see such
-- a customer entrusts it to them.
CREATE OR REPLACE FUNCTION portfolio.part() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER COST 1 SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT s.customer_id), '{}')
    FROM (SELECT portfolio.part_company() AS company, portfolio.part_holder() AS holder, nullif(split_part(current_setting('encours.part', true), ' ', 3), '')::date AS day) p
    JOIN portfolio.span s ON s.company_id = p.company AND s.from_on <= p.day AND coalesce(s.until_on, 'infinity') > p.day
     AND (s.holder = p.holder OR (s.part <> 'collector' AND s.holder IN (SELECT h.giver FROM portfolio.hand_over h
           WHERE h.company_id = p.company AND h.taker = p.holder AND h.withdrawn_at IS NULL AND p.day BETWEEN h.from_on AND h.until_on)))
$$;
