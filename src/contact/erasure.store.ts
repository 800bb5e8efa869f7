/** What was said about a customer, taken out for good: names, numbers, addresses, free text. Facts stay as they were, with a digest nobody can undo. */
import { sql } from "kysely"
import { type Check, reading } from "../activity/verify.act.ts"
import { giveUpFiles } from "../evidence/evidence.act.ts"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import { saidFound } from "./contact.text.ts"

export async function eraseSaid(tx: Tx, customer: Id): Promise<number> {
  const of = sql`company_id = ${tx.company} AND customer_id = ${customer}`
  const done = [
    await sql`UPDATE contact.text SET text = NULL, salt = NULL WHERE ${of} AND text IS NOT NULL`.execute(tx.db),
    await sql`UPDATE contact.person SET name = NULL, phone = NULL, email = NULL, note = NULL, main_since = NULL, removed_at = coalesce(removed_at, ${tx.now()})
      WHERE ${of} AND num_nonnulls(name, phone, email, note) > 0`.execute(tx.db),
    await sql`UPDATE contact.habit SET portal = NULL, purchase_order_rule = NULL, approver = NULL WHERE ${of} AND num_nonnulls(portal, purchase_order_rule, approver) > 0`.execute(
      tx.db,
    ),
  ]
  const files = await sql<{ id: Id }>`UPDATE contact.file SET removed_at = coalesce(removed_at, ${tx.now()}) WHERE ${of} RETURNING id`.execute(tx.db)
  await giveUpFiles(
    tx,
    files.rows.map(({ id }) => id),
  )
  await sql`UPDATE contact.note SET mentions = '{}' WHERE ${of} AND mentions <> '{}'`.execute(tx.db)
  return done.reduce((all, { numAffectedRows }) => all + Number(numAffectedRows ?? 0n), 0)
}

/** Texts of calls and notes are those that were written then; of erased persons none that was there before came back. */
export const CONTACT_CHECKS: readonly Check[] = [
  {
    name: "contact.said",
    of: "company",
    run: (db, company) =>
      reading(db, company, async (tx) => {
        const { rows } = await sql<{ said: bigint; changed: Id[] | null; back: Id[] | null }>`
          WITH said AS (SELECT id, text_id, text_digest FROM contact.call WHERE company_id = ${company} AND text_id IS NOT NULL
                        UNION ALL SELECT id, text_id, text_digest FROM contact.note WHERE company_id = ${company})
          SELECT count(*) AS said, array_agg(s.id) FILTER (WHERE sha256(t.salt || convert_to(t.text, 'UTF8')) <> s.text_digest) AS changed,
                 (SELECT array_agg(DISTINCT e.customer_id) FROM customer.erasure e
                   WHERE e.company_id = ${company}
                     AND (EXISTS (SELECT FROM contact.text x WHERE x.company_id = ${company} AND x.customer_id = e.customer_id AND x.text IS NOT NULL AND x.made_at <= e.erased_at)
                       OR EXISTS (SELECT FROM contact.person p WHERE p.company_id = ${company} AND p.customer_id = e.customer_id AND p.name IS NOT NULL AND p.made_at <= e.erased_at))) AS back
            FROM said s JOIN contact.text t ON t.company_id = ${company} AND t.id = s.text_id`.execute(tx.db)
        const [changed, back] = [rows[0]!.changed ?? [], rows[0]!.back ?? []]
        const ok = changed.length === 0 && back.length === 0
        return {
          ok,
          code: ok ? "SAID" : "SAID_DIFFERS",
          figures: { said: rows[0]!.said, changed, back },
          detail: saidFound(rows[0]!.said, changed, back),
        }
      }),
  },
]
