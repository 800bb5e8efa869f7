/** People at the customer, texts that can be erased, and how a customer pays. */
import { sql } from "kysely"
import { asId, type Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import { type Contact, type Habit, type NewContact, NO_HABIT } from "./contact.ts"

export type KeptText = { readonly id: Id; readonly digest: Uint8Array }
/** The text with a salt of its own; the digest is what a fact keeps. */
export async function insertText(tx: Tx, customer: Id, text: string): Promise<KeptText> {
  const { rows } = await sql<KeptText>`
    INSERT INTO contact.text (company_id, id, customer_id, text, salt, made_at)
    VALUES (${tx.company}, ${tx.newId()}, ${customer}, ${text}, uuid_send(gen_random_uuid()), ${tx.now()})
    RETURNING id, sha256(salt || convert_to(text, 'UTF8')) AS digest`.execute(tx.db)
  return rows[0]!
}

const CONTACT = sql`p.id, c.code AS customer, p.name, p.role, p.phone, p.email, p.language, p.note, p.main_since IS NOT NULL AS main, p.removed_at IS NOT NULL AS removed`
const PERSONS = (tx: Tx) => sql`contact.person p JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = p.customer_id`
export type KnownContact = Contact & { readonly customerId: Id }

/** Whom to ask first, then as they were added; those removed are left out. */
export async function loadContacts(tx: Tx, customer: Id | null, page: { readonly after: string | null; readonly limit: number }): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    SELECT ${CONTACT} FROM ${PERSONS(tx)}
     WHERE p.company_id = ${tx.company} AND p.removed_at IS NULL AND (${customer}::uuid IS NULL OR p.customer_id = ${customer}) AND (${page.after}::uuid IS NULL OR p.id > ${page.after})
     ORDER BY p.id LIMIT ${page.limit}`.execute(tx.db)
  return rows
}

/** `hold`: until the transaction ends nobody else changes it. */
export async function loadContact(tx: Tx, id: string, hold: boolean): Promise<KnownContact | null> {
  const { rows } = await sql<KnownContact>`
    SELECT ${CONTACT}, p.customer_id AS "customerId" FROM ${PERSONS(tx)} WHERE p.company_id = ${tx.company} AND p.id = ${asId(id)} ${hold ? sql`FOR UPDATE OF p` : sql``}`.execute(
    tx.db,
  )
  return rows[0] ?? null
}

export async function insertContact(tx: Tx, id: Id, customer: Id, person: NewContact): Promise<void> {
  await sql`INSERT INTO contact.person (company_id, id, customer_id, name, role, phone, email, language, note, main_since, made_at)
    VALUES (${tx.company}, ${id}, ${customer}, ${person.name}, ${person.role}, ${person.phone}, ${person.email}, ${person.language}, ${person.note},
            ${person.main ? tx.now() : null}, ${tx.now()})`.execute(tx.db)
}

export async function updateContact(tx: Tx, id: Id, person: NewContact): Promise<void> {
  await sql`UPDATE contact.person SET name = ${person.name}, role = ${person.role}, phone = ${person.phone}, email = ${person.email}, language = ${person.language},
      note = ${person.note}, main_since = CASE WHEN ${person.main} THEN coalesce(main_since, ${tx.now()}) END
    WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

/** Nobody is asked first any more. Customers' contacts are changed one at a time: whoever comes second waits here. */
export async function clearMain(tx: Tx, customer: Id): Promise<void> {
  await sql`SELECT FROM customer.customer WHERE company_id = ${tx.company} AND id = ${customer} FOR NO KEY UPDATE`.execute(tx.db)
  await sql`UPDATE contact.person SET main_since = NULL WHERE company_id = ${tx.company} AND customer_id = ${customer} AND main_since IS NOT NULL`.execute(
    tx.db,
  )
}

/** Calls keep saying whom they were with; with `erase` nothing of the person is left. */
export async function removeContact(tx: Tx, id: Id, erase: boolean): Promise<void> {
  const gone = erase ? sql`, name = NULL, phone = NULL, email = NULL, note = NULL` : sql``
  await sql`UPDATE contact.person SET removed_at = coalesce(removed_at, ${tx.now()}), main_since = NULL ${gone} WHERE company_id = ${tx.company} AND id = ${id}`.execute(
    tx.db,
  )
}

type HabitRow = Omit<Habit, "payDays" | "payWeekdays"> & { readonly payDays: number[]; readonly payWeekdays: number[] }
export async function loadHabit(tx: Tx, customer: Id): Promise<Habit> {
  const { rows } = await sql<HabitRow>`
    SELECT portal, purchase_order AS "purchaseOrder", purchase_order_rule AS "purchaseOrderRule", approver, cut_off_day AS "cutOffDay", pay_days::int[] AS "payDays",
           pay_weekdays::int[] AS "payWeekdays", closures, means
      FROM contact.habit WHERE company_id = ${tx.company} AND customer_id = ${customer}`.execute(tx.db)
  return rows[0] ?? NO_HABIT
}

/** Before it is read to be changed: who changes it at the same time waits, and then sees what is there. */
export async function holdHabit(tx: Tx, customer: Id): Promise<void> {
  await sql`INSERT INTO contact.habit (company_id, customer_id, pay_days, pay_weekdays, closures, means, changed_at)
    VALUES (${tx.company}, ${customer}, '{}', '{}', '[]', '{}', ${tx.now()}) ON CONFLICT (company_id, customer_id) DO UPDATE SET changed_at = EXCLUDED.changed_at`.execute(
    tx.db,
  )
}
export async function updateHabit(tx: Tx, customer: Id, habit: Habit): Promise<void> {
  await sql`UPDATE contact.habit SET portal = ${habit.portal}, purchase_order = ${habit.purchaseOrder}, purchase_order_rule = ${habit.purchaseOrderRule},
      approver = ${habit.approver}, cut_off_day = ${habit.cutOffDay}, pay_days = ${[...habit.payDays]}, pay_weekdays = ${[...habit.payWeekdays]},
      closures = ${JSON.stringify(habit.closures)}, means = ${[...habit.means]}, changed_at = ${tx.now()}
    WHERE company_id = ${tx.company} AND customer_id = ${customer}`.execute(tx.db)
}
