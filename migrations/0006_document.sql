-- What was brought in: one row an import. The rows themselves became facts of the ledger, tied to it by its act.

CREATE TABLE document.import (
  company_id int NOT NULL,
  id uuid NOT NULL,
  act_id uuid NOT NULL,
  file text NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('csv', 'tsv', 'xlsx', 'fec', 'saft')),
  mode text COLLATE "C" NOT NULL CHECK (mode IN ('journal', 'snapshot')),
  source text COLLATE "C" NOT NULL,
  counts jsonb NOT NULL, -- rows, accepted, skipped, refused, conflicts
  totals jsonb NOT NULL,
  mapping jsonb NOT NULL,
  as_of date, -- a snapshot's day
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id)
);
CALL shell.guard('document.import', 'fact');

CREATE TABLE document.undo (
  company_id int NOT NULL,
  import_id uuid NOT NULL,
  act_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, import_id),
  FOREIGN KEY (company_id, import_id) REFERENCES document.import (company_id, id)
);
CALL shell.guard('document.undo', 'fact');

-- How the last import of a source was understood, for its next file with the same header.
CREATE TABLE document.mapping (
  company_id int NOT NULL,
  source text COLLATE "C" NOT NULL,
  header text COLLATE "C" NOT NULL, -- digest of the header's names
  mapping jsonb NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, source, header)
);
CALL shell.guard('document.mapping', 'register');

-- A UUIDv7 for the n-th row of a bulk posting: the instant, then the row's number, then chance. In order, so that every index grows at its end.
CREATE FUNCTION ledger.bulk_id(at_ms bigint, n bigint, chance text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex(at_ms), 12, '0') || '7' || substr(lpad(to_hex(n), 9, '0'), 1, 3) || '8' || substr(lpad(to_hex(n), 9, '0'), 4, 6) || chance)::uuid
$$;
GRANT EXECUTE ON FUNCTION ledger.bulk_id(bigint, bigint, text) TO {{app}};
