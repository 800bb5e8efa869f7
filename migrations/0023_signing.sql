-- People sign in: who they are and how they prove it (schema auth, before any company is known), and which companies they work for, in which role.

-- Persons, sessions and proofs, as the library of signing in plans them (its names in our spelling). Only the auth log-in works here: whoever reads
-- the books cannot read a password's digest, and whoever checks passwords cannot read the books.
CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO {{auth}};

CREATE TABLE auth.person (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  two_factor_enabled boolean DEFAULT false,
  language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'fr', 'nl', 'de')),
  theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  density text NOT NULL DEFAULT 'comfortable' CHECK (density IN ('comfortable', 'compact')),
  reset_asked_at timestamptz -- they said that they no longer know their password; an owner makes the link
);
CREATE TABLE auth.session (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  expires_at timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  user_id uuid NOT NULL REFERENCES auth.person (id) ON DELETE CASCADE
);
CREATE INDEX session_user_id_idx ON auth.session (user_id);
CREATE TABLE auth.account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id uuid NOT NULL REFERENCES auth.person (id) ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text, -- argon2id, with its salt and its cost
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);
CREATE INDEX account_user_id_idx ON auth.account (user_id);
CREATE TABLE auth.verification (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_identifier_idx ON auth.verification (identifier);
CREATE TABLE auth.two_factor (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  secret text NOT NULL,
  backup_codes text NOT NULL,
  user_id uuid NOT NULL REFERENCES auth.person (id) ON DELETE CASCADE,
  verified boolean,
  failed_verification_count integer DEFAULT 0,
  locked_until timestamptz
);
CREATE INDEX two_factor_user_id_idx ON auth.two_factor (user_id);
CREATE INDEX two_factor_secret_idx ON auth.two_factor (secret);
CREATE TABLE auth.passkey (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text,
  public_key text NOT NULL,
  user_id uuid NOT NULL REFERENCES auth.person (id) ON DELETE CASCADE,
  credential_id text NOT NULL UNIQUE,
  counter integer NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  created_at timestamptz,
  aaguid text
);
CREATE INDEX passkey_user_id_idx ON auth.passkey (user_id);

-- A link that somebody was given: to choose a new password, or (in the demo) to come in. Used once; the link itself is kept nowhere.
CREATE TABLE auth.link (
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  person_id uuid NOT NULL REFERENCES auth.person (id) ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('reset', 'signIn')),
  expires_at timestamptz NOT NULL
);
CREATE INDEX link_by_person ON auth.link (person_id);

-- Tries to sign in, by the digest of what they were aimed at (an account) or came from (an address).
CREATE TABLE auth.attempt (
  bucket bytea PRIMARY KEY CHECK (length(bucket) = 32),
  tries int NOT NULL,
  last_at timestamptz NOT NULL,
  blocked_until timestamptz
);
CREATE INDEX attempt_by_age ON auth.attempt (last_at);

-- Codes of the second factor that were shown here: none is taken twice within its life.
CREATE TABLE auth.shown_code (
  person_id uuid NOT NULL REFERENCES auth.person (id) ON DELETE CASCADE,
  code text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (person_id, code)
);
CREATE INDEX shown_code_by_age ON auth.shown_code (at);
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO {{auth}};

-- Who works for a company, in which role. Persons live before any company: their id is no foreign key.
CREATE TABLE people.member (
  company_id int NOT NULL,
  person_id uuid NOT NULL,
  role text COLLATE "C" NOT NULL CHECK (role ~ '^[a-z][A-Za-z]*$'),
  since timestamptz NOT NULL,
  disabled_at timestamptz,
  PRIMARY KEY (company_id, person_id)
);
CALL shell.guard('people.member', 'register');

-- Only the removal of a company takes members away: who worked for no other is then forgotten.
CREATE FUNCTION people.forget_leavers() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM auth.person p USING gone g WHERE p.id = g.person_id AND NOT EXISTS (SELECT FROM people.member m WHERE m.person_id = p.id);
  RETURN NULL;
END $$;
CREATE TRIGGER forget_leavers AFTER DELETE ON people.member REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION people.forget_leavers();

CREATE TABLE people.invitation (
  company_id int NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  role text COLLATE "C" NOT NULL CHECK (role ~ '^[a-z][A-Za-z]*$'),
  digest bytea NOT NULL CHECK (length(digest) = 32), -- SHA-256 of the link's token, which is 256 random bits
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, digest)
);
CALL shell.guard('people.invitation', 'register');

-- The person who made a key knows its secret: it ends with their right to make keys. Null: made at the command line.
ALTER TABLE people.api_key ADD COLUMN made_by uuid;

-- What the company is registered as: SIREN, BCE number. Null where it was never said.
ALTER TABLE company.company ADD COLUMN registered_scheme text CHECK (registered_scheme IN ('siren', 'bce')),
  ADD COLUMN registered_number text CHECK (registered_number ~ '^\d{9,10}$'),
  ADD CHECK ((registered_scheme IS NULL) = (registered_number IS NULL));

-- Whose session this is, and, where the company is theirs, in which role: asked at every request, so in one round trip, by the auth log-in. Nobody is
-- signed in whom every company has disabled.
CREATE FUNCTION people.admitted(session_token text, company_code text)
RETURNS TABLE (session_id uuid, person_id uuid, name text, company_id int, code text, company_name text, country text, currency text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, p.id, p.name, c.id, c.code, c.name, c.country, c.currency, m.role
    FROM auth.session s JOIN auth.person p ON p.id = s.user_id
    LEFT JOIN (company.company c JOIN people.member m ON m.company_id = c.id AND m.disabled_at IS NULL) ON c.code = company_code AND m.person_id = p.id
   WHERE s.token = session_token AND s.expires_at > now()
     AND (m.role IS NOT NULL OR EXISTS (SELECT FROM people.member o WHERE o.company_id IN (SELECT x.id FROM company.company x) AND o.person_id = p.id AND o.disabled_at IS NULL))
$$;

-- The companies a person works for, by code; those that disabled them too.
CREATE FUNCTION people.companies_of(person uuid) RETURNS TABLE (id int, code text, name text, country text, currency text, role text, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, c.code, c.name, c.country, c.currency, m.role, m.disabled_at IS NOT NULL
    FROM company.company c JOIN people.member m ON m.company_id = c.id AND m.person_id = person ORDER BY c.code
$$;

-- Whether anybody works here yet: until then the first person may set up.
CREATE FUNCTION people.anybody() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM people.member) $$;

-- The people of the chosen company by name: the app may not read persons, but whom its own company knows.
CREATE FUNCTION people.members() RETURNS TABLE (id uuid, name text, email text, role text, since timestamptz, disabled_at timestamptz, reset_asked_at timestamptz, second_factor boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, p.name, p.email, m.role, m.since, m.disabled_at, p.reset_asked_at, coalesce(p.two_factor_enabled, false) OR EXISTS (SELECT FROM auth.passkey k WHERE k.user_id = p.id)
    FROM people.member m JOIN auth.person p ON p.id = m.person_id WHERE m.company_id = company.current() ORDER BY p.name, p.id
$$;

REVOKE EXECUTE ON FUNCTION people.admitted(text, text), people.companies_of(uuid), people.anybody(), people.members() FROM PUBLIC;
GRANT USAGE ON SCHEMA people TO {{auth}};
GRANT EXECUTE ON FUNCTION people.admitted(text, text), people.companies_of(uuid), people.anybody() TO {{auth}};
GRANT EXECUTE ON FUNCTION people.anybody(), people.members() TO {{app}};
