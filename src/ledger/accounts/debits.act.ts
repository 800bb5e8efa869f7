/** The ledger's door for whoever keeps something of a debit item: what is open of it, and which one a person means. */
import { sql } from "kysely"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import type { Tx } from "../../shell/db.ts"
import type { InstalmentKey } from "../ledger.ts"

export type OpenDebit = InstalmentKey & {
  readonly number: string
  readonly customerId: Id
  readonly currency: Currency
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly open: Minor
}
/** By its entry's id, or by its number. */
export type SaidItem = { readonly entry: Id; readonly no: number } | { readonly number: string; readonly no: number }

/** The debit items open at the end of the day, of some customers, of some entries, or all; the oldest due first. */
export async function loadOpenDebits(
  tx: Tx,
  asOf: Day,
  of: { readonly customers: readonly Id[] } | { readonly entries: readonly Id[] } | "all",
): Promise<OpenDebit[]> {
  const chosen =
    of === "all"
      ? sql``
      : "customers" in of
        ? sql`AND i.customer_id = ANY (${of.customers}::uuid[])`
        : sql`AND i.entry_id = ANY (${of.entries}::uuid[])`
  const { rows } = await sql<OpenDebit>`
    SELECT i.entry_id AS "entryId", i.no, e.number, i.customer_id AS "customerId", i.currency, coalesce(e.original_on, e.effective_on) AS "issuedOn",
           i.due_on AS "dueOn", i.open
      FROM ledger.open_items(${tx.company}, ${asOf}::date) i
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
     WHERE i.side = 'debit' ${chosen}
     ORDER BY i.due_on, i.entry_id, i.no`.execute(tx.db)
  return rows
}

/** The open items somebody named, in that order, each once. Refuses UNKNOWN_ITEM: no debit of the customer's, or nothing open of it. */
export async function findOpenDebits(tx: Tx, asOf: Day, customer: Id, said: readonly SaidItem[]): Promise<OpenDebit[]> {
  if (said.length === 0) return []
  const open = await loadOpenDebits(tx, asOf, { customers: [customer] })
  const byName = new Map<string, OpenDebit>()
  for (const item of open) {
    byName.set(`${item.entryId} ${item.no}`, item)
    if (!byName.has(`${item.number} ${item.no}`)) byName.set(`${item.number} ${item.no}`, item)
  }
  const found = said.map((one) => {
    const name = "entry" in one ? one.entry : one.number
    const item = byName.get(`${name} ${one.no}`)
    if (!item) throw new Refused("UNKNOWN_ITEM", { entry: one.no === 1 ? name : `${name}#${one.no}` })
    return item
  })
  return [...new Set(found)]
}
