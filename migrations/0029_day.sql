-- A collector's day: what is said in error is taken back, whoever is named in a note reads it, lists are kept as views, files are kept with customers.

-- A call or note taken back by who said it: it stays in the log, and is told no more.
CREATE TABLE contact.taken_back (
  company_id int NOT NULL,
  said_id uuid NOT NULL, -- of a call or of a note
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, said_id)
);
CALL shell.guard('contact.taken_back', 'fact');

-- A note that was read by the colleague it names.
CREATE TABLE contact.note_seen (
  company_id int NOT NULL,
  note_id uuid NOT NULL,
  seen_by text COLLATE "C" NOT NULL CHECK (seen_by <> ''),
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, note_id, seen_by),
  FOREIGN KEY (company_id, note_id) REFERENCES contact.note (company_id, id)
);
CALL shell.guard('contact.note_seen', 'fact');

-- Files people keep with a customer; content and name stand in the vault's rows.
CREATE TABLE contact.file (
  company_id int NOT NULL,
  id uuid NOT NULL, -- of evidence.file
  customer_id uuid NOT NULL,
  act_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, id) REFERENCES evidence.file (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id)
);
CREATE INDEX file_by_customer ON contact.file (company_id, customer_id, id);
CALL shell.guard('contact.file', 'register');

-- Who sees a part of the company sees what was taken back or seen of its calls and notes: those they see themselves.
CREATE POLICY own_part ON contact.taken_back USING (company_id = portfolio.part_company()
  AND (said_id IN (SELECT k.id FROM contact.call k WHERE k.company_id = portfolio.part_company()) OR said_id IN (SELECT n.id FROM contact.note n WHERE n.company_id = portfolio.part_company())));
CREATE POLICY own_part ON contact.note_seen USING (company_id = portfolio.part_company()
  AND note_id IN (SELECT n.id FROM contact.note n WHERE n.company_id = portfolio.part_company()));

CREATE OR REPLACE FUNCTION contact.last_calls(for_company int, as_of date, days int)
RETURNS TABLE (customer_id uuid, last_on date, outcome text, reached_on date, unreached int, before_due_on date)
LANGUAGE sql STABLE AS $$
  SELECT k.customer_id, max(k.day), (array_agg(k.outcome ORDER BY k.at DESC))[1], max(k.day) FILTER (WHERE k.reached),
         (count(*) FILTER (WHERE NOT k.reached AND k.at > coalesce(k.reached_at, '-infinity')))::int, max(k.day) FILTER (WHERE k.asked)
    FROM (SELECT c.customer_id, c.at, (c.at AT TIME ZONE 'UTC')::date AS day, c.outcome, c.outcome NOT IN ('notReached', 'wrongContact') AS reached,
                 c.complaint IS NOT NULL OR c.pays_on_day IS NOT NULL AS asked,
                 max(c.at) FILTER (WHERE c.outcome NOT IN ('notReached', 'wrongContact')) OVER (PARTITION BY c.customer_id) AS reached_at
            FROM contact.call c
           WHERE c.company_id = for_company AND c.at >= (as_of - days)::timestamp AT TIME ZONE 'UTC' AND c.at < (as_of + 1)::timestamp AT TIME ZONE 'UTC'
             AND NOT EXISTS (SELECT FROM contact.taken_back b WHERE b.company_id = for_company AND b.said_id = c.id)) k
   GROUP BY k.customer_id
$$;

-- A list as somebody wants to find it again: a name, and the address of the screen that shows it.
CREATE TABLE people.view (
  company_id int NOT NULL,
  id uuid NOT NULL,
  screen text COLLATE "C" NOT NULL CHECK (screen IN ('items', 'customers', 'today')),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 80),
  query text NOT NULL CHECK (length(query) <= 2000), -- of the address: what the screen reads, and nothing else
  owner text COLLATE "C" NOT NULL CHECK (owner <> ''),
  for_team boolean NOT NULL,
  made_at timestamptz NOT NULL,
  act_id uuid NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX view_by_name ON people.view (company_id, screen, owner, lower(name)) WHERE removed_at IS NULL;
CALL shell.guard('people.view', 'register');
