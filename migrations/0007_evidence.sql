-- Evidence: which files the vault keeps for whom. The bytes lie in the data folder, named by their SHA-256; a row says where a file came from
-- and which act brought it. Equal content is stored once and may have several rows.

CREATE SCHEMA evidence;
GRANT USAGE ON SCHEMA evidence TO {{app}};

CREATE TABLE evidence.file (
  company_id int NOT NULL,
  id uuid NOT NULL,
  sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  media_type text COLLATE "C" NOT NULL CHECK (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  source text COLLATE "C" NOT NULL CHECK (source ~ '^[a-z][A-Za-z0-9]*$'), -- what brought it: import, …
  name_digest bytea NOT NULL CHECK (length(name_digest) = 32), -- sha256(salt ‖ name): the name itself can be erased
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX file_by_content ON evidence.file (company_id, sha256);
CALL shell.guard('evidence.file', 'fact');

-- The name a file was received under. Free text, and often somebody's name: erased together with its salt, it leaves the fact as it was.
CREATE TABLE evidence.file_name (
  company_id int NOT NULL,
  file_id uuid NOT NULL,
  name text,
  salt bytea,
  PRIMARY KEY (company_id, file_id),
  FOREIGN KEY (company_id, file_id) REFERENCES evidence.file (company_id, id),
  CHECK ((name IS NULL) = (salt IS NULL))
);
CALL shell.guard('evidence.file_name', 'register');
