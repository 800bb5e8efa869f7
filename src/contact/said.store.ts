/** Calls and notes: newest first, from before a place in that order. */
import { type RawBuilder, sql } from "kysely"
import { asId, type Id } from "../kernel/id.ts"
import type { InstalmentKey } from "../ledger/ledger.ts"
import type { Tx } from "../shell/db.ts"
import type { KeptText } from "./contact.store.ts"
import type { Call, NewCall, Note } from "./contact.ts"

export type Place = { readonly at: string; readonly id: string } | null

export async function insertCall(
  tx: Tx,
  id: Id,
  customer: Id,
  actId: Id,
  call: NewCall & { readonly at: Date },
  text: KeptText | null,
): Promise<void> {
  await sql`INSERT INTO contact.call (company_id, id, customer_id, at, outcome, cause, person_id, complaint, pays_on_day, text_id, text_digest, act_id, recorded_at)
    VALUES (${tx.company}, ${id}, ${customer}, ${call.at}, ${call.outcome}, ${call.cause}, ${call.contact}, ${call.complaint}, ${call.paysOnDay}, ${text?.id ?? null},
            ${text?.digest ?? null}, ${actId}, ${tx.now()})`.execute(tx.db)
  if (call.items.length > 0)
    await sql`INSERT INTO contact.call_item (company_id, call_id, entry_id, no)
      SELECT ${tx.company}::int, ${id}::uuid, i.entry, i.no FROM unnest(${call.items.map(({ entryId }) => entryId)}::uuid[], ${call.items.map(({ no }) => no)}::smallint[]) AS i(entry, no)`.execute(
      tx.db,
    )
}

/** Of some items those that are none of the customer's. */
export async function strangersAmong(tx: Tx, customer: Id, items: readonly InstalmentKey[]): Promise<InstalmentKey[]> {
  const { rows } = await sql<InstalmentKey>`
    SELECT i.entry AS "entryId", i.no FROM unnest(${items.map(({ entryId }) => entryId)}::uuid[], ${items.map(({ no }) => no)}::smallint[]) AS i(entry, no)
     WHERE NOT EXISTS (SELECT FROM ledger.entry e JOIN ledger.instalment s ON s.company_id = ${tx.company} AND s.entry_id = e.id AND s.no = i.no
                        WHERE e.company_id = ${tx.company} AND e.id = i.entry AND e.customer_id = ${customer})`.execute(tx.db)
  return rows
}

/** The customer's open debit items of some numbers: how people name them. */
export async function itemsNumbered(tx: Tx, customer: Id, numbers: readonly string[]): Promise<(InstalmentKey & { readonly number: string })[]> {
  const { rows } = await sql<InstalmentKey & { number: string }>`
    SELECT e.id AS "entryId", s.no, e.number FROM ledger.entry e JOIN ledger.instalment s ON s.company_id = ${tx.company} AND s.entry_id = e.id
     WHERE e.company_id = ${tx.company} AND e.customer_id = ${customer} AND e.number = ANY (${numbers}) AND e.side = 'debit' AND e.kind <> 'annulment'
       AND NOT EXISTS (SELECT FROM ledger.annulment a WHERE a.company_id = ${tx.company} AND a.entry_id = e.id)
     ORDER BY e.number, s.no`.execute(tx.db)
  return rows
}

/** Said and not taken back. */
export const standing = (tx: Tx, id: RawBuilder<unknown>) =>
  sql`NOT EXISTS (SELECT FROM contact.taken_back b WHERE b.company_id = ${tx.company} AND b.said_id = ${id})`

export type Said = { readonly id: Id; readonly customerId: Id; readonly by: string; readonly kind: "call" | "note" }
/** A call or note that stands; null: there is none. */
export async function findSaid(tx: Tx, id: string): Promise<Said | null> {
  const { rows } = await sql<Said>`
    SELECT s.id, s.customer_id AS "customerId", a.actor AS by, s.kind
      FROM (SELECT id, customer_id, act_id, 'call' AS kind FROM contact.call WHERE company_id = ${tx.company}
            UNION ALL SELECT id, customer_id, act_id, 'note' FROM contact.note WHERE company_id = ${tx.company}) s
      JOIN activity.act a ON a.company_id = ${tx.company} AND a.id = s.act_id
     WHERE s.id = ${asId(id)} AND ${standing(tx, sql`s.id`)}`.execute(tx.db)
  return rows[0] ?? null
}
/** False where somebody took it back at the same time. */
export async function insertTakenBack(tx: Tx, id: Id, actId: Id): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO contact.taken_back (company_id, said_id, act_id, recorded_at) VALUES (${tx.company}, ${id}, ${actId}, ${tx.now()})
    ON CONFLICT DO NOTHING RETURNING 1`.execute(tx.db)
  return rows.length === 1
}
export async function insertSeen(tx: Tx, note: Id, by: string): Promise<void> {
  await sql`INSERT INTO contact.note_seen (company_id, note_id, seen_by, seen_at) VALUES (${tx.company}, ${note}, ${by}, ${tx.now()}) ON CONFLICT DO NOTHING`.execute(
    tx.db,
  )
}

type CallRow = Omit<Call, "items"> & { readonly items: Call["items"] | null }
export async function loadCalls(tx: Tx, customer: Id | null, before: Place, limit: number): Promise<Call[]> {
  const { rows } = await sql<CallRow>`
    SELECT k.id, c.code AS customer, k.at, k.outcome, k.cause, k.person_id AS contact, k.complaint, k.pays_on_day AS "paysOnDay", t.text AS note, a.actor AS by,
           (SELECT json_agg(json_build_object('id', e.id, 'number', e.number, 'instalment', i.no) ORDER BY e.number, i.no)
              FROM contact.call_item i JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id WHERE i.company_id = ${tx.company} AND i.call_id = k.id) AS items
      FROM contact.call k
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = k.customer_id
      JOIN activity.act a ON a.company_id = ${tx.company} AND a.id = k.act_id
      LEFT JOIN contact.text t ON t.company_id = ${tx.company} AND t.id = k.text_id
     WHERE k.company_id = ${tx.company} AND (${customer}::uuid IS NULL OR k.customer_id = ${customer}) AND ${standing(tx, sql`k.id`)}
       AND (${before?.at ?? null}::timestamptz IS NULL OR (k.at, k.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
     ORDER BY k.at DESC, k.id DESC LIMIT ${limit}`.execute(tx.db)
  return rows.map((row) => ({ ...row, items: row.items ?? [] }))
}

export async function insertNote(
  tx: Tx,
  id: Id,
  customer: Id,
  actId: Id,
  text: KeptText,
  mentions: readonly string[],
  pinned: boolean,
): Promise<void> {
  await sql`INSERT INTO contact.note (company_id, id, customer_id, at, text_id, text_digest, mentions, pinned_at, act_id)
    VALUES (${tx.company}, ${id}, ${customer}, ${tx.now()}, ${text.id}, ${text.digest}, ${[...mentions]}, ${pinned ? tx.now() : null}, ${actId})`.execute(
    tx.db,
  )
}

/** Held to the end of the transaction: the customer whose note it is; null: none stands. */
export async function holdNote(tx: Tx, id: string): Promise<Id | null> {
  const { rows } = await sql<{ customer: Id }>`
    SELECT n.customer_id AS customer FROM contact.note n WHERE n.company_id = ${tx.company} AND n.id = ${asId(id)} AND ${standing(tx, sql`n.id`)} FOR UPDATE`.execute(
    tx.db,
  )
  return rows[0]?.customer ?? null
}
export async function pinNote(tx: Tx, id: string, pinned: boolean): Promise<void> {
  await sql`
    UPDATE contact.note SET pinned_at = CASE WHEN ${pinned} THEN coalesce(pinned_at, ${tx.now()}) END WHERE company_id = ${tx.company} AND id = ${asId(id)}`.execute(
    tx.db,
  )
}

export type NotesQuestion = {
  readonly customer: Id | null
  readonly pinned: boolean
  /** How a colleague may be written after an @, in small letters; null: whoever is named. */
  readonly mentions: readonly string[] | null
  /** Not seen yet by this colleague. */
  readonly unseenBy: string | null
}
const ALL_NOTES: NotesQuestion = { customer: null, pinned: false, mentions: null, unseenBy: null }
/** Those asked for, or those of some ids. */
export async function loadNotes(tx: Tx, asked: NotesQuestion | { readonly ids: readonly string[] }, before: Place, limit: number): Promise<Note[]> {
  const [q, ids] = "ids" in asked ? [ALL_NOTES, [...asked.ids]] : [asked, null]
  const { rows } = await sql<Note>`
    SELECT n.id, c.code AS customer, n.at, a.actor AS by, t.text, n.mentions, n.pinned_at AS "pinnedAt"
      FROM contact.note n
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = n.customer_id
      JOIN activity.act a ON a.company_id = ${tx.company} AND a.id = n.act_id
      JOIN contact.text t ON t.company_id = ${tx.company} AND t.id = n.text_id
     WHERE n.company_id = ${tx.company} ${ids === null ? sql`` : sql`AND n.id::text = ANY (${ids}::text[])`}
       AND (${q.customer}::uuid IS NULL OR n.customer_id = ${q.customer}) AND (NOT ${q.pinned} OR n.pinned_at IS NOT NULL)
       AND (${q.mentions === null ? null : [...q.mentions]}::text[] IS NULL OR EXISTS (SELECT FROM unnest(n.mentions) m WHERE lower(m) = ANY (${q.mentions === null ? null : [...q.mentions]}::text[])))
       AND (${q.unseenBy}::text IS NULL OR NOT EXISTS (SELECT FROM contact.note_seen v WHERE v.company_id = ${tx.company} AND v.note_id = n.id AND v.seen_by = ${q.unseenBy}))
       AND ${standing(tx, sql`n.id`)}
       AND (${before?.at ?? null}::timestamptz IS NULL OR (n.at, n.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
     ORDER BY n.at DESC, n.id DESC LIMIT ${limit}`.execute(tx.db)
  return rows
}
