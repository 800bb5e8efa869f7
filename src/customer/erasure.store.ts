/** A person's data in the customer's own rows: taken out for good, and looked for again by verify. */
import { sql } from "kysely"
import { type Check, reading } from "../activity/verify.act.ts"
import type { Id } from "../kernel/id.ts"
import { fold } from "../kernel/text.ts"
import type { Tx } from "../shell/db.ts"
import { erasuresFound } from "./erasure.text.ts"

/** What stands instead of the name: nothing of the person is in it. */
const pseudonymOf = (customer: Id) => `erased ${customer.slice(-8)}`

/** Name and numbers go; `code` is the one kept. The numbers there were. */
export async function erasePerson(tx: Tx, customer: Id, actId: Id, code: string): Promise<string[]> {
  const pseudonym = pseudonymOf(customer)
  const { rows } = await sql<{
    value: string
  }>`SELECT value FROM customer.identifier WHERE company_id = ${tx.company} AND customer_id = ${customer}`.execute(tx.db)
  await sql`UPDATE customer.customer SET name = ${pseudonym}, code = ${code}, search_text = ${fold(`${code} ${pseudonym}`)}
    WHERE company_id = ${tx.company} AND id = ${customer}`.execute(tx.db)
  await sql`SELECT customer.erase_identifiers(${customer})`.execute(tx.db)
  await sql`INSERT INTO customer.erasure (company_id, customer_id, act_id, erased_at) VALUES (${tx.company}, ${customer}, ${actId}, ${tx.now()}) ON CONFLICT DO NOTHING`.execute(
    tx.db,
  )
  return rows.map(({ value }) => value)
}

export async function isErased(tx: Tx, customer: Id): Promise<boolean> {
  const { rows } = await sql<{
    any: boolean
  }>`SELECT EXISTS (SELECT FROM customer.erasure WHERE company_id = ${tx.company} AND customer_id = ${customer}) AS any`.execute(tx.db)
  return rows[0]!.any
}

/** How many were: whoever reads names for long sees by it that one went meanwhile. */
export const countErasures = async (tx: Tx): Promise<number> =>
  (await sql<{ n: number }>`SELECT count(*)::int AS n FROM customer.erasure WHERE company_id = ${tx.company}`.execute(tx.db)).rows[0]!.n

/** Nothing brought an erased person's name or numbers back. */
export const CUSTOMER_CHECKS: readonly Check[] = [
  {
    name: "customer.erased",
    of: "company",
    run: (db, company) =>
      reading(db, company, async (tx) => {
        const { rows } = await sql<{ erased: bigint; back: Id[] | null }>`
          SELECT count(*) AS erased, array_agg(c.id) FILTER (WHERE c.name <> 'erased ' || right(c.id::text, 8)
                   OR EXISTS (SELECT FROM customer.identifier i WHERE i.company_id = ${company} AND i.customer_id = c.id)) AS back
            FROM customer.erasure e JOIN customer.customer c ON c.company_id = ${company} AND c.id = e.customer_id WHERE e.company_id = ${company}`.execute(
          tx.db,
        )
        const { erased, back } = rows[0]!
        const customers = back ?? []
        return {
          ok: customers.length === 0,
          code: customers.length === 0 ? "ERASED" : "ERASED_CAME_BACK",
          figures: { erased, customers },
          detail: erasuresFound(erased, customers),
        }
      }),
  },
]
