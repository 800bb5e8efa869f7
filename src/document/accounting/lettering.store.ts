/** The lettered postings of a file in the database, so that each customer's can be taken together whatever the file's order. */
import { sql } from "kysely"
import type { Tx } from "../../shell/db.ts"
import type { Lettered } from "./lettering.ts"
import { LETTERED_COLUMNS } from "./staging.ts"

export const createLettered = async (tx: Pick<Tx, "db">): Promise<void> =>
  void (await sql`
    CREATE TEMP TABLE lettered (ref int, line int, customer_code text COLLATE "C", account text, root text, family text, side text, amount bigint, currency text, on_day date, issued_on date,
      letter text, lettered_on date, kind text, settled_by text, transfer text) ON COMMIT DROP`.execute(tx.db))
export const COPY_LETTERED = `COPY pg_temp.lettered (${LETTERED_COLUMNS.join(", ")}) FROM STDIN`

/** The postings of each customer that has a letter or a transfer, whole customers at a time. */
export async function* letteredCustomers(tx: Pick<Tx, "db">): AsyncGenerator<readonly Lettered[]> {
  await sql`DECLARE lettered_postings NO SCROLL CURSOR FOR
    SELECT l.ref, l.line, l.customer_code AS "customerCode", l.account, l.root, l.family, l.side, l.amount, l.currency, l.on_day AS day, l.issued_on AS "issuedOn", l.letter,
           l.lettered_on AS "letteredOn", l.kind, l.settled_by AS "settledBy", l.transfer
      FROM pg_temp.lettered l WHERE l.customer_code IN (SELECT customer_code FROM pg_temp.lettered WHERE letter IS NOT NULL OR transfer IS NOT NULL)
     ORDER BY l.customer_code, l.ref`.execute(tx.db)
  try {
    let held: Lettered[] = []
    for (;;) {
      const { rows } = await sql<Lettered>`FETCH 5000 FROM lettered_postings`.execute(tx.db)
      if (rows.length === 0) break
      for (const row of rows) {
        if (held.length > 0 && held[0]!.customerCode !== row.customerCode) {
          yield held
          held = []
        }
        held.push(row)
      }
    }
    if (held.length > 0) yield held
  } finally {
    await sql`CLOSE lettered_postings`.execute(tx.db)
  }
}
