-- People: so far the keys with which programs act. A key names its company, so it is looked up like every other row: inside that company.

CREATE SCHEMA people;
GRANT USAGE ON SCHEMA people TO {{app}};

CREATE TABLE people.api_key (
  company_id int NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  role text COLLATE "C" NOT NULL CHECK (role ~ '^[a-z][A-Za-z]*$'),
  scopes text[] COLLATE "C", -- rights of the role the key is confined to; null: all of them
  start text COLLATE "C" NOT NULL, -- its first characters, so that people can tell keys apart
  digest bytea NOT NULL CHECK (length(digest) = 32), -- SHA-256 of the whole key, which is 256 random bits: it is shown once and kept nowhere
  made_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, digest)
);
CALL shell.guard('people.api_key', 'register');

-- What a request with an Idempotency-Key was answered, written with its effect: asked again, the same answer and no second effect.
CREATE TABLE shell.answered (
  company_id int NOT NULL,
  key text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  caller uuid NOT NULL, -- the API key that asked
  asked bytea NOT NULL CHECK (length(asked) = 32), -- SHA-256 of method, path and body
  answer jsonb,
  headers jsonb,
  at timestamptz NOT NULL,
  PRIMARY KEY (company_id, caller, key)
);
CALL shell.guard('shell.answered', 'register');
