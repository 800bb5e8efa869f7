-- The activity log is searched, verified from the screens with its result kept; colleagues answer questions by a link; the footer says what may be trusted.

-- ---------------------------------------------------------------- the activity log, searched

CREATE INDEX act_by_code ON activity.act (company_id, act, at);
ALTER TABLE activity.act ALTER COLUMN actor TYPE text COLLATE "C";
CREATE INDEX act_by_actor ON activity.act (company_id, actor, at);

-- What an act was done to, besides its customer, where that is one thing with an id: a dispute, a promise, an item …
CREATE FUNCTION activity.subject_id(subject jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(subject ->> 'dispute', subject ->> 'promise', subject ->> 'hold', subject ->> 'insolvency', subject ->> 'task', subject ->> 'question', subject ->> 'call',
    subject ->> 'note', subject ->> 'contact', subject ->> 'entry', subject ->> 'import', subject ->> 'job', subject ->> 'webhook', subject ->> 'key', subject ->> 'person',
    subject ->> 'invitation')
$$;
CREATE INDEX act_by_subject ON activity.act (company_id, (activity.subject_id(subject) COLLATE "C"), at) WHERE activity.subject_id(subject) IS NOT NULL;

-- Who ever did something here: the index is leapt from name to name.
CREATE FUNCTION activity.actors() RETURNS TABLE (actor text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE leap AS (
    (SELECT a.actor AS actor FROM activity.act a WHERE a.company_id = company.current() ORDER BY a.actor LIMIT 1)
    UNION ALL
    SELECT (SELECT a.actor FROM activity.act a WHERE a.company_id = company.current() AND a.actor > l.actor ORDER BY a.actor LIMIT 1)
      FROM leap l WHERE l.actor IS NOT NULL)
  SELECT l.actor FROM leap l WHERE l.actor IS NOT NULL
$$;

-- Ids of acts, the newest first, from before a place in that order. Whatever is null was not asked; of what a free text found (acts by their words, people,
-- customers, an id) one must fit. Definer's rights: under row-level security an index of what a jsonb holds is never used; the company comes from the setting,
-- ids alone are told. Put together from what was asked, so that each question has the plan that fits it.
CREATE FUNCTION activity.search(from_at timestamptz, until_at timestamptz, kinds text[], actors text[], acts text[], customers text[], subject_kind text, subject_id text,
  text_acts text[], text_actors text[], text_customers text[], text_id text, before_at timestamptz, before_id uuid, most int) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked text := 'SELECT a.id FROM activity.act a WHERE a.company_id = company.current()';
BEGIN
  IF from_at IS NOT NULL THEN asked := asked || ' AND a.at >= $1'; END IF;
  IF until_at IS NOT NULL THEN asked := asked || ' AND a.at < $2'; END IF;
  IF kinds IS NOT NULL THEN asked := asked || ' AND a.actor_kind = ANY ($3)'; END IF;
  IF actors IS NOT NULL THEN asked := asked || ' AND a.actor = ANY ($4)'; END IF;
  IF acts IS NOT NULL THEN asked := asked || ' AND a.act = ANY ($5)'; END IF;
  IF customers IS NOT NULL THEN asked := asked || ' AND a.subject ? ''customer'' AND a.subject ->> ''customer'' = ANY ($6)'; END IF;
  IF subject_kind IS NOT NULL THEN asked := asked || ' AND a.subject ? $7'; END IF;
  IF subject_id IS NOT NULL THEN asked := asked || ' AND activity.subject_id(a.subject) IS NOT NULL AND activity.subject_id(a.subject) COLLATE "C" = $8'; END IF;
  IF text_acts IS NOT NULL THEN
    asked := asked || ' AND (a.act = ANY ($9) OR a.actor = ANY ($10) OR (a.subject ? ''customer'' AND a.subject ->> ''customer'' = ANY ($11))'
      || ' OR (activity.subject_id(a.subject) IS NOT NULL AND activity.subject_id(a.subject) COLLATE "C" = $12))';
  END IF;
  IF before_at IS NOT NULL THEN asked := asked || ' AND a.at <= $13 AND (a.at, a.id) < ($13, $14)'; END IF;
  RETURN QUERY EXECUTE asked || ' ORDER BY a.at DESC, a.id DESC LIMIT $15'
    USING from_at, until_at, kinds, actors, acts, customers, subject_kind, subject_id, text_acts, text_actors, text_customers, text_id, before_at, before_id, most;
END $$;
REVOKE EXECUTE ON FUNCTION activity.actors(), activity.search(timestamptz, timestamptz, text[], text[], text[], text[], text, text, text[], text[], text[], text, timestamptz, uuid, int)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION activity.subject_id(jsonb), activity.actors(),
  activity.search(timestamptz, timestamptz, text[], text[], text[], text[], text, text, text[], text[], text[], text, timestamptz, uuid, int) TO {{app}};

-- Verifying from a screen is long work: asked for, worked by a server, its result kept in the log itself.
SELECT jobs.create_queue('verify', '{"policy": "standard", "heartbeatSeconds": 10, "expireInSeconds": 86400, "retryLimit": 2, "retryDelay": 1, "retentionSeconds": 31536000, "deleteAfterSeconds": 604800}');

-- ---------------------------------------------------------------- what may be trusted

-- The last day of which money is known.
CREATE INDEX entry_payment_on ON ledger.entry (company_id, effective_on) WHERE kind = 'payment';
CREATE FUNCTION ledger.paid_until(for_company int) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT e.effective_on FROM ledger.entry e
   WHERE e.company_id = for_company AND e.kind = 'payment' AND NOT EXISTS (SELECT FROM ledger.annulment u WHERE u.company_id = for_company AND u.entry_id = e.id)
   ORDER BY e.effective_on DESC LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION ledger.paid_until(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.paid_until(int) TO {{app}};

-- ---------------------------------------------------------------- sessions say when they were last used

ALTER TABLE auth.session ADD COLUMN seen_at timestamptz;
-- How a person types amounts: as their language, or always with a comma or a point before the decimals.
ALTER TABLE auth.person ADD COLUMN numbers text NOT NULL DEFAULT 'language' CHECK (numbers IN ('language', 'comma', 'point'));

-- ---------------------------------------------------------------- answers by link

-- A question to a colleague who has no account: answered once, by whoever holds the link, until it ends or is taken back. The token is known by its digest alone; question
-- and answer stand in contact.text, where they can be erased.
CREATE TABLE worklist.question (
  company_id int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  dispute_id uuid,
  entry_id uuid,
  no smallint,
  asked_of text NOT NULL CHECK (asked_of <> ''),
  asked_by text NOT NULL,
  language text COLLATE "C" NOT NULL CHECK (language IN ('fr', 'nl', 'de', 'en')),
  text_id uuid NOT NULL,
  with_choice boolean NOT NULL, -- our fault, not our fault, I do not know
  due_on date,
  token_digest bytea NOT NULL CHECK (length(token_digest) = 32),
  asked_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > asked_at),
  act_id uuid NOT NULL,
  withdrawn_at timestamptz,
  answered_at timestamptz,
  choice text COLLATE "C" CHECK (choice IN ('ourFault', 'notOurFault', 'unknown')),
  answer_id uuid,
  answer_act_id uuid,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer.customer (company_id, id),
  FOREIGN KEY (company_id, dispute_id) REFERENCES dispute.dispute (company_id, id),
  FOREIGN KEY (company_id, entry_id, no) REFERENCES ledger.instalment (company_id, entry_id, no),
  FOREIGN KEY (company_id, text_id) REFERENCES contact.text (company_id, id),
  FOREIGN KEY (company_id, answer_id) REFERENCES contact.text (company_id, id),
  CHECK ((entry_id IS NULL) = (no IS NULL)),
  CHECK ((answered_at IS NULL) = (answer_id IS NULL) AND (answered_at IS NULL) = (answer_act_id IS NULL)),
  CHECK (answered_at IS NULL OR withdrawn_at IS NULL)
);
CREATE UNIQUE INDEX question_by_token ON worklist.question (company_id, token_digest);
CREATE INDEX question_by_customer ON worklist.question (company_id, customer_id, id);
CREATE INDEX question_by_text ON worklist.question (company_id, text_id);
CREATE INDEX question_by_answer ON worklist.question (company_id, answer_id) WHERE answer_id IS NOT NULL;
CREATE INDEX question_by_dispute ON worklist.question (company_id, dispute_id) WHERE dispute_id IS NOT NULL;
CREATE INDEX question_by_item ON worklist.question (company_id, entry_id, no) WHERE entry_id IS NOT NULL;
CALL shell.guard('worklist.question', 'register');
