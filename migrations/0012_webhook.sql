-- Webhooks: what changes in a company is told to the addresses it has registered (Standard Webhooks).
--
-- The outbox is written by a trigger on the acts themselves: nothing that happened is missed, whichever room did it, and nothing is told of what
-- was rolled back. A delivery is the truth of what is still to be sent; the queue only says which endpoint has something due.

CREATE SCHEMA webhook;
GRANT USAGE ON SCHEMA webhook TO {{app}};

CREATE TABLE webhook.endpoint (
  company_id int NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL CHECK (length(url) BETWEEN 8 AND 2000),
  types text[] COLLATE "C" NOT NULL CHECK (cardinality(types) > 0), -- the acts it is told of
  secret bytea NOT NULL CHECK (length(secret) BETWEEN 24 AND 64), -- signs, so it cannot be kept as a digest; no answer ever holds it again
  former_secret bytea,
  former_until timestamptz, -- until then both sign
  made_at timestamptz NOT NULL,
  failing_since timestamptz, -- the first failure after which nothing came through
  disabled_at timestamptz,
  disabled_because text COLLATE "C" CHECK (disabled_because IN ('FAILING', 'GONE')),
  removed_at timestamptz,
  PRIMARY KEY (company_id, id),
  CHECK ((former_secret IS NULL) = (former_until IS NULL)),
  CHECK ((disabled_at IS NULL) = (disabled_because IS NULL))
);
CALL shell.guard('webhook.endpoint', 'register');

-- One act told to one endpoint. The id of the act is the message's: a repetition bears the same.
CREATE TABLE webhook.delivery (
  company_id int NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL,
  act_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  body text, -- as first sent: every repetition sends the same bytes
  tries int NOT NULL DEFAULT 0, -- since it was last asked for
  next_at timestamptz DEFAULT clock_timestamp(), -- when it is due; while it is being sent, when its sender counts as gone
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, endpoint_id, act_id),
  FOREIGN KEY (company_id, endpoint_id) REFERENCES webhook.endpoint (company_id, id),
  FOREIGN KEY (company_id, act_id) REFERENCES activity.act (company_id, id),
  CHECK ((state = 'pending') = (next_at IS NOT NULL))
);
CREATE INDEX delivery_due ON webhook.delivery (company_id, next_at) WHERE state = 'pending';
CALL shell.guard('webhook.delivery', 'register');

-- The log: every try and what it met.
CREATE TABLE webhook.attempt (
  company_id int NOT NULL,
  delivery_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  status int, -- of the answer; null where there was none
  code text COLLATE "C", -- why it counts as failed; null: it came through
  ms int NOT NULL CHECK (ms >= 0),
  answer text, -- the beginning of what the receiver said
  PRIMARY KEY (company_id, delivery_id, at, id),
  FOREIGN KEY (company_id, delivery_id) REFERENCES webhook.delivery (company_id, id)
);
CALL shell.guard('webhook.attempt', 'register');

-- With the rights of whoever acts: the endpoints of its own company, and no others.
CREATE FUNCTION webhook.follow_acts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO webhook.delivery (company_id, endpoint_id, act_id, type)
  SELECT a.company_id, e.id, a.id, a.act FROM added a JOIN webhook.endpoint e ON e.company_id = a.company_id AND a.act = ANY (e.types)
   WHERE e.removed_at IS NULL AND e.disabled_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON activity.act REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION webhook.follow_acts();

-- Which endpoints have something due: asked before any company is chosen; numbers and ids only.
CREATE FUNCTION webhook.endpoints_due() RETURNS TABLE (company_id int, endpoint_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT DISTINCT d.company_id, d.endpoint_id FROM webhook.delivery d WHERE d.state = 'pending' AND d.next_at <= clock_timestamp() LIMIT 1000 $$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA webhook FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook.endpoints_due() TO {{app}};

-- At most one turn of an endpoint waits or runs (its id is the singleton key). A turn that dies is given to another server after ten seconds.
SELECT jobs.create_queue('webhook', '{"policy": "exclusive", "heartbeatSeconds": 10, "expireInSeconds": 600, "retryLimit": 2, "retryDelay": 1, "retentionSeconds": 86400, "deleteAfterSeconds": 3600}');
