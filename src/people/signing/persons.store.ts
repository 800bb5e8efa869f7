/** Persons, their sessions, links and tries: what the auth log-in may see. */
import { sql } from "kysely"
import { asId, type Id } from "../../kernel/id.ts"
import type { Language } from "../../kernel/text.ts"
import type { SignInDoor } from "../../shell/sign-in/door.ts"
import type { Role } from "../roles.ts"
import { type Aim, judgeTry, type Tried } from "./throttle.ts"

export const THEMES = ["system", "light", "dark"] as const
export const DENSITIES = ["comfortable", "compact"] as const
export const NUMBERS = ["language", "comma", "point"] as const
export type Person = {
  readonly id: Id
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly theme: (typeof THEMES)[number]
  readonly density: (typeof DENSITIES)[number]
  /** How they type amounts. */
  readonly numbers: (typeof NUMBERS)[number]
  readonly secondFactor: boolean
}
const PERSON = sql`id, name, email, language, theme, density, numbers, two_factor_enabled AS "secondFactor"`

export const findPerson = async ({ db }: SignInDoor, by: { readonly id: string } | { readonly email: string }): Promise<Person | null> =>
  (await sql<Person>`SELECT ${PERSON} FROM auth.person WHERE ${"id" in by ? sql`id = ${by.id}` : sql`email = ${by.email}`}`.execute(db)).rows[0] ??
  null

const JOINING_MS = 600_000
/**
 * A person nobody knew, with a password or (in the demo) without. Null where the address belongs to somebody who works for a company; a person whom no
 * company ever took (the program ended half-way) makes room.
 */
export function createPerson(
  door: SignInDoor,
  { id, name, email, language }: Pick<Person, "id" | "name" | "email" | "language">,
  password: string | null,
): Promise<Id | null> {
  const now = door.now()
  return door.together(async (db) => {
    const before = (await sql<{ id: Id; created_at: Date }>`SELECT id, created_at FROM auth.person WHERE email = ${email} FOR UPDATE`.execute(db))
      .rows[0]
    if (before) {
      // Somebody may be joining at this moment.
      if (now.getTime() - before.created_at.getTime() < JOINING_MS) return null
      const { rows } = await sql`SELECT FROM people.companies_of(${before.id})`.execute(db)
      if (rows.length > 0) return null
      await sql`DELETE FROM auth.person WHERE id = ${before.id}`.execute(db)
    }
    const made = await sql`
      INSERT INTO auth.person (id, name, email, email_verified, language, created_at, updated_at) VALUES (${id}, ${name}, ${email}, false, ${language}, ${now}, ${now})
      ON CONFLICT (email) DO NOTHING RETURNING id`.execute(db)
    if (made.rows.length === 0) return null
    if (password !== null) await keepPassword(db, id, password, now)
    return id
  })
}

/** A person whom no company took after all. */
export const dropPerson = async ({ db }: SignInDoor, id: Id): Promise<void> => void (await sql`DELETE FROM auth.person WHERE id = ${id}`.execute(db))

async function keepPassword(db: SignInDoor["db"], id: string, password: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO auth.account (account_id, provider_id, user_id, password, created_at, updated_at) VALUES (${id}, 'credential', ${id}, ${password}, ${now}, ${now})
    ON CONFLICT (provider_id, account_id) DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at`.execute(db)
}

/** Changes what is said, and nothing else: two choices may be on their way at once. */
export async function updatePerson({ db, now }: SignInDoor, id: string, said: PersonChange): Promise<void> {
  await sql`UPDATE auth.person SET name = coalesce(${said.name ?? null}, name), language = coalesce(${said.language ?? null}, language), theme = coalesce(${said.theme ?? null}, theme),
      density = coalesce(${said.density ?? null}, density), numbers = coalesce(${said.numbers ?? null}, numbers), updated_at = ${now()}
    WHERE id = ${id}`.execute(db)
}
export type PersonChange = { readonly [F in "name" | "language" | "theme" | "density" | "numbers"]?: Person[F] | undefined }

export type Works = {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly role: Role
  readonly disabled: boolean
}
export const companiesOf = async ({ db }: Pick<SignInDoor, "db">, person: string): Promise<Works[]> =>
  (await sql<Works>`SELECT * FROM people.companies_of(${person})`.execute(db)).rows
export const anybody = async ({ db }: SignInDoor): Promise<boolean> =>
  (await sql<{ there: boolean }>`SELECT people.anybody() AS there`.execute(db)).rows[0]!.there

export type Admitted = {
  readonly session_id: Id
  readonly person_id: Id
  readonly name: string
  readonly company_id: number | null
  readonly code: string
  readonly company_name: string
  readonly country: string
  readonly currency: string
  readonly role: Role
}
/** Whose session, and the company of that code where it is theirs: asked at every request. */
export const admitted = async ({ db }: SignInDoor, token: string, code: string): Promise<Admitted | null> =>
  (await sql<Admitted>`SELECT * FROM people.admitted(${token}, ${code})`.execute(db)).rows[0] ?? null

export type Session = {
  readonly id: Id
  readonly since: Date
  readonly seen: Date
  readonly until: Date
  readonly address: string | null
  readonly agent: string | null
}
export const loadSessions = async ({ db, now }: SignInDoor, person: string): Promise<Session[]> =>
  (
    await sql<Session>`SELECT id, created_at AS since, coalesce(seen_at, created_at) AS seen, expires_at AS until, ip_address AS address, user_agent AS agent
      FROM auth.session WHERE user_id = ${person} AND expires_at > ${now()} ORDER BY created_at DESC, id`.execute(db)
  ).rows

/** A session was used just now. */
export const markSeen = async ({ db, now }: SignInDoor, session: string): Promise<void> =>
  void (await sql`UPDATE auth.session SET seen_at = ${now()} WHERE id = ${session}`.execute(db))

/** How many ended. Of one person: this session, all but that one, or all. */
export async function endSessions(
  { db }: SignInDoor,
  person: string,
  which: { readonly only?: string; readonly but?: string } = {},
): Promise<number> {
  const { only, but } = which
  const { rows } = await sql`DELETE FROM auth.session WHERE user_id = ${person}
    ${only === undefined ? sql`` : sql`AND id = ${asId(only)}`} ${but === undefined ? sql`` : sql`AND id <> ${asId(but)}`} RETURNING 1`.execute(db)
  return rows.length
}

export type Purpose = "reset" | "signIn"
/** The link before it ends: there is one of a kind. */
export const keepLink = ({ together }: SignInDoor, person: string, purpose: Purpose, digest: Uint8Array, until: Date): Promise<void> =>
  together(async (db) => {
    await sql`DELETE FROM auth.link WHERE person_id = ${person} AND purpose = ${purpose}`.execute(db)
    await sql`INSERT INTO auth.link (digest, person_id, purpose, expires_at) VALUES (${digest}, ${person}, ${purpose}, ${until})`.execute(db)
  })

/** Whose link it was: used by this call, and by no other. */
export const takeLink = async ({ db, now }: Pick<SignInDoor, "db" | "now">, purpose: Purpose, digest: Uint8Array): Promise<Id | null> =>
  (
    await sql<{
      id: Id
    }>`DELETE FROM auth.link WHERE digest = ${digest} AND purpose = ${purpose} AND expires_at > ${now()} RETURNING person_id AS id`.execute(db)
  ).rows[0]?.id ?? null

/** Whose link it is, unused. */
export const findLink = async ({ db, now }: SignInDoor, purpose: Purpose, digest: Uint8Array): Promise<Id | null> =>
  (
    await sql<{ id: Id }>`SELECT person_id AS id FROM auth.link WHERE digest = ${digest} AND purpose = ${purpose} AND expires_at > ${now()}`.execute(
      db,
    )
  ).rows[0]?.id ?? null

/** The new password for the link: both or neither, and every session ends. Null where the link is none. */
export const resetPassword = (door: SignInDoor, digest: Uint8Array, password: string): Promise<Id | null> =>
  door.together(async (db) => {
    const person = await takeLink({ db, now: door.now }, "reset", digest)
    if (person === null) return null
    await keepPassword(db, person, password, door.now())
    await sql`DELETE FROM auth.session WHERE user_id = ${person}`.execute(db)
    await sql`DELETE FROM auth.verification WHERE value = ${person}`.execute(db)
    await sql`UPDATE auth.person SET reset_asked_at = NULL WHERE id = ${person}`.execute(db)
    return person
  })

/** The telephone is lost: codes and passkeys go, and every session. */
export const removeFactors = ({ together }: SignInDoor, person: string): Promise<void> =>
  together(async (db) => {
    for (const table of ["two_factor", "passkey", "session"])
      await sql`DELETE FROM ${sql.table(`auth.${table}`)} WHERE user_id = ${person}`.execute(db)
    await sql`UPDATE auth.person SET two_factor_enabled = false WHERE id = ${person}`.execute(db)
  })

/** Noted for the owners, where there is such a person. */
export const askReset = async ({ db, now }: SignInDoor, email: string): Promise<void> =>
  void (await sql`UPDATE auth.person SET reset_asked_at = ${now()} WHERE email = ${email}`.execute(db))

/** The challenge of the second factor: whom the first one showed. */
export const challenged = async ({ db, now }: SignInDoor, identifier: string): Promise<string | null> =>
  (await sql<{ value: string }>`SELECT value FROM auth.verification WHERE identifier = ${identifier} AND expires_at > ${now()}`.execute(db)).rows[0]
    ?.value ?? null

/** A code lives for a minute and a half. */
const CODE_SECONDS = 180
/** False where the same code was shown before: of two at once, one is new. */
export async function showCode({ db, now }: SignInDoor, person: string, code: string): Promise<boolean> {
  const at = now()
  await sql`DELETE FROM auth.shown_code WHERE at < ${at}::timestamptz - make_interval(secs => ${CODE_SECONDS})`.execute(db)
  const { rows } =
    await sql`INSERT INTO auth.shown_code (person_id, code, at) VALUES (${person}, ${code}, ${at}) ON CONFLICT DO NOTHING RETURNING 1`.execute(db)
  return rows.length === 1
}

export type Bucket = { readonly aim: Aim; readonly digest: Uint8Array }
type TriedRow = { tries: number; last_at: Date; blocked_until: Date | null }
/** Counts one try, in every bucket or in none; until when it must wait, else null. */
export const countTry = (door: SignInDoor, buckets: readonly Bucket[]): Promise<Date | null> =>
  door.together(async (db) => {
    const now = door.now()
    const judged: { digest: Uint8Array; next: Tried }[] = []
    // Always in the same order: two tries at the same account from the same address wait for each other, and not in a circle.
    for (const { aim, digest } of buckets.toSorted((a, b) => Buffer.compare(a.digest, b.digest))) {
      const { rows } = await sql<TriedRow>`
        INSERT INTO auth.attempt AS a (bucket, tries, last_at) VALUES (${digest}, 0, ${now}) ON CONFLICT (bucket) DO UPDATE SET tries = a.tries
        RETURNING tries, last_at, blocked_until`.execute(db)
      const { tries, last_at: lastAt, blocked_until: blockedUntil } = rows[0]!
      const verdict = judgeTry(aim, { tries, lastAt, blockedUntil }, now)
      if (!verdict.allowed) return verdict.until
      judged.push({ digest, next: verdict.next })
    }
    for (const { digest, next } of judged)
      await sql`UPDATE auth.attempt SET tries = ${next.tries}, last_at = ${next.lastAt}, blocked_until = ${next.blockedUntil} WHERE bucket = ${digest}`.execute(
        db,
      )
    await sql`
      DELETE FROM auth.attempt WHERE bucket IN (
        SELECT bucket FROM auth.attempt WHERE last_at < ${now}::timestamptz - interval '2 days' ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED)`.execute(
      db,
    )
    return null
  })

/** A try that was right: the account's are forgotten, the address has one less. */
export const forgive = ({ together }: SignInDoor, buckets: readonly Bucket[]): Promise<void> =>
  together(async (db) => {
    for (const { aim, digest } of buckets.toSorted((a, b) => Buffer.compare(a.digest, b.digest)))
      if (aim === "address")
        await sql`UPDATE auth.attempt SET tries = greatest(tries - 1, 0), blocked_until = NULL WHERE bucket = ${digest}`.execute(db)
      else await sql`DELETE FROM auth.attempt WHERE bucket = ${digest}`.execute(db)
  })

/** What has ended tells where people were: it goes with the next one who signs in. */
export async function forgetEnded({ db, now }: SignInDoor): Promise<void> {
  for (const table of ["session", "link", "verification"])
    await sql`DELETE FROM ${sql.table(`auth.${table}`)} WHERE expires_at < ${now()}`.execute(db)
}
