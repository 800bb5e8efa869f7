/** Balances brought forward against what was open here the day before, customer by customer. */
import { sql } from "kysely"
import type { Id } from "../../kernel/id.ts"
import type { Tx } from "../../shell/db.ts"
import type { Lettered } from "./lettering.ts"
import type { OpenItem, OpeningLine } from "./openings.ts"

export type BroughtLine = Lettered & OpeningLine
export type KnownItem = OpenItem & Pick<Lettered, "kind" | "settledBy" | "currency"> & { readonly entryId: Id; readonly no: number }
export type Brought = { readonly customer: string; readonly lines: readonly BroughtLine[]; readonly items: readonly KnownItem[] }

type Row = { customer: string; item: boolean; entryId: Id; no: number; open: bigint } & BroughtLine
/** Every customer that has either, with both, whole customers at a time. */
export async function* broughtForward(tx: Pick<Tx, "db">): AsyncGenerator<Brought> {
  await sql`DECLARE brought_forward NO SCROLL CURSOR FOR
    SELECT * FROM (
    SELECT l.customer_code COLLATE "C" AS customer, false AS item, NULL AS "entryId", NULL AS no, NULL AS open, l.ref, l.line, l.customer_code AS "customerCode", l.account, l.root, l.family, l.side, l.amount, l.currency,
           l.on_day AS day, l.issued_on AS "issuedOn", l.letter, l.lettered_on AS "letteredOn", l.kind, l.settled_by AS "settledBy", l.transfer, l.number, l.issued_on AS since
      FROM pg_temp.lettered l WHERE l.opening
    UNION ALL
    SELECT o.customer_code, true, o.entry_id, o.no, o.open, NULL, NULL, NULL, NULL, NULL, NULL, o.side, NULL, o.currency, NULL, NULL, NULL, NULL, o.kind, o.settled_by, NULL, o.number, o.effective_on
      FROM pg_temp.open_before o) b
     ORDER BY b.customer, b.item, b.since, b.ref, b.number COLLATE "C", b.no`.execute(tx.db)
  try {
    let held: Row[] = []
    for (;;) {
      const { rows } = await sql<Row>`FETCH 5000 FROM brought_forward`.execute(tx.db)
      if (rows.length === 0) break
      for (const row of rows) {
        if (held.length > 0 && held[0]!.customer !== row.customer) {
          yield parted(held)
          held = []
        }
        held.push(row)
      }
    }
    if (held.length > 0) yield parted(held)
  } finally {
    await sql`CLOSE brought_forward`.execute(tx.db)
  }
}
const parted = (rows: readonly Row[]): Brought => ({
  customer: rows[0]!.customer,
  lines: rows.filter((row) => !row.item),
  items: rows.filter((row) => row.item),
})

export const lastRef = async (tx: Pick<Tx, "db">): Promise<number> =>
  (await sql<{ last: number }>`SELECT coalesce(max(ref), 0) AS last FROM pg_temp.lettered`.execute(tx.db)).rows[0]!.last

export async function dropLines(tx: Pick<Tx, "db">, refs: readonly number[]): Promise<void> {
  await sql`DELETE FROM pg_temp.lettered WHERE ref = ANY(${refs}::int[])`.execute(tx.db)
}
