-- Activity: who did what, when, on what. One row an act, written in the act's own transaction and not yet chained, since a chain head locked
-- by every act would cost two thirds of the throughput. A sealer chains committed rows within a second and publishes the head outside.

CREATE TABLE activity.act (
  company_id int NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL CHECK (isfinite(at)),
  actor_kind text COLLATE "C" NOT NULL CHECK (actor_kind IN ('person', 'job', 'key', 'portal', 'system')),
  actor text NOT NULL CHECK (actor <> ''),
  on_behalf_of text,
  act text COLLATE "C" NOT NULL CHECK (act ~ '^[a-z][A-Za-z0-9._-]*$'),
  subject jsonb NOT NULL,
  before jsonb, -- redacted by the caller: no names, addresses or free text
  after jsonb,
  digest text COLLATE "C", -- of all it touched, where the subject alone does not say it (an import, a run)
  request_id text,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX act_by_time ON activity.act (company_id, at);
CALL shell.guard('activity.act', 'fact');

-- Committed acts not yet in the chain. Filled and emptied by the owner's functions alone.
CREATE TABLE activity.unsealed (
  company_id int NOT NULL,
  act_id uuid NOT NULL,
  PRIMARY KEY (company_id, act_id)
);
CALL shell.guard('activity.unsealed', 'state');

CREATE TABLE activity.seal (
  company_id int NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  act_id uuid NOT NULL,
  prev bytea NOT NULL CHECK (length(prev) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  sealed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, seq),
  UNIQUE (company_id, act_id),
  FOREIGN KEY (company_id, act_id) REFERENCES activity.act (company_id, id)
);
CALL shell.guard('activity.seal', 'fact');
REVOKE INSERT ON activity.seal FROM {{app}}; -- only the sealer's function writes the chain

-- The end of each company's chain. Locked by the sealer only, never by an act.
CREATE TABLE activity.head (
  company_id int PRIMARY KEY,
  seq bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  published bigint NOT NULL DEFAULT 0, -- up to where the head was said outside the database, and how often
  publications bigint NOT NULL DEFAULT 0
);
CALL shell.guard('activity.head', 'state');

CREATE FUNCTION activity.await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO activity.unsealed (company_id, act_id) SELECT company_id, id FROM added;
  RETURN NULL;
END $$;
CREATE TRIGGER await_seal AFTER INSERT ON activity.act REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION activity.await_seal();

-- The hash that chains a row to the one before: sha256(hash before ‖ canonical text). Each field of the text bears its length in bytes, so that
-- fields cannot run into each other; null is not the empty text. The same on every version, in every time zone and DateStyle: instants in UTC to
-- the microsecond, jsonb in its own normal form. Written out field by field, which PostgreSQL inlines (a function a field: six times slower).
-- A column added later goes into a text that starts with another number.
CREATE FUNCTION activity.chained(prev bytea, a activity.act) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(prev || convert_to('1,'
    || octet_length(a.company_id::text) || ':' || a.company_id || ','
    || octet_length(a.id::text) || ':' || a.id || ','
    || '27:' || to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ','
    || octet_length(a.actor_kind) || ':' || a.actor_kind || ','
    || octet_length(a.actor) || ':' || a.actor || ','
    || coalesce(octet_length(a.on_behalf_of) || ':' || a.on_behalf_of, '-') || ','
    || octet_length(a.act) || ':' || a.act || ','
    || octet_length(a.subject::text) || ':' || a.subject || ','
    || coalesce(octet_length(a.before::text) || ':' || a.before, '-') || ','
    || coalesce(octet_length(a.after::text) || ':' || a.after, '-') || ','
    || coalesce(octet_length(a.digest) || ':' || a.digest, '-') || ','
    || coalesce(octet_length(a.request_id) || ':' || a.request_id, '-') || ',', 'UTF8'))
$$;

-- Chains what is committed and unsealed, in the order of the ids; returns the head and how many rows were sealed. Sealers of one company wait for each other at its
-- head, so the chain never forks; a row that commits after later ones were sealed is simply sealed next.
CREATE FUNCTION activity.seal_pending(OUT seq bigint, OUT hash bytea, OUT sealed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine int := company.current(); pending activity.act; prev bytea;
BEGIN
  IF mine IS NULL THEN RAISE EXCEPTION 'activity.seal_pending: no company is chosen'; END IF;
  sealed := 0;
  IF NOT EXISTS (SELECT FROM activity.unsealed u WHERE u.company_id = mine) THEN
    SELECT h.seq, h.hash INTO seq, hash FROM activity.head h WHERE h.company_id = mine;
    RETURN;
  END IF;
  INSERT INTO activity.head (company_id) VALUES (mine) ON CONFLICT DO NOTHING;
  SELECT h.seq, h.hash INTO seq, hash FROM activity.head h WHERE h.company_id = mine FOR UPDATE;
  FOR pending IN
    SELECT a.* FROM activity.unsealed u JOIN activity.act a ON a.company_id = mine AND a.id = u.act_id WHERE u.company_id = mine ORDER BY u.act_id
  LOOP
    prev := hash;
    hash := activity.chained(prev, pending);
    seq := seq + 1;
    sealed := sealed + 1;
    INSERT INTO activity.seal (company_id, seq, act_id, prev, hash) VALUES (mine, seq, pending.id, prev, hash);
    DELETE FROM activity.unsealed u WHERE u.company_id = mine AND u.act_id = pending.id;
  END LOOP;
  UPDATE activity.head h SET seq = seal_pending.seq, hash = seal_pending.hash WHERE h.company_id = mine;
END $$;

-- The committed head, held until the transaction ends: whoever publishes it outside is the only one who does, on whatever machine.
CREATE FUNCTION activity.hold_head(OUT seq bigint, OUT hash bytea, OUT published bigint) LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT h.seq, h.hash, h.published FROM activity.head h WHERE h.company_id = company.current() FOR UPDATE $$;

-- Said by whoever holds the head, once it is on the disk outside.
CREATE FUNCTION activity.head_is_published() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ UPDATE activity.head h SET published = h.seq, publications = h.publications + 1 WHERE h.company_id = company.current() $$;

-- Whose acts wait for their seal, or whose head waits to be published: asked before any company is chosen.
CREATE FUNCTION activity.companies_waiting() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT u.company_id FROM activity.unsealed u UNION SELECT h.company_id FROM activity.head h WHERE h.published < h.seq $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA activity FROM PUBLIC;
GRANT EXECUTE ON FUNCTION activity.chained(bytea, activity.act), activity.seal_pending(), activity.hold_head(),
  activity.head_is_published(), activity.companies_waiting() TO {{app}};

-- ---------------------------------------------------------------- what `verify` asks of the database itself

-- Checks the inside of indexes where the server has it and the owner may install it; without it the tables are still read.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck') AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA shell;
  END IF;
END $$;

-- Reads every page of every table and index of the house; a page that cannot be read is a fault of its table, and the reading goes on.
-- Definer's rights: only the owner may look into indexes, and no row leaves this function.
CREATE FUNCTION shell.read_pages() RETURNS TABLE (relation text, examined boolean, fault text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_indexscan = off SET enable_indexonlyscan = off SET enable_bitmapscan = off AS $$
DECLARE
  c record;
  blamed oid; -- an index whose first page is broken keeps its whole table from being asked: the index is the one to name
  named oid[] := '{}';
  amcheck text := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck');
BEGIN
  FOR c IN
    SELECT k.oid, k.relkind, k.oid::regclass::text AS name, m.amname, k.reltoastrelid <> 0 AND pg_relation_size(k.reltoastrelid) > 0 AS has_toast
      FROM pg_class k JOIN pg_namespace n ON n.oid = k.relnamespace LEFT JOIN pg_am m ON m.oid = k.relam
     WHERE k.relkind IN ('r', 'i') AND k.relpersistence = 'p' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
       AND pg_get_userbyid(k.relowner) = current_user
     ORDER BY k.relkind DESC, 3
  LOOP
    relation := c.name;
    examined := true;
    fault := NULL;
    BEGIN
      IF c.relkind = 'i' AND (amcheck IS NULL OR c.amname <> 'btree') THEN examined := false;
      ELSIF c.relkind = 'i' THEN EXECUTE format('SELECT %I.bt_index_check(%s::regclass)', amcheck, c.oid);
      -- Long values live on pages of their own, which only reading the values touches.
      ELSIF c.has_toast THEN EXECUTE format('SELECT sum(octet_length(t::text)) FROM ONLY %s t', c.name);
      ELSE EXECUTE format('SELECT count(*) FROM ONLY %s', c.name);
      END IF;
    EXCEPTION
      WHEN insufficient_privilege THEN examined := false;
      WHEN OTHERS THEN
        fault := SQLERRM;
        blamed := (SELECT i.indexrelid FROM pg_index i WHERE i.indrelid = c.oid AND SQLERRM ~ (pg_relation_filepath(i.indexrelid) || '\M') LIMIT 1);
        IF blamed IS NOT NULL THEN
          named := named || blamed;
          relation := blamed::regclass::text;
        END IF;
    END;
    IF c.oid <> ALL (named) THEN RETURN NEXT; END IF;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION shell.read_pages() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shell.read_pages() TO {{app}};

-- Rows of the chosen company whose parent is missing, for every reference the caller may read. A foreign key holds only as long as nobody
-- switches its triggers off.
CREATE FUNCTION shell.orphans() RETURNS TABLE (child text, parent text, missing bigint, first_key text)
LANGUAGE plpgsql STABLE AS $$
DECLARE f record;
BEGIN
  FOR f IN
    SELECT k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
           string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND ' ORDER BY x.i) AS matches,
           string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ' ORDER BY x.i) AS given,
           string_agg(format('c.%I', a.attname), ', ' ORDER BY x.i) AS key
      FROM pg_constraint k
      JOIN pg_namespace n ON n.oid = k.connamespace
     CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS x(child_column, parent_column, i)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.child_column
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = x.parent_column
     WHERE k.contype = 'f' AND n.nspname NOT LIKE 'pg\_%' AND has_table_privilege(k.conrelid, 'SELECT') AND has_table_privilege(k.confrelid, 'SELECT')
       AND EXISTS (SELECT FROM pg_attribute q WHERE q.attrelid = k.conrelid AND q.attname = 'company_id')
     GROUP BY k.oid, k.conrelid, k.confrelid
     ORDER BY 1, 2, k.oid
  LOOP
    child := f.child;
    parent := f.parent;
    EXECUTE format('SELECT count(*), min(concat_ws(''/'', %s)) FROM %s c WHERE c.company_id = company.current() AND %s AND NOT EXISTS (SELECT FROM %s p WHERE %s)',
      f.key, f.child, f.given, f.parent, f.matches) INTO missing, first_key;
    IF missing > 0 THEN RETURN NEXT; END IF;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION shell.orphans() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shell.orphans() TO {{app}};

-- ---------------------------------------------------------------- state that can be rebuilt

