/** Who works for a company, and who is asked to. */
import { sql } from "kysely"
import { asId, type Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import type { Invitation, Member, NamedMember } from "./members.ts"
import type { Role } from "./roles.ts"

/** By name. */
export const loadMembers = async (tx: Tx): Promise<NamedMember[]> =>
  (
    await sql<NamedMember>`SELECT id, name, email, role, since, disabled_at AS "disabledAt", reset_asked_at AS "resetAskedAt", second_factor AS "secondFactor"
      FROM people.members()`.execute(tx.db)
  ).rows

/** Held to the end of the transaction: two owners who lower each other do it one after the other. */
export const holdMembers = async (tx: Tx): Promise<Member[]> =>
  (
    await sql<Member>`SELECT person_id AS id, role, disabled_at IS NOT NULL AS disabled FROM people.member
      WHERE company_id = ${tx.company} ORDER BY person_id FOR UPDATE`.execute(tx.db)
  ).rows

/** Nothing where they are a member already. */
export const insertMember = async (tx: Tx, person: Id, role: Role): Promise<boolean> =>
  (
    await sql`INSERT INTO people.member (company_id, person_id, role, since) VALUES (${tx.company}, ${person}, ${role}, ${tx.now()})
      ON CONFLICT (company_id, person_id) DO NOTHING RETURNING 1`.execute(tx.db)
  ).rows.length === 1

export const updateMember = async (tx: Tx, person: string, role: Role, disabled: boolean): Promise<void> =>
  void (await sql`
    UPDATE people.member SET role = ${role}, disabled_at = CASE WHEN ${disabled} THEN coalesce(disabled_at, ${tx.now()}) END
     WHERE company_id = ${tx.company} AND person_id = ${person}`.execute(tx.db))

/** The keys a person made: they know their secrets. */
export const revokeKeysOf = async (tx: Tx, person: string): Promise<Id[]> =>
  (
    await sql<{ id: Id }>`UPDATE people.api_key SET revoked_at = ${tx.now()}
      WHERE company_id = ${tx.company} AND made_by = ${person} AND revoked_at IS NULL RETURNING id`.execute(tx.db)
  ).rows.map(({ id }) => id)

/** Whoever sets up waits for whoever does so at the same time, and then sees them. */
export async function holdSetup(tx: Tx): Promise<{ readonly anybody: boolean }> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('encours.setup'))`.execute(tx.db)
  return (await sql<{ anybody: boolean }>`SELECT people.anybody() AS anybody`.execute(tx.db)).rows[0]!
}

const INVITATION = sql`id, email, role, made_at AS "madeAt", expires_at AS "expiresAt"`
const open = (tx: Tx) => sql`company_id = ${tx.company} AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${tx.now()}`

/** An earlier one to the same address ends. */
export async function insertInvitation(tx: Tx, one: Invitation, digest: Uint8Array): Promise<void> {
  await sql`UPDATE people.invitation SET withdrawn_at = ${tx.now()} WHERE email = ${one.email} AND ${open(tx)}`.execute(tx.db)
  await sql`INSERT INTO people.invitation (company_id, id, email, role, digest, made_at, expires_at)
    VALUES (${tx.company}, ${one.id}, ${one.email}, ${one.role}, ${digest}, ${one.madeAt}, ${one.expiresAt})`.execute(tx.db)
}

/** Those that still let somebody in, newest first. */
export const loadInvitations = async (tx: Tx): Promise<Invitation[]> =>
  (await sql<Invitation>`SELECT ${INVITATION} FROM people.invitation WHERE ${open(tx)} ORDER BY made_at DESC, id DESC`.execute(tx.db)).rows

export const findInvitation = async (tx: Tx, digest: Uint8Array): Promise<Invitation | null> =>
  (await sql<Invitation>`SELECT ${INVITATION} FROM people.invitation WHERE digest = ${digest} AND ${open(tx)}`.execute(tx.db)).rows[0] ?? null

/** Used by this transaction and by no other. */
export const useInvitation = async (tx: Tx, digest: Uint8Array): Promise<Invitation | null> =>
  (
    await sql<Invitation>`UPDATE people.invitation SET accepted_at = ${tx.now()} WHERE digest = ${digest} AND ${open(tx)} RETURNING ${INVITATION}`.execute(
      tx.db,
    )
  ).rows[0] ?? null

export const withdrawInvitation = async (tx: Tx, id: string): Promise<Invitation | null> =>
  (
    await sql<Invitation>`UPDATE people.invitation SET withdrawn_at = ${tx.now()} WHERE id = ${asId(id)} AND ${open(tx)} RETURNING ${INVITATION}`.execute(
      tx.db,
    )
  ).rows[0] ?? null

/** All that still let somebody in: of restored books nobody knows which of them were used or withdrawn since. */
export const endInvitations = async (tx: Tx): Promise<void> =>
  void (await sql`UPDATE people.invitation SET withdrawn_at = ${tx.now()} WHERE ${open(tx)}`.execute(tx.db))
