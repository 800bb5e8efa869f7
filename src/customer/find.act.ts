/** The customer room's door for whoever has a customer's code. */
import { sql } from "kysely"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { Tx } from "../shell/db.ts"

export type KnownCustomer = { readonly id: Id; readonly code: string; readonly name: string; readonly country: string | null }

export async function customerById(tx: Tx, id: Id): Promise<KnownCustomer | undefined> {
  const { rows } =
    await sql<KnownCustomer>`SELECT id, code, name, country FROM customer.customer WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
  return rows[0]
}

/** Refuses UNKNOWN_CUSTOMER. */
export async function findCustomer(tx: Tx, code: string): Promise<KnownCustomer> {
  const { rows } =
    await sql<KnownCustomer>`SELECT id, code, name, country FROM customer.customer WHERE company_id = ${tx.company} AND code = ${code}`.execute(tx.db)
  if (!rows[0]) throw new Refused("UNKNOWN_CUSTOMER", { code })
  return rows[0]
}

/** Of a list that may be asked of one customer: whose it is, null for all. Refuses UNKNOWN_CUSTOMER. */
export const customerAsked = async (tx: Tx, code: string | null | undefined): Promise<Id | null> =>
  code == null ? null : (await findCustomer(tx, code)).id
