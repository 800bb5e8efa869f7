import { sql } from "kysely"
import { liveDisputes } from "../../dispute/dispute.act.ts"
import { fitLines } from "../../dispute/dispute.ts"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import { loadOpenDebits } from "../../ledger/accounts/debits.act.ts"
import { CREDITED_BY } from "../../ledger/accounts/open-items.ts"
import type { InstalmentKey } from "../../ledger/ledger.ts"
import type { Tx } from "../../shell/db.ts"
import { type Disputed, type Exposure, takeApart } from "./exposure.ts"

const PARTS = { [-1]: "unallocated", [-2]: "credited", [-3]: "subject" } as const
const keyOf = ({ entryId, no }: InstalmentKey) => `${entryId} ${no}`

/** Of one customer at the end of the day; intercompany customers too. */
export async function loadExposure(tx: Tx, customer: Id, asOf: Day, bounds: readonly number[]): Promise<Exposure[]> {
  const { rows } = await sql<{ currency: Currency; part: number; amount: Minor; count: number }>`
    SELECT s.currency, s.part, sum(s.amount)::bigint AS amount, count(*)::int AS count FROM (
      SELECT i.currency, i.open AS amount,
             CASE WHEN i.side = 'debit' THEN width_bucket(${asOf}::date - i.due_on, ${bounds.map((bound) => bound + 1)}::int[])
                  WHEN i.kind = ANY (${[...CREDITED_BY]}::text[]) THEN -2 ELSE -1 END AS part
        FROM ledger.open_items(${tx.company}, ${asOf}::date) i WHERE i.customer_id = ${customer} AND i.kind <> 'deposit'
      UNION ALL
      SELECT c.currency, c.amount, -3 FROM ledger.subject_to_collection(${tx.company}, ${asOf}::date) c WHERE c.customer_id = ${customer}) s
     GROUP BY s.currency, s.part`.execute(tx.db)
  const sums = rows.map(({ part, ...sum }) => ({ ...sum, part: part < 0 ? PARTS[part as keyof typeof PARTS] : part }))
  return takeApart(sums, await loadDisputed(tx, customer, asOf), asOf, bounds)
}

/** Never more than is open of the item. */
async function loadDisputed(tx: Tx, customer: Id, asOf: Day): Promise<Disputed[]> {
  const lines = await liveDisputes(tx, asOf, customer)
  if (lines.length === 0) return []
  const debits = await loadOpenDebits(tx, asOf, { entries: lines.map(({ entryId }) => entryId) })
  const itemByKey = new Map(debits.map((item) => [keyOf(item), item]))
  return fitLines(lines, (item) => itemByKey.get(keyOf(item))?.open ?? 0n).flatMap((line) => {
    const item = itemByKey.get(keyOf(line))
    return item ? [{ currency: item.currency, dueOn: item.dueOn, amount: line.amount }] : []
  })
}
